import type { BindingDeclaration, Rule } from "@xmap/grammar";
import type { BindingSymbol, CheckedBlock, EntitySymbol, RulesSymbol, TwoWayRule } from "../../program.ts";
import { camelName } from "../../schema/names.ts";
import { checkBlock } from "../check-block.ts";
import type { CheckContext } from "../check-context.ts";
import { afterGuards, checkGuardArrows, checkGuards, guardsOf } from "../check-guards.ts";
import { isRuleItem, placeOf } from "../direction-place.ts";
import { checkBindingKey } from "../rules/binding-key.ts";
import { checkDuplicateTargets } from "../rules/duplicate-targets.ts";
import { checkRequiredTargets } from "../rules/required-targets.ts";
import { checkMaster } from "./check-master.ts";
import { directionContexts } from "./direction-contexts.ts";
import { weakest } from "./invertibility.ts";
import { type Splitting, splitItems } from "./split-items.ts";
import { checkKeyBack } from "./two-way-key.ts";
import { twoWayRules } from "./two-way-rules.ts";

/** What ids of rules from right to left begin with, after their binding's name. */
const BACK = "<-";

type CheckedTwoWay = Pick<BindingSymbol, "guards" | "block" | "reverse">;

/** Both directions of a binding: its rules are split, and each direction is checked as a binding of its own. */
export function checkTwoWayBinding(
  symbol: BindingSymbol,
  master: string | undefined,
  context: CheckContext,
): CheckedTwoWay {
  const { declaration, left, right, name } = symbol;
  const { span } = declaration.name;
  const written = new Map<Rule, Rule>();
  const { forward, backward } = directionContexts(context, span, written);
  const splitting: Splitting = { context: forward, letNames: new Set(), written };
  checkGuardArrows(declaration, forward);
  const split = splitItems(declaration.items.filter(isRuleItem), splitting, guardUses(declaration));

  const ahead = placeOf(name, left.type, camelName(left.name), right);
  let guards: BindingSymbol["guards"] = [];
  const block = checkBlock(split.forward, left.type, ahead, forward, (scope) => {
    guards = checkGuards(declaration, "->", name, scope, forward);
    return afterGuards(guards, scope);
  });
  checkDuplicateTargets(ahead.written, forward);
  checkBindingKey(declaration, ahead.written, forward);
  checkRequiredTargets(right.type, ahead.written, span, forward);

  const back = placeOf(`${name}/${BACK}`, right.type, camelName(right.name), left);
  let guardsBack: BindingSymbol["guards"] = [];
  const blockBack = checkBlock(split.backward, right.type, back, backward, (scope) => {
    guardsBack = checkGuards(declaration, "<-", `${name}/${BACK}`, scope, backward);
    return afterGuards(guardsBack, scope);
  });
  checkDuplicateTargets(back.written, backward);
  checkKeyBack(declaration, back.written, left, right, backward);
  checkRequiredTargets(left.type, back.written, span, backward);

  const twoWay = paired(splitting, block, blockBack, left, right);
  const invertibility = weakest(twoWay.map((rule) => rule.invertibility));
  return { guards, block, reverse: { guards: guardsBack, block: blockBack, master, twoWay, invertibility } };
}

/** Both directions of a set of rules. */
export function checkTwoWayRules(
  symbol: RulesSymbol,
  reverse: RulesSymbol,
  context: CheckContext,
): { readonly block: CheckedBlock; readonly back: CheckedBlock; readonly twoWay: readonly TwoWayRule[] } {
  const { entities, ruleTargets } = context.project;
  const [left, right] = [entities.get(reverse.to), entities.get(symbol.to)];
  if (left === undefined || right === undefined) return { block: symbol.block, back: reverse.block, twoWay: [] };
  const written = new Map<Rule, Rule>();
  const { forward, backward } = directionContexts(context, symbol.declaration.name.span, written);
  const splitting: Splitting = { context: forward, letNames: new Set(), written };
  const split = splitItems(symbol.declaration.items, splitting);

  const check = (of: RulesSymbol, id: string, to: EntitySymbol, items: typeof split.forward, within: CheckContext) => {
    const { name, type } = of.block.context;
    const place = placeOf(id, type, name, to);
    const block = checkBlock(items, type, place, within);
    checkDuplicateTargets(place.written, within);
    ruleTargets.set(of, place.written);
    return block;
  };
  const block = check(symbol, symbol.name, right, split.forward, forward);
  const back = check(reverse, `${symbol.name}/${BACK}`, left, split.backward, backward);
  return { block, back, twoWay: paired(splitting, block, back, left, right) };
}

function guardUses(declaration: BindingDeclaration) {
  return { forward: guardsOf(declaration, "->"), backward: guardsOf(declaration, "<-") };
}

function paired(
  { context, written }: Splitting,
  forward: CheckedBlock,
  backward: CheckedBlock,
  left: EntitySymbol,
  right: EntitySymbol,
): readonly TwoWayRule[] {
  const masterOf = ({ master }: Rule) => (master === undefined ? undefined : checkMaster(master, left, right, context));
  return twoWayRules({ forward, backward, written, masterOf }, context);
}
