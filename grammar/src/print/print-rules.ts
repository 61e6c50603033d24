import type { BindingDeclaration, Guard, MasterClause, Rule, RuleItem } from "../tree/declarations.ts";
import { printExpression } from "./print-expression.ts";
import {
  printBlock,
  printExpressions,
  printIdentifier,
  printOutcome,
  printPath,
  printPaths,
  printValue,
  printVia,
} from "./print-parts.ts";

/** Rules, and what may stand between them, in their braces. */
export function printRuleItems(items: BindingDeclaration["items"]): string {
  return printBlock(items.map(printItem));
}

function printItem(item: MasterClause | Guard | RuleItem): string {
  switch (item.kind) {
    case "MasterClause":
      return `master ${printIdentifier(item.system)}`;
    case "Guard":
      return printGuard(item);
    case "LetItem":
      return `let ${printIdentifier(item.name)} = ${printValue(item.value)}`;
    case "IncludeItem": {
      const from = item.from === undefined ? "" : ` from ${printExpression(item.from)}`;
      return `include ${printIdentifier(item.rules)}${from}`;
    }
    case "Rule":
      return printRule(item);
  }
}

/** `require condition else outcome`, in a binding or a flow. */
export function printGuard({ direction, condition, outcome }: Omit<Guard, "kind" | "span">): string {
  const arrow = direction === undefined ? "" : ` ${direction}`;
  return `require${arrow} ${printExpression(condition)} else ${printOutcome(outcome)}`;
}

function printRule(rule: Rule): string {
  const sources = printExpressions(rule.sources);
  const target = printPath(rule.target);
  const start = rule.direction === "<-" ? `${target} <- ${sources}` : `${sources} ${rule.direction} ${target}`;
  const { body } = rule;
  if (body !== undefined) {
    const each = body.by === undefined ? "" : ` each by ${printPaths(body.by, ", ")}`;
    return `${start}${each} ${printRuleItems(body.items)}`;
  }
  const modifiers = [
    rule.via === undefined ? [] : printVia(rule.via),
    rule.condition === undefined ? [] : `when ${printExpression(rule.condition)}`,
    rule.once ? "once" : [],
    rule.key ? "key" : [],
    rule.master === undefined ? [] : `master ${printIdentifier(rule.master)}`,
  ].flat();
  return [start, ...modifiers].join(" ");
}
