import type { CheckedBlock, CheckedItem, CheckedLet, CheckedLines, CheckedNested, CheckedRule } from "@xmap/language";
import type { ExportedName } from "../ir/code.ts";
import { local } from "../ir/code.ts";
import type { BlockIr, EntryIr, LetIr, LineListIr, RuleIr, RulesIr } from "../ir/module.ts";
import { localsIn } from "../ir/walk-code.ts";
import { asBoolean } from "./boolean.ts";
import { mergeTexts, textPart } from "./construct.ts";
import { convertTo } from "./convert.ts";
import type { ExpressionScope } from "./expression-scope.ts";
import { asArgument } from "./looked-at.ts";
import type { Lowered } from "./lowered.ts";
import { asList, asSingle, isPresent, withCode } from "./lowered.ts";
import { createNameScope, declareLocal, pascalCase, singular } from "./names.ts";
import { declareItem, lowerField } from "./path.ts";
import type { ProgramContext } from "./program-context.ts";
import { describeRule } from "./program-context.ts";
import type { Usage } from "./usage.ts";
import { markRead, markWritten, usedPaths } from "./usage.ts";
import { lowerValue } from "./value.ts";
import { lowerValueChecks } from "./value-checks.ts";

/** What the blocks of one binding, `rules` or write share while they are lowered. */
export interface BlockOwner {
  readonly name: string;
  /** What the ids of its `let`s begin with. */
  readonly id: string;
  readonly context: ProgramContext;
  /** Of the entity that is written. */
  readonly target: Usage | undefined;
  /** The zone of the system that is written, for business dates. */
  readonly zone: string;
  rulesFor(item: Extract<CheckedItem, { kind: "include" }>): { readonly rules: RulesIr; readonly usage: Usage };
  /** Filled while lowering. */
  readonly rules: RuleIr[];
  readonly includes: ExportedName[];
  readonly key: string[];
  readonly once: string[];
  readonly lines: Map<string, { key: Set<string>; once: Set<string> }>;
}

/** Where a block writes: the path from the owner's record, or the list whose lines it writes. */
interface Place {
  readonly path: readonly string[];
  readonly list: string | undefined;
  /** The key fields of the one line that it writes, filled while lowering. */
  readonly lineKey?: string[];
}

export const TOP: Place = { path: [], list: undefined };

/** A block's lets and items, in order. `variables` takes up the lets. */
export function lowerBlock(
  block: CheckedBlock,
  scope: ExpressionScope,
  owner: BlockOwner,
  place: Place = TOP,
  variables = new Map(scope.variables),
): BlockIr {
  const inner: ExpressionScope = { ...scope, variables };
  const lets = block.lets.map((item) => lowerLet(item, inner, variables, owner));
  return { lets, entries: block.items.map((item) => lowerItem(item, inner, owner, place)) };
}

function lowerLet(item: CheckedLet, scope: ExpressionScope, variables: Map<string, Lowered>, owner: BlockOwner): LetIr {
  const id = `${owner.id}/$${item.name}`;
  const made = lowerValue(item.value, { ...scope, rule: id }, owner.context, `${owner.name}_${item.name}`);
  if (made.reported) owner.rules.push(describeRule(id, `$${item.name}`, item.declaration.span, scope.source));
  const constant = declareLocal(scope.names, item.name, made.reported);
  variables.set(item.name, withCode(made.value, local(constant)));
  const place = { offset: item.declaration.span.start, name: id };
  return { local: constant, code: made.value.code, request: made.request, place };
}

function lowerItem(item: CheckedItem, scope: ExpressionScope, owner: BlockOwner, place: Place): EntryIr {
  const entry = lowerBareItem(item, scope, owner, place);
  const written = item.kind === "include" ? item.source?.span : item.declaration.span;
  if (written === undefined) return entry;
  return { ...entry, place: { offset: written.start, ...(item.kind === "include" ? {} : { name: item.id }) } };
}

function lowerBareItem(item: CheckedItem, scope: ExpressionScope, owner: BlockOwner, place: Place): EntryIr {
  switch (item.kind) {
    case "rule":
      return lowerRule(item, { ...scope, rule: item.id }, owner, place);
    case "nested":
      return lowerNested(item, { ...scope, rule: item.id }, owner, place);
    case "lines":
      return lowerLines(item, { ...scope, rule: item.id }, owner, place);
    case "include": {
      const source = item.source === undefined ? scope.context : asSingle(scope.lower(item.source, scope), scope.rule);
      const { rules, usage } = owner.rulesFor(item);
      owner.includes.push(rules.constant);
      for (const path of usedPaths(usage.read))
        markRead(source.origins.map((origin) => ({ usage: origin.usage, path: [...origin.path, ...path] })));
      if (owner.target !== undefined)
        for (const path of usedPaths(usage.written)) markWritten(owner.target, [...place.path, ...path]);
      return { kind: "include", rules, argument: asArgument(source, scope) };
    }
  }
}

