import type { Expression, Identifier } from "@xmap/grammar";
import { nearNames } from "../../diagnostics/near-names.ts";
import type { EntitySymbol } from "../../program.ts";
import { typeToText } from "../../types/type-to-text.ts";
import type { CheckContext } from "../check-context.ts";
import { type FlowState, scopeOf } from "./flow-state.ts";

/** The entity of the record that an expression gives; undefined when it is none or unknown. */
export function entityOfExpression(
  expression: Expression,
  state: FlowState,
  context: CheckContext,
): EntitySymbol | undefined {
  const value = context.infer(expression, scopeOf(state));
  if (value.type.kind === "unknown") return undefined;
  const entity = value.type.kind === "record" ? context.project.entities.get(value.type) : undefined;
  if (entity !== undefined) return entity;
  context.report({
    code: "type-mismatch",
    span: expression.span,
    values: { wanted: "A whole record", found: typeToText(value) },
  });
  return undefined;
}

/** The entity of the record that a name stands for. */
export function entityOfName(
  identifier: Identifier,
  state: FlowState,
  context: CheckContext,
): EntitySymbol | undefined {
  const { name, span } = identifier;
  if (name === "") return undefined;
  context.recorder?.member({ span, name, owner: state.record, purpose: "read" });
  const field = state.record.fields.get(name);
  if (field === undefined) {
    const help = nearNames(name, state.record.fields.keys());
    context.report({ code: "unknown-name", wording: "flow", span, values: { name }, help });
    return undefined;
  }
  const { type } = field.value;
  const entity = type.kind === "record" ? context.project.entities.get(type) : undefined;
  if (entity === undefined && type.kind !== "unknown")
    context.report({
      code: "type-mismatch",
      span,
      values: { wanted: "A whole record", found: typeToText(field.value) },
    });
  return entity;
}
