import { markedSource } from "@xmap/testing";
import { describe, expect, test } from "vitest";
import { formatSource } from "../../src/format/format-source.ts";
import { REFACTORING_CASES, REFUSED_CASES } from "./cases/refactoring-cases.ts";
import { applyEdits, openMain } from "./workspace.ts";

function formatted(text: string): string {
  const result = formatSource("main.xmap", text);
  return "text" in result ? result.text : `not formatted:\n${text}`;
}

describe("a text is written otherwise", () => {
  test.for(REFACTORING_CASES)("$title: $source", ({ title, kind, source, after }) => {
    const { text, spans } = markedSource(source);
    const actions = openMain(text).codeActions("main.xmap", spans[0] ?? { start: 0, end: 0 });
    expect(actions.map((action) => action.title)).toContain(title);
    const action = actions.find((candidate) => candidate.title === title);
    expect(action?.kind).toBe(kind);
    expect(applyEdits(text, action?.edits ?? [])).toBe(formatted(after));
  });
});

describe("nothing is offered for", () => {
  test.for(REFUSED_CASES)("$why", ({ title, source }) => {
    const { text, spans } = markedSource(source);
    const actions = openMain(text).codeActions("main.xmap", spans[0] ?? { start: 0, end: 0 });
    expect(actions.map((action) => action.title).filter((offered) => title.test(offered))).toEqual([]);
  });
});
