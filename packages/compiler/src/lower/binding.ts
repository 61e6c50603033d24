import { positionAt } from "@xmap/diagnostics";
import type { BindingSymbol, CheckedBlock, CheckedGuard, EntitySymbol, SystemSymbol } from "@xmap/language";
import type { Code, ExportedName, Statement } from "../ir/code.ts";
import { at, exported, help, literal, local, method, object, REPORT, unary } from "../ir/code.ts";
import type { AssembledBlock, BindingIr, DirectionIr } from "../ir/module.ts";
import { walkStatement } from "../ir/walk-code.ts";
import { assembleBlock } from "../passes/assemble-block.ts";
import { foldConstants } from "../passes/fold-constants.ts";
import { simplifyBlock } from "../passes/simplify-block.ts";
import { withLets } from "../passes/used-lets.ts";
import { askWhenUsed } from "../passes/when-used.ts";
import { collectReads } from "../validate/collect-reads.ts";
import { lowerChecks } from "../validate/lower-checks.ts";
import { recordWords } from "../validate/schema-checks.ts";
import { type BlockOwner, lineLists, lowerBlock, TOP } from "./block.ts";
import { asBoolean, notCode } from "./boolean.ts";
import { type Counterpart, counterparts, pairRules } from "./counterparts.ts";
import { lowerExpression, lowerTemplate } from "./expression.ts";
import type { ExpressionScope } from "./expression-scope.ts";
import { type Lowered, lowered } from "./lowered.ts";
import { createNameScope, declareLocal } from "./names.ts";
import type { ProgramContext } from "./program-context.ts";
import { describeRule, sourceOf } from "./program-context.ts";
import { createOwner, gathersOf, mapArrow } from "./rules.ts";
import { createUsage } from "./usage.ts";

/** One direction of a binding: what it reads and writes, and under which names. */
interface Direction {
  /** Before the ids and names of what has no rule of its own. */
  readonly name: string;
  readonly id: string;
  readonly from: EntitySymbol;
  readonly to: EntitySymbol;
  readonly guards: readonly CheckedGuard[];
  readonly block: CheckedBlock;
  readonly function: ExportedName;
  readonly draft: ExportedName;
  readonly check: ExportedName;
}

/** A binding's functions, in each of its directions: what to ask for, in stages, and the pure mapping over the answers. */
export function lowerBinding(symbol: BindingSymbol, context: ProgramContext): Omit<BindingIr, "links"> {
  const source = sourceOf(context, symbol.file);
  const { name, left, right, reverse, declaration } = symbol;
  const { line } = positionAt(source, declaration.span.start);
  const { documentation } = declaration;
  const forward = lowerDirection(symbol, context, {
    name,
    id: name,
    from: left,
    to: right,
    guards: symbol.guards,
    block: symbol.block,
    function: context.nameOf(symbol, "function"),
    draft: context.nameOf(symbol, "draft"),
    check: context.nameOf(symbol, "check"),
  });
  const back =
    reverse === undefined
      ? undefined
      : lowerDirection(symbol, context, {
          name: `${name}Back`,
          id: `${name}/<-`,
          from: right,
          to: left,
          guards: reverse.guards,
          block: reverse.block,
          function: context.nameOf(symbol, "reverseFunction"),
          draft: context.nameOf(symbol, "reverseDraft"),
          check: context.nameOf(symbol, "reverseCheck"),
        });
  const partners = counterparts(reverse?.twoWay ?? []);
  return {
    name,
    was: declaration.was?.name,
    documentation: `${documentation === undefined ? "" : `${documentation.trim()}\n`}${source.path}:${line}`,
    constant: context.nameOf(symbol, "constant"),
    left: context.nameOf(left, "constant"),
    right: context.nameOf(right, "constant"),
    master: reverse?.master,
    forward: withCounterparts(forward, partners),
    reverse: back === undefined ? undefined : withCounterparts(back, partners),
  };
}

function withCounterparts(direction: DirectionIr, partners: ReadonlyMap<string, Counterpart>): DirectionIr {
  return { ...direction, rules: pairRules(direction.rules, partners) };
}

