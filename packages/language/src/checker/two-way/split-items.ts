import type { FieldPath, IncludeItem, Rule, RuleBody, RuleItem } from "@xmap/grammar";
import type { CheckContext } from "../check-context.ts";
import { dotted, expressionOfField, fieldOfExpression, firstOf, type SourceField } from "./field-of-expression.ts";
import { filterRules } from "./filter-rules.ts";
import { letDirections } from "./let-directions.ts";
import { mirrorCondition } from "./mirror-condition.ts";
import { directVia } from "./two-way-via.ts";

/** What a two-way block says, as rules of one direction each; all of them are `->` over the side that they read. */
export interface SplitItems {
  readonly forward: readonly RuleItem[];
  readonly backward: readonly RuleItem[];
}

/** What splitting one binding or set of rules shares. */
export interface Splitting {
  readonly context: CheckContext;
  /** Names of `let`s that are given so far. */
  readonly letNames: Set<string>;
  /** The rule as it is written, for each rule that splitting made of it. */
  readonly written: Map<Rule, Rule>;
}

interface Uses {
  readonly forward: Parameters<typeof letDirections>[1]["forward"];
  readonly backward: Parameters<typeof letDirections>[1]["backward"];
}

/** Splits two-way rules into those of each direction; reports what cannot be turned around. `uses`: what else reads the `let`s. */
export function splitItems(
  items: readonly RuleItem[],
  splitting: Splitting,
  uses: Uses = { forward: [], backward: [] },
): SplitItems {
  const forward: RuleItem[] = [];
  const backward: RuleItem[] = [];
  const names = letDirections(items, uses);
  for (const item of items) if (item.kind === "LetItem") splitting.letNames.add(item.name.name);
  for (const item of items) {
    if (item.kind === "LetItem") {
      const isBackward = names.backward.has(item.name.name);
      if (isBackward) backward.push(item);
      if (!isBackward || names.forward.has(item.name.name)) forward.push(item);
    } else if (item.kind === "IncludeItem") {
      const included = splitInclude(item, splitting);
      forward.push(...included.forward);
      backward.push(...included.backward);
    } else {
      const split = splitRule(item, items, splitting);
      forward.push(...split.forward);
      backward.push(...split.backward);
    }
  }
  return { forward, backward };
}

function splitRule(rule: Rule, block: readonly RuleItem[], splitting: Splitting): SplitItems {
  const { context } = splitting;
  if (rule.direction !== "<->") {
    if (rule.master !== undefined)
      context.report({ code: "master-without-choice", span: rule.master.span, values: {} });
    const made = remember({ ...rule, direction: "->", master: undefined }, rule, splitting);
    return rule.direction === "->" ? { forward: [made], backward: [] } : { forward: [], backward: [made] };
  }
  const [source, second] = rule.sources;
  if (source === undefined) return { forward: [], backward: [] };
  const help = `write a pair of rules: \`… -> ${dotted(rule.target)}\` and \`… <- …\``;
  if (second !== undefined) {
    context.report({ code: "two-way-source", wording: "several", span: second.span, values: {}, help });
    return { forward: [], backward: [] };
  }
  if (source.kind === "MissingExpression") return { forward: [], backward: [] };
  const field = fieldOfExpression(source);
  if (field === undefined) {
    context.report({ code: "two-way-source", span: source.span, values: {}, help });
    return { forward: [], backward: [] };
  }
  return rule.body === undefined
    ? splitPlain(rule, field, block, splitting)
    : splitNested(rule, rule.body, field, splitting);
}

function remember(made: Rule, written: Rule, splitting: Splitting): Rule {
  splitting.written.set(made, written);
  return made;
}

