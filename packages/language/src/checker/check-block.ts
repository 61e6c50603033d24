import type { LetItem, RuleItem } from "@xmap/grammar";
import { type Scope, withLet } from "../expressions/scope.ts";
import type { CheckedBlock, CheckedItem, CheckedLet } from "../program.ts";
import type { RecordType } from "../types/type.ts";
import type { BlockPlace } from "./block-place.ts";
import type { CheckContext } from "./check-context.ts";
import { checkInclude } from "./check-include.ts";
import { checkRule } from "./check-rule.ts";
import { checkValue } from "./check-value.ts";

interface OpenLet {
  readonly declaration: LetItem;
  used: boolean;
}

function checkLet(
  item: LetItem,
  scope: Scope,
  opened: OpenLet,
  context: CheckContext,
): { checked: CheckedLet; scope: Scope } {
  const { name, span } = item.name;
  if (scope.lets.has(name)) context.report({ code: "duplicate-name", span, values: { name } });
  const value = checkValue(item.value.expressions, item.value.via, scope, context);
  context.recorder?.named(span, value.value);
  const use = () => {
    opened.used = true;
  };
  return {
    checked: { name, value, declaration: item },
    scope: withLet(scope, name, { value: value.value, use }),
  };
}

/** Rules that share one context record; the place collects what they write. */
export function checkBlock(
  items: readonly RuleItem[],
  record: RecordType,
  place: BlockPlace,
  context: CheckContext,
  before: (scope: Scope) => Scope = (scope) => scope,
): CheckedBlock {
  const lets: CheckedLet[] = [];
  const opened: OpenLet[] = [];
  let { scope } = place;
  for (const item of items) {
    if (item.kind !== "LetItem" || item.name.name === "") continue;
    const entry: OpenLet = { declaration: item, used: false };
    const result = checkLet(item, scope, entry, context);
    opened.push(entry);
    lets.push(result.checked);
    scope = result.scope;
  }
  const inside: BlockPlace = { ...place, scope: before(scope) };
  const checked: CheckedItem[] = [];
  for (const item of items) {
    if (item.kind === "LetItem") continue;
    const result = item.kind === "Rule" ? checkRule(item, inside, context) : checkInclude(item, inside, context);
    if (result !== undefined) checked.push(result);
  }
  for (const { declaration, used } of opened) {
    const { name, span } = declaration.name;
    if (!used) context.report({ code: "unused-name", span, values: { name } });
  }
  return { context: { name: place.contextName, type: record }, lets, items: checked };
}
