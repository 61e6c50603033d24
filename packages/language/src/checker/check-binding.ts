import type { BindingDeclaration, RuleItem, RulesDeclaration } from "@xmap/grammar";
import type { Scope } from "../expressions/scope.ts";
import type { BindingSymbol, CheckedGuard, EntitySymbol, RulesSymbol } from "../program.ts";
import { camelName } from "../schema/names.ts";
import { present } from "../types/make-type.ts";
import type { RecordType } from "../types/type.ts";
import { type BlockPlace, createIdRegistry } from "./block-place.ts";
import { checkBlock } from "./check-block.ts";
import { checkCondition } from "./check-condition.ts";
import type { CheckContext } from "./check-context.ts";
import { checkOutcome } from "./check-outcome.ts";
import { resolveEntity } from "./resolve-name.ts";
import { checkBindingKey } from "./rules/binding-key.ts";
import { checkDuplicateTargets } from "./rules/duplicate-targets.ts";
import { checkRequiredTargets } from "./rules/required-targets.ts";

type Filled<Value> = { -readonly [Key in keyof Value]: Value[Key] };

function emptyBlock(name: string, type: RecordType): BindingSymbol["block"] {
  return { context: { name, type }, lets: [], items: [] };
}

function placeOf(name: string, left: RecordType, contextName: string, right: EntitySymbol): BlockPlace {
  const scope: Scope = { context: present(left), root: present(left), lets: new Map(), flow: false };
  return {
    scope,
    contextName,
    target: right.type,
    entity: right,
    targetPath: [],
    id: name,
    ids: createIdRegistry(),
    written: [],
    origins: new Map(),
  };
}

function isRefused(declaration: BindingDeclaration | RulesDeclaration, context: CheckContext): boolean {
  if (declaration.direction === "->") return false;
  const what = declaration.kind === "BindingDeclaration" ? "A two-way binding" : "A two-way set of rules";
  context.report({ code: "unsupported-construct", span: declaration.name.span, values: { what } });
  return true;
}

/** A binding's entities; its rules follow when every binding of the file is known. */
export function declareBinding(
  declaration: BindingDeclaration,
  context: CheckContext,
): Filled<BindingSymbol> | undefined {
  const left = resolveEntity(context, declaration.from);
  const right = resolveEntity(context, declaration.to);
  if (isRefused(declaration, context) || left === undefined || right === undefined) return undefined;
  if (declaration.was !== undefined)
    context.report({ code: "unsupported-construct", span: declaration.was.span, values: { what: "`was`" } });
  const { name } = declaration.name;
  const block = emptyBlock(camelName(left.name), left.type);
  return { kind: "binding", name, file: context.path, declaration, left, right, guards: [], block };
}

function checkGuards(declaration: BindingDeclaration, scope: Scope, context: CheckContext): CheckedGuard[] {
  const guards: CheckedGuard[] = [];
  for (const item of declaration.items) {
    if (item.kind === "MasterClause")
      context.report({ code: "unsupported-construct", span: item.span, values: { what: "`master`" } });
    if (item.kind !== "Guard") continue;
    if (item.direction !== undefined)
      context.report({
        code: "unsupported-construct",
        span: item.span,
        values: { what: "A `require` for one direction" },
      });
    checkCondition(item.condition, scope, context);
    checkOutcome(item.outcome, scope, context);
    const id = `${declaration.name.name}/require/${guards.length + 1}`;
    guards.push({ id, condition: item.condition, outcome: item.outcome });
  }
  return guards;
}

function isRuleItem(item: BindingDeclaration["items"][number]): item is RuleItem {
  return item.kind !== "Guard" && item.kind !== "MasterClause";
}

/** A binding's guards and rules, its key and what a new record needs. */
export function checkBinding(symbol: Filled<BindingSymbol>, context: CheckContext): void {
  const { declaration, left, right, name } = symbol;
  const place = placeOf(name, left.type, symbol.block.context.name, right);
  let guards: readonly CheckedGuard[] = [];
  symbol.block = checkBlock(declaration.items.filter(isRuleItem), left.type, place, context, (scope) => {
    guards = checkGuards(declaration, scope, context);
  });
  symbol.guards = guards;
  checkDuplicateTargets(place.written, context);
  checkBindingKey(declaration, place.written, context);
  checkRequiredTargets(right.type, place.written, declaration.name.span, context);
}

/** A set of rules to include, before its rules are checked. */
export function declareRules(declaration: RulesDeclaration, context: CheckContext): Filled<RulesSymbol> | undefined {
  const left = resolveEntity(context, declaration.from);
  const right = resolveEntity(context, declaration.to);
  if (isRefused(declaration, context) || left === undefined || right === undefined) return undefined;
  const record: RecordType = { ...left.type };
  context.project.entities.set(record, left);
  const block = emptyBlock(camelName(left.name), record);
  return { kind: "rules", name: declaration.name.name, file: context.path, declaration, block, to: right.type };
}

/** The rules of a set; what they write and read is kept for the bindings that include them. */
export function checkRules(symbol: Filled<RulesSymbol>, context: CheckContext): void {
  const right = context.project.entities.get(symbol.to);
  if (right === undefined) return;
  const { context: variable } = symbol.block;
  const place = placeOf(symbol.name, variable.type, variable.name, right);
  symbol.block = checkBlock(symbol.declaration.items, variable.type, place, context);
  checkDuplicateTargets(place.written, context);
  context.project.ruleTargets.set(symbol, place.written);
}
