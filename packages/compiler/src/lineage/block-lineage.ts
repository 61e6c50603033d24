import { positionAt, type SourceText, type Span } from "@xmap/diagnostics";
import type {
  CheckedBlock,
  CheckedInclude,
  CheckedItem,
  CheckedLines,
  CheckedNested,
  CheckedRule,
} from "@xmap/language";
import { alternativesOf } from "./alternatives.ts";
import type { FieldLineage, ListLineage, SourcePlace } from "./lineage.ts";
import { asRole, elementsOf, literalsOf, type Origin, type OriginScope, sourcesOf, unique, viaOf } from "./origin.ts";
import { originOf } from "./origin-of-expression.ts";
import { originOfValue, type ValuePlace } from "./origin-of-value.ts";
import { appendName } from "./path-text.ts";

/** Where a block writes, and what its rules are called in it. */
export interface BlockPlace {
  /** Owner of `let` ids: the binding's, rules' or write's name. */
  readonly owner: string;
  /** Of the target: "", `order_line[]`, `shipping_status`. */
  readonly prefix: string;
  readonly list: string | undefined;
  readonly included: string | undefined;
  readonly source: SourceText;
  sourceOf(file: string): SourceText;
}

/** What the blocks of one mapping say; filled by `collectBlock`. */
export interface CollectedLineage {
  readonly fields: FieldLineage[];
  readonly lists: ListLineage[];
}

/** Follows a block's lets and rules; answers the scope with its lets. */
export function collectBlock(
  block: Pick<CheckedBlock, "lets" | "items">,
  scope: OriginScope,
  place: BlockPlace,
  collected: CollectedLineage,
): OriginScope {
  const inside = withLets(block, scope, place);
  for (const item of block.items) collectItem(item, inside, place, collected);
  return inside;
}

/** The scope with a block's lets. */
export function withLets(block: Pick<CheckedBlock, "lets">, scope: OriginScope, place: BlockPlace): OriginScope {
  const variables = new Map(scope.variables);
  const inside = { ...scope, variables };
  for (const { name, value } of block.lets)
    variables.set(name, originOfValue(value, inside, valuePlace(`${place.owner}/$${name}`, place)));
  return inside;
}

/** Where a span of a source begins. */
export function placeOf(span: Span, source: SourceText): SourcePlace {
  const { line, column } = positionAt(source, span.start);
  return { file: source.path, line, column };
}

/** The text of a span, on one line. */
export function textOf({ start, end }: Span, source: SourceText): string {
  return source.text.slice(start, end).replace(/\s+/g, " ").trim();
}

function collectItem(item: CheckedItem, scope: OriginScope, place: BlockPlace, collected: CollectedLineage): void {
  switch (item.kind) {
    case "rule":
      collected.fields.push(fieldLineage(item, scope, place));
      return;
    case "nested":
      collectNested(item, scope, place, collected);
      return;
    case "lines":
      collectLines(item, scope, place, collected);
      return;
    case "include":
      collectInclude(item, scope, place, collected);
  }
}

function fieldLineage(rule: CheckedRule, scope: OriginScope, place: BlockPlace): FieldLineage {
  const { declaration, condition } = rule;
  const origin = originOfValue(rule.value, scope, valuePlace(rule.id, place));
  const ownText = (node: { readonly span: Span }) => textOf(node.span, place.source);
  const { via } = rule.value;
  const armSource = via?.kind === "map" ? place.sourceOf(via.map.file) : place.source;
  const tested = condition === undefined ? [] : sourcesOf(originOf(condition, scope));
  return {
    target: joined(place.prefix, rule.target.path),
    rule: rule.id,
    place: placeOf(declaration.span, place.source),
    text: textOf(declaration.span, place.source),
    expression: rule.value.expressions.map(({ span }) => textOf(span, place.source)).join(", "),
    included: place.included,
    list: place.list,
    sources: unique([...sourcesOf(origin), ...tested.map((source) => asRole(source, "condition"))]),
    literals: literalsOf(origin),
    via: viaOf(origin),
    alternatives: alternativesOf(rule.value, scope, ownText, (node) => textOf(node.span, armSource)),
    condition: condition === undefined ? undefined : textOf(condition.span, place.source),
    conversion: rule.conversion,
    key: rule.key,
    once: rule.once,
  };
}

function collectNested(item: CheckedNested, scope: OriginScope, place: BlockPlace, collected: CollectedLineage): void {
  const prefix = item.target === undefined ? place.prefix : joined(place.prefix, item.target.path);
  const context = originOf(item.source, scope);
  collectBlock(item.block, { ...scope, context }, { ...place, prefix }, collected);
}

function collectLines(item: CheckedLines, scope: OriginScope, place: BlockPlace, collected: CollectedLineage): void {
  const elements = elementsOf(originOf(item.source, scope));
  const target = joined(place.prefix, item.target.path);
  collected.lists.push({
    target,
    rule: item.id,
    place: placeOf(item.declaration.target.span, place.source),
    list: place.list,
    origin: item.origin,
    by: item.by,
    sources: sourcesOf(elements),
  });
  const context = lineContext(elements, item.id);
  collectBlock(item.block, { ...scope, context }, { ...place, prefix: `${target}[]`, list: item.id }, collected);
}

/** One line's element; what chose it is told of the list. */
function lineContext(elements: Origin, list: string): Origin {
  const places = elements.places.map((place) => ({ ...place, list }));
  return places.length === 0 ? elements : { ...elements, places, made: [], via: [], literals: [] };
}

function collectInclude(
  { rules, source }: CheckedInclude,
  scope: OriginScope,
  place: BlockPlace,
  collected: CollectedLineage,
): void {
  const context = source === undefined ? scope.context : originOf(source, scope);
  const inside: OriginScope = { context, root: context, variables: new Map(), depth: scope.depth };
  const included = rules.name;
  collectBlock(
    rules.block,
    inside,
    {
      ...place,
      owner: rules.direction === "<-" ? `${rules.name}/<-` : rules.name,
      included,
      source: place.sourceOf(rules.file),
    },
    collected,
  );
}

function valuePlace(rule: string, place: BlockPlace): ValuePlace {
  return { rule, list: place.list, textOf: ({ span }) => textOf(span, place.source) };
}

function joined(prefix: string, path: readonly string[]): string {
  return path.reduce(appendName, prefix);
}
