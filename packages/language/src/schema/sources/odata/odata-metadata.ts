import type { EntitySchema, SchemaType } from "@xmap/contract";
import { type CatalogReading, failedCatalog, SCHEMA_DIALECT, type SchemaReading } from "../schema-source.ts";
import type { EdmModel, EdmNavigation, EdmProperty, EdmStructuredType, EdmTypeReference } from "./edm-model.ts";
import { readEdmx } from "./read-edmx.ts";

/** How deep navigations are told; a reference stands where they go on. */
const NAVIGATION_DEPTHS = [2, 1, 0];

/** Fields of one resource, those behind navigations included. */
const MOST_FIELDS = 20_000;

/** Complex types in complex types; deeper ones have no fields. */
const DEEPEST_COMPLEX = 8;

/**
 * The entity sets of an OData service, from its metadata document (EDMX, versions 3 and 4). Navigations are optional
 * records and lists, since a service sends them only when it is asked to.
 */
export function readODataMetadata(text: string): CatalogReading {
  const { model, problem } = readEdmx(text);
  if (model === undefined) return failedCatalog(problem);
  const known = new Map<string, SchemaReading>();
  const read = (set: string): SchemaReading | undefined => {
    const typeName = model.sets.get(set);
    if (typeName === undefined) return undefined;
    const reading = known.get(set) ?? readSet(set, typeName, model);
    known.set(set, reading);
    return reading;
  };
  return { catalog: { resources: [...model.sets.keys()].toSorted(), read }, problems: [] };
}

function readSet(set: string, typeName: string, model: EdmModel): SchemaReading {
  const type = model.structured.get(typeName);
  if (type === undefined) {
    const message = `the entity set ${set} is of the type ${typeName}, which the file does not describe`;
    const problem = { place: `EntitySet ${set}`, message, help: "pull the whole metadata document" };
    return { schema: undefined, problems: [problem] };
  }
  for (const depth of NAVIGATION_DEPTHS) {
    const writer = new EntityWriter(model);
    const schema = writer.record(type, depth);
    if (writer.fields <= MOST_FIELDS || depth === 0)
      return { schema: { $schema: SCHEMA_DIALECT, title: set, ...schema }, problems: [] };
  }
  return { schema: undefined, problems: [] };
}

const PRIMITIVES: Readonly<Record<string, { readonly type: SchemaType; readonly format?: string }>> = {
  "Edm.String": { type: "string" },
  "Edm.Guid": { type: "string", format: "uuid" },
  "Edm.Boolean": { type: "boolean" },
  "Edm.Byte": { type: "integer" },
  "Edm.SByte": { type: "integer" },
  "Edm.Int16": { type: "integer" },
  "Edm.Int32": { type: "integer" },
  "Edm.Int64": { type: "integer", format: "int64" },
  "Edm.Single": { type: "number" },
  "Edm.Double": { type: "number" },
  "Edm.Decimal": { type: "number" },
  "Edm.DateTime": { type: "string", format: "date-time" },
  "Edm.DateTimeOffset": { type: "string", format: "date-time" },
  "Edm.Date": { type: "string", format: "date" },
  "Edm.Time": { type: "string", format: "duration" },
  "Edm.TimeOfDay": { type: "string", format: "time" },
  "Edm.Duration": { type: "string", format: "duration" },
  "Edm.Binary": { type: "string", format: "byte" },
  "Edm.Stream": { type: "string", format: "binary" },
};

/** Writes types of one model as schemas, and counts their fields. */
class EntityWriter {
  fields = 0;
  readonly #model: EdmModel;
  readonly #sets: ReadonlyMap<string, string>;

  constructor(model: EdmModel) {
    this.#model = model;
    this.#sets = new Map([...model.sets].map(([set, type]): [string, string] => [type, set]).toReversed());
  }

