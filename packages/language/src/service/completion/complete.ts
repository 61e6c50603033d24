import type { SyntaxNode } from "@xmap/grammar";
import type { RecordedMember } from "../../expressions/recorder.ts";
import type { ProjectAnalysis } from "../project/analysis.ts";
import type { ProjectState } from "../project/project-state.ts";
import type { CompletionItem } from "./completion-item.ts";
import type { CompletionRequest } from "./completion-request.ts";
import { type CursorPlace, cursorPlace } from "./cursor-place.ts";
import { expectationItems } from "./expectation-items.ts";
import { operandItems } from "./expression-items.ts";
import { fieldItems } from "./field-items.ts";
import { keywordItems } from "./keyword-items.ts";
import { nameItems } from "./name-items.ts";
import { findMark, MARK, markText } from "./probe.ts";
import { ownerInReference } from "./reference-owner.ts";
import { describedItems } from "./system-items.ts";
import { canBeKnownText, textItems } from "./text-items.ts";

/** The mark as a text: with quotes, unless the cursor stands inside of some. */
function textForm(place: CursorPlace): string {
  return place.inside === "text" ? MARK : `"${MARK}"`;
}

function requestFor(
  form: string,
  state: ProjectState,
  path: string,
  place: CursorPlace,
  isWanted: (path: readonly SyntaxNode[]) => boolean,
): CompletionRequest | undefined {
  const project: ProjectAnalysis = state.analysis();
  const file = project.files.get(path);
  if (file === undefined) return undefined;
  const { text } = file.loaded.file.source;
  const markedText = markText(text, place, form);
  if (markedText === undefined || !isWanted(markedText.path)) return undefined;
  const supposed = state.supposing(path, markedText.text);
  const marked = supposed.files.get(path);
  const around = marked === undefined ? undefined : findMark(marked.loaded.file);
  if (marked === undefined || around === undefined) return undefined;
  return { text, place, file, project, marked, supposed, path: around };
}

function memberOfReference(request: CompletionRequest): RecordedMember | undefined {
  const [name, reference] = request.path.toReversed();
  if (name?.kind !== "Identifier" || reference?.kind !== "TypeReference") return undefined;
  const owner = ownerInReference(reference, request);
  return owner === undefined ? undefined : { span: name.span, name: name.name, owner, purpose: "read" };
}

/** Fields and names where a name stands, and what else can begin an expression. */
function itemsForName(request: CompletionRequest): readonly CompletionItem[] {
  const node = request.path.at(-1);
  if (node === undefined) return [];
  if (node.kind === "VariableExpression") return operandItems(request);
  const member = request.marked.notes.memberAt(node.span) ?? memberOfReference(request);
  const fields = member === undefined ? [] : fieldItems(request, member);
  if (node.kind === "Identifier")
    return [
      ...(expectationItems(request) ?? nameItems(node, request) ?? describedItems(node, request) ?? []),
      ...fields,
    ];
  const step = request.path.at(-2);
  const expression = request.path.at(-3);
  const isFirst = expression?.kind === "PathExpression" && expression.steps[0] === step;
  return isFirst ? [...fields, ...operandItems(request)] : fields;
}

/** Everything that can be written at an offset, the likeliest first. */
export function complete(state: ProjectState, path: string, offset: number): readonly CompletionItem[] {
  const text = state.analysis().files.get(path)?.loaded.file.source.text;
  if (text === undefined) return [];
  const place = cursorPlace(text, Math.max(0, Math.min(offset, text.length)));
  if (place.inside === "comment") return [];
  const isCode = place.inside === "code" || place.inHole;
  const typed = text.slice(place.word.start, place.word.end);
  if (isCode && /^\d/.test(typed)) return [];
  const items: CompletionItem[] = [];
  if (isCode) {
    const form = typed.startsWith("$") ? `$${MARK}` : MARK;
    const request = requestFor(form, state, path, place, () => true);
    if (request !== undefined) items.push(...itemsForName(request));
    items.push(...keywordItems(text, place));
  }
  if (!place.inHole && !typed.startsWith("$") && !/\.\s*$/.test(text.slice(place.statement, place.word.start))) {
    const request = requestFor(textForm(place), state, path, place, canBeKnownText);
    if (request !== undefined) items.push(...textItems(request));
  }
  return items.toSorted((a, b) => (a.sortText < b.sortText ? -1 : a.sortText > b.sortText ? 1 : 0));
}
