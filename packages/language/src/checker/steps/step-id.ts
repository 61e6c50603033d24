import { printExpression, type Step } from "@xmap/grammar";
import type { CheckContext } from "../check-context.ts";

function effectId(step: Step & { kind: "EffectStep" }, context: CheckContext): string {
  const { effect } = step;
  if (step.name !== undefined && step.name.name !== "") return step.name.name;
  switch (effect.kind) {
    case "ReadEffect":
      return `read ${effect.entity.names.map((name) => name.name).join(".")}`;
    case "FindEffect":
      return `find ${printExpression(effect.record)} via ${effect.binding.name}`;
    case "SyncEffect":
      return `sync ${printExpression(effect.record)} via ${effect.binding.name}`;
    case "CallEffect":
      return `call ${context.textOf(effect.target.span)}`;
  }
}

/** What a step is called in the journal: its label, else what it does; independent of blanks and line ends. */
export function stepId(step: Step, context: CheckContext): string {
  switch (step.kind) {
    case "EffectStep":
      return effectId(step, context);
    case "ValueStep":
      return step.name.name;
    case "WriteStep":
      return `write ${step.target.names.map((name) => name.name).join(".")}`;
    case "RequireStep":
      return `require ${printExpression(step.condition)}`;
    case "WhenStep": {
      const offers =
        step.capability === undefined
          ? []
          : [`${step.capability.system.name} offers ${step.capability.capability.name}`];
      const condition = step.condition === undefined ? [] : [printExpression(step.condition)];
      return `when ${[...offers, ...condition].join(" and ")}`;
    }
    case "EachStep":
      return `each ${step.name.name}`;
    case "NotifyStep":
      return `notify ${step.channel.names.map((name) => name.name).join(".")}`;
    case "OutcomeStep":
      return step.outcome.word;
  }
}
