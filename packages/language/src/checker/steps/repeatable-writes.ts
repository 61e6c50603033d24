import { type BinaryOperator, childrenOf, type Expression, type SyntaxNode } from "@xmap/grammar";
import type { CheckedStep } from "../../program.ts";
import type { CheckContext } from "../check-context.ts";
import { rulesOf } from "../rules/visit-rules.ts";

/** Operators whose result is another value than their operand. */
const CHANGING: ReadonlySet<BinaryOperator> = new Set(["+", "-", "*", "/", "%", "&"]);

/** Values by the names of steps, and by those of `let`s with their `$`. */
type Names = ReadonlyMap<string, Expression>;

/** The names of a path that has nothing but names. */
function plainNames(node: SyntaxNode): readonly string[] | undefined {
  if (node.kind !== "PathExpression") return undefined;
  const names = node.steps.map(({ operand, stages }) =>
    operand.kind === "NameStep" && stages.length === 0 ? operand.name : undefined,
  );
  return names.every((name) => name !== undefined) ? names : undefined;
}

/** Whether a value changes when the field at `place` does, by being computed from it. */
function growsFrom(node: SyntaxNode, place: string, names: Names, inside: boolean, depth = 0): boolean {
  const path = plainNames(node);
  if (path !== undefined) {
    if (path.join(".") === place) return inside;
    const [name = "", ...further] = path;
    const value = further.length === 0 && depth < 8 ? names.get(name) : undefined;
    return value !== undefined && growsFrom(value, place, names, inside, depth + 1);
  }
  const variable = node.kind === "VariableExpression" && depth < 8 ? names.get(`$${node.name}`) : undefined;
  if (variable !== undefined) return growsFrom(variable, place, names, inside, depth + 1);
  const changes = inside || (node.kind === "BinaryExpression" && CHANGING.has(node.operator));
  return childrenOf(node).some((child) => growsFrom(child, place, names, changes, depth));
}

/** Writing a record again, from what it is after the first time, changes nothing. */
export function checkRepeatableWrites(steps: readonly CheckedStep[], context: CheckContext): void {
  const names = new Map<string, Expression>();
  for (const step of steps) {
    const [value] = step.kind === "value" && step.value.via === undefined ? step.value.expressions : [];
    if (step.kind === "value" && value !== undefined) names.set(step.assign, value);
    if (step.kind !== "write") continue;
    const inside = new Map(names);
    for (const { name, value: named } of step.lets) {
      const [only] = named.via === undefined ? named.expressions : [];
      if (only !== undefined) inside.set(`$${name}`, only);
    }
    for (const { rule, path } of rulesOf(step.items, step.entity, false)) {
      const place = [step.target, ...path].join(".");
      const growing = rule.value.expressions.find((expression) => growsFrom(expression, place, inside, false));
      if (growing === undefined) continue;
      context.report({ code: "not-idempotent-write", span: growing.span, values: { target: place } });
    }
  }
}
