import type { Span } from "@xmap/diagnostics";
import { nearNames } from "../diagnostics/near-names.ts";
import { ABSENT_VALUE, UNKNOWN_OR_NOTHING, UNKNOWN_VALUE } from "../types/make-type.ts";
import type { RecordType, Type, ValueType } from "../types/type.ts";
import { typeToText } from "../types/type-to-text.ts";
import { unifyValues } from "../types/unify.ts";
import type { ExpressionContext } from "./expression-context.ts";
import type { Scope } from "./scope.ts";

function reportMissing(record: RecordType, name: string, span: Span, scope: Scope, context: ExpressionContext): void {
  if (scope.flow && record === scope.root.type) {
    const help = nearNames(name, record.fields.keys());
    context.report({ code: "unknown-name", wording: "flow", span, values: { name }, help });
    return;
  }
  const help = scope.lets.has(name)
    ? `\`${name}\` is a \`let\`: write \`$${name}\``
    : nearNames(name, record.fields.keys());
  context.report({ code: "unknown-field", span, values: { record: record.name, name }, help });
}

/** Notes that an expression reads a field. */
export function noteRead(record: RecordType, name: string, type: Type, context: ExpressionContext): void {
  const reads = context.reads.get(record) ?? new Map<string, Type>();
  context.reads.set(record, reads.set(name, type));
}

/** The field in a value of one type; undefined when that type never has it. */
function fieldIn(type: Type, name: string, context: ExpressionContext): ValueType | undefined {
  switch (type.kind) {
    case "record": {
      const field = type.fields.get(name);
      if (field !== undefined) noteRead(type, name, field.value.type, context);
      return field?.value;
    }
    case "map":
      return { ...type.value, mayBeAbsent: true };
    case "unknown":
      return UNKNOWN_OR_NOTHING;
    case "list": {
      const found = fieldIn(type.item, name, context);
      if (found === undefined) return undefined;
      const item = found.type.kind === "list" ? found.type.item : found.type;
      return { type: { kind: "list", item, sequence: true }, mayBeAbsent: false, mayBeNull: found.mayBeNull };
    }
    case "union":
      return fieldInSome(type.members, name, context);
    default:
      return undefined;
  }
}

/** A field that some of several types have: it may be absent where not all do. */
function fieldInSome(types: readonly Type[], name: string, context: ExpressionContext): ValueType | undefined {
  let all: ValueType | undefined;
  let isMissing = false;
  for (const type of types) {
    const found = fieldIn(type, name, context);
    if (found === undefined) isMissing = true;
    else all = all === undefined ? found : unifyValues(all, found);
  }
  return all === undefined ? undefined : { ...all, mayBeAbsent: all.mayBeAbsent || isMissing };
}

/** A field of one value: absent where the value is absent, null or lacks it. */
export function fieldOf(
  value: ValueType,
  name: string,
  span: Span,
  scope: Scope,
  context: ExpressionContext,
): ValueType {
  const { type } = value;
  context.recorder?.member({ span, name, owner: type, purpose: "read" });
  if (type.kind === "union" && type.members.length === 0) return ABSENT_VALUE;
  const found = fieldIn(type, name, context);
  if (found !== undefined) return { ...found, mayBeAbsent: found.mayBeAbsent || value.mayBeAbsent || value.mayBeNull };
  if (type.kind === "record") {
    reportMissing(type, name, span, scope, context);
    return UNKNOWN_VALUE;
  }
  const wording = type.kind === "reference" ? "reference" : "scalar";
  context.report({ code: "unknown-field", wording, span, values: { name, type: typeToText(type) } });
  return UNKNOWN_VALUE;
}
