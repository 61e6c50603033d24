import type { FieldLineage, MappingLineage, RecordSide, SourceField, ViaLineage } from "./lineage.ts";

/** `order.items[].sku`, or without the record in bindings. */
export function sourceText({ record, path }: SourceField): string {
  if (record === undefined) return path;
  return path === "$" ? record : `${record}.${path}`;
}

/** `lookup CarrierId (delivery carrier by name)` in short: what a value goes through. */
export function viaText(via: ViaLineage): string {
  switch (via.kind) {
    case "map":
    case "call":
      return via.name;
    case "arms":
      return `{ ${via.text} }`;
    case "lookup":
      return `${via.name} (${via.entity}: ${via.columns.join(", ")} → ${via.result})`;
    case "binding":
      return via.field === undefined ? `${via.name} (${via.entity})` : `${via.name}.${via.field} (${via.entity})`;
  }
}

/** `Order (shop.orders)` */
export function sideText({ record, entity, system, resource }: RecordSide): string {
  const named = record === undefined ? entity : `${record}: ${entity}`;
  return `${named} (${system}.${resource})`;
}

/** The records that a mapping reads: of a write only those that its fields come from. */
export function readSides({ sources, fields, lists }: MappingLineage): readonly RecordSide[] {
  if (sources.every((side) => side.record === undefined)) return sources;
  const used = new Set([...fields, ...lists].flatMap((each) => each.sources.map((source) => source.record)));
  return sources.filter((side) => used.has(side.record));
}

/** What a field's value is made of: fields first, then literals. */
export function valueTexts(field: FieldLineage): readonly string[] {
  const sources = field.sources.filter((source) => source.role === "value").map(sourceText);
  return [...sources, ...field.literals.map((literal) => JSON.stringify(literal))];
}

/** `key`, `once` and what happens to the value on its way. */
export function marksOf({ key, once, conversion }: FieldLineage): readonly string[] {
  return [
    ...(key ? ["key"] : []),
    ...(once ? ["once"] : []),
    ...(conversion === "none" ? [] : [CONVERSIONS[conversion]]),
  ];
}

const CONVERSIONS: Readonly<Record<Exclude<FieldLineage["conversion"], "none">, string>> = {
  single: "one value",
  list: "as a list",
  toText: "as text",
  toNumber: "as a number",
  toAmount: "rounded to the currency",
  toDay: "as a day",
};
