import { expect, test } from "vitest";
import { checkProject } from "../src/check-project.ts";
import { LanguageWorkspace } from "../src/service/index.ts";
import { checkMain, hostOf } from "./project.ts";
import { memoryHost } from "./service/workspace.ts";
import { binding } from "./snippets.ts";

const CODE = "unused-name";

/** What is found in a binding with these items, as if it were all of the project, apart from what other cases need. */
function found(items: string): readonly string[] {
  const { diagnostics } = checkProject(["main.xmap"], hostOf({ "main.xmap": binding(items) }));
  const own = diagnostics.filter(({ code, file }) => code !== "unused-import" && file === "main.xmap");
  return own.map(({ code, message }) => `${code}: ${message}`);
}

const UNUSED = "unused-name: `x` is given a value that nothing uses.";

test.for([
  ["at the end of its line", `let x = number // xmap-ignore ${CODE} for later`],
  ["on the line above", `// xmap-ignore ${CODE} for later\nlet x = number`],
  ["on the line above, further in", `      //xmap-ignore ${CODE}: for later\nlet x = number`],
  ["above another such comment", `// xmap-ignore ${CODE} for later\n// xmap-ignore unused-import no\nlet x = number`],
] as const)("a warning is silenced %s", ([, items]) => {
  expect(found(items).filter((line) => line.startsWith(CODE))).toEqual([]);
});

test.for([
  ["another code", "let x = number // xmap-ignore constant-condition for later", 2],
  ["another line", `// xmap-ignore ${CODE} for later\n\nlet x = number`, 2],
  ["a comment between", `// xmap-ignore ${CODE} for later\n// a remark\nlet x = number`, 2],
  ["a block comment", `let x = number /* xmap-ignore ${CODE} for later */`, 1],
  ["a text", `let x = "// xmap-ignore ${CODE} for later"`, 1],
  ["a longer word", `let x = number // xmap-ignored ${CODE} for later`, 1],
] as const)("%s silences nothing", ([, items, count]) => {
  const lines = found(items);
  expect(lines).toContain(UNUSED);
  expect(lines).toHaveLength(count);
});

test("a comment without a reason silences, and asks for the reason", () => {
  expect(found(`let x = number // xmap-ignore ${CODE}`)).toEqual([
    "bad-ignore: This comment does not say why `unused-name` is ignored.",
  ]);
});

test("one comment is for every such warning of its line, and for no other code", () => {
  const items = `let x = number let y = number // xmap-ignore ${CODE} for later`;
  expect(found(items.replace(" let y", "\nlet y"))).toEqual([UNUSED]);
  const twice = "require number != null and currency != null else skip // xmap-ignore constant-condition the old shop";
  expect(found(twice)).toEqual([]);
});

test("comments about comments are no way out", () => {
  expect(found("// xmap-ignore needless-ignore for later\ngift -> done")).toEqual([
    "bad-ignore: There is no finding `needless-ignore` to ignore.",
  ]);
});

test("whether a comment is needed is not said while a file has errors", () => {
  const needless = `// xmap-ignore ${CODE} for later\ngift -> done`;
  expect(found(needless)).toEqual(["needless-ignore: Nothing here gives the warning `unused-name`."]);
  expect(found(`${needless}\nnumbr -> note`)).toEqual(["unknown-field: `Order` has no field `numbr`."]);
});

test("a name that no file uses is ignored where it is declared", () => {
  const policy = `xmap 1\n// xmap-ignore ${CODE} for the next release\npolicy patient { timeout 30s }\n`;
  const { diagnostics } = checkProject(["main.xmap"], hostOf({ "main.xmap": policy }));
  expect(diagnostics).toEqual([]);
  const workspace = new LanguageWorkspace(memoryHost({ "main.xmap": policy }));
  expect(workspace.diagnostics("main.xmap")).toEqual([]);
});

test("a part of a project does not say whether a name is used elsewhere", () => {
  const policy = `xmap 1\n// xmap-ignore ${CODE} for the next release\npolicy patient { timeout 30s }\n`;
  expect(checkMain(policy).diagnostics).toEqual([]);
});

test("lines end with CRLF, too", () => {
  const text = binding(`// xmap-ignore ${CODE} for later\nlet x = number`).replaceAll("\n", "\r\n");
  expect(checkMain(text).diagnostics.filter(({ code }) => code !== "unused-import")).toEqual([]);
});
