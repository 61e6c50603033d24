import type { Arm, Expression } from "@xmap/grammar";
import type { CheckedValue } from "@xmap/language";
import type { AlternativeLineage } from "./lineage.ts";
import { literalsOf, type OriginScope, sourcesOf } from "./origin.ts";
import { originOf } from "./origin-of-expression.ts";

/** Source text of a node, on one line. */
type TextOf = (node: { readonly span: { readonly start: number; readonly end: number } }) => string;

const OTHERWISE = "else";

/**
 * What a value may be, each with when it is and what it is then made from: the arms of a map, the branches of a condition,
 * the sides of `??` and `?:`. Empty for a value that is made in one way only. `armText` reads the file of the arms.
 */
export function alternativesOf(
  { expressions, via }: CheckedValue,
  scope: OriginScope,
  textOf: TextOf,
  armText: TextOf,
): readonly AlternativeLineage[] {
  if (via?.kind === "map") return via.map.arms.map((arm) => ofArm(arm, armText));
  if (via?.kind === "arms") return via.arms.map((arm) => ofArm(arm, textOf));
  const [expression, ...others] = expressions;
  if (via !== undefined || expression === undefined || others.length > 0) return [];
  const branches = branchesOf(expression, textOf);
  if (branches.length < 2) return [];
  return branches.map(({ when, value }) => {
    const origin = value === undefined ? undefined : originOf(value, scope);
    return {
      when,
      text: value === undefined ? "no value" : textOf(value),
      sources: origin === undefined ? [] : sourcesOf(origin),
      literals: origin === undefined ? [] : literalsOf(origin),
    };
  });
}

function ofArm({ patterns, answer }: Arm, textOf: TextOf): AlternativeLineage {
  const literals = "value" in answer ? [answer.value] : answer.kind === "NullLiteral" ? [null] : [];
  const when = patterns.length === 0 ? OTHERWISE : patterns.map(textOf).join(", ");
  return { when, text: textOf(answer), sources: [], literals };
}

interface Branch {
  readonly when: string;
  /** Undefined where there is no value. */
  readonly value: Expression | undefined;
}

/** The branches of an expression, those within its last one laid flat. */
function branchesOf(expression: Expression, textOf: TextOf): readonly Branch[] {
  switch (expression.kind) {
    case "BlockExpression": {
      const [only, ...others] = expression.expressions;
      return only === undefined || others.length > 0 ? single(expression) : branchesOf(only, textOf);
    }
    case "ConditionalExpression": {
      const { condition, then, otherwise } = expression;
      const rest = otherwise === undefined ? [{ when: OTHERWISE, value: undefined }] : branchesOf(otherwise, textOf);
      return [{ when: textOf(condition), value: then }, ...rest];
    }
    case "BinaryExpression": {
      if (expression.operator !== "??" && expression.operator !== "?:") return single(expression);
      const { operator, left, right } = expression;
      const when = operator === "??" ? `${textOf(left)} has a value` : `${textOf(left)} is true or not empty`;
      return [{ when, value: left }, ...branchesOf(right, textOf)];
    }
    default:
      return single(expression);
  }
}

function single(value: Expression): readonly Branch[] {
  return [{ when: OTHERWISE, value }];
}
