import type { Expression } from "@xmap/grammar";
import type { CheckedBlock, CheckedItem, Field, RecordType, RulesSymbol, ValueType } from "@xmap/language";
import { ANSWERS, type ArrowCode, ASK, arrow, at, type Code, type Local, local, object, REPORT } from "../ir/code.ts";
import type { AssembledBlock, BlockIr, GatherIr, InterfaceIr, RuleIr, RulesIr } from "../ir/module.ts";
import type { TypeCode } from "../ir/type-code.ts";
import { helperType, NULL_TYPE, UNDEFINED_TYPE, union } from "../ir/type-code.ts";
import { localsIn } from "../ir/walk-code.ts";
import { assembleBlock } from "../passes/assemble-block.ts";
import { indexJoins, indexJoinsIn } from "../passes/index-joins.ts";
import { shareExpressions, shareInStatements } from "../passes/share-expressions.ts";
import { simplifyBlock } from "../passes/simplify-block.ts";
import { stageLookups } from "../passes/stage-lookups.ts";
import { askWhenUsed } from "../passes/when-used.ts";
import { collectReads } from "../validate/collect-reads.ts";
import type { BlockOwner } from "./block.ts";
import { lowerBlock } from "./block.ts";
import { counterparts, pairRules } from "./counterparts.ts";
import { lowerExpression } from "./expression.ts";
import type { ExpressionScope } from "./expression-scope.ts";
import { lowerInterfaces } from "./interfaces.ts";
import { lowered } from "./lowered.ts";
import { createNameScope, declareLocal, type NameScope } from "./names.ts";
import type { ProgramContext } from "./program-context.ts";
import { sourceOf } from "./program-context.ts";
import type { Usage } from "./usage.ts";
import { createUsage } from "./usage.ts";

const usagesOfRules = new WeakMap<RulesIr, Usage>();

/** A `rules` block as a function that every include calls; it accepts what all of them give. */
export function lowerRules(
  symbol: RulesSymbol,
  context: ProgramContext,
): { readonly rules: RulesIr; readonly usage: Usage } {
  const known = context.loweredRules.get(symbol);
  const knownUsage = known === undefined ? undefined : usagesOfRules.get(known);
  if (known !== undefined && knownUsage !== undefined) return { rules: known, usage: knownUsage };
  const usage = createUsage();
  const rules = makeRules(symbol, usage, context);
  context.loweredRules.set(symbol, rules);
  usagesOfRules.set(rules, usage);
  return { rules, usage };
}

function makeRules(symbol: RulesSymbol, usage: Usage, context: ProgramContext): RulesIr {
  const given = widenedContext(symbol, context);
  const isBack = symbol.direction === "<-";
  const id = isBack ? `${symbol.name}/<-` : symbol.name;
  const name = isBack ? `${symbol.name}Back` : symbol.name;
  const names = createNameScope(context.localNames);
  const parameter = declareLocal(names, symbol.block.context.name);
  const record = lowered(local(parameter), given.type as RecordType, {
    absent: given.mayBeAbsent,
    null: given.mayBeNull,
    origins: [{ usage, path: [] }],
  });
  const scope: ExpressionScope = {
    context: record,
    root: record,
    contextFields: new Map(),
    variables: new Map(),
    names,
    rule: id,
    source: sourceOf(context, symbol.file),
    typeOf: context.program.typeOf,
    lower: lowerExpression,
  };
  const owner = createOwner(name, usage, "UTC", context, id);
  const block = askWhenUsed(simplifyBlock(lowerBlock(symbol.block, scope, owner)));
  const assembled = assembleBlock(block);
  const sourceName = context.nameOf(symbol, "source");
  const parameterType = union(
    { kind: "exported", exported: sourceName },
    ...(given.mayBeNull ? [NULL_TYPE] : []),
    ...(given.mayBeAbsent ? [UNDEFINED_TYPE] : []),
  );
  const draft: InterfaceIr = {
    exported: context.nameOf(symbol, "draft"),
    documentation: undefined,
    bases: assembled.bases,
    members: assembled.types,
  };
  const code = at(
    { offset: symbol.declaration.span.start, name: id },
    mapArrow(parameter, parameterType, assembled, { kind: "exported", exported: draft.exported }, context.localNames),
  );
  return {
    name,
    documentation: symbol.declaration.documentation,
    function: context.nameOf(symbol, "function"),
    constant: context.nameOf(symbol, "constant"),
    draft,
    source: () =>
      lowerInterfaces({
        type: given.type as RecordType,
        usage,
        exported: sourceName,
        documentation: undefined,
        declareName: (wanted) => context.declareName(symbol.file, wanted),
      }),
    interfaces: assembled.interfaces,
    code,
    usesAnswers: code.parameters.length > 1,
    usesReport: code.parameters.length > 2,
    reads: collectReads(block, [], parameter, id),
    gathers: gathersOf(block, parameter, parameterType, context.localNames).map((gather, index) => ({
      function: context.declareName(symbol.file, `ask${name}${index === 0 ? "" : index + 1}`),
      gather,
      usesAnswers: gather.parameters.length > 2,
    })),
    rules: pairRules(owner.rules, counterparts(symbol.twoWay)),
    includes: owner.includes,
  };
}

