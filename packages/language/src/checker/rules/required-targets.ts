import type { Span } from "@xmap/diagnostics";
import type { RecordType } from "../../types/type.ts";
import type { CheckContext } from "../check-context.ts";
import type { WrittenTarget } from "../written-target.ts";

/** A new record gets every field that its system requires, and each of them always. */
export function checkRequiredTargets(
  record: RecordType,
  written: readonly WrittenTarget[],
  span: Span,
  context: CheckContext,
): void {
  const given = Map.groupBy(written, (target) => target.path[0] ?? "");
  const required = [...record.fields.values()].filter((field) => field.required);
  for (const { name } of required) checkAlways(record, given.get(name) ?? [], context);
  const missing = required.filter((field) => !given.has(field.name));
  if (missing.length === 0) return;
  context.recorder?.missingTargets(span, missing);
  const fields = missing.map((field) => `\`${field.name}\``).join(", ");
  context.report({ code: "missing-required-target", span, values: { record: record.name, fields } });
}

/** Several rules with a condition each may complete one another; one alone leaves the field out sometimes. */
function checkAlways(record: RecordType, rules: readonly WrittenTarget[], context: CheckContext): void {
  const [only, second] = rules;
  if (only === undefined || second !== undefined || !only.conditional || only.file !== context.path) return;
  const values = { record: record.name, target: only.path.join(".") };
  const help = "say with a second rule what it is otherwise";
  context.report({ code: "missing-required-target", wording: "sometimes", span: only.span, values, help });
}
