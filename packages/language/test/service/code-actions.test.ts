import { didYouMean } from "@xmap/diagnostics";
import { grammarDiagnostics } from "@xmap/grammar";
import { markedSource } from "@xmap/testing";
import { describe, expect, test } from "vitest";
import { languageDiagnostics } from "../../src/diagnostics/language-diagnostics.ts";
import { suggestedNames } from "../../src/service/actions/did-you-mean.ts";
import { MENDS_BY_CODE } from "../../src/service/actions/mends-by-code.ts";
import { LanguageWorkspace } from "../../src/service/index.ts";
import { EXPRESSION_CASES } from "../cases/expression-cases.ts";
import { FAULTY_CASES, type FaultyCase, textsOf } from "../errors/faulty-cases.ts";
import { SYSTEMS, worldOf } from "../errors/world.ts";
import { binding } from "../snippets.ts";
import { CODE_ACTION_CASES } from "./cases/code-action-cases.ts";
import { FAULTY_ACTION_CASES } from "./cases/faulty-action-cases.ts";
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

/** A workspace over a faulty file and what stands beside it. */
function openFaulty(faulty: FaultyCase): { workspace: LanguageWorkspace; texts: ReadonlyMap<string, string> } {
  const texts = new Map([["systems.xmap", SYSTEMS], ...textsOf(faulty)]);
  const listFiles = () => [...texts.keys()].filter((path) => path.endsWith(".xmap"));
  return { workspace: new LanguageWorkspace({ ...worldOf(texts), listFiles }), texts };
}

describe("the finding of a faulty file is mended", () => {
  test.for(FAULTY_ACTION_CASES)("$path: $title", ({ path, title, before, after, file = "main.xmap" }) => {
    const faulty = FAULTY_CASES.find(({ name }) => name === path);
    if (faulty === undefined) throw new Error(`There is no faulty file ${path}`);
    const { workspace, texts } = openFaulty(faulty);
    const found = workspace.diagnostics("main.xmap").filter(({ code }) => code === faulty.code);
    const actions = found.flatMap(({ span }) => workspace.codeActions("main.xmap", span));
    const action = actions.find((candidate) => candidate.code === faulty.code && candidate.title === title);
    expect(actions.map((candidate) => candidate.title)).toContain(title);
    const text = texts.get(file) ?? "";
    expect(text).toContain(before);
    expect(applyEdits(text, action?.edits ?? [], file)).toBe(text.replace(before, () => after));
  });
});

test("every code with mends has a case", () => {
  const faulty = FAULTY_ACTION_CASES.map(({ path }) => path.split("/")[0] ?? "");
  const covered = new Set([...CODE_ACTION_CASES.map(({ code }) => code), ...faulty]);
  const withMends = Object.entries(MENDS_BY_CODE).filter(([, entry]) => !("none" in entry));
  const notHere = withMends.map(([code]) => code).filter((code) => !covered.has(code));
  expect(notHere).toEqual([]);
});

const SYNTAX_CODES = new Set(Object.keys(grammarDiagnostics.table));

describe("each suggestion for a faulty file mends what it is about", () => {
  const counted = FAULTY_CASES.map((faulty) => ({ faulty, name: faulty.name }));
  test.for(counted)("$name", ({ faulty }) => {
    const { workspace, texts } = openFaulty(faulty);
    const ofCode = (code: string | undefined) =>
      workspace.diagnostics().filter((found) => found.code === code && texts.has(found.file));
    const syntaxErrors = () => workspace.diagnostics().filter(({ code }) => SYNTAX_CODES.has(code)).length;
    const before = new Map(ofCode(faulty.code).map((found) => [found, syntaxErrors()]));
    for (const [{ file, span, code, message }, syntax] of before) {
      const same = () => ofCode(code).filter((found) => found.file === file && found.message === message).length;
      const count = same();
      for (const action of workspace.codeActions(file, span)) {
        if (action.code !== code) continue;
        for (const edited of new Set(action.edits.map((edit) => edit.file)))
          workspace.setText(edited, applyEdits(texts.get(edited) ?? "", action.edits, edited));
        expect(same(), action.title).toBeLessThan(count);
        expect(syntaxErrors(), action.title).toBeLessThanOrEqual(syntax);
        for (const edited of new Set(action.edits.map((edit) => edit.file))) workspace.removeText(edited);
      }
    }
  });
});

test("most faulty files of the checker have a suggestion", () => {
  const offered = FAULTY_CASES.filter((faulty) => {
    const { workspace } = openFaulty(faulty);
    const found = workspace.diagnostics("main.xmap").filter(({ code }) => code === faulty.code);
    return found.some(({ span, code }) => workspace.codeActions("main.xmap", span).some((each) => each.code === code));
  });
  expect(offered.length).toBeGreaterThan(FAULTY_CASES.length * 0.4);
});

test("suggestions for the cases of expressions mend what they are about", () => {
  let count = 0;
  for (const { source, code, more } of EXPRESSION_CASES) {
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
      workspace.setText("main.xmap", text);
    }
  }
  expect(count).toBeGreaterThan(15);
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