function lowerRule(rule: CheckedRule, scope: ExpressionScope, owner: BlockOwner, place: Place): EntryIr {
  const { path, field } = rule.target;
  owner.rules.push(describeRule(rule.id, [...place.path, ...path].join("."), rule.declaration.span, scope.source));
  noteTarget(rule, owner, place);
  const shown = [...place.path, ...path].join(".");
  const name = `${owner.name}_${[...place.path, ...path].join("_")}`;
  const plain = lowerValue(rule.value, scope, owner.context, name);
  const made = convertTo(plain, field, rule.conversion, owner.zone, scope);
  const condition = rule.condition === undefined ? undefined : asBoolean(scope.lower(rule.condition, scope));
  const missing = made.reported ? made.needed : made.value.absent || made.value.null ? [made.value.code] : [];
  const needed = field.required ? missing.filter((code) => ![...localsIn([code])].some((used) => used.reported)) : [];
  const long = !made.reported && needed.some((code) => code.kind !== "local" && code.kind !== "property");
  const constantName = path.at(-1) ?? "value";
  const constant = long ? declareLocal(scope.names, constantName) : undefined;
  return {
    kind: "rule",
    id: rule.id,
    path,
    code: made.value.code,
    type: made.type,
    request: made.request,
    condition,
    needed,
    constant,
    checks: lowerValueChecks(rule, made, shown, constant, scope, owner),
  };
}

function noteTarget(rule: CheckedRule, owner: BlockOwner, place: Place): void {
  const full = [...place.path, ...rule.target.path];
  if (owner.target !== undefined) markWritten(owner.target, full);
  const dotted = full.join(".");
  if (place.list === undefined) {
    if (rule.key) owner.key.push(dotted);
    if (rule.once) owner.once.push(dotted);
    return;
  }
  const list = owner.lines.get(place.list);
  const inLine = dotted.slice(place.list.length + 1);
  if (rule.key && place.lineKey !== undefined) place.lineKey.push(inLine);
  else if (rule.key) list?.key.add(inLine);
  if (rule.once) list?.once.add(inLine);
}

/** The context of nested rules: a constant where the source is more than a name. */
function openContext(item: CheckedNested | CheckedLines, scope: ExpressionScope) {
  const source = asSingle(scope.lower(item.source, scope), scope.rule);
  const constant = source.code.kind === "local" ? undefined : declareLocal(scope.names, item.block.context.name);
  const context = constant === undefined ? source : withCode(source, local(constant));
  return {
    context,
    constant: constant === undefined ? undefined : { local: constant, code: source.code },
    doubtful: isPresent(source) ? undefined : context.code,
  };
}

function lowerNested(item: CheckedNested, scope: ExpressionScope, owner: BlockOwner, place: Place): EntryIr {
  const { context, constant, doubtful } = openContext(item, scope);
  const path = item.target?.path;
  const inner = { ...scope, context, contextFields: new Map() };
  const block = lowerBlock(item.block, inner, owner, { ...place, path: [...place.path, ...(path ?? [])] });
  return { kind: "nested", path, constant, doubtful, block };
}

/** One record that writes one line of a list. */
function lowerLine(item: CheckedLines, scope: ExpressionScope, owner: BlockOwner, place: Place): EntryIr {
  const { path } = item.target;
  const full = [...place.path, ...path];
  const { context, constant, doubtful } = openContext(item, scope);
  const key: string[] = [];
  const inner = { ...scope, context, contextFields: new Map() };
  const block = lowerBlock(item.block, inner, owner, { path: full, list: full.join("."), lineKey: key });
  const line = lineName(owner, path, scope);
  return { kind: "line", path, constant, doubtful, identity: item.origin, key, line, block };
}

function lowerLines(item: CheckedLines, scope: ExpressionScope, owner: BlockOwner, place: Place): EntryIr {
  const { path } = item.target;
  const dotted = [...place.path, ...path].join(".");
  if (!owner.lines.has(dotted)) owner.lines.set(dotted, { key: new Set(), once: new Set() });
  if (item.by.length === 0) return lowerLine(item, scope, owner, place);
  const source = asList(scope.lower(item.source, scope));
  const names = createNameScope(scope.names);
  const { item: context, itemLocal } = declareItem(source, item.block.context.name, names);
  const inner = { ...scope, names, context, contextFields: new Map() };
  const by = item.by.map((field) => {
    const value = field.split(".").reduce((record, name) => lowerField(record, name, item.declaration, inner), context);
    const plain = value.type.kind === "number" && isPresent(value);
    return plain ? value.code : textPart(value);
  });
  const parts = by.flatMap((part) => ["/", part]);
  const block = lowerBlock(item.block, inner, owner, { path: [...place.path, ...path], list: dotted });
  return {
    kind: "lines",
    path,
    list: source.code,
    item: itemLocal,
    identity: { kind: "text", parts: mergeTexts([item.origin, ...parts]) },
    line: lineName(owner, path, scope),
    block,
  };
}

const lineNames = new WeakMap<BlockOwner, Map<string, ExportedName>>();

/** One interface for all lines of a list. */
function lineName(owner: BlockOwner, path: readonly string[], scope: ExpressionScope): ExportedName {
  const known = lineNames.get(owner) ?? new Map<string, ExportedName>();
  lineNames.set(owner, known);
  const key = path.join(".");
  const name =
    known.get(key) ??
    owner.context.declareName(scope.source.path, `${owner.name}${pascalCase(singular(path.join("_")))}`);
  known.set(key, name);
  return name;
}

export function lineLists(owner: BlockOwner): readonly LineListIr[] {
  return [...owner.lines].map(([field, { key, once }]) => ({ field, key: [...key], once: [...once] }));
}
