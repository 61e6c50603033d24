import type { DocumentSymbol, OutlineKind } from "@xmap/language/service";
import { type FeatureAdapter, XMAP } from "../language-access.ts";
import { monaco } from "../monaco.ts";
import { rangeOf, uriOf } from "../places.ts";

const { SymbolKind, FoldingRangeKind } = monaco.languages;

const KINDS: Readonly<Record<OutlineKind, monaco.languages.SymbolKind>> = {
  system: SymbolKind.Module,
  entity: SymbolKind.Class,
  map: SymbolKind.Enum,
  lookup: SymbolKind.Interface,
  rules: SymbolKind.Package,
  binding: SymbolKind.Struct,
  policy: SymbolKind.Object,
  flow: SymbolKind.Event,
  test: SymbolKind.Method,
  rule: SymbolKind.Field,
  let: SymbolKind.Variable,
  include: SymbolKind.Package,
  guard: SymbolKind.Boolean,
  arm: SymbolKind.EnumMember,
  option: SymbolKind.Property,
  field: SymbolKind.Field,
  step: SymbolKind.Function,
};

/** The outline, for Ctrl+Shift+O. */
export const outlineAdapter: FeatureAdapter = (language) =>
  monaco.languages.registerDocumentSymbolProvider(XMAP, {
    displayName: "xmap",
    async provideDocumentSymbols(model, token) {
      const symbols = (await language.about(model, "documentSymbols", {}, token)) ?? [];
      return symbols.map((symbol) => outlineEntry(symbol, model));
    },
  });

function outlineEntry(symbol: DocumentSymbol, model: monaco.editor.ITextModel): monaco.languages.DocumentSymbol {
  return {
    name: symbol.name,
    detail: symbol.detail,
    kind: KINDS[symbol.kind],
    tags: [],
    range: rangeOf(model, symbol.span),
    selectionRange: rangeOf(model, symbol.nameSpan),
    children: symbol.children.map((child) => outlineEntry(child, model)),
  };
}

export const foldingAdapter: FeatureAdapter = (language) =>
  monaco.languages.registerFoldingRangeProvider(XMAP, {
    async provideFoldingRanges(model, _context, token) {
      const ranges = await language.about(model, "foldingRanges", {}, token);
      return ranges?.map(({ span, kind }) => {
        const { startLineNumber: start, endLineNumber: end } = rangeOf(model, span);
        if (kind === "block") return { start, end };
        return { start, end, kind: kind === "comment" ? FoldingRangeKind.Comment : FoldingRangeKind.Imports };
      });
    },
  });

/** Imports and schemas lead to their files. */
export const linksAdapter: FeatureAdapter = (language) =>
  monaco.languages.registerLinkProvider(XMAP, {
    async provideLinks(model, token) {
      const links = (await language.about(model, "documentLinks", {}, token)) ?? [];
      return {
        links: links.map(({ span, target }) => ({ range: rangeOf(model, span), url: uriOf(target), tooltip: target })),
      };
    },
  });

export const formattingAdapter: FeatureAdapter = (language) =>
  monaco.languages.registerDocumentFormattingEditProvider(XMAP, {
    displayName: "xmap",
    async provideDocumentFormattingEdits(model, _options, token) {
      const edits = (await language.about(model, "formatting", {}, token)) ?? [];
      return edits.map(({ span, newText }) => ({ range: rangeOf(model, span), text: newText }));
    },
  });
