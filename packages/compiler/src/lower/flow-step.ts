import type { OperationEffect } from "@xmap/contract";
import { positionAt } from "@xmap/diagnostics";
import type { CheckedBlock, CheckedStep, EntitySymbol } from "@xmap/language";
import type { Code, ObjectMember } from "../ir/code.ts";
import { ANSWERS, arrow, at, cast, exported, list, literal, object, REPORT, UNDEFINED } from "../ir/code.ts";
import type { GatherIr, RequestIr } from "../ir/module.ts";
import { keyword } from "../ir/type-code.ts";
import { localsIn } from "../ir/walk-code.ts";
import { assembleBlock } from "../passes/assemble-block.ts";
import { simplifyBlock } from "../passes/simplify-block.ts";
import { askWhenUsed } from "../passes/when-used.ts";
import { zoneOf } from "./binding.ts";
import { lowerBlock } from "./block.ts";
import { asBoolean } from "./boolean.ts";
import { argumentMembers } from "./call-arguments.ts";
import { lowerExpression } from "./expression.ts";
import type { FlowOwner } from "./flow-owner.ts";
import { assign, assignEntity, messageCode, outcomeCode, stateArrow, stateField } from "./flow-owner.ts";
import { invokeMembers } from "./invoke-step.ts";
import type { Lowered } from "./lowered.ts";
import { asList, asSingle, asUnkept, lowered, withCode } from "./lowered.ts";
import { asAmount } from "./money.ts";
import { namedType } from "./named-type.ts";
import { describeRule } from "./program-context.ts";
import { createOwner, gathersOf, mapArrow, neededParameters } from "./rules.ts";
import { shownValues } from "./shown-values.ts";
import { lowerValue } from "./value.ts";

const MAILS: OperationEffect = "mailsCustomer";

type StepOf<Kind extends CheckedStep["kind"]> = Extract<CheckedStep, { kind: Kind }>;

/** One step as a row of the table. */
export function lowerStep(step: CheckedStep, owner: FlowOwner): Code {
  const { line } = positionAt(owner.scope.source, step.declaration.span.start);
  const head: readonly ObjectMember[] = [
    { name: "step", value: literal(step.kind) },
    { name: "id", value: literal(step.id) },
    { name: "file", value: literal(owner.flow.file) },
    { name: "line", value: literal(line) },
  ];
  const place = { offset: step.declaration.span.start, name: step.id };
  const members = membersOf(step, owner).map(
    (member): ObjectMember =>
      "value" in member && member.value.kind === "arrow" ? { ...member, value: at(place, member.value) } : member,
  );
  return object([...head, ...members], true);
}

function membersOf(step: CheckedStep, owner: FlowOwner): readonly ObjectMember[] {
  const { context } = owner;
  switch (step.kind) {
    case "value":
      return valueMembers(step, owner);
    case "read": {
      const key = step.key.map((part) => asAmount(asSingle(lowerExpression(part, owner.scope), owner.scope.rule)).code);
      if (step.assign !== undefined) assignEntity(owner, step.assign, step.entity);
      return [
        { name: "assign", value: literal(step.assign) },
        { name: "entity", value: exported(context.nameOf(step.entity, "constant")) },
        { name: "key", value: stateArrow(owner, list(key)) },
      ];
    }
    case "find": {
      const record = lowerExpression(step.record, owner.scope).code;
      const { outcome } = step;
      const found = step.side === "left" ? step.binding.right : step.binding.left;
      const otherwise = outcome === undefined ? UNDEFINED : outcomeCode(owner, outcome);
      if (step.assign !== undefined) assignEntity(owner, step.assign, found, { absent: outcome === undefined });
      return [
        { name: "assign", value: literal(step.assign) },
        { name: "binding", value: exported(context.nameOf(step.binding, "constant")) },
        { name: "side", value: literal(step.side) },
        { name: "record", value: stateArrow(owner, record) },
        { name: "otherwise", value: otherwise },
      ];
    }
    case "sync": {
      const record = lowerExpression(step.record, owner.scope).code;
      const { left, right } = step.binding;
      if (step.assign !== undefined) assignEntity(owner, step.assign, step.side === "left" ? right : left);
      return [
        { name: "assign", value: literal(step.assign) },
        { name: "binding", value: exported(context.nameOf(step.binding, "constant")) },
        ...(step.side === "left" ? [] : [{ name: "side", value: literal(step.side) }]),
        ...mailingFields(step.side === "left" ? right : left),
        { name: "record", value: stateArrow(owner, record) },
      ];
    }
    case "call":
      return callMembers(step, owner);
    case "invoke":
      return invokeMembers(step, owner);
    case "write":
      return writeMembers(step, owner);
    case "require":
      owner.rules.push(describeRule(step.id, "require", step.declaration.span, owner.scope.source));
      return [
        { name: "condition", value: stateArrow(owner, asBoolean(lowerExpression(step.condition, owner.scope))) },
        { name: "otherwise", value: outcomeCode(owner, step.outcome) },
        { name: "shown", value: stateArrow(owner, list(shownValues(step.condition, owner.scope))) },
      ];
    case "when": {
      const { capability, condition } = step;
      const offered =
        capability === undefined
          ? UNDEFINED
          : object([
              { name: "system", value: literal(capability.system) },
              { name: "name", value: literal(capability.name) },
            ]);
      const tested =
        condition === undefined ? UNDEFINED : stateArrow(owner, asBoolean(lowerExpression(condition, owner.scope)));
      return [
        { name: "capability", value: offered },
        { name: "condition", value: tested },
        { name: "steps", value: list(step.steps.map((inner) => lowerStep(inner, owner))) },
      ];
    }
    case "each": {
      const all = asList(lowerExpression(step.list, owner.scope));
      const itemType = all.type.kind === "list" ? all.type.item : all.type;
      const item = lowered(stateField(owner, step.name), itemType, {
        origins: all.origins,
        whole: all.whole,
        currency: all.currency,
      });
      assign(owner, step.name, item, namedType(owner, item));
      return [
        { name: "name", value: literal(step.name) },
        { name: "list", value: stateArrow(owner, all.code) },
        { name: "steps", value: list(step.steps.map((inner) => lowerStep(inner, owner))) },
      ];
    }
    case "notify":
      return [
        { name: "channel", value: literal(step.channel) },
        { name: "text", value: stateArrow(owner, messageCode(owner, step.template)) },
      ];
    case "outcome":
      return [{ name: "outcome", value: outcomeCode(owner, step.outcome) }];
  }
}

