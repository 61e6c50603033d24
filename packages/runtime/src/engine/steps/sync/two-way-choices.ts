import type { DataRecord } from "@xmap/contract";
import { type DirectionModule, KEEP, type RuleModule, type SideBase, type Value } from "@xmap/contract";
import { fieldAt, isEmpty, type Leaves, sameField } from "../../field-values.ts";

/** A two-way rule: where it writes on either side, and who wins when both have changed. */
export interface TwoWayField {
  /** Of the rule from left to right. */
  readonly rule: string;
  /** Dotted field of the right record. */
  readonly right: string;
  /** Dotted field of the left record; behind a list's name it is a field of its lines. */
  readonly left: string;
  /** The system whose value wins; undefined: a person decides. */
  readonly master: string | undefined;
}

/** Whose value is to stand on both sides. `settled`: neither has changed, or both are the same. */
export type Choice = "left" | "right" | "settled" | "conflict";

/** Rules that have a counterpart in the other direction and write a plain field of the right record. */
export function twoWayFields(
  forward: Pick<DirectionModule, "rules" | "lines">,
  backward: Pick<DirectionModule, "rules">,
  master: string | undefined,
): readonly TwoWayField[] {
  const back = new Map(backward.rules.map((rule): [string, RuleModule] => [rule.id, rule]));
  const lists = new Set(forward.lines.map(({ field }) => field));
  return forward.rules.flatMap(({ id, target, counterpart, master: own }): TwoWayField[] => {
    const other = counterpart === undefined ? undefined : back.get(counterpart);
    const isPlain = !lists.has(target) && ![...lists].some((list) => target.startsWith(`${list}.`));
    if (other === undefined || !isPlain) return [];
    return [{ rule: id, right: target, left: other.target, master: own ?? master }];
  });
}

export interface ChoiceState {
  /** What the left record says the right one should hold. */
  readonly wanted: Leaves;
  /** The right record as it is. */
  readonly current: DataRecord;
  /** Of the right record; undefined before the two were ever brought in line. */
  readonly base: SideBase | undefined;
  readonly leftSystem: string;
}

/** Compares both sides with what they last agreed on. */
export function chooseSide({ right, master }: TwoWayField, state: ChoiceState): Choice {
  const { wanted, current, base, leftSystem } = state;
  const given = wanted.get(right);
  if (given === KEEP) return "settled";
  const there = fieldAt(current, right);
  if (sameField(given, there)) return "settled";
  const winner = master === undefined ? "conflict" : master === leftSystem ? "left" : "right";
  if (base === undefined || !Object.hasOwn(base.sent, right)) {
    // Never agreed on: a side that has nothing takes what the other has.
    if (isEmpty(there)) return "left";
    return isEmpty(given) ? "right" : winner;
  }
  const agreed = base.sent[right];
  const seen: Value | undefined = Object.hasOwn(base.seen, right) ? base.seen[right] : agreed;
  const leftChanged = !sameField(given, agreed);
  const rightChanged = !sameField(there, seen);
  if (leftChanged && rightChanged) return winner;
  if (leftChanged) return "left";
  return rightChanged ? "right" : "settled";
}
