/** The part of JSON Schema 2020-12 that entity schemas use, with what JSON Schema cannot say in `x-xmap-*`. */
export interface EntitySchema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: SchemaType | readonly SchemaType[];
  readonly properties?: Readonly<Record<string, EntitySchema>>;
  readonly required?: readonly string[];
  readonly items?: EntitySchema;
  readonly enum?: readonly (string | number | boolean | null)[];
  /** The one value that it can have. */
  readonly const?: string | number | boolean | null;
  /** One of several forms. */
  readonly anyOf?: readonly EntitySchema[];
  /** `date`, `date-time` and so on. */
  readonly format?: string;
  readonly maxLength?: number;
  /** A regular expression of ECMAScript that the text matches somewhere. */
  readonly pattern?: string;
  readonly minimum?: number;
  readonly readOnly?: boolean;
  /** The values of names that `properties` does not list; without `properties` it is a map from names to values. */
  readonly additionalProperties?: boolean | EntitySchema;
  /** An amount of money; the value is the path of the field that holds its currency. */
  readonly "x-xmap-money"?: string;
  /** Exact digits after the point. */
  readonly "x-xmap-decimal"?: number;
  /** An instant's zone where the system does not use UTC. */
  readonly "x-xmap-zone"?: string;
  /** The system fills it in when it is not given, so `required` does not bind the mapping. */
  readonly "x-xmap-defaulted"?: boolean;
  readonly "x-xmap-personal"?: boolean;
  readonly "x-xmap-secret"?: boolean;
  /** What values of `enum` are called by people, by the value's text. */
  readonly "x-xmap-labels"?: Readonly<Record<string, string>>;
  /** The field holds a key of a record of this resource of the same system; on an object: a record of it, not told further. */
  readonly "x-xmap-reference"?: string;
  /** Words of JSON Schema that say more than a type can, as they were read: `maximum`, `uniqueItems`, `oneOf`. */
  readonly "x-xmap-checked"?: Readonly<Record<string, unknown>>;
  /** A field that can be searched by (key fields of bindings, lookup columns). */
  readonly "x-xmap-searchable"?: boolean;
}

export type SchemaType = "object" | "array" | "string" | "number" | "integer" | "boolean" | "null";

/**
 * Lays an overlay over a pulled schema: overlay members win, `properties`, `items` and `additionalProperties` merge,
 * everything else is replaced.
 */
export function overlaySchema(pulled: EntitySchema, overlay: EntitySchema): EntitySchema {
  const merged: Record<string, unknown> = { ...pulled, ...overlay };
  if (pulled.properties !== undefined && overlay.properties !== undefined) {
    const properties = new Map(Object.entries(pulled.properties));
    for (const [name, schema] of Object.entries(overlay.properties)) {
      const below = properties.get(name);
      properties.set(name, below === undefined ? schema : overlaySchema(below, schema));
    }
    merged.properties = Object.fromEntries(properties);
  }
  if (pulled.items !== undefined && overlay.items !== undefined)
    merged.items = overlaySchema(pulled.items, overlay.items);
  if (typeof pulled.additionalProperties === "object" && typeof overlay.additionalProperties === "object")
    merged.additionalProperties = overlaySchema(pulled.additionalProperties, overlay.additionalProperties);
  return merged as EntitySchema;
}
