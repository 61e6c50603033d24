import type { Expression, SyntaxNode } from "@xmap/grammar";
import { itemOf } from "../../types/classify.ts";
import type { Type } from "../../types/type.ts";
import { relativeImport, wouldCircle } from "../import-edits.ts";
import type { CompletionItem } from "./completion-item.ts";
import { around, type CompletionRequest } from "./completion-request.ts";

function textItem(
  text: string,
  kind: CompletionItem["kind"],
  request: CompletionRequest,
  detail?: string,
): CompletionItem {
  const isQuoted = request.place.inside === "text";
  return {
    label: isQuoted ? text : JSON.stringify(text),
    kind,
    detail,
    documentation: undefined,
    insertText: isQuoted ? text : JSON.stringify(text),
    isSnippet: false,
    replace: request.place.word,
    sortText: `0${text}`,
    edits: [],
  };
}

function typeOf(expression: Expression | undefined, request: CompletionRequest): Type | undefined {
  return expression === undefined ? undefined : request.marked.types.get(expression)?.type;
}

/** The type of the field at the end of a reference, as the checker found it. */
function typeOfReference(reference: SyntaxNode | undefined, request: CompletionRequest): Type | undefined {
  if (reference?.kind !== "TypeReference" && reference?.kind !== "FieldPath") return undefined;
  const last = reference.names.at(-1);
  const member = last === undefined ? undefined : request.marked.notes.memberAt(last.span);
  return member?.owner.kind === "record" && last !== undefined
    ? member.owner.fields.get(last.name)?.value.type
    : undefined;
}

function findAround<Kind extends SyntaxNode["kind"]>(
  request: CompletionRequest,
  kind: Kind,
): Extract<SyntaxNode, { kind: Kind }> | undefined {
  return request.path.findLast((node): node is Extract<SyntaxNode, { kind: Kind }> => node.kind === kind);
}

/** What goes into the arms of a map, or of a `via { }`. */
function armInput(request: CompletionRequest): Type | undefined {
  const rule = findAround(request, "Rule");
  const value = findAround(request, "Value");
  const expression = value?.expressions[0] ?? rule?.sources[0];
  return expression === undefined
    ? typeOfReference(findAround(request, "MapDeclaration")?.from, request)
    : typeOf(expression, request);
}

function armAnswer(request: CompletionRequest): Type | undefined {
  const rule = findAround(request, "Rule");
  return rule === undefined
    ? typeOfReference(findAround(request, "MapDeclaration")?.to, request)
    : typeOfReference(rule.target, request);
}

/** The closed set that a text at the mark belongs to. */
function wantedType(literal: SyntaxNode, request: CompletionRequest): Type | undefined {
  const parent = around(request, 1);
  if (parent?.kind === "Arm") return parent.answer === literal ? armAnswer(request) : armInput(request);
  if (parent?.kind === "Rule") return typeOfReference(parent.target, request);
  const comparison = parent?.kind === "ArrayExpression" ? around(request, 2) : parent;
  if (comparison?.kind === "BinaryExpression")
    return typeOf(request.path.includes(comparison.left) ? comparison.right : comparison.left, request);
  if (comparison?.kind === "CallArgument") {
    const member = request.marked.notes.memberAt(comparison.name.span);
    return member?.owner.kind === "record" ? member.owner.fields.get(comparison.name.name)?.value.type : undefined;
  }
  return undefined;
}

/** Whether a text at the mark could be one of a closed set, or a file: worth checking the file for. */
export function canBeKnownText(path: readonly SyntaxNode[]): boolean {
  const parent = path.at(-2);
  const kinds: readonly (SyntaxNode["kind"] | undefined)[] = [
    "Arm",
    "ArrayExpression",
    "BinaryExpression",
    "CallArgument",
    "Import",
    "TestDeclaration",
  ];
  return kinds.includes(parent?.kind) || (parent?.kind === "Rule" && parent.sources.length === 1);
}

function fileItems(literal: SyntaxNode, request: CompletionRequest): readonly CompletionItem[] | undefined {
  const parent = around(request, 1);
  const { file, project } = request;
  if (parent?.kind === "Import" && parent.from === literal) {
    const others = [...project.files.keys()].filter((path) => !wouldCircle(file.path, path, project));
    return others.map((path) => textItem(relativeImport(file.path, path), "file", request));
  }
  if (parent?.kind !== "TestDeclaration" || parent.given !== literal) return undefined;
  const fixtures = project.host.listFixtures?.() ?? [];
  return fixtures.map((path) => textItem(relativeImport(file.path, path).replace(/^\.\//, ""), "file", request));
}

/** Values of a closed set, and files, where a text stands or can stand. */
export function textItems(request: CompletionRequest): readonly CompletionItem[] {
  const literal = around(request, 0);
  if (literal?.kind !== "StringLiteral") return [];
  const files = fileItems(literal, request);
  if (files !== undefined) return files;
  const wanted = wantedType(literal, request);
  const set = wanted === undefined ? undefined : itemOf(wanted);
  if (set?.kind !== "enumeration") return [];
  const values = set.values.filter((value) => typeof value === "string" && value !== literal.value);
  const labels = new Map(Object.entries(set.labels ?? {}));
  return values.map((value) => textItem(String(value), "value", request, labels.get(String(value))));
}
