import type { CompletionItem, CompletionKind } from "@xmap/language/service";
import { type FeatureAdapter, XMAP } from "../language-access.ts";
import { monaco } from "../monaco.ts";
import { rangeOf } from "../places.ts";

const { CompletionItemKind, CompletionItemInsertTextRule } = monaco.languages;

const KINDS: Readonly<Record<CompletionKind, monaco.languages.CompletionItemKind>> = {
  system: CompletionItemKind.Module,
  entity: CompletionItemKind.Class,
  map: CompletionItemKind.Enum,
  lookup: CompletionItemKind.Interface,
  rules: CompletionItemKind.Snippet,
  binding: CompletionItemKind.Struct,
  policy: CompletionItemKind.Property,
  flow: CompletionItemKind.Event,
  field: CompletionItemKind.Field,
  variable: CompletionItemKind.Variable,
  function: CompletionItemKind.Function,
  keyword: CompletionItemKind.Keyword,
  value: CompletionItemKind.EnumMember,
  operation: CompletionItemKind.Method,
  argument: CompletionItemKind.Property,
  option: CompletionItemKind.Property,
  resource: CompletionItemKind.Folder,
  capability: CompletionItemKind.Constant,
  connector: CompletionItemKind.Module,
  type: CompletionItemKind.TypeParameter,
  file: CompletionItemKind.File,
};

/** What can be written at the cursor, on both sides of an arrow. */
export const completionAdapter: FeatureAdapter = (language) =>
  monaco.languages.registerCompletionItemProvider(XMAP, {
    // Nothing that a line can end with: Enter would take a suggestion instead of beginning a new line.
    triggerCharacters: [".", "$", "/"],
    async provideCompletionItems(model, position, _context, token) {
      const items = await language.atLatest(model, "completion", position, token);
      return { suggestions: (items ?? []).map((item) => suggestionOf(item, model)) };
    },
  });

function suggestionOf(item: CompletionItem, model: monaco.editor.ITextModel): monaco.languages.CompletionItem {
  return {
    label: item.label,
    kind: KINDS[item.kind],
    insertText: item.insertText,
    range: rangeOf(model, item.replace),
    sortText: item.sortText,
    filterText: item.label,
    ...(item.detail === undefined ? {} : { detail: item.detail }),
    ...(item.documentation === undefined ? {} : { documentation: { value: item.documentation } }),
    ...(item.isSnippet ? { insertTextRules: CompletionItemInsertTextRule.InsertAsSnippet } : {}),
    additionalTextEdits: item.edits.map(({ span, newText }) => ({ range: rangeOf(model, span), text: newText })),
  };
}
