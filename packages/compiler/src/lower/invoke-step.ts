import type { CheckedStep, RecordType, Type, ValueType } from "@xmap/language";
import type { ObjectMember } from "../ir/code.ts";
import { literal, object } from "../ir/code.ts";
import { ITEMS } from "../validate/collect-reads.ts";
import { lowerChecks } from "../validate/lower-checks.ts";
import { argumentMembers } from "./call-arguments.ts";
import { type AnswerUse, assign, type FlowOwner, stateArrow, stateField } from "./flow-owner.ts";
import { lowered } from "./lowered.ts";
import { createNameScope } from "./names.ts";
import { describeRule } from "./program-context.ts";
import { answerTypeCode } from "./type-of-answer.ts";
import { createUsage, type Usage, usedPaths } from "./usage.ts";

type InvokeStep = Extract<CheckedStep, { kind: "invoke" }>;

/** The members of a step that calls a system; its answer is looked at where later steps read it. */
export function invokeMembers(step: InvokeStep, owner: FlowOwner): readonly ObjectMember[] {
  const { assign: name, answer, system, invocation, description } = step;
  const members = argumentMembers(step.arguments, step.parameters, owner.scope);
  if (name !== undefined) {
    const usage = createUsage();
    const facts = { origins: [{ usage, path: [] }], absent: answer.mayBeAbsent, null: answer.mayBeNull };
    assign(owner, name, lowered(stateField(owner, name), answer.type, facts), answerTypeCode(answer));
    owner.answers.set(usage, { step: step.id, invocation, answer });
    const id = ruleOf(owner, step.id);
    owner.rules.push(describeRule(id, name, step.declaration.span, owner.scope.source));
  }
  return [
    { name: "assign", value: literal(name) },
    { name: "system", value: literal(system.name) },
    { name: "invocation", value: literal(invocation) },
    { name: "idempotent", value: literal(description.idempotent) },
    ...(description.effects.includes("mailsCustomer") ? [{ name: "mailsCustomer", value: literal(true) }] : []),
    { name: "arguments", value: stateArrow(owner, object(members)) },
  ];
}

/** The checks of the answers that a flow's steps read; nothing when there are none. */
export function answerChecks(owner: FlowOwner): readonly ObjectMember[] {
  const checks = [...owner.answers].flatMap(([usage, use]): readonly ObjectMember[] => {
    const check = answerCheck(usage, use, owner);
    return check === undefined ? [] : [{ name: use.step, value: check }];
  });
  return checks.length === 0 ? [] : [{ name: "answers", value: object(checks, true) }];
}

function answerCheck(usage: Usage, { step, invocation, answer }: AnswerUse, owner: FlowOwner) {
  const { type } = answer;
  const read = usedPaths(usage.read).map((path) => [invocation, ...throughLists(type, path)]);
  if (read.length === 0 && (type.kind === "record" || type.kind === "list")) return undefined;
  const rule = ruleOf(owner, step);
  const reads = [[invocation], ...read].map((path) => ({ path, rule, mapped: false }));
  const answered = { name: "answered", reported: false };
  const typeCode = { kind: "record", members: [memberOf(invocation, answer)] } as const;
  return lowerChecks(reads, wrapper(invocation, answer), answered, typeCode, createNameScope(owner.context.localNames));
}

function ruleOf({ flow }: FlowOwner, step: string): string {
  return `${flow.name}/${step}`;
}

function memberOf(name: string, value: ValueType) {
  return { name, optional: value.mayBeAbsent, type: answerTypeCode(value), documentation: undefined };
}

/** A record whose only field is the answer, so that messages begin with the invocation's name. */
function wrapper(name: string, value: ValueType): RecordType {
  const field = { name, value, readOnly: false, required: false, searchable: false, description: undefined };
  return { kind: "record", name: "Answered", fields: new Map([[name, field]]) };
}

/** A path with a mark behind each list that it goes through. */
function throughLists(type: Type, [name, ...further]: readonly string[]): readonly string[] {
  if (type.kind === "list") return name === undefined ? [] : [ITEMS, ...throughLists(type.item, [name, ...further])];
  if (name === undefined) return [];
  const field = type.kind === "record" ? type.fields.get(name)?.value.type : undefined;
  return [name, ...(field === undefined ? further : throughLists(field, further))];
}
