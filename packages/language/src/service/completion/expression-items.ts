import { functionTable } from "../../functions/function-table.ts";
import { describeFunction, signatureText } from "../describe/describe-symbol.ts";
import { typeLabel } from "../describe/type-words.ts";
import { localNamesOf } from "../tree/local-names.ts";
import type { CompletionItem } from "./completion-item.ts";
import type { CompletionRequest } from "./completion-request.ts";
import { MARK } from "./probe.ts";
import { snippetOf } from "./snippet.ts";

const FUNCTIONS = [...functionTable().values()];

/** `$name` of each `let`, and `$$` for the whole record. */
function variableItems(request: CompletionRequest): readonly CompletionItem[] {
  const { marked, place } = request;
  const { text } = marked.loaded.file.source;
  const base = { kind: "variable", isSnippet: false, replace: place.word, edits: [] } as const;
  const items: CompletionItem[] = [];
  for (const [name, local] of localNamesOf(marked.loaded.file).visibleAt(place.word.start, "variable")) {
    if (name === MARK) continue;
    const written = local.value === undefined ? undefined : text.slice(local.value.span.start, local.value.span.end);
    items.push({
      ...base,
      label: `$${name}`,
      detail: typeLabel(marked.notes.valueNamedAt(local.span)),
      documentation: written === undefined ? undefined : `\`let ${name} = ${written}\``,
      insertText: `$${name}`,
      sortText: `1${name}`,
    });
  }
  const whole = {
    label: "$$",
    detail: undefined,
    documentation: "The whole record.",
    insertText: "$$",
    sortText: "3$$",
  };
  return [...items, { ...base, ...whole }];
}

function functionItems(request: CompletionRequest): readonly CompletionItem[] {
  const { place, text } = request;
  const isCalled = text.charAt(place.word.end) === "(";
  return FUNCTIONS.map((signature): CompletionItem => {
    const [first] = signature.parameters;
    const call = first === undefined ? "()" : `(<${first.name}>)`;
    return {
      label: `$${signature.name}`,
      kind: "function",
      detail: signatureText(signature),
      documentation: describeFunction(signature),
      insertText: isCalled ? `$${signature.name}` : snippetOf(`$${signature.name}${call}`),
      isSnippet: !isCalled,
      replace: place.word,
      sortText: `5${signature.name}`,
      edits: [],
    };
  });
}

/** What can begin an operand beside a field: variables and functions. */
export function operandItems(request: CompletionRequest): readonly CompletionItem[] {
  return [...variableItems(request), ...functionItems(request)];
}
