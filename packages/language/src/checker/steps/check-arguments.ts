import type { CallEffect } from "@xmap/grammar";
import { nearNames } from "../../diagnostics/near-names.ts";
import type { RecordType, Type } from "../../types/type.ts";
import { typeToText } from "../../types/type-to-text.ts";
import type { CheckContext } from "../check-context.ts";
import { planConversion } from "../conversion.ts";
import { reportFunction } from "../function-as-value.ts";
import { type FlowState, scopeOf } from "./flow-state.ts";

/** Infers the arguments of a call that nothing is known of. */
export function inferArguments(effect: CallEffect, state: FlowState, context: CheckContext): void {
  for (const { value } of effect.arguments) reportFunction(value, context.infer(value, scopeOf(state)), context);
}

/** The arguments of a call are those that its operation has, of their types, and none that it needs is missing. */
export function checkArguments(
  effect: CallEffect,
  operation: string,
  owner: RecordType,
  state: FlowState,
  context: CheckContext,
): void {
  const parameters = owner.fields;
  for (const argument of effect.arguments) {
    const value = context.infer(argument.value, scopeOf(state));
    const { name, span } = argument.name;
    context.recorder?.member({ span, name, owner, purpose: "argument" });
    const parameter = parameters.get(name);
    if (parameter === undefined) {
      const help = nearNames(name, parameters.keys());
      context.report({ code: "unknown-operation", wording: "argument", span, values: { operation, name }, help });
      continue;
    }
    if (reportFunction(argument.value, value, context)) continue;
    const misfit = misfitOf(value.type, parameter.value.type, []);
    if (misfit === undefined) continue;
    const values = { target: name, wanted: typeToText(parameter.value.type), found: typeToText(value) };
    const help = misfit === "" ? undefined : misfit;
    context.report({ code: "type-mismatch", wording: "target", span: argument.value.span, values, help });
  }
  const names = new Set(effect.arguments.map((argument) => argument.name.name));
  for (const parameter of parameters.values()) {
    if (!parameter.required || names.has(parameter.name)) continue;
    const values = { operation, name: parameter.name };
    context.report({ code: "unknown-operation", wording: "missing", span: effect.target.span, values });
  }
}

/** What keeps a value from being sent as it is, in words for a part of it; of a record the fields of the parameter are sent. */
function misfitOf(given: Type, wanted: Type, path: readonly string[]): string | undefined {
  if (given.kind === "list" && !given.sequence && wanted.kind === "list")
    return misfitOf(given.item, wanted.item, path);
  if (given.kind === "record" && wanted.kind === "record") {
    for (const { name, required, value } of wanted.fields.values()) {
      const place = [...path, name];
      const field = given.fields.get(name);
      if (field === undefined && required) return `it has no field \`${place.join(".")}\``;
      const misfit = field === undefined ? undefined : misfitOf(field.value.type, value.type, place);
      if (misfit !== undefined) return misfit;
    }
    return undefined;
  }
  const plan = planConversion(given, wanted, true);
  if (plan.kind === "fits" && plan.conversion === "none") return undefined;
  return path.length === 0 ? "" : `\`${path.join(".")}\` takes ${typeToText(wanted)}, and is ${typeToText(given)} here`;
}
