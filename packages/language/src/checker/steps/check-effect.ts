import type { EffectStep, FindEffect, ReadEffect, SyncEffect } from "@xmap/grammar";
import { areComparable } from "../../expressions/infer-comparison.ts";
import type { BindingSymbol, CheckedStep, EntitySymbol } from "../../program.ts";
import { present, UNKNOWN_VALUE } from "../../types/make-type.ts";
import type { ValueType } from "../../types/type.ts";
import { typeToText } from "../../types/type-to-text.ts";
import type { CheckContext } from "../check-context.ts";
import { checkOutcome } from "../check-outcome.ts";
import { reportFunction } from "../function-as-value.ts";
import { keyReference, resolveEntity, resolveName } from "../resolve-name.ts";
import { checkCall } from "./check-call.ts";
import { checkInvocation, systemCalled } from "./check-invocation.ts";
import { type FlowState, scopeOf, withName } from "./flow-state.ts";
import { entityOfExpression } from "./record-of.ts";

/** A checked step and the state after it. */
export interface StepResult {
  readonly step: CheckedStep | undefined;
  readonly state: FlowState;
}

interface Effected {
  readonly step: CheckedStep | undefined;
  readonly value: ValueType;
}

const FAILED: Effected = { step: undefined, value: UNKNOWN_VALUE };

function checkRead(
  step: EffectStep,
  effect: ReadEffect,
  id: string,
  state: FlowState,
  context: CheckContext,
): Effected {
  const values = effect.key.map((key) => context.infer(key, scopeOf(state)));
  for (const [index, key] of effect.key.entries()) reportFunction(key, values[index] ?? UNKNOWN_VALUE, context);
  const entity = resolveEntity(context, effect.entity);
  if (entity === undefined) return FAILED;
  if (values.length > 0 && values.length < entity.key.length) {
    const fields = entity.key.map((key) => `\`${key.field}\``).join(", ");
    const report = { entity: entity.name, fields, given: values.length };
    context.report({ code: "partial-key", span: effect.span, values: report });
  } else if (values.length !== entity.key.length) {
    const wanted = entity.key.map((key) => key.field).join(", ");
    context.report({
      code: "wrong-argument-count",
      wording: "columns",
      span: effect.span,
      values: { name: entity.name, wanted, found: values.length },
    });
  }
  const wanted = entity.key.length === 1 ? keyReference(entity) : undefined;
  const [first] = values;
  const [key] = effect.key;
  if (wanted !== undefined && first !== undefined && key !== undefined && !areComparable(first.type, wanted))
    context.report({
      code: "type-mismatch",
      span: key.span,
      values: { wanted: `The key of ${entity.name}`, found: typeToText(first) },
    });
  return {
    step: { kind: "read", id, declaration: step, assign: step.name?.name, entity, key: effect.key },
    value: present(entity.type),
  };
}

function reportSide(
  binding: BindingSymbol,
  wanted: string,
  found: EntitySymbol,
  span: EffectStep["span"],
  context: CheckContext,
) {
  const values = { binding: binding.name, wanted, found: found.name };
  context.report({ code: "type-mismatch", wording: "binding", span, values });
}

function checkFind(
  step: EffectStep,
  effect: FindEffect,
  id: string,
  state: FlowState,
  context: CheckContext,
): Effected {
  const entity = entityOfExpression(effect.record, state, context);
  if (effect.outcome !== undefined) checkOutcome(effect.outcome, scopeOf(state), context);
  const binding = resolveName(context, effect.binding, ["binding"]);
  if (binding === undefined || entity === undefined) return FAILED;
  const side = binding.left === entity ? "left" : "right";
  if (binding.left !== entity && binding.right !== entity) {
    reportSide(binding, `${binding.left.name} or ${binding.right.name}`, entity, effect.record.span, context);
    return FAILED;
  }
  const { record, outcome } = effect;
  if (outcome?.word === "warn" && step.name !== undefined) {
    const values = { name: step.name.name };
    context.report({ code: "impossible-outcome", wording: "find", span: outcome.span, values });
  }
  return {
    step: { kind: "find", id, declaration: step, assign: step.name?.name, binding, side, record, outcome },
    value: { ...present(side === "left" ? binding.right.type : binding.left.type), mayBeAbsent: outcome === undefined },
  };
}

function checkSync(
  step: EffectStep,
  effect: SyncEffect,
  id: string,
  state: FlowState,
  context: CheckContext,
): Effected {
  const entity = entityOfExpression(effect.record, state, context);
  const binding = resolveName(context, effect.binding, ["binding"]);
  if (binding === undefined) return FAILED;
  const { left, right, reverse } = binding;
  const side = reverse !== undefined && entity === right ? "right" : "left";
  if (entity !== undefined && side === "left" && entity !== left) {
    const wanted = reverse === undefined ? left.name : `${left.name} or ${right.name}`;
    reportSide(binding, wanted, entity, effect.record.span, context);
  }
  const { record } = effect;
  return {
    step: { kind: "sync", id, declaration: step, assign: step.name?.name, binding, side, record },
    value: present(side === "left" ? right.type : left.type),
  };
}

function checkEffect(step: EffectStep, id: string, state: FlowState, context: CheckContext): Effected {
  const { effect } = step;
  switch (effect.kind) {
    case "ReadEffect":
      return checkRead(step, effect, id, state, context);
    case "FindEffect":
      return checkFind(step, effect, id, state, context);
    case "SyncEffect":
      return checkSync(step, effect, id, state, context);
    case "CallEffect": {
      const given = effect.arguments.map((argument) => ({ name: argument.name.name, value: argument.value }));
      const place = { id, declaration: step, assign: step.name?.name, arguments: given };
      const asked = systemCalled(effect, state, context);
      if (asked !== undefined) {
        const invocation = checkInvocation(effect, asked, state, context);
        if (invocation === undefined) return FAILED;
        return { step: { kind: "invoke", ...place, ...invocation }, value: invocation.answer };
      }
      const call = checkCall(effect, state, context);
      if (call === undefined) return FAILED;
      return {
        step: { kind: "call", ...place, ...call },
        value: present(call.entity.type),
      };
    }
  }
}

/** `x = read …`, `find …`, `sync …` or `call …`: the name stands for the record or answer afterwards. */
export function checkEffectStep(step: EffectStep, id: string, state: FlowState, context: CheckContext): StepResult {
  const { step: checked, value } = checkEffect(step, id, state, context);
  return { step: checked, state: withName(state, step.name, value, context) };
}