/** The set itself, and the one of its way back. */
export function bothDirections(symbol: RulesSymbol): readonly RulesSymbol[] {
  return symbol.reverse === undefined ? [symbol] : [symbol, symbol.reverse];
}

export function createOwner(
  name: string,
  target: Usage | undefined,
  zone: string,
  context: ProgramContext,
  id = name,
): BlockOwner {
  return {
    name,
    id,
    context,
    target,
    zone,
    rulesFor: (item) => lowerRules(item.rules, context),
    rules: [] as RuleIr[],
    includes: [],
    key: [],
    once: [],
    lines: new Map(),
  };
}

/** `(record, answers, report) => draft` with the parameters that it needs. `finish`: what the draft goes through at the end. */
export function mapArrow(
  parameter: Local,
  type: TypeCode,
  block: AssembledBlock,
  result: TypeCode,
  names: NameScope,
  finish: (draft: Code) => Code = (draft) => draft,
): ArrowCode {
  const value = finish(object(block.members, true));
  const used = localsIn([value], block.statements);
  const code = arrow(neededParameters(parameter, type, used, [ANSWERS, REPORT]), value, block.statements);
  return shareExpressions(indexJoins({ ...code, result }), names);
}

const PARAMETER_TYPES: ReadonlyMap<Local, TypeCode> = new Map([
  [ASK, helperType("Ask")],
  [ANSWERS, helperType("Answers")],
  [REPORT, helperType("Report")],
]);

/** The record and what else is used; an unused one before a used one gets an underscore. */
export function neededParameters(parameter: Local, type: TypeCode, used: ReadonlySet<Local>, others: readonly Local[]) {
  const all = [
    { local: parameter, type },
    ...others.map((each) => ({ local: each, type: PARAMETER_TYPES.get(each) ?? type })),
  ];
  while (all.length > 0) {
    const last = all.at(-1);
    if (last === undefined || used.has(last.local)) break;
    all.pop();
  }
  return all.map((each) =>
    used.has(each.local) ? each : { ...each, local: { ...each.local, name: `_${each.local.name}` } },
  );
}

export function gathersOf(
  block: BlockIr,
  parameter: Local,
  type: TypeCode,
  names: NameScope,
  guards: readonly Code[] = [],
): readonly GatherIr[] {
  return stageLookups(block, guards).map((stage) => {
    const statements = shareInStatements(indexJoinsIn(stage), names);
    const used = localsIn([], statements);
    return { parameters: neededParameters(parameter, type, used, [ASK, ANSWERS]), statements };
  });
}

/** The type of what the rules are given: a field may be absent or null where it may be at any include. */
function widenedContext(symbol: RulesSymbol, context: ProgramContext): ValueType {
  const declared: ValueType = { type: symbol.block.context.type, mayBeAbsent: false, mayBeNull: false };
  const given = context.program.files
    .flatMap((file) => [
      ...file.bindings.flatMap(({ block, reverse }) => (reverse === undefined ? [block] : [block, reverse.block])),
      ...file.rules.flatMap(bothDirections).map(({ block }) => block),
    ])
    .flatMap((block) => includeSites(block, symbol));
  const fields = new Map<string, Field>();
  for (const [name, field] of symbol.block.context.type.fields) {
    const found = given.map((site) => (site?.type.kind === "record" ? site.type.fields.get(name)?.value : undefined));
    const mayBeAbsent = field.value.mayBeAbsent || found.some((value) => value?.mayBeAbsent ?? true);
    const mayBeNull = field.value.mayBeNull || found.some((value) => value?.mayBeNull ?? true);
    fields.set(name, { ...field, value: { ...field.value, mayBeAbsent, mayBeNull } });
  }
  return {
    type: { ...symbol.block.context.type, fields },
    mayBeAbsent: declared.mayBeAbsent || given.some((site) => site?.mayBeAbsent ?? true),
    mayBeNull: declared.mayBeNull || given.some((site) => site?.mayBeNull ?? true),
  };
}

/** What each include gives, undefined where that is not a plain path. */
function includeSites(block: CheckedBlock, symbol: RulesSymbol): readonly (ValueType | undefined)[] {
  const here: ValueType = { type: block.context.type, mayBeAbsent: false, mayBeNull: false };
  return block.items.flatMap((item: CheckedItem) => {
    if (item.kind === "nested" || item.kind === "lines") return includeSites(item.block, symbol);
    if (item.kind !== "include" || item.rules !== symbol) return [];
    // Without a source the context is given, and whether that may be absent is not known here.
    return [
      item.source === undefined ? { ...here, mayBeAbsent: true, mayBeNull: true } : plainPathType(item.source, here),
    ];
  });
}

function plainPathType(expression: Expression, from: ValueType): ValueType | undefined {
  if (expression.kind !== "PathExpression") return undefined;
  let value = from;
  for (const step of expression.steps) {
    if (step.operand.kind !== "NameStep" || step.stages.length > 0 || value.type.kind !== "record") return undefined;
    const field = value.type.fields.get(step.operand.name);
    if (field === undefined) return undefined;
    const mayBeAbsent = value.mayBeAbsent || value.mayBeNull || field.value.mayBeAbsent;
    value = { ...field.value, mayBeAbsent };
  }
  return value;
}