function valueMembers(step: StepOf<"value">, owner: FlowOwner): readonly ObjectMember[] {
  const id = `${owner.flow.name}/${step.id}`;
  owner.rules.push(describeRule(id, step.assign, step.declaration.span, owner.scope.source));
  const made = lowerValue(step.value, { ...owner.scope, rule: id }, owner.context, `${owner.flow.name}_${step.assign}`);
  const value = asAmount(asUnkept(made.value));
  // A run goes on only with a value, or with none where what it comes from has none.
  const absent = made.value.keeps || (made.reported ? made.needed.length > 0 : value.absent);
  const assigned = withCode(value, stateField(owner, step.assign), { absent });
  assign(owner, step.assign, assigned, namedType(owner, assigned));
  const used = localsIn([value.code]);
  const parameters = neededParameters(owner.state, owner.stateType, used, [ANSWERS, REPORT]);
  const lookups = made.request === undefined ? [] : requestGathers(made.request, owner);
  return [
    { name: "assign", value: literal(step.assign) },
    { name: "lookups", value: list(lookups) },
    { name: "value", value: arrow(parameters, asPlainData(value)) },
  ];
}

/** To TypeScript a record with an interface is none of any fields. */
function asPlainData({ code, type }: Lowered): Code {
  const item = type.kind === "list" ? type.item : type;
  return item.kind === "record" ? cast(code, keyword("never")) : code;
}

function requestGathers(request: RequestIr, owner: FlowOwner): readonly Code[] {
  const wanted: Code = UNDEFINED;
  const block = {
    lets: [],
    entries: [
      {
        kind: "rule" as const,
        id: owner.flow.name,
        path: ["value"],
        code: wanted,
        type: owner.stateType,
        request,
        condition: undefined,
        needed: [],
        constant: undefined,
        checks: undefined,
      },
    ],
  };
  return gathersOf(block, owner.state, owner.stateType, owner.context.localNames).map(gatherArrow);
}

export function gatherArrow(gather: GatherIr): Code {
  return arrow(gather.parameters, undefined, gather.statements);
}

function callMembers(step: StepOf<"call">, owner: FlowOwner): readonly ObjectMember[] {
  const members = argumentMembers(step.arguments, step.parameters, owner.scope);
  // The name means the newest record afterwards; a result under another name has no fields that the checker knows.
  if (step.assign !== undefined) assignEntity(owner, step.assign, step.entity);
  return [
    { name: "assign", value: literal(step.assign) },
    { name: "target", value: literal(step.target) },
    { name: "entity", value: exported(owner.context.nameOf(step.entity, "constant")) },
    { name: "operation", value: literal(step.operation) },
    ...(step.description.effects.includes(MAILS) ? [{ name: "mailsCustomer", value: literal(true) }] : []),
    { name: "arguments", value: stateArrow(owner, object(members)) },
  ];
}

function writeMembers(step: StepOf<"write">, owner: FlowOwner): readonly ObjectMember[] {
  const { context } = owner;
  const written = createOwner(
    `${owner.flow.name}_${step.target}`,
    context.usages.get(step.entity),
    zoneOf(step.entity.system),
    context,
  );
  const checked: CheckedBlock = {
    context: { name: "state", type: step.entity.type },
    lets: step.lets,
    items: step.items,
  };
  const block = askWhenUsed(simplifyBlock(lowerBlock(checked, owner.scope, written)));
  owner.rules.push(...written.rules);
  const assembled = assembleBlock(block);
  owner.interfaces.push(...assembled.interfaces);
  const { state, stateType } = owner;
  const code = mapArrow(state, stateType, assembled, { kind: "keyword", text: "object" }, context.localNames);
  return [
    { name: "target", value: literal(step.target) },
    { name: "entity", value: exported(context.nameOf(step.entity, "constant")) },
    ...mailingFields(step.entity),
    { name: "lookups", value: list(gathersOf(block, state, stateType, context.localNames).map(gatherArrow)) },
    { name: "map", value: { ...code, result: undefined } },
  ];
}

/** The fields of an entity whose change the customer is told of; nothing when there are none. */
function mailingFields({ system, resource }: EntitySymbol): readonly ObjectMember[] {
  const effects = system.description.resources[resource]?.writeEffects ?? {};
  const fields = Object.entries(effects).flatMap(([field, all]) => (all.includes(MAILS) ? [literal(field)] : []));
  return fields.length === 0 ? [] : [{ name: "mailsCustomer", value: list(fields) }];
}
