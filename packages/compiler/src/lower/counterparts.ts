import type { CheckedItem, TwoWayRule } from "@xmap/language";
import type { RuleIr } from "../ir/module.ts";

/** What a `<->` rule of one direction says of the other one. */
export interface Counterpart {
  readonly counterpart: string;
  readonly master?: string;
}

/** By the id of a rule of either direction; hand-made pairs have no counterpart, each of them owns its field. */
export function counterparts(rules: readonly TwoWayRule[]): ReadonlyMap<string, Counterpart> {
  const found = new Map<string, Counterpart>();
  for (const { declaration, forward, backward, master } of rules) {
    const [ahead, back] = [idOf(forward), idOf(backward)];
    if (declaration.direction !== "<->" || ahead === undefined || back === undefined) continue;
    const own = master === undefined ? {} : { master };
    found.set(ahead, { counterpart: back, ...own });
    found.set(back, { counterpart: ahead, ...own });
  }
  return found;
}

/** The rules, those of `<->` with their counterparts. */
export function pairRules(rules: readonly RuleIr[], partners: ReadonlyMap<string, Counterpart>): readonly RuleIr[] {
  return rules.map((rule) => ({ ...rule, ...partners.get(rule.id) }));
}

function idOf(item: CheckedItem): string | undefined {
  return item.kind === "rule" ? item.id : undefined;
}
