import type { EntitySchema, SchemaType } from "@xmap/contract";

/** A scalar of a closed set. */
export type SchemaValue = string | number | boolean | null;

/** The types that a schema allows; undefined when it says nothing of types. */
export function typesOf(schema: EntitySchema): readonly SchemaType[] | undefined {
  if (schema.type === undefined) return undefined;
  return typeof schema.type === "string" ? [schema.type] : schema.type;
}

/** A list of types as the keyword has it: one of them stands alone. */
export function typeKeyword(types: readonly SchemaType[]): SchemaType | readonly SchemaType[] {
  const [only] = types;
  return only !== undefined && types.length === 1 ? only : types;
}

/** The closed set that a schema allows, null apart; undefined when it is open. */
export function closedSet(schema: EntitySchema): readonly SchemaValue[] | undefined {
  if (schema.const !== undefined) return [schema.const];
  return schema.enum;
}

/** Whether a schema is that of a record with known fields. */
export function isRecordSchema(schema: EntitySchema): boolean {
  const types = typesOf(schema)?.filter((type) => type !== "null");
  if (types !== undefined && (types.length !== 1 || types[0] !== "object")) return false;
  return schema.properties !== undefined;
}

/** Whether null is among the values. */
export function allowsNull(schema: EntitySchema): boolean {
  const set = closedSet(schema);
  if (set?.includes(null)) return true;
  return typesOf(schema)?.includes("null") === true || schema.anyOf?.some(allowsNull) === true;
}

/** Whether null and nothing else is the value. */
export function isNullSchema(schema: EntitySchema): boolean {
  const types = typesOf(schema);
  if (types?.length === 1 && types[0] === "null") return true;
  const set = closedSet(schema);
  return set !== undefined && set.length === 1 && set[0] === null;
}

/** The same schema with null among its values. */
export function withNull(schema: EntitySchema): EntitySchema {
  if (allowsNull(schema)) return schema;
  const types = typesOf(schema);
  if (schema.const !== undefined) {
    const { const: only, ...rest } = schema;
    return withNull({ ...rest, enum: [only] });
  }
  if (schema.anyOf !== undefined) return { ...schema, anyOf: [...schema.anyOf, { type: "null" }] };
  return {
    ...schema,
    ...(types === undefined ? {} : { type: [...types, "null"] }),
    ...(schema.enum === undefined ? {} : { enum: [...schema.enum, null] }),
  };
}

/** The same schema without null. */
export function withoutNull(schema: EntitySchema): EntitySchema {
  const types = typesOf(schema)?.filter((type) => type !== "null");
  return {
    ...schema,
    ...(types === undefined ? {} : { type: typeKeyword(types) }),
    ...(schema.enum === undefined ? {} : { enum: schema.enum.filter((value) => value !== null) }),
    ...(schema.anyOf === undefined ? {} : { anyOf: schema.anyOf.filter((each) => !isNullSchema(each)) }),
  };
}
