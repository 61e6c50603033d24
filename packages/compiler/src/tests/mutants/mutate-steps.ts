import type { CheckedProgram, CheckedStep, FlowSymbol, RecordType } from "@xmap/language";
import type { MutantList } from "./mutant.ts";
import { mutateOutcome } from "./mutate-answers.ts";
import { mutateItems, mutateLets, mutateVia } from "./mutate-block.ts";
import { type ExpressionPlace, mutateCondition, mutateExpression } from "./mutate-expression.ts";

/** Conditions, guards, outcomes, writes, calls and messages of a flow. */
export function mutateFlow(flow: FlowSymbol, typeOf: CheckedProgram["typeOf"], mutants: MutantList): void {
  const { where, entity, subject } = flow;
  if (where !== undefined) mutateCondition(where, { typeOf, record: entity.type, names: new Map() }, mutants);
  mutateSteps(flow.steps, new Map([[subject, entity.type]]), typeOf, mutants);
}

function mutateSteps(
  steps: readonly CheckedStep[],
  outer: ReadonlyMap<string, RecordType>,
  typeOf: CheckedProgram["typeOf"],
  mutants: MutantList,
): void {
  const names = new Map(outer);
  const place: ExpressionPlace = { typeOf, record: undefined, names };
  for (const step of steps) {
    const { declaration } = step;
    switch (step.kind) {
      case "value":
        for (const expression of step.value.expressions) mutateExpression(expression, place, mutants);
        if (declaration.kind === "ValueStep") mutateVia(declaration.value.via, mutants);
        break;
      case "read":
        for (const expression of step.key) mutateExpression(expression, place, mutants);
        if (step.assign !== undefined) names.set(step.assign, step.entity.type);
        break;
      case "find":
        if (step.outcome !== undefined) mutateOutcome(step.outcome, mutants);
        if (step.assign !== undefined)
          names.set(step.assign, (step.side === "left" ? step.binding.right : step.binding.left).type);
        break;
      case "call":
        for (const { value } of step.arguments) mutateExpression(value, place, mutants);
        if (step.assign === undefined) mutants.drop(declaration.span, "step");
        else names.set(step.assign, step.entity.type);
        break;
      case "notify":
        mutants.drop(declaration.span, "step");
        break;
      case "invoke":
        for (const { value } of step.arguments) mutateExpression(value, place, mutants);
        if (step.assign === undefined) mutants.drop(declaration.span, "step");
        if (step.assign !== undefined && step.answer.type.kind === "record") names.set(step.assign, step.answer.type);
        break;
      case "sync":
        if (step.assign !== undefined)
          names.set(step.assign, (step.side === "left" ? step.binding.right : step.binding.left).type);
        break;
      case "write":
        mutateLets(step.lets, place, mutants);
        mutateItems(step.items, place, mutants);
        break;
      case "require":
        mutateCondition(step.condition, place, mutants);
        mutateOutcome(step.outcome, mutants);
        mutants.drop(declaration.span, "step");
        break;
      case "when":
        if (step.condition !== undefined) mutateCondition(step.condition, place, mutants);
        mutateSteps(step.steps, names, typeOf, mutants);
        break;
      case "each":
        mutateSteps(step.steps, names, typeOf, mutants);
        break;
      case "outcome":
        mutateOutcome(step.outcome, mutants);
        mutants.drop(declaration.span, "step");
        break;
    }
  }
}
