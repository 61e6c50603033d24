import { canonicalJson, type EntitySchema, type SchemaType, type Value } from "@xmap/contract";
import {
  allowsNull,
  closedSet,
  isNullSchema,
  isRecordSchema,
  typeKeyword,
  typesOf,
  withNull,
  withoutNull,
} from "./schema-types.ts";

/**
 * The schema of values that one of several allows, as `anyOf` and `oneOf` mean it, in the simplest form: closed sets
 * become one closed set, records one record whose fields are optional where not all have them, and only what cannot be
 * told by one type stays a union.
 */
export function combineVariants(variants: readonly EntitySchema[]): EntitySchema {
  const flat = variants.flatMap((variant) => (isBareUnion(variant) ? variant.anyOf : [variant]));
  const nullable = flat.some(allowsNull);
  const distinct = distinctSchemas(flat.filter((variant) => !isNullSchema(variant)).map(withoutNull));
  const combined = combineDistinct(distinct);
  return nullable ? withNull(combined) : combined;
}

function isBareUnion(schema: EntitySchema): schema is EntitySchema & { readonly anyOf: readonly EntitySchema[] } {
  return schema.anyOf !== undefined && Object.keys(schema).length === 1;
}

function distinctSchemas(schemas: readonly EntitySchema[]): readonly EntitySchema[] {
  return [...new Map(schemas.map((schema) => [canonicalJson(schema as unknown as Value), schema])).values()];
}

function combineDistinct(variants: readonly EntitySchema[]): EntitySchema {
  const [first, ...others] = variants;
  if (first === undefined) return { type: "null" };
  if (others.length === 0) return first;
  if (variants.every((variant) => closedSet(variant) !== undefined)) return combineClosedSets(variants);
  if (variants.every(isRecordSchema)) return combineRecords(variants);
  if (variants.every(isList)) return combineLists(variants);
  return combineScalars(variants) ?? { anyOf: variants };
}

function isList(schema: EntitySchema): boolean {
  const types = typesOf(schema);
  return types?.length === 1 && types[0] === "array";
}

function combineLists(variants: readonly EntitySchema[]): EntitySchema {
  const items = variants.map((variant) => variant.items ?? {});
  return { type: "array", items: items.some(isOpen) ? {} : combineVariants(items) };
}

function isOpen(schema: EntitySchema): boolean {
  return Object.keys(schema).length === 0;
}

function combineClosedSets(variants: readonly EntitySchema[]): EntitySchema {
  const labels = new Map<string, string>();
  for (const variant of variants) {
    const label = variant.title ?? variant.description;
    if (variant.const !== undefined && label !== undefined) labels.set(String(variant.const), label);
    for (const [value, told] of Object.entries(variant["x-xmap-labels"] ?? {})) labels.set(value, told);
  }
  const types = variants.map(typesOf);
  const known = [...new Set(types.flatMap((type) => type ?? []))];
  return {
    ...(types.includes(undefined) ? {} : { type: typeKeyword(known) }),
    enum: [...new Set(variants.flatMap((variant) => closedSet(variant) ?? []))],
    ...(labels.size === 0 ? {} : { "x-xmap-labels": Object.fromEntries(labels) }),
  };
}

/** One type of scalar with what all of the variants say alike. */
function combineScalars(variants: readonly EntitySchema[]): EntitySchema | undefined {
  if (variants.some((variant) => variant.type === undefined)) return undefined;
  const type = scalarType(new Set(variants.flatMap((variant) => typesOf(variant) ?? [])));
  if (type === undefined) return undefined;
  const [first, ...others] = variants;
  const alike = Object.entries(first ?? {}).filter(([keyword, value]) =>
    others.every((other) => sameKeyword(other[keyword as keyof EntitySchema], value)),
  );
  return { ...(Object.fromEntries(alike) as EntitySchema), type };
}

function sameKeyword(left: unknown, right: unknown): boolean {
  return canonicalJson(left as Value | undefined) === canonicalJson(right as Value | undefined);
}

function scalarType(types: ReadonlySet<SchemaType>): SchemaType | undefined {
  const [only, ...others] = types;
  if (others.length === 0)
    return only === "string" || only === "boolean" || only === "integer" || only === "number" ? only : undefined;
  const isNumber = [...types].every((type) => type === "number" || type === "integer");
  return isNumber ? "number" : undefined;
}

function combineRecords(variants: readonly EntitySchema[]): EntitySchema {
  const names = new Set(variants.flatMap((variant) => Object.keys(variant.properties ?? {})));
  const properties = [...names].map((name): [string, EntitySchema] => {
    const schemas = variants.flatMap((variant) => {
      const schema = Object.hasOwn(variant.properties ?? {}, name) ? variant.properties?.[name] : undefined;
      return schema === undefined ? [] : [schema];
    });
    return [name, schemas.some(isOpen) ? {} : combineVariants(schemas)];
  });
  const required = [...names].filter((name) => variants.every((variant) => variant.required?.includes(name)));
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    ...(required.length === 0 ? {} : { required }),
  };
}
