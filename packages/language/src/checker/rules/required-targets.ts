import type { Span } from "@xmap/diagnostics";
import type { RecordType } from "../../types/type.ts";
import type { CheckContext } from "../check-context.ts";
import type { WrittenTarget } from "../written-target.ts";

/** A new record gets every field that its system requires. */
export function checkRequiredTargets(
  record: RecordType,
  written: readonly WrittenTarget[],
  span: Span,
  context: CheckContext,
): void {
  const given = new Set(written.map((target) => target.path[0]));
  const missing = [...record.fields.values()].filter((field) => field.required && !given.has(field.name));
  if (missing.length === 0) return;
  context.recorder?.missingTargets(span, missing);
  const fields = missing.map((field) => `\`${field.name}\``).join(", ");
  context.report({ code: "missing-required-target", span, values: { record: record.name, fields } });
}
