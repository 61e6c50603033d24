import { badQuery } from "../api-error.ts";
import { schemaOf } from "../contract/entities.ts";
import type { EntitySchema, FieldType } from "../contract/schema.ts";
import type { Row } from "../record/row.ts";
import type { FilterFields } from "./filter.ts";
import type { ValueKind } from "./filter-token.ts";

/** What filters take a value of this type for. */
export const KINDS: { readonly [Type in FieldType]: ValueKind } = {
  string: "string",
  decimal: "number",
  int: "number",
  short: "number",
  long: "number",
  double: "number",
  byte: "number",
  boolean: "boolean",
  dateTime: "instant",
  guid: "guid",
};

const CUSTOM_KINDS: { readonly [type: string]: ValueKind } = {
  String: "string",
  Decimal: "number",
  Int: "number",
  Short: "number",
  Long: "number",
  Double: "number",
  Byte: "number",
  Boolean: "boolean",
  DateTime: "instant",
  Guid: "guid",
};

/** Fields of an entity and of its linked entities; details cannot be filtered by. */
export function rowFields(schema: EntitySchema): FilterFields<Row> {
  return {
    field: (path) => {
      const names = path.split("/");
      const type = fieldTypeAt(schema, names, path);
      const field = names.at(-1) ?? "";
      const links = names.slice(0, -1);
      return {
        kind: KINDS[type],
        label: path,
        read: (row) => {
          const holder = links.reduce<Row | undefined>((at, name) => at?.links[name], row);
          return holder?.values[field] ?? null;
        },
      };
    },
    custom: (type, path) => {
      const [view = "", field = ""] = path.split(".");
      return {
        kind: CUSTOM_KINDS[type] ?? "string",
        label: path,
        read: (row) => row.custom[view]?.[field]?.value ?? null,
      };
    },
  };
}

function fieldTypeAt(schema: EntitySchema, names: readonly string[], path: string): FieldType {
  const [name = "", ...rest] = names;
  if (schema.rows.has(name)) {
    throw badQuery(`Filtering by the detail '${name}' is not supported.`);
  }
  const linked = schema.links.get(name);
  if (linked !== undefined && rest.length > 0) {
    return fieldTypeAt(schemaOf(linked), rest, path);
  }
  const type = schema.fields.get(name);
  if (type === undefined || rest.length > 0) {
    throw badQuery(`Could not find a property named '${path}' on type '${schema.name}'.`);
  }
  return type;
}
