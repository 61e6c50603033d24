import { didYouMean } from "@xmap/diagnostics";
import { grammarDiagnostics } from "@xmap/grammar";
import { markedSource } from "@xmap/testing";
import { describe, expect, test } from "vitest";
import { languageDiagnostics } from "../../src/diagnostics/language-diagnostics.ts";
import { suggestedNames } from "../../src/service/actions/did-you-mean.ts";
import { MENDS_BY_CODE } from "../../src/service/actions/mends-by-code.ts";
import { EXPRESSION_CASES } from "../cases/expression-cases.ts";
import { FLOW_CASES } from "../cases/flow-cases.ts";
import { NAME_CASES } from "../cases/name-cases.ts";
import { RULE_CASES } from "../cases/rule-cases.ts";
import { binding } from "../snippets.ts";
import { CODE_ACTION_CASES } from "./cases/code-action-cases.ts";
import { applyEdits, openMain } from "./workspace.ts";

const CODES = [...Object.keys(languageDiagnostics.table), ...Object.keys(grammarDiagnostics.table)];

test("every code of the parser and the checker has mends, or says why it has none", () => {
  expect(Object.keys(MENDS_BY_CODE).toSorted()).toEqual(CODES.toSorted());
  for (const [code, entry] of Object.entries(MENDS_BY_CODE))
    if ("none" in entry) expect(entry.none.length, code).toBeGreaterThan(15);
});

test("the suggested names are read out of every form of the help", () => {
  const names = ["order_number", "order_numbers", "order_numbr"];
  for (const count of [1, 2, 3]) {
    const help = didYouMean("order_nmber", names.slice(0, count));
    const diagnostic = {
      code: "",
      severity: "error",
      message: "",
      file: "",
      span: { start: 0, end: 0 },
      related: [],
      fixes: [],
    } as const;
    expect(suggestedNames(help === undefined ? diagnostic : { ...diagnostic, help }).toSorted()).toEqual(
      names.slice(0, count).toSorted(),
    );
  }
});

describe("a finding is mended", () => {
  test.for(CODE_ACTION_CASES)("$code: $title", ({ code, source, title, after, more }) => {
    const { text, spans } = markedSource(source);
    const workspace = openMain(text, more);
    const actions = workspace.codeActions("main.xmap", spans[0] ?? { start: 0, end: 0 });
    const own = actions.filter((action) => action.code === code);
    expect(own.map((action) => action.title)).toContain(title);
    const action = own.find((candidate) => candidate.title === title);
    expect(applyEdits(text, action?.edits ?? [])).toBe(after);
  });
});

test("every code with mends has a case", () => {
  const covered = new Set(CODE_ACTION_CASES.map(({ code }) => code));
  const withMends = Object.entries(MENDS_BY_CODE).filter(([, entry]) => !("none" in entry));
  const notHere = withMends.map(([code]) => code).filter((code) => !covered.has(code));
  expect(notHere).toEqual([]);
});

test("each suggestion for the checker's own cases mends what it is about", () => {
  let count = 0;
  for (const { source, code, more } of [...NAME_CASES, ...EXPRESSION_CASES, ...RULE_CASES, ...FLOW_CASES]) {
    const { text, spans } = markedSource(source);
    const workspace = openMain(text, more);
    const messages = () =>
      workspace.diagnostics("main.xmap").flatMap((found) => (found.code === code ? found.message : []));
    const before = messages();
    for (const action of workspace.codeActions("main.xmap", spans[0] ?? { start: 0, end: 0 })) {
      if (action.code !== code) continue;
      count += 1;
      workspace.setText("main.xmap", applyEdits(text, action.edits));
      const left = messages().filter((message) => before.includes(message));
      expect(left.length, `${action.title}: ${text}`).toBeLessThan(before.length);
      const after = workspace.diagnostics("main.xmap");
      expect(
        after.filter((diagnostic) => diagnostic.code === "syntax-error"),
        action.title,
      ).toEqual([]);
      workspace.setText("main.xmap", text);
    }
  }
  expect(count).toBeGreaterThan(50);
});

test("all unused imports go at once", () => {
  const source =
    'xmap 1\nimport { Order, Sale, Tax } from "./systems.xmap"\nimport { Country } from "./systems.xmap"\nmap M: Sale.state { else -> keep }\n';
  const workspace = openMain(source);
  const action = workspace.codeActions("main.xmap", { start: 0, end: 0 }).find(({ kind }) => kind === "source");
  const after = applyEdits(source, action?.edits ?? []);
  expect(after).toBe('xmap 1\nimport { Sale } from "./systems.xmap"\nmap M: Sale.state { else -> keep }\n');
});

test("actions are offered where they are asked for, and nowhere else", () => {
  const { text, spans } = markedSource(binding("~~~numbr~~~ -> note\ngift -> done"));
  const workspace = openMain(text);
  expect(workspace.codeActions("main.xmap", spans[0] ?? { start: 0, end: 0 })).not.toEqual([]);
  const elsewhere = text.indexOf("gift");
  const found = workspace.codeActions("main.xmap", { start: elsewhere, end: elsewhere });
  expect(found.filter(({ kind }) => kind === "quickFix")).toEqual([]);
});
