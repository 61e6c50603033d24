import { parseFile, type SyntaxNode, visitNodes } from "@xmap/grammar";
import fc from "fast-check";
import { expect, test } from "vitest";
import { LanguageWorkspace } from "../../src/service/index.ts";
import { ALL_MAPPINGS, COMPILED, mappingsHost, mappingText } from "./real-mappings.ts";

/** Names that mean something of their own: types of fields and arguments of `rate`. */
function isName(node: SyntaxNode, around: readonly SyntaxNode[]): boolean {
  if (node.kind === "VariableExpression") return node.name !== "" && node.name !== "$";
  const parent = around.at(-1);
  if (parent?.kind === "FieldType" || parent?.kind === "CallExpression") return false;
  if (parent?.kind === "FieldPath" && around.at(-2)?.kind === "EntityDeclaration") return true;
  return node.kind === "Identifier" || node.kind === "NameStep";
}

function namesOf(path: string): readonly SyntaxNode[] {
  const names: SyntaxNode[] = [];
  const parents = new Map<SyntaxNode, readonly SyntaxNode[]>();
  visitNodes(parseFile(path, mappingText(path)).file, (node) => {
    const around = parents.get(node) ?? [];
    if (isName(node, around)) names.push(node);
    visitNodes(node, (child) => {
      if (child !== node && !parents.has(child)) parents.set(child, [...around, node]);
      return child === node;
    });
  });
  return names;
}

test.for(COMPILED)("every name of %s has a definition and is among its own references", (path) => {
  const workspace = new LanguageWorkspace(mappingsHost);
  const text = mappingText(path);
  const names = namesOf(path);
  expect(names.length).toBeGreaterThan(4);
  const missing: string[] = [];
  for (const { span } of names) {
    const name = text.slice(span.start, span.end);
    const places = workspace.definition(path, span.start);
    const isFunction = name.startsWith("$") && text.charAt(span.end) === "(";
    // The arguments of an operation stand in the connector's description, in no file of the project's.
    const isArgument = text.charAt(span.end) === ":";
    if (!isFunction && !isArgument && places.length === 0) missing.push(name);
    for (const place of places) expect(mappingsHost.readFile(place.file), place.file).toBeDefined();
    const references = workspace.references(path, span.start);
    if (!references.some((reference) => reference.file === path && reference.span.start <= span.start))
      missing.push(`references of ${name}`);
  }
  expect(missing).toEqual([]);
});

test.for(ALL_MAPPINGS)("hovers anywhere in %s say something or nothing, and never throw", (path) => {
  const workspace = new LanguageWorkspace(mappingsHost);
  const text = mappingText(path);
  workspace.setText(path, text);
  let said = 0;
  for (let offset = 0; offset <= text.length; offset += 7) {
    const hover = workspace.hover(path, offset);
    if (hover === undefined) continue;
    said += 1;
    expect(hover.markdown).not.toBe("");
    expect(hover.span.start).toBeLessThanOrEqual(offset);
    expect(hover.span.end).toBeGreaterThanOrEqual(offset);
    expect(hover.markdown).not.toContain("undefined");
  }
  expect(said).toBeGreaterThan(text.length / 35);
});

test("nothing throws in 200 truncated mappings: hovers anywhere, the rest at the end", () => {
  const workspace = new LanguageWorkspace(mappingsHost);
  const cut = fc.record({ path: fc.constantFrom(...ALL_MAPPINGS), at: fc.double({ min: 0, max: 1, noNaN: true }) });
  fc.assert(
    fc.property(cut, ({ path, at }) => {
      const text = mappingText(path).slice(0, Math.floor(at * mappingText(path).length));
      workspace.setText(path, text);
      for (let offset = Math.max(0, text.length - 40); offset <= text.length; offset += 1)
        workspace.hover(path, offset);
      for (const item of workspace.completion(path, text.length)) {
        expect(item.replace.start).toBeLessThanOrEqual(text.length);
        expect(item.replace.end).toBeLessThanOrEqual(text.length);
      }
      workspace.signatureHelp(path, text.length);
      workspace.semanticTokens(path);
      workspace.inlayHints(path, { start: 0, end: text.length });
      workspace.codeLenses(path);
      workspace.documentSymbols(path);
      workspace.foldingRanges(path);
      workspace.documentLinks(path);
      workspace.codeActions(path, { start: 0, end: text.length });
      workspace.removeText(path);
    }),
    { numRuns: 200 },
  );
});

test.for(ALL_MAPPINGS)("completion never throws in %s", (path) => {
  const workspace = new LanguageWorkspace(mappingsHost);
  const text = mappingText(path);
  workspace.setText(path, text);
  for (let offset = 0; offset <= text.length; offset += 211) {
    for (const item of workspace.completion(path, offset)) {
      expect(item.label).not.toBe("");
      expect(item.label).not.toContain("xmap__here");
    }
  }
});
