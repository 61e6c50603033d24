import type { EntitySchema } from "@xmap/contract";

const FIRST = ["$schema", "$id", "title", "description", "type", "format"];
const LAST = ["properties", "required", "items", "additionalProperties", "anyOf"];

/**
 * A schema as the text of its file: keywords in one order, fields by name, so that pulling again changes nothing but
 * what the system changed.
 */
export function schemaFileText(schema: EntitySchema): string {
  return `${JSON.stringify(ordered(schema), null, 2)}\n`;
}

function ordered(schema: EntitySchema): unknown {
  const entries = Object.entries(schema).filter(([, value]) => value !== undefined);
  const sorted = entries.toSorted(([left], [right]) => rank(left) - rank(right) || (left < right ? -1 : 1));
  return Object.fromEntries(sorted.map(([keyword, value]) => [keyword, orderedValue(keyword, value)]));
}

function rank(keyword: string): number {
  const first = FIRST.indexOf(keyword);
  if (first >= 0) return first - FIRST.length;
  return LAST.indexOf(keyword) + 1;
}

function orderedValue(keyword: string, value: unknown): unknown {
  switch (keyword) {
    case "properties":
      return Object.fromEntries(
        Object.entries(value as Readonly<Record<string, EntitySchema>>)
          .toSorted(byName)
          .map(([name, schema]) => [name, ordered(schema)]),
      );
    case "required":
      return (value as readonly string[]).toSorted();
    case "items":
      return ordered(value as EntitySchema);
    case "additionalProperties":
      return typeof value === "boolean" ? value : ordered(value as EntitySchema);
    case "anyOf":
      return (value as readonly EntitySchema[]).map(ordered);
    default:
      return value;
  }
}

function byName([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : 1;
}
