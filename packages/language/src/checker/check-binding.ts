import type { BindingDeclaration, RulesDeclaration } from "@xmap/grammar";
import type { BindingSymbol, CheckedBlock, EntitySymbol, RulesSymbol } from "../program.ts";
import { camelName } from "../schema/names.ts";
import type { RecordType } from "../types/type.ts";
import { checkBlock } from "./check-block.ts";
import type { CheckContext } from "./check-context.ts";
import { afterGuards, checkGuards } from "./check-guards.ts";
import { isRuleItem, placeOf } from "./direction-place.ts";
import { resolveEntity } from "./resolve-name.ts";
import { checkBindingKey } from "./rules/binding-key.ts";
import { checkDuplicateTargets } from "./rules/duplicate-targets.ts";
import { checkRequiredTargets } from "./rules/required-targets.ts";
import { checkBindingMaster } from "./two-way/check-master.ts";
import { checkTwoWayBinding, checkTwoWayRules } from "./two-way/check-two-way.ts";

type Filled<Value> = { -readonly [Key in keyof Value]: Value[Key] };

function emptyBlock(name: string, type: RecordType): CheckedBlock {
  return { context: { name, type }, lets: [], items: [] };
}

/** A binding's entities; its rules follow when every binding of the file is known. */
export function declareBinding(
  declaration: BindingDeclaration,
  context: CheckContext,
): Filled<BindingSymbol> | undefined {
  const left = resolveEntity(context, declaration.from);
  const right = resolveEntity(context, declaration.to);
  if (left === undefined || right === undefined) return undefined;
  const { name } = declaration.name;
  const block = emptyBlock(camelName(left.name), left.type);
  const reverse = undefined;
  return { kind: "binding", name, file: context.path, declaration, left, right, guards: [], block, reverse };
}

/** A binding's guards and rules, its key and what a new record needs, in each of its directions. */
export function checkBinding(symbol: Filled<BindingSymbol>, context: CheckContext): void {
  const { declaration, left, right, name } = symbol;
  const master = checkBindingMaster(declaration, left, right, context);
  if (declaration.direction === "<->") {
    const { guards, block, reverse } = checkTwoWayBinding(symbol, master, context);
    symbol.guards = guards;
    symbol.block = block;
    symbol.reverse = reverse;
    return;
  }
  const place = placeOf(name, left.type, symbol.block.context.name, right);
  const items = declaration.items.filter(isRuleItem);
  symbol.block = checkBlock(items, left.type, place, context, (scope) => {
    symbol.guards = checkGuards(declaration, undefined, name, scope, context);
    return afterGuards(symbol.guards, scope);
  });
  checkDuplicateTargets(place.written, context);
  checkBindingKey(declaration, place.written, context);
  checkRequiredTargets(right.type, place.written, declaration.name.span, context);
}

/** A set of rules to include, before its rules are checked. */
export function declareRules(declaration: RulesDeclaration, context: CheckContext): Filled<RulesSymbol> | undefined {
  const left = resolveEntity(context, declaration.from);
  const right = resolveEntity(context, declaration.to);
  if (left === undefined || right === undefined) return undefined;
  const reverse = declaration.direction === "<->" ? emptyRules(declaration, right, left, "<-", context) : undefined;
  return { ...emptyRules(declaration, left, right, "->", context), reverse };
}

function emptyRules(
  declaration: RulesDeclaration,
  from: EntitySymbol,
  to: EntitySymbol,
  direction: RulesSymbol["direction"],
  context: CheckContext,
): Filled<RulesSymbol> {
  const record: RecordType = { ...from.type };
  context.project.entities.set(record, from);
  const block = emptyBlock(camelName(from.name), record);
  const { name } = declaration.name;
  const symbol = { kind: "rules", name, file: context.path, declaration, block, to: to.type, direction } as const;
  return { ...symbol, reverse: undefined, twoWay: [] };
}

/** The rules of a set; what they write and read is kept for the bindings that include them. */
export function checkRules(symbol: Filled<RulesSymbol>, context: CheckContext): void {
  const reverse: Filled<RulesSymbol> | undefined = symbol.reverse;
  if (reverse !== undefined) {
    const { block, back, twoWay } = checkTwoWayRules(symbol, reverse, context);
    symbol.block = block;
    reverse.block = back;
    symbol.twoWay = twoWay;
    reverse.twoWay = twoWay;
    return;
  }
  const right = context.project.entities.get(symbol.to);
  if (right === undefined) return;
  const { context: variable } = symbol.block;
  const place = placeOf(symbol.name, variable.type, variable.name, right);
  symbol.block = checkBlock(symbol.declaration.items, variable.type, place, context);
  checkDuplicateTargets(place.written, context);
  context.project.ruleTargets.set(symbol, place.written);
}
