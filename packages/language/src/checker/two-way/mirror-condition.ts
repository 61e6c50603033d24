import type { Expression, LetItem, Rule, RuleItem } from "@xmap/grammar";
import type { CheckContext } from "../check-context.ts";
import { dotted, expressionOfField, fieldOfExpression } from "./field-of-expression.ts";
import { directVia } from "./two-way-via.ts";

/** What a condition over left fields is over right ones. */
export interface MirroredCondition {
  readonly condition: Expression;
  /** Left values that the right fields have to be translated to first. */
  readonly lets: readonly LetItem[];
}

/**
 * The condition of a `<->` rule for the way back: each left field stands for the right field that a `<->` rule of the
 * block keeps equal to it. Reports a condition over anything else; undefined then.
 */
export function mirrorCondition(
  condition: Expression,
  block: readonly RuleItem[],
  nameLet: (wanted: string) => string,
  context: CheckContext,
): MirroredCondition | undefined {
  const lets = new Map<string, LetItem>();
  const replace = (expression: Expression): Expression | undefined => {
    const field = fieldOfExpression(expression);
    if (field !== undefined) {
      const name = dotted(field.path);
      const rule = field.filter === undefined ? syncing(name, block) : undefined;
      if (rule !== undefined) return rightValue(rule, name, expression, lets, nameLet, context);
      const help = "write a pair of rules, `->` and `<-`, each with its own `when`";
      context.report({ code: "condition-not-synced", span: expression.span, values: { field: name }, help });
      return undefined;
    }
    return mirrorOperands(expression, replace, context);
  };
  const mirrored = replace(condition);
  return mirrored === undefined ? undefined : { condition: mirrored, lets: [...lets.values()] };
}

function mirrorOperands(
  expression: Expression,
  replace: (expression: Expression) => Expression | undefined,
  context: CheckContext,
): Expression | undefined {
  switch (expression.kind) {
    case "StringLiteral":
    case "NumberLiteral":
    case "BooleanLiteral":
    case "NullLiteral":
    case "RegexLiteral":
      return expression;
    case "NegateExpression": {
      const operand = replace(expression.operand);
      return operand === undefined ? undefined : { ...expression, operand };
    }
    case "BinaryExpression": {
      const [left, right] = [replace(expression.left), replace(expression.right)];
      return left === undefined || right === undefined ? undefined : { ...expression, left, right };
    }
    case "ArrayExpression": {
      const items = replaceAll(expression.items, replace);
      return items === undefined ? undefined : { ...expression, items };
    }
    case "BlockExpression": {
      const expressions = replaceAll(expression.expressions, replace);
      return expressions === undefined ? undefined : { ...expression, expressions };
    }
    case "CallExpression": {
      const args = replaceAll(expression.arguments, replace);
      return args === undefined ? undefined : { ...expression, arguments: args };
    }
    default:
      context.report({ code: "condition-not-synced", wording: "computed", span: expression.span, values: {} });
      return undefined;
  }
}

function replaceAll(
  expressions: readonly Expression[],
  replace: (expression: Expression) => Expression | undefined,
): readonly Expression[] | undefined {
  const replaced = expressions.map(replace);
  const known = replaced.filter((expression) => expression !== undefined);
  return known.length === replaced.length ? known : undefined;
}

/** The `<->` rule of a block that keeps a left field equal to a right one. */
function syncing(field: string, block: readonly RuleItem[]): Rule | undefined {
  return block.find((item): item is Rule => {
    if (item.kind !== "Rule" || item.direction !== "<->" || item.body !== undefined) return false;
    const [source] = item.sources;
    const found = source === undefined ? undefined : fieldOfExpression(source);
    return found !== undefined && found.filter === undefined && dotted(found.path) === field;
  });
}

function rightValue(
  rule: Rule,
  field: string,
  written: Expression,
  lets: Map<string, LetItem>,
  nameLet: (wanted: string) => string,
  context: CheckContext,
): Expression {
  const { span } = written;
  // With the span of the left field, so that findings stand where the author wrote.
  const right = expressionOfField({ ...rule.target, span });
  if (rule.via === undefined) return right;
  const known = lets.get(field);
  const name = known?.name.name ?? nameLet(field);
  if (known === undefined) {
    const silent: CheckContext = { ...context, report: () => undefined };
    const via = directVia(rule.via, silent).backward;
    const value = { kind: "Value", expressions: [right], via, span } as const;
    lets.set(field, { kind: "LetItem", name: { kind: "Identifier", name, span }, value, span });
  }
  return { kind: "VariableExpression", name, span };
}
