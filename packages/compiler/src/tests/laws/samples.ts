import { type Arm, type Expression, visitNodes } from "@xmap/grammar";
import type { CheckedBlock, CheckedGuard, CheckedValue } from "@xmap/language";
import { valuesOf } from "./lookup-types.ts";

/** Values that decide something, by the name of the field that is compared with them. */
export type Samples = Readonly<Record<string, readonly (string | number | boolean | null)[]>>;

/** The literals that guards compare fields with, and those that the arms of value maps name. */
export function samplesOf(guards: readonly CheckedGuard[], blocks: readonly CheckedBlock[]): Samples {
  const samples = new Map<string, Set<string | number | boolean | null>>();
  const add = (field: string, value: string | number | boolean | null): void => {
    samples.set(field, (samples.get(field) ?? new Set()).add(value));
  };
  for (const { condition } of guards) addCompared(condition, add);
  for (const value of blocks.flatMap(valuesOf)) addArms(value, add);
  return Object.fromEntries([...samples].map(([field, values]) => [field, [...values]]));
}

type Add = (field: string, value: string | number | boolean | null) => void;

function addCompared(condition: Expression, add: Add): void {
  visitNodes(condition, (node) => {
    if (node.kind !== "BinaryExpression" || node.operator !== "=") return;
    for (const [side, other] of [
      [node.left, node.right],
      [node.right, node.left],
    ] as const) {
      const field = lastName(side);
      const value = literalValue(other);
      if (field !== undefined && value !== undefined) add(field, value);
    }
  });
}

function addArms({ expressions, via }: CheckedValue, add: Add): void {
  const arms: readonly Arm[] = via?.kind === "map" ? via.map.arms : via?.kind === "arms" ? via.arms : [];
  const [first] = expressions;
  const field = first === undefined ? undefined : lastName(first);
  if (field === undefined) return;
  for (const { patterns } of arms) for (const pattern of patterns) add(field, literalValue(pattern) ?? null);
}

function lastName(expression: Expression): string | undefined {
  if (expression.kind !== "PathExpression") return undefined;
  const operand = expression.steps.at(-1)?.operand;
  return operand?.kind === "NameStep" ? operand.name : undefined;
}

function literalValue(expression: Expression): string | number | boolean | null | undefined {
  switch (expression.kind) {
    case "StringLiteral":
    case "NumberLiteral":
    case "BooleanLiteral":
      return expression.value;
    case "NullLiteral":
      return null;
    default:
      return undefined;
  }
}
