import type { TextEdit } from "@xmap/diagnostics";
import { parseFile, type SyntaxNode, visitNodes } from "@xmap/grammar";
import { type CodeAction, LanguageWorkspace, type ServiceHost } from "@xmap/language/service";

/** Nodes at which a refactoring can begin. */
const PLACES: ReadonlySet<SyntaxNode["kind"]> = new Set([
  "Identifier",
  "Rule",
  "LetItem",
  "Guard",
  "Via",
  "InlineArms",
  "VariableExpression",
  "BinaryExpression",
  "ConditionalExpression",
  "CallExpression",
  "BlockExpression",
  "PathExpression",
  "ArrayExpression",
] as const);

/** A text before and after one refactoring. */
export interface Refactored {
  readonly title: string;
  readonly text: string;
}

/** What every refactoring makes of a file that is offered with a cursor or a selection at one of its nodes. */
export function everyRefactoring(host: ServiceHost, path: string): readonly Refactored[] {
  const workspace = new LanguageWorkspace(host);
  const text = host.readFile(path) ?? "";
  const spans = new Map<string, SyntaxNode["span"]>();
  visitNodes(parseFile(path, text).file, ({ kind, span }) => {
    if (!PLACES.has(kind)) return;
    for (const end of [span.start, span.end]) spans.set(`${span.start} ${end}`, { start: span.start, end });
  });
  const found = new Map<string, Refactored>();
  for (const span of spans.values()) {
    for (const action of workspace.codeActions(path, span)) {
      if (!action.kind.startsWith("refactor.")) continue;
      const after = edited(text, action, path);
      found.set(`${action.title} ${after}`, { title: action.title, text: after });
    }
  }
  return [...found.values()];
}

/** A text after an action. */
export function edited(text: string, { edits }: CodeAction, path: string): string {
  const own: readonly TextEdit[] = edits.filter(({ file }) => file === path);
  return own
    .toSorted((a, b) => b.span.start - a.span.start)
    .reduce((before, { span, newText }) => before.slice(0, span.start) + newText + before.slice(span.end), text);
}