function splitPlain(rule: Rule, field: SourceField, block: readonly RuleItem[], splitting: Splitting): SplitItems {
  const { context } = splitting;
  if (field.filter !== undefined) {
    const help = "map its fields: `list[filter] <-> $ { … }`";
    context.report({ code: "two-way-source", wording: "record", span: field.path.span, values: {}, help });
    return { forward: [], backward: [] };
  }
  const via = directVia(rule.via, context);
  const ahead: Rule = { ...rule, direction: "->", via: via.forward, master: undefined };
  const mirrored =
    rule.condition === undefined
      ? undefined
      : mirrorCondition(rule.condition, block, (wanted) => letName(wanted, splitting), context);
  const back: Rule = {
    ...ahead,
    sources: [expressionOfField(rule.target)],
    target: field.path,
    via: via.backward,
    condition: mirrored?.condition,
  };
  const isUnknown = rule.condition !== undefined && mirrored === undefined;
  return {
    forward: [remember(ahead, rule, splitting)],
    backward: isUnknown ? [] : [...(mirrored?.lets ?? []), remember(back, rule, splitting)],
  };
}

function letName(wanted: string, splitting: Splitting): string {
  const base = wanted.split(".").at(-1) ?? wanted;
  let name = base;
  for (let count = 2; splitting.letNames.has(name); count += 1) name = `${base}${count}`;
  splitting.letNames.add(name);
  return name;
}

function splitNested(rule: Rule, body: RuleBody, field: SourceField, splitting: Splitting): SplitItems {
  const inner = splitItems(body.items, splitting);
  const { context } = splitting;
  const [source] = rule.sources;
  const chosen = field.filter !== undefined && source?.kind === "PathExpression" ? firstOf(source) : source;
  const ahead: Rule = {
    ...rule,
    direction: "->",
    sources: chosen === undefined ? [] : [chosen],
    body: { ...body, items: inner.forward },
    master: undefined,
  };
  const items = [...(field.filter === undefined ? [] : filterRules(field.filter, context)), ...inner.backward];
  const back: Rule = {
    ...ahead,
    sources: [expressionOfField(rule.target)],
    target: field.path,
    body: { ...body, by: identityBack(rule, body, field, context), items },
  };
  return { forward: [remember(ahead, rule, splitting)], backward: [remember(back, rule, splitting)] };
}

/** By what lines are told apart on the way back: none for a single record; an empty list for the one record of a list. */
function identityBack(
  rule: Rule,
  body: RuleBody,
  field: SourceField,
  context: CheckContext,
): readonly FieldPath[] | undefined {
  if (body.by === undefined) return field.filter === undefined ? undefined : [];
  if (field.filter !== undefined) {
    const help = "write a pair of rules, `->` and `<-`";
    context.report({ code: "two-way-source", span: field.path.span, values: {}, help });
  }
  const keys = body.items.flatMap((item) =>
    item.kind === "Rule" && item.direction === "<->" && item.key ? [item.target] : [],
  );
  if (keys.length > 0) return keys;
  const help = "mark the `<->` rules over the field that identifies a line with `key`";
  context.report({ code: "two-way-list", span: rule.target.span, values: { list: dotted(rule.target) }, help });
  return body.by;
}

/** An included set; on the way back it writes what the `include` reads. A one-way set has no way back. */
function splitInclude(item: IncludeItem, splitting: Splitting): SplitItems {
  const { context } = splitting;
  const symbol = context.names.get(item.rules.name)?.declared.symbol;
  if (symbol?.kind !== "rules" || symbol.reverse === undefined) return { forward: [item], backward: [] };
  const { from, span } = item;
  if (from === undefined) return { forward: [item], backward: [item] };
  const field = fieldOfExpression(from);
  if (field === undefined) {
    const help = "include it from a field, or write the rules of each direction in this place";
    context.report({ code: "two-way-source", span: from.span, values: {}, help });
    return { forward: [item], backward: [] };
  }
  const ahead = field.filter !== undefined && from.kind === "PathExpression" ? { ...item, from: firstOf(from) } : item;
  const filter = field.filter === undefined ? [] : filterRules(field.filter, context);
  const back: Rule = {
    kind: "Rule",
    direction: "->",
    sources: [{ kind: "VariableExpression", name: "", span }],
    target: field.path,
    body: {
      kind: "RuleBody",
      by: field.filter === undefined ? undefined : [],
      items: [...filter, { ...item, from: undefined }],
      span,
    },
    via: undefined,
    condition: undefined,
    once: false,
    key: false,
    master: undefined,
    span,
  };
  return { forward: [ahead], backward: [back] };
}
