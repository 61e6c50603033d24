import type { EntitySchema, SchemaType } from "@xmap/contract";
import type { ListType, RecordType, Type, ValueType } from "../types/type.ts";

/** JSON Schema 2020-12 with what pulled schemas say in `x-xmap-*`, and what only the type of a computed value needs. */
export interface JsonSchema extends Omit<EntitySchema, "properties" | "items" | "additionalProperties"> {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly additionalProperties?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  /** `{}`: there never is a value. */
  readonly not?: JsonSchema;
  /** The entity whose record `x-xmap-money` counts from. */
  readonly "x-xmap-entity"?: string;
  /** The system of `x-xmap-reference`. */
  readonly "x-xmap-system"?: string;
  /** There may be no value at all, which JSON has no word for. */
  readonly "x-xmap-absent"?: true;
}

/** The JSON Schema of a value; what is unknown allows everything and says so. */
export function schemaOfType(value: ValueType): JsonSchema {
  const { type } = value;
  const isSequence = type.kind === "list" && type.sequence;
  // A sequence has the mark of its values, and is absent when it has none.
  const schema = isSequence ? sequenceSchema(type, value.mayBeNull) : withNull(bareSchema(type), value.mayBeNull);
  return value.mayBeAbsent || isSequence ? { ...schema, "x-xmap-absent": true } : schema;
}

function bareSchema(type: Type): JsonSchema {
  switch (type.kind) {
    case "text":
      return type.maxLength === undefined ? { type: "string" } : { type: "string", maxLength: type.maxLength };
    case "number":
      return { type: type.integer ? "integer" : "number" };
    case "decimal":
      return { type: "number", "x-xmap-decimal": type.digits };
    case "money":
      return { type: "number", "x-xmap-money": `$$.${type.currency}`, "x-xmap-entity": type.entity };
    case "boolean":
    case "null":
      return { type: type.kind };
    case "instant":
      return { type: "string", format: "date-time" };
    case "day":
      return { type: "string", format: "date" };
    case "enumeration":
      return { enum: type.values };
    case "reference":
      return {
        type: type.base === "integer" ? "integer" : "string",
        "x-xmap-reference": type.resource,
        "x-xmap-system": type.system,
      };
    case "list":
      if (type.sequence) return sequenceSchema(type, type.holdsNull === true);
      return { type: "array", items: withNull(bareSchema(type.item), type.holdsNull === true) };
    case "record":
      return recordSchema(type);
    case "map":
      return { type: "object", additionalProperties: withNull(bareSchema(type.value.type), type.value.mayBeNull) };
    case "union":
      if (type.members.length === 0) return { not: {} };
      return { anyOf: type.members.map(bareSchema) };
    case "function":
      return { description: "A function: it has no form in JSON." };
    case "unknown":
      return { description: "Unknown: nothing is known of this value before the mapping runs." };
  }
}

/** One value stands for itself, more are a list. */
function sequenceSchema(type: ListType, itemMayBeNull: boolean): JsonSchema {
  const item = withNull(bareSchema(type.item), itemMayBeNull);
  if (Object.keys(item).length === 1 && item.not !== undefined) return item;
  const one = item.anyOf ?? [item];
  return { anyOf: [...one, { type: "array", items: item, minItems: 2 }] };
}

function recordSchema(type: RecordType): JsonSchema {
  const properties: [string, JsonSchema][] = [];
  const required: string[] = [];
  for (const [name, field] of type.fields) {
    const { "x-xmap-absent": mayBeAbsent, ...schema } = schemaOfType(field.value);
    if (mayBeAbsent === undefined) required.push(name);
    const { description } = field;
    properties.push([
      name,
      {
        ...schema,
        ...(description === undefined ? {} : { description }),
        ...(field.readOnly ? { readOnly: true } : {}),
        ...(field.searchable ? { "x-xmap-searchable": true } : {}),
      },
    ]);
  }
  return { title: type.name, type: "object", properties: Object.fromEntries(properties), required };
}

function withNull(schema: JsonSchema, mayBeNull: boolean): JsonSchema {
  if (!mayBeNull) return schema;
  if (schema.enum !== undefined) return { ...schema, enum: [...schema.enum, null] };
  if (schema.anyOf !== undefined) return { ...schema, anyOf: [...schema.anyOf, { type: "null" }] };
  if (schema.type === undefined || schema.type === "null") return schema;
  const types: readonly SchemaType[] = typeof schema.type === "string" ? [schema.type] : schema.type;
  return { ...schema, type: [...types, "null"] };
}
