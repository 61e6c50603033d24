import type { CallEffect } from "@xmap/grammar";
import { nearNames } from "../../diagnostics/near-names.ts";
import type { CheckedStep, SystemSymbol } from "../../program.ts";
import { pascalName } from "../../schema/names.ts";
import { schemaToAnswer, schemaToRecord } from "../../schema/schema-to-type.ts";
import type { CheckContext } from "../check-context.ts";
import { resolveName } from "../resolve-name.ts";
import { checkArguments, inferArguments } from "./check-arguments.ts";
import type { FlowState } from "./flow-state.ts";

export type CheckedInvocation = Pick<
  CheckedStep & { kind: "invoke" },
  "system" | "invocation" | "description" | "parameters" | "answer"
>;

/** The name of a system that a call begins with; a name that a step has given comes first. */
export function systemCalled(
  { target }: CallEffect,
  state: FlowState,
  context: CheckContext,
): CallEffect["target"]["names"][number] | undefined {
  const [first, , further] = target.names;
  if (first === undefined || further !== undefined || state.record.fields.has(first.name)) return undefined;
  return context.names.get(first.name)?.declared.kind === "system" ? first : undefined;
}

/** `call system.invocation(…)`: the connector declares what the system itself answers. */
export function checkInvocation(
  effect: CallEffect,
  name: CallEffect["target"]["names"][number],
  state: FlowState,
  context: CheckContext,
): CheckedInvocation | undefined {
  const system = resolveName(context, name, ["system"]);
  const [, called] = effect.target.names;
  if (system === undefined || called === undefined || called.name === "") {
    inferArguments(effect, state, context);
    return undefined;
  }
  const invocation = invocationOf(system, called.name);
  if (invocation === undefined) {
    const known = Object.keys(system.description.invocations ?? {});
    const values = { entity: system.name, name: called.name };
    const recordsOnly = `\`${system.name}\` answers no calls of its own: call an operation of one of its records`;
    const help = known.length === 0 ? recordsOnly : nearNames(called.name, known);
    context.report({ code: "unknown-operation", span: called.span, values, help });
    inferArguments(effect, state, context);
    return undefined;
  }
  checkArguments(effect, invocation.invocation, invocation.parameters, state, context);
  return invocation;
}

/** What a system answers under a name; undefined when it answers nothing. */
export function invocationOf(system: SystemSymbol, name: string): CheckedInvocation | undefined {
  const invocations = system.description.invocations ?? {};
  const description = Object.hasOwn(invocations, name) ? invocations[name] : undefined;
  if (description === undefined) return undefined;
  const origin = { system: system.name, omitted: new Set<string>() };
  const parameters = schemaToRecord(description.arguments, { ...origin, entity: pascalName(name) });
  const answered = schemaToAnswer(description.answer, {
    ...origin,
    entity: `${pascalName(system.name)}${pascalName(name)}`,
  });
  // A back-fill leaves out what a customer would be told of, and has no answer then.
  const isLeftOut = description.effects.includes("mailsCustomer");
  const answer = isLeftOut ? { ...answered, mayBeAbsent: true } : answered;
  return { system, invocation: name, description, parameters, answer };
}
