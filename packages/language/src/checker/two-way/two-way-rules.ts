import { type Expression, type Rule, visitNodes } from "@xmap/grammar";
import type { CheckedBlock, CheckedItem, CheckedRule, TwoWayRule } from "../../program.ts";
import type { CheckContext } from "../check-context.ts";
import { invertibilityOf, TESTED } from "./invertibility.ts";

/** What both directions of one declaration came to. */
export interface CheckedDirections {
  readonly forward: CheckedBlock;
  readonly backward: CheckedBlock;
  /** The rule as it is written, for each rule that splitting made of it. */
  readonly written: ReadonlyMap<Rule, Rule>;
  readonly masterOf: (rule: Rule) => string | undefined;
}

type Declared = Exclude<CheckedItem, { kind: "include" }>;

/** Rules of both directions, in order: `<->` rules by how they are written, `->` and `<-` that read what the other writes. */
export function twoWayRules(directions: CheckedDirections, context: CheckContext): readonly TwoWayRule[] {
  const { written, masterOf } = directions;
  const forward = declaredItems(directions.forward);
  const backward = declaredItems(directions.backward);
  const byWritten = new Map<Rule, Declared>();
  for (const item of backward) {
    const rule = written.get(item.declaration);
    if (rule?.direction === "<->") byWritten.set(rule, item);
  }
  const textOf = ({ condition }: CheckedRule): string =>
    condition === undefined ? "" : context.textOf(condition.span);
  const own = forward.flatMap((item): readonly TwoWayRule[] => {
    const declaration = written.get(item.declaration);
    const other = declaration === undefined ? undefined : byWritten.get(declaration);
    if (declaration === undefined) return [];
    if (other !== undefined) {
      const invertibility = invertibilityOf(item, other, textOf);
      return [{ declaration, forward: item, backward: other, master: masterOf(declaration), invertibility }];
    }
    return backward
      .filter((candidate) => isPair(item, candidate, written))
      .map((partner) => ({
        declaration,
        forward: item,
        backward: partner,
        master: undefined,
        invertibility: TESTED,
      }));
  });
  return [...own, ...included(directions.forward)];
}

function declaredItems(block: CheckedBlock): readonly Declared[] {
  return block.items.flatMap((item): readonly Declared[] => {
    if (item.kind === "include") return [];
    return item.kind === "rule" ? [item] : [item, ...declaredItems(item.block)];
  });
}

function included(block: CheckedBlock): readonly TwoWayRule[] {
  return block.items.flatMap((item): readonly TwoWayRule[] => {
    if (item.kind === "include") return item.rules.twoWay;
    return item.kind === "rule" ? [] : included(item.block);
  });
}

/** A `->` and a `<-` rule of which each reads the field that the other writes. */
function isPair(forward: Declared, backward: Declared, written: ReadonlyMap<Rule, Rule>): boolean {
  if (forward.kind !== "rule" || backward.kind !== "rule") return false;
  if (written.get(backward.declaration)?.direction !== "<-") return false;
  return reads(forward, backward.target.path) && reads(backward, forward.target.path);
}

function reads(rule: CheckedRule, path: readonly string[]): boolean {
  return rule.value.expressions.some((expression) => fieldsIn(expression).has(path.join(".")));
}

function fieldsIn(expression: Expression): ReadonlySet<string> {
  const fields = new Set<string>();
  visitNodes(expression, (node) => {
    if (node.kind !== "PathExpression") return;
    const names = node.steps.map(({ operand }) => (operand.kind === "NameStep" ? operand.name : ""));
    fields.add(names.join("."));
  });
  return fields;
}
