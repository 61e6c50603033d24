import { positionAt } from "@xmap/diagnostics";
import { parseFile, visitNodes } from "@xmap/grammar";
import { expect, it } from "vitest";
import { checkTree } from "./support/check-tree.ts";
import { HALF_TYPED_FILES } from "./support/half-typed-files.ts";

const CURSOR = "‸";
const AROUND = ["shop", "First", "Last", "Later"];

it("there are at least sixty of them", () => {
  expect(HALF_TYPED_FILES.length).toBeGreaterThanOrEqual(60);
});

it.each(HALF_TYPED_FILES)("half typed, told on its line, and the rest stands: $what", ({ marked }) => {
  const cursor = marked.indexOf(CURSOR);
  const text = marked.replace(CURSOR, "");
  const { file, diagnostics } = parseFile("a.xmap", text);
  checkTree(file, text.length);

  const line = positionAt(file.source, cursor).line;
  expect(diagnostics.length).toBeGreaterThan(0);
  const linesOfFindings = new Set(diagnostics.map(({ span }) => positionAt(file.source, span.start).line));
  expect([...linesOfFindings]).toEqual([line]);

  const declared = file.declarations.flatMap((each) => ("name" in each ? [each.name.name] : []));
  expect(declared.filter((name) => AROUND.includes(name))).toEqual(AROUND);
  const kept: string[] = [];
  visitNodes(file, (node) => {
    if (node.kind === "Rule") kept.push(node.target.names[0]?.name ?? "");
    if (node.kind === "ValueStep") kept.push(node.name.name);
  });
  const expected = ["before", "after"].filter((name) => new RegExp(`\\b${name}\\b`).test(text));
  expect(kept.filter((name) => name === "before" || name === "after")).toEqual(expected);
});