  record(type: EdmStructuredType, depth: number, complexDepth = 0): EntitySchema {
    const lineage = this.#lineage(type);
    const properties = lineage.flatMap((each) => each.properties);
    const navigations = lineage.flatMap((each) => each.navigations);
    const references = new Map(
      navigations.flatMap((navigation) => navigation.foreignKeys.map((field) => [field, navigation.type] as const)),
    );
    const key = lineage.flatMap((each) => each.key);
    this.fields += properties.length + navigations.length;
    const written = [
      ...properties.map((property): [string, EntitySchema] => [
        property.name,
        this.#property(property, references.get(property.name), key.includes(property.name), complexDepth),
      ]),
      ...navigations.map((navigation): [string, EntitySchema] => [
        navigation.name,
        this.#navigation(navigation, depth),
      ]),
    ];
    const description = lineage.findLast((each) => each.description !== undefined)?.description;
    return {
      ...(description === undefined ? {} : { description }),
      type: "object",
      properties: Object.fromEntries(written),
      required: properties.map((property) => property.name),
      ...(lineage.some((each) => each.isOpen) ? { additionalProperties: true } : {}),
    };
  }

  /** The type with those that it extends, the first ancestor first. */
  #lineage(type: EdmStructuredType): readonly EdmStructuredType[] {
    const lineage = [type];
    for (;;) {
      const base = this.#model.structured.get(lineage[0]?.base ?? "");
      if (base === undefined || lineage.includes(base)) return lineage;
      lineage.unshift(base);
    }
  }

  #property(property: EdmProperty, refersTo: string | undefined, isKey: boolean, complexDepth: number): EntitySchema {
    const single = { ...this.#single(property, complexDepth), ...this.#facets(property, refersTo) };
    const isPlain = single.type !== "object" && !property.isCollection;
    return {
      ...(property.label === undefined ? {} : { title: property.label }),
      ...(property.description === undefined ? {} : { description: property.description }),
      ...withNullable(property, single),
      ...(property.isReadOnly ? { readOnly: true } : {}),
      ...((property.isNullable && !isKey) || property.isDefaulted || property.isCollection
        ? { "x-xmap-defaulted": true }
        : {}),
      ...(isPlain && property.isFilterable ? { "x-xmap-searchable": true } : {}),
    };
  }

  #facets({ maxLength, scale, type }: EdmProperty, refersTo: string | undefined): EntitySchema {
    const reference = this.#sets.get(refersTo ?? "");
    return {
      ...(maxLength !== undefined && maxLength > 0 && type === "Edm.String" ? { maxLength } : {}),
      ...(scale !== undefined && type === "Edm.Decimal" ? { "x-xmap-decimal": scale } : {}),
      ...(reference === undefined ? {} : { "x-xmap-reference": reference }),
    };
  }

  #single({ type }: EdmTypeReference, complexDepth: number): EntitySchema {
    const named = this.#model.definitions.get(type) ?? type;
    const members = this.#model.enumerations.get(named);
    if (members !== undefined) return { type: "string", enum: members };
    const complex = this.#model.structured.get(named);
    if (complex !== undefined && complexDepth < DEEPEST_COMPLEX) return this.record(complex, 0, complexDepth + 1);
    return PRIMITIVES[named] ?? (complex === undefined ? {} : { type: "object" });
  }

  #navigation(navigation: EdmNavigation, depth: number): EntitySchema {
    const { type, description } = navigation;
    const target = this.#model.structured.get(type);
    const set = this.#sets.get(type);
    const reference = set === undefined ? {} : { "x-xmap-reference": set };
    const inner: EntitySchema =
      target === undefined || depth === 0 || this.fields > MOST_FIELDS
        ? { type: "object" }
        : this.record(target, depth - 1);
    return {
      ...withNullable(navigation, { ...inner, ...reference }),
      ...(description === undefined ? {} : { description }),
      "x-xmap-defaulted": true,
    };
  }
}

function withNullable(
  reference: EdmTypeReference & { readonly isNullable: boolean },
  single: EntitySchema,
): EntitySchema {
  if (reference.isCollection) return { type: "array", items: single };
  if (!reference.isNullable || typeof single.type !== "string") return single;
  return {
    ...single,
    type: [single.type, "null"],
    ...(single.enum === undefined ? {} : { enum: [...single.enum, null] }),
  };
}
