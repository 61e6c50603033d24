import type { SyntaxNode } from "@xmap/grammar";
import type { RecordedMember } from "../../expressions/recorder.ts";
import { itemOf } from "../../types/classify.ts";
import type { Field, RecordType } from "../../types/type.ts";
import { describeField } from "../describe/describe-symbol.ts";
import { fieldTraits, typeLabel } from "../describe/type-words.ts";
import { quoteName } from "../quote-name.ts";
import { recordOrigins } from "../symbols/record-origins.ts";
import type { CompletionItem } from "./completion-item.ts";
import { around, type CompletionRequest } from "./completion-request.ts";
import { nameItem } from "./name-items.ts";
import { MARK } from "./probe.ts";

/** Fields that the block's other rules write already. */
function writtenBeside(request: CompletionRequest): ReadonlySet<string> {
  const block = request.path.findLast(
    (
      node,
    ): node is Extract<SyntaxNode, { kind: "RuleBody" | "BindingDeclaration" | "RulesDeclaration" | "WriteStep" }> =>
      ["RuleBody", "BindingDeclaration", "RulesDeclaration", "WriteStep"].includes(node.kind),
  );
  const written = new Set<string>();
  for (const item of block?.items ?? []) {
    const name = item.kind === "Rule" ? item.target.names[0]?.name : undefined;
    if (name !== undefined && name !== MARK) written.add(name);
  }
  return written;
}

function canBeWritten(owner: RecordType, field: Field, request: CompletionRequest): boolean {
  if (field.readOnly) return false;
  const origin = recordOrigins(request.supposed).get(owner);
  if (origin === undefined) return true;
  const writable = origin.entity.system.description.resources[origin.entity.resource]?.writable;
  if (writable === undefined) return true;
  const path = [...origin.path, field.name].join(".");
  return writable.some(
    (allowed) => allowed === path || path.startsWith(`${allowed}.`) || allowed.startsWith(`${path}.`),
  );
}

function rankOf(field: Field, purpose: RecordedMember["purpose"], written: ReadonlySet<string>): string {
  if (purpose === "read") return "2";
  if (written.has(field.name)) return "4";
  return field.required ? "0" : "2";
}

/** Whether only whole records can stand at the mark: the head of `call` and `write`. */
function wantsRecord(request: CompletionRequest): boolean {
  const holder = around(request, 2);
  return holder?.kind === "CallEffect" || holder?.kind === "WriteStep";
}

/** The fields of the record that a name is looked for in, for both sides of a rule. */
export function fieldItems(request: CompletionRequest, member: RecordedMember): readonly CompletionItem[] {
  const owner = itemOf(member.owner);
  if (owner.kind !== "record") return [];
  const { purpose } = member;
  const written = purpose === "write" ? writtenBeside(request) : new Set<string>();
  const items: CompletionItem[] = [];
  for (const field of owner.fields.values()) {
    if (field.name === MARK) continue;
    if (purpose === "write" && !canBeWritten(owner, field, request)) continue;
    if (purpose === "read" && wantsRecord(request) && field.value.type.kind !== "record") continue;
    const traits = purpose === "write" && field.required ? ` (${fieldTraits(field).join(", ")})` : "";
    const name = quoteName(field.name);
    items.push({
      label: field.name,
      kind: purpose === "argument" ? "argument" : "field",
      detail: `${typeLabel(field.value)}${traits}`,
      documentation: describeField(owner, field.name),
      insertText: purpose === "argument" ? `${name}: ` : name,
      isSnippet: false,
      replace: request.place.word,
      sortText: `${rankOf(field, purpose, written)}${field.name}`,
      edits: [],
    });
  }
  return purpose === "read" && around(request, 2)?.kind === "CallEffect" ? [...items, ...answering(request)] : items;
}

/** The systems in scope that answer calls themselves. */
function answering(request: CompletionRequest): readonly CompletionItem[] {
  const systems = [...request.marked.visible.values()].filter(
    ({ declared: { symbol } }) => symbol?.kind === "system" && symbol.description.invocations !== undefined,
  );
  return systems.map(({ declared }) => nameItem(declared, request, request.project, "3"));
}
