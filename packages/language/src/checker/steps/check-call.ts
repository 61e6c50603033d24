import type { OperationDescription } from "@xmap/contract";
import type { CallArgument, CallEffect } from "@xmap/grammar";
import { nearNames } from "../../diagnostics/near-names.ts";
import type { EntitySymbol } from "../../program.ts";
import { schemaToRecord } from "../../schema/schema-to-type.ts";
import { typeToText } from "../../types/type-to-text.ts";
import type { CheckContext } from "../check-context.ts";
import { planConversion } from "../conversion.ts";
import { type FlowState, scopeOf } from "./flow-state.ts";
import { entityOfName } from "./record-of.ts";

export interface CheckedCall {
  readonly target: string;
  readonly entity: EntitySymbol;
  readonly operation: string;
  readonly description: OperationDescription;
}

function checkArguments(
  given: readonly CallArgument[],
  call: CheckedCall,
  effect: CallEffect,
  state: FlowState,
  context: CheckContext,
): void {
  const origin = { entity: call.operation, system: call.entity.system.name, omitted: new Set<string>() };
  const owner = schemaToRecord(call.description.arguments, origin);
  const parameters = owner.fields;
  const { operation } = call;
  for (const argument of given) {
    const value = context.infer(argument.value, scopeOf(state));
    const { name, span } = argument.name;
    context.recorder?.member({ span, name, owner, purpose: "argument" });
    const parameter = parameters.get(name);
    if (parameter === undefined) {
      const help = nearNames(name, parameters.keys());
      context.report({ code: "unknown-operation", wording: "argument", span, values: { operation, name }, help });
      continue;
    }
    const plan = planConversion(value.type, parameter.value.type, true);
    if (plan.kind === "fits" && plan.conversion === "none") continue;
    const values = { target: name, wanted: typeToText(parameter.value.type), found: typeToText(value) };
    context.report({ code: "type-mismatch", wording: "target", span: argument.value.span, values });
  }
  const names = new Set(given.map((argument) => argument.name.name));
  for (const parameter of parameters.values()) {
    if (!parameter.required || names.has(parameter.name)) continue;
    const values = { operation, name: parameter.name };
    context.report({ code: "unknown-operation", wording: "missing", span: effect.target.span, values });
  }
}

/** `call record.operation(…)`: the connector declares the operation and its arguments. */
export function checkCall(effect: CallEffect, state: FlowState, context: CheckContext): CheckedCall | undefined {
  const [target, operation, further] = effect.target.names;
  const infer = () => {
    for (const argument of effect.arguments) context.infer(argument.value, scopeOf(state));
  };
  if (target === undefined || operation === undefined || further !== undefined) {
    const values = { wanted: "A record's name and an operation", found: `\`${context.textOf(effect.target.span)}\`` };
    context.report({ code: "type-mismatch", span: effect.target.span, values, help: "write `call sale.operation()`" });
    infer();
    return undefined;
  }
  const entity = entityOfName(target, state, context);
  if (entity === undefined || operation.name === "") {
    infer();
    return undefined;
  }
  const operations = entity.system.description.resources[entity.resource]?.operations ?? {};
  const description = Object.hasOwn(operations, operation.name) ? operations[operation.name] : undefined;
  if (description === undefined) {
    const values = { entity: entity.name, name: operation.name };
    const help = nearNames(operation.name, Object.keys(operations));
    context.report({ code: "unknown-operation", span: operation.span, values, help });
    infer();
    return undefined;
  }
  const call: CheckedCall = { target: target.name, entity, operation: operation.name, description };
  checkArguments(effect.arguments, call, effect, state, context);
  return call;
}
