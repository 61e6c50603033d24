import type { BindingSymbol, CheckedItem, EntitySymbol, RulesSymbol } from "../../program.ts";
import type { CheckContext } from "../check-context.ts";
import { checkConstantCondition } from "./constant-conditions.ts";
import { checkDayZone } from "./day-zone.ts";
import { checkLiteralScale } from "./literal-scale.ts";
import { checkOverriddenTargets } from "./overridden-targets.ts";
import { checkRestlessValue } from "./restless-values.ts";
import { checkTextForm, checkTextLength } from "./text-limits.ts";
import { type PlacedRule, rulesOf } from "./visit-rules.ts";

/** What holds for every rule, in a binding or in a `write`. */
export function reviewRule(placed: PlacedRule, isWrite: boolean, context: CheckContext): void {
  checkTextLength(placed, context);
  checkTextForm(placed, context);
  checkLiteralScale(placed, context);
  checkDayZone(placed, context);
  checkRestlessValue(placed, isWrite, context);
}

function reviewItems(items: readonly CheckedItem[], entity: EntitySymbol | undefined, context: CheckContext): void {
  for (const placed of rulesOf(items, entity, false)) reviewRule(placed, false, context);
}

/** Looks over a binding whose rules are typed: values, conditions, and what the target system does with them. */
export function reviewBinding(binding: BindingSymbol, context: CheckContext): void {
  const { block, guards, reverse, left, right, declaration } = binding;
  const { span } = declaration.name;
  reviewItems(block.items, right, context);
  checkOverriddenTargets(block.items, right, span, context);
  for (const { condition } of [...guards, ...(reverse?.guards ?? [])]) checkConstantCondition(condition, context);
  if (reverse === undefined) {
    for (const { rule } of rulesOf(block.items, right, false))
      if (rule.condition !== undefined) checkConstantCondition(rule.condition, context);
    return;
  }
  reviewItems(reverse.block.items, left, context);
  checkOverriddenTargets(reverse.block.items, left, span, context);
}

/** Looks over a set of rules, where it stands. */
export function reviewRules(rules: RulesSymbol, context: CheckContext): void {
  reviewItems(rules.block.items, context.project.entities.get(rules.to), context);
  if (rules.reverse !== undefined) {
    reviewItems(rules.reverse.block.items, context.project.entities.get(rules.reverse.to), context);
    return;
  }
  for (const { rule } of rulesOf(rules.block.items, undefined, false))
    if (rule.condition !== undefined) checkConstantCondition(rule.condition, context);
}
