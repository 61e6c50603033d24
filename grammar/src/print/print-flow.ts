import type { FlowDeclaration, Hint, Trigger } from "../tree/declarations.ts";
import type { Effect, Step, WhenStep } from "../tree/steps.ts";
import { printExpression } from "./print-expression.ts";
import {
  printBlock,
  printDuration,
  printExpressions,
  printIdentifier,
  printOutcome,
  printPath,
  printTemplate,
  printType,
  printValue,
} from "./print-parts.ts";
import { printGuard, printRuleItems } from "./print-rules.ts";

/** What stands behind the word `flow`. */
export function printFlow(flow: FlowDeclaration): string {
  const where = flow.where === undefined ? "" : ` where ${printExpression(flow.where)}`;
  const start = `${printIdentifier(flow.name)} for ${printIdentifier(flow.subject)}: ${printType(flow.entity)}${where}`;
  const statements = [
    ...flow.triggers.map(printTrigger),
    ...printAfter(flow),
    ...printPolicyUse(flow),
    ...flow.steps.map(printStep),
  ];
  return `${start} ${printBlock(statements)}`;
}

function printAfter({ after }: FlowDeclaration): readonly string[] {
  return after.length === 0 ? [] : [`after ${after.map(printIdentifier).join(", ")}`];
}

function printPolicyUse({ policy, atMostEvery }: FlowDeclaration): readonly string[] {
  if (policy === undefined) return [];
  const interval = atMostEvery === undefined ? "" : `, at most every ${printDuration(atMostEvery)}`;
  return [`with ${printIdentifier(policy)}${interval}`];
}

function printTrigger({ event, of, at, via, hints }: Trigger): string {
  const parts = [
    `on ${event}`,
    of === undefined ? [] : `of ${printIdentifier(of)}`,
    at === undefined ? [] : `at ${printPath(at)}`,
    via === undefined ? [] : `via ${printIdentifier(via)}`,
    `by ${hints.map(printHint).join(", ")}`,
  ];
  return parts.flat().join(" ");
}

function printHint({ by, every, at }: Hint): string {
  if (at !== undefined) return `${by} at ${printExpression(at)}`;
  return every === undefined ? by : `${by} every ${printDuration(every)}`;
}

export function printStep(step: Step): string {
  switch (step.kind) {
    case "EffectStep":
      return `${step.name === undefined ? "" : `${printIdentifier(step.name)} = `}${printEffect(step.effect)}`;
    case "ValueStep":
      return `${printIdentifier(step.name)} = ${printValue(step.value)}`;
    case "WriteStep":
      return `write ${printPath(step.target)} ${printRuleItems(step.items)}`;
    case "RequireStep":
      return printGuard({ ...step, direction: undefined });
    case "WhenStep":
      return `when ${printWhen(step)} ${printSteps(step.steps)}`;
    case "EachStep":
      return `each ${printIdentifier(step.name)} in ${printExpression(step.list)} ${printSteps(step.steps)}`;
    case "NotifyStep":
      return `notify ${printPath(step.channel)} ${printTemplate(step.template)}`;
    case "OutcomeStep":
      return printOutcome(step.outcome);
  }
}

function printSteps(steps: readonly Step[]): string {
  return printBlock(steps.map(printStep));
}

function printWhen({ capability, condition }: WhenStep): string {
  const offers =
    capability === undefined
      ? []
      : `${printIdentifier(capability.system)} offers ${printIdentifier(capability.capability)}`;
  return [offers, condition === undefined ? [] : printExpression(condition)].flat().join(" and ");
}

export function printEffect(effect: Effect): string {
  switch (effect.kind) {
    case "ReadEffect":
      return `read ${printType(effect.entity)}(${printExpressions(effect.key)})`;
    case "FindEffect": {
      const found = `find ${printExpression(effect.record)} via ${printIdentifier(effect.binding)}`;
      return effect.outcome === undefined ? found : `${found} else ${printOutcome(effect.outcome)}`;
    }
    case "SyncEffect":
      return `sync ${printExpression(effect.record)} via ${printIdentifier(effect.binding)}`;
    case "CallEffect": {
      const given = effect.arguments.map(({ name, value }) => `${printIdentifier(name)}: ${printExpression(value)}`);
      return `call ${printPath(effect.target)}(${given.join(", ")})`;
    }
  }
}
