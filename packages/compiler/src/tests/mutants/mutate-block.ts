import type { Rule, Via } from "@xmap/grammar";
import type { BindingSymbol, CheckedBlock, CheckedItem, CheckedLet, CheckedProgram, RecordType } from "@xmap/language";
import type { MutantList } from "./mutant.ts";
import { mutateAnswer, mutateArms, mutateOutcome } from "./mutate-answers.ts";
import { type ExpressionPlace, mutateCondition, mutateExpression } from "./mutate-expression.ts";

const NO_NAMES: ReadonlyMap<string, RecordType> = new Map();

/** Guards turned round and left out. */
export function mutateGuards(
  { left, right, declaration }: BindingSymbol,
  typeOf: CheckedProgram["typeOf"],
  mutants: MutantList,
): void {
  for (const item of declaration.items) {
    if (item.kind !== "Guard") continue;
    const record = item.direction === "<-" ? right.type : left.type;
    mutants.drop(item.span, "guard");
    mutateCondition(item.condition, { typeOf, record, names: NO_NAMES }, mutants);
    mutateOutcome(item.outcome, mutants);
  }
}

/** The rules of a block, and those of blocks in it. */
export function mutateBlock(block: CheckedBlock, typeOf: CheckedProgram["typeOf"], mutants: MutantList): void {
  const place: ExpressionPlace = { typeOf, record: block.context.type, names: NO_NAMES };
  mutateLets(block.lets, place, mutants);
  mutateItems(block.items, place, mutants);
}

export function mutateLets(lets: readonly CheckedLet[], place: ExpressionPlace, mutants: MutantList): void {
  for (const { value, declaration } of lets) {
    for (const expression of value.expressions) mutateExpression(expression, place, mutants);
    mutateVia(declaration.value.via, mutants);
  }
}

export function mutateItems(items: readonly CheckedItem[], place: ExpressionPlace, mutants: MutantList): void {
  for (const item of items) {
    if (item.kind === "include") continue;
    const { declaration } = item;
    mutants.drop(declaration.span, "rule");
    if (item.kind !== "rule") {
      mutateExpression(item.source, place, mutants);
      mutateBlock(item.block, place.typeOf, mutants);
      continue;
    }
    for (const expression of item.value.expressions) mutateExpression(expression, place, mutants);
    mutateVia(declaration.via, mutants);
    mutateModifiers(declaration, place, mutants);
  }
}

export function mutateVia(via: Via | undefined, mutants: MutantList): void {
  if (via === undefined) return;
  if (via.target.kind === "InlineArms") mutateArms(via.target.arms, mutants);
  if (via.otherwise !== undefined) mutateAnswer(via.otherwise, mutants);
}

function mutateModifiers(rule: Rule, place: ExpressionPlace, mutants: MutantList): void {
  const { condition, via, target, once, span } = rule;
  const before = via?.span.end ?? target.span.end;
  if (condition !== undefined) {
    const between = mutants.textOf({ start: before, end: condition.span.start });
    const start = before + Math.max(0, between.lastIndexOf("when"));
    mutants.drop({ start, end: condition.span.end }, "condition");
    mutateCondition(condition, place, mutants);
  }
  if (!once) return;
  const after = condition?.span.end ?? before;
  const start = after + mutants.textOf({ start: after, end: span.end }).indexOf("once");
  if (start >= after) mutants.add({ start, end: start + "once".length }, "", `once dropped: ${mutants.textOf(span)}`);
}