function lowerDirection(symbol: BindingSymbol, context: ProgramContext, direction: Direction): DirectionIr {
  const source = sourceOf(context, symbol.file);
  const names = createNameScope(context.localNames);
  const parameter = declareLocal(names, direction.block.context.name);
  const usage = context.usages.get(direction.from) ?? createUsage();
  const record = lowered(local(parameter), direction.from.type, { origins: [{ usage, path: [] }] });
  const scope: ExpressionScope = {
    context: record,
    root: record,
    contextFields: new Map(),
    variables: new Map(),
    names,
    rule: direction.id,
    source,
    typeOf: context.program.typeOf,
    lower: lowerExpression,
  };
  const target = context.usages.get(direction.to);
  const owner = createOwner(direction.name, target, zoneOf(direction.to.system), context, direction.id);
  const variables = new Map<string, Lowered>();
  const written = simplifyBlock(lowerBlock(direction.block, scope, owner, TOP, variables));
  const held: Code[] = [];
  const guards = direction.guards.map((guard): Statement => {
    owner.rules.push(describeRule(guard.id, "require", guard.condition.span, source));
    const inner = { ...scope, variables, rule: guard.id };
    const condition = foldConstants(asBoolean(lowerExpression(guard.condition, inner)));
    const { word, template } = guard.outcome;
    if (word !== "warn") held.push(condition);
    const message = template === undefined ? literal(`${symbol.name} does not apply`) : lowerTemplate(template, inner);
    const problem = method(local(REPORT), "problem", literal(word), literal(guard.id), message);
    const place = { offset: guard.condition.span.start, name: guard.id };
    return { kind: "if", condition: negated(condition), body: [{ kind: "expression", value: problem }], place };
  });
  const block = askWhenUsed(written, guards.flatMap(codesOf));
  const assembled = assembleBlock({ ...block, lets: [] });
  const statements = withLets(
    block.lets,
    [...guards, ...assembled.statements],
    assembled.members.map((member) => ("spread" in member ? member.spread : member.value)),
  );
  const { draft } = direction;
  const place = { offset: symbol.declaration.span.start, name: direction.id };
  const from = { kind: "exported", exported: context.nameOf(direction.from, "type") } as const;
  const draftInterface = {
    exported: draft,
    documentation: undefined,
    bases: assembled.bases,
    members: assembled.types,
  };
  const reads = collectReads(block, guards, parameter, direction.id);
  const check = lowerChecks(reads, direction.from.type, parameter, from, names);
  return {
    function: direction.function,
    check: check === undefined ? undefined : { function: direction.check, code: at(place, check) },
    key: owner.key,
    once: owner.once,
    lines: lineLists(owner),
    rules: owner.rules,
    includes: owner.includes,
    interfaces: [...assembled.interfaces, draftInterface],
    gathers: gathersOf(block, parameter, from, context.localNames, held),
    code: at(
      place,
      mapArrow(
        parameter,
        from,
        { ...assembled, statements },
        { kind: "exported", exported: draft },
        context.localNames,
        recordCheck(direction, assembled, owner, source.path),
      ),
    ),
  };
}

/** The draft looked at as a whole, where the target's schema says what its fields may be beside each other. */
function recordCheck(
  { to, name }: Direction,
  { members }: AssembledBlock,
  { context, rules }: BlockOwner,
  file: string,
): (draft: Code) => Code {
  // What an included set writes is not known here.
  const written = members.flatMap((member) => ("spread" in member ? [] : [member.name]));
  const isKnown = written.length === members.length;
  const words = isKnown ? recordWords(to.schema, new Set(written)) : {};
  const check = context.schemaChecks?.check(file, name, words);
  if (check === undefined) return (draft) => draft;
  const ruleOf = (field: string) => rules.find(({ target }) => target === field || target.startsWith(`${field}.`))?.id;
  const makers = written.map((field) => ({ name: field, value: literal(ruleOf(field)) }));
  const known = makers.filter(({ value }) => value.value !== undefined);
  return (draft) => help("requireRecord", draft, local(REPORT), exported(check), object(known));
}

/** The business-date zone of a system; UTC when it says none. */
export function zoneOf(system: SystemSymbol): string {
  const option = system.declaration.options.find((each) => each.name.name === "zone" || each.name.name === "timeZone");
  return option?.value.kind === "StringLiteral" ? option.value.value : "UTC";
}

function codesOf(statement: Statement): readonly Code[] {
  const codes: Code[] = [];
  walkStatement(statement, (code) => codes.push(code));
  return codes;
}

function negated(condition: Parameters<typeof notCode>[0]) {
  return condition.kind === "literal" ? unary("!", condition) : notCode(condition);
}
