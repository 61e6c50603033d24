import { positionAt } from "@xmap/diagnostics";
import type { CheckedStep, CheckedTrigger, FlowSymbol } from "@xmap/language";
import type { Code, Local, ObjectMember } from "../ir/code.ts";
import { exported, list, literal, local, object, UNDEFINED } from "../ir/code.ts";
import type { FlowIr, RuleIr } from "../ir/module.ts";
import type { TypeCode, TypeMember } from "../ir/type-code.ts";
import { asBoolean } from "./boolean.ts";
import { lowerExpression } from "./expression.ts";
import type { ExpressionScope } from "./expression-scope.ts";
import { assignEntity, type FlowOwner, stateArrow } from "./flow-owner.ts";
import { lowerStep } from "./flow-step.ts";
import { answerChecks } from "./invoke-step.ts";
import type { Lowered } from "./lowered.ts";
import { lowered } from "./lowered.ts";
import { createNameScope } from "./names.ts";
import type { ProgramContext } from "./program-context.ts";
import { sourceOf } from "./program-context.ts";
import { markRead } from "./usage.ts";

/** A flow as a table of steps over its state. */
export function lowerFlow(symbol: FlowSymbol, context: ProgramContext): FlowIr {
  const source = sourceOf(context, symbol.file);
  const state: Local = { name: "state", reported: false };
  const values = new Map<string, Lowered>();
  const names = createNameScope(context.localNames);
  const record = lowered(local(state), { kind: "record", name: "state", fields: new Map() });
  const scope: ExpressionScope = {
    context: record,
    root: record,
    contextFields: values,
    variables: new Map(),
    names,
    rule: symbol.name,
    source,
    typeOf: context.program.typeOf,
    lower: lowerExpression,
  };
  const stateName = context.nameOf(symbol, "type");
  const stateType: TypeCode = { kind: "exported", exported: stateName };
  const owner: FlowOwner = {
    flow: symbol,
    context,
    state,
    stateType,
    scope,
    values,
    members: new Map(),
    answers: new Map(),
    rules: [],
    interfaces: [],
  };
  assignEntity(owner, symbol.subject, symbol.entity);
  const where = symbol.where === undefined ? UNDEFINED : whereCode(owner, symbol);
  const steps = symbol.steps.map((step: CheckedStep) => lowerStep(step, owner));
  const members = [...owner.members].map(
    ([name, type]): TypeMember => ({ name, optional: false, type, documentation: undefined }),
  );
  const { line } = positionAt(source, symbol.declaration.span.start);
  const documentation = symbol.declaration.documentation;
  const subject = object([
    { name: "name", value: literal(symbol.subject) },
    { name: "entity", value: exported(context.nameOf(symbol.entity, "constant")) },
  ]);
  const value: readonly ObjectMember[] = [
    { name: "name", value: literal(symbol.name) },
    { name: "subject", value: subject },
    { name: "where", value: where },
    { name: "triggers", value: list(symbol.triggers.map((trigger) => triggerCode(trigger, context))) },
    ...(symbol.after.length === 0 ? [] : [{ name: "after", value: list(symbol.after.map((name) => literal(name))) }]),
    {
      name: "policy",
      value: symbol.policy === undefined ? UNDEFINED : exported(context.nameOf(symbol.policy, "constant")),
    },
    { name: "atMostEveryMilliseconds", value: literal(symbol.declaration.atMostEvery?.milliseconds) },
    { name: "rules", value: list(owner.rules.map(ruleCode)) },
    ...answerChecks(owner),
    { name: "steps", value: list(steps) },
  ];
  return {
    name: symbol.name,
    documentation: `${documentation === undefined ? "" : `${documentation.trim()}\n`}${source.path}:${line}`,
    constant: context.nameOf(symbol, "constant"),
    state: { exported: stateName, documentation: undefined, bases: [], members },
    interfaces: owner.interfaces,
    value: object(value, true),
    rules: owner.rules,
  };
}

export function ruleCode(rule: RuleIr): Code {
  const fields: readonly (readonly [string, string | number])[] = Object.entries(rule);
  return object(fields.map(([name, value]) => ({ name, value: literal(value) })));
}

function whereCode(owner: FlowOwner, symbol: FlowSymbol): Code {
  const subject = owner.values.get(symbol.subject) ?? owner.scope.context;
  const scope = { ...owner.scope, context: subject, root: subject, contextFields: new Map() };
  return symbol.where === undefined ? UNDEFINED : stateArrow(owner, asBoolean(lowerExpression(symbol.where, scope)));
}

function triggerCode(trigger: CheckedTrigger, context: ProgramContext): Code {
  const usage = context.usages.get(trigger.entity);
  if (trigger.at !== undefined && usage !== undefined) markRead([{ usage, path: trigger.at.split(".") }]);
  const hints = trigger.hints.map((hint) =>
    object([
      { name: "by", value: literal(hint.by) },
      { name: "everyMilliseconds", value: literal(hint.every?.milliseconds) },
      ...(hint.at === undefined ? [] : [{ name: "cron", value: literal(hint.at.value) }]),
    ]),
  );
  return object([
    { name: "event", value: literal(trigger.declaration.event) },
    { name: "entity", value: exported(context.nameOf(trigger.entity, "constant")) },
    { name: "via", value: trigger.via === undefined ? UNDEFINED : exported(context.nameOf(trigger.via, "constant")) },
    { name: "at", value: literal(trigger.at) },
    { name: "hints", value: list(hints) },
  ]);
}
