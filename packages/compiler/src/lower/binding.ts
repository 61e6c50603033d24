import { positionAt } from "@xmap/diagnostics";
import type { BindingSymbol, SystemSymbol } from "@xmap/language";
import type { Code, Statement } from "../ir/code.ts";
import { literal, local, method, REPORT, unary } from "../ir/code.ts";
import type { BindingIr } from "../ir/module.ts";
import { assembleBlock } from "../passes/assemble-block.ts";
import { withLets } from "../passes/used-lets.ts";
import { lineLists, lowerBlock, TOP } from "./block.ts";
import { asBoolean, notCode } from "./boolean.ts";
import { lowerExpression, lowerTemplate } from "./expression.ts";
import type { ExpressionScope } from "./expression-scope.ts";
import { type Lowered, lowered } from "./lowered.ts";
import { createNameScope, declareLocal } from "./names.ts";
import type { ProgramContext } from "./program-context.ts";
import { describeRule, sourceOf } from "./program-context.ts";
import { createOwner, gathersOf, mapArrow } from "./rules.ts";
import { createUsage } from "./usage.ts";

/** A binding's functions: what to ask for, in stages, and the pure mapping over the answers. */
export function lowerBinding(symbol: BindingSymbol, context: ProgramContext): BindingIr {
  const source = sourceOf(context, symbol.file);
  const names = createNameScope(context.localNames);
  const parameter = declareLocal(names, symbol.block.context.name);
  const usage = context.usages.get(symbol.left) ?? createUsage();
  const record = lowered(local(parameter), symbol.left.type, { origins: [{ usage, path: [] }] });
  const scope: ExpressionScope = {
    context: record,
    root: record,
    contextFields: new Map(),
    variables: new Map(),
    names,
    rule: symbol.name,
    source,
    lower: lowerExpression,
  };
  const owner = createOwner(symbol.name, context.usages.get(symbol.right), zoneOf(symbol.right.system), context);
  const variables = new Map<string, Lowered>();
  const block = lowerBlock(symbol.block, scope, owner, TOP, variables);
  const held: Code[] = [];
  const guards = symbol.guards.map((guard): Statement => {
    owner.rules.push(describeRule(guard.id, "require", guard.condition.span, source));
    const inner = { ...scope, variables, rule: guard.id };
    const condition = asBoolean(lowerExpression(guard.condition, inner));
    const { word, template } = guard.outcome;
    if (word !== "warn") held.push(condition);
    const message = template === undefined ? literal(`${symbol.name} does not apply`) : lowerTemplate(template, inner);
    const problem = method(local(REPORT), "problem", literal(word), literal(guard.id), message);
    return { kind: "if", condition: negated(condition), body: [{ kind: "expression", value: problem }] };
  });
  const assembled = assembleBlock({ ...block, lets: [] });
  const statements = withLets(
    block.lets,
    [...guards, ...assembled.statements],
    assembled.members.map((member) => ("spread" in member ? member.spread : member.value)),
  );
  const draft = context.nameOf(symbol, "draft");
  const left = { kind: "exported", exported: context.nameOf(symbol.left, "type") } as const;
  const code = mapArrow(parameter, left, { ...assembled, statements }, { kind: "exported", exported: draft });
  const draftInterface = {
    exported: draft,
    documentation: undefined,
    bases: assembled.bases,
    members: assembled.types,
  };
  const { line } = positionAt(source, symbol.declaration.span.start);
  const documentation = symbol.declaration.documentation;
  return {
    name: symbol.name,
    documentation: `${documentation === undefined ? "" : `${documentation.trim()}\n`}${source.path}:${line}`,
    constant: context.nameOf(symbol, "constant"),
    function: context.nameOf(symbol, "function"),
    left: context.nameOf(symbol.left, "constant"),
    right: context.nameOf(symbol.right, "constant"),
    key: owner.key,
    once: owner.once,
    lines: lineLists(owner),
    rules: owner.rules,
    includes: owner.includes,
    interfaces: [...assembled.interfaces, draftInterface],
    gathers: gathersOf(block, parameter, left, held),
    code,
  };
}

/** The business-date zone of a system; UTC when it says none. */
export function zoneOf(system: SystemSymbol): string {
  const option = system.declaration.options.find((each) => each.name.name === "zone" || each.name.name === "timeZone");
  return option?.value.kind === "StringLiteral" ? option.value.value : "UTC";
}

function negated(condition: Parameters<typeof notCode>[0]) {
  return condition.kind === "literal" ? unary("!", condition) : notCode(condition);
}
