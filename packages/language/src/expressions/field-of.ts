import { didYouMean, type Span } from "@xmap/diagnostics";
import { UNKNOWN_VALUE } from "../types/make-type.ts";
import type { RecordType, ValueType } from "../types/type.ts";
import { typeToText } from "../types/type-to-text.ts";
import type { ExpressionContext } from "./expression-context.ts";
import type { Scope } from "./scope.ts";

function reportMissing(record: RecordType, name: string, span: Span, scope: Scope, context: ExpressionContext): void {
  if (scope.flow && record === scope.root.type) {
    const help = didYouMean(name, record.fields.keys());
    context.report({ code: "unknown-name", wording: "flow", span, values: { name }, help });
    return;
  }
  const help = scope.lets.has(name)
    ? `\`${name}\` is a \`let\`: write \`$${name}\``
    : didYouMean(name, record.fields.keys());
  context.report({ code: "unknown-field", span, values: { record: record.name, name }, help });
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
  if (type.kind === "record") {
    const field = type.fields.get(name);
    if (field === undefined) {
      reportMissing(type, name, span, scope, context);
      return UNKNOWN_VALUE;
    }
    const reads = context.reads.get(type) ?? new Map();
    context.reads.set(type, reads.set(name, field.value.type));
    return { ...field.value, mayBeAbsent: field.value.mayBeAbsent || value.mayBeAbsent || value.mayBeNull };
  }
  if (type.kind === "unknown") return { ...UNKNOWN_VALUE, mayBeAbsent: true };
  const wording = type.kind === "reference" ? "reference" : "scalar";
  context.report({ code: "unknown-field", wording, span, values: { name, type: typeToText(type) } });
  return UNKNOWN_VALUE;
}
