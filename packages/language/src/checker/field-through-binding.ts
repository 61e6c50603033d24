import type { Identifier } from "@xmap/grammar";
import { nearNames } from "../diagnostics/near-names.ts";
import type { BindingSymbol } from "../program.ts";
import { present, UNKNOWN_VALUE } from "../types/make-type.ts";
import type { ValueType } from "../types/type.ts";
import { typeToText } from "../types/type-to-text.ts";
import type { CheckContext } from "./check-context.ts";
import { keyReference } from "./resolve-name.ts";

interface ThroughBinding {
  readonly field: string | undefined;
  readonly result: ValueType;
}

/** What `via Binding` or `via Binding.field` gives: a reference to the bound record, or one of its fields. */
export function fieldThroughBinding(
  binding: BindingSymbol,
  names: readonly Identifier[],
  context: CheckContext,
): ThroughBinding {
  const { right } = binding;
  const [first] = names;
  if (first === undefined) {
    if (right.key.length > 1)
      context.report({
        code: "key-not-searchable",
        wording: "composite",
        span: binding.declaration.name.span,
        values: { entity: right.name },
      });
    return { field: undefined, result: present(keyReference(right)) };
  }
  let result: ValueType = present(right.type);
  for (const { name, span } of names) {
    if (name === "") return { field: undefined, result: UNKNOWN_VALUE };
    context.recorder?.member({ span, name, owner: result.type, purpose: "read" });
    if (result.type.kind !== "record") {
      context.report({
        code: "unknown-field",
        wording: "scalar",
        span,
        values: { name, type: typeToText(result.type) },
      });
      return { field: undefined, result: UNKNOWN_VALUE };
    }
    const field = result.type.fields.get(name);
    if (field === undefined) {
      const help = nearNames(name, result.type.fields.keys());
      context.report({ code: "unknown-field", span, values: { record: result.type.name, name }, help });
      return { field: undefined, result: UNKNOWN_VALUE };
    }
    result = { ...field.value, mayBeAbsent: field.value.mayBeAbsent || result.mayBeAbsent || result.mayBeNull };
  }
  return { field: names.map((name) => name.name).join("."), result };
}
