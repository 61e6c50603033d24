/** The wrapped value types of the contract. */
export type FieldType =
  | "string"
  | "decimal"
  | "int"
  | "short"
  | "long"
  | "double"
  | "boolean"
  | "dateTime"
  | "guid"
  | "byte";

/** One type of the contract as written down: field names by value type, then linked entities and details. */
type WrittenSchema = {
  readonly [Type in FieldType]?: string;
} & {
  readonly links?: { readonly [name: string]: string };
  readonly rows?: { readonly [name: string]: string };
};

/** Types of the contract by name. */
export type SchemaTable = { readonly [name: string]: WrittenSchema };

/** One type of the contract, ready for use. */
export type EntitySchema = {
  readonly name: string;
  /** The value type of each ordinary field, in alphabetical order of the fields. */
  readonly fields: ReadonlyMap<string, FieldType>;
  /** Type names of linked entities. */
  readonly links: ReadonlyMap<string, string>;
  /** Type names of details. */
  readonly rows: ReadonlyMap<string, string>;
};

const FIELD_TYPES: readonly FieldType[] = [
  "string",
  "decimal",
  "int",
  "short",
  "long",
  "double",
  "boolean",
  "dateTime",
  "guid",
  "byte",
];

/** Makes the written form usable. */
export function readSchemas(table: SchemaTable): ReadonlyMap<string, EntitySchema> {
  return new Map(
    Object.entries(table).map(([name, written]) => {
      const fields = FIELD_TYPES.flatMap((type) => namesIn(written[type]).map((field) => [field, type] as const));
      fields.sort(([left], [right]) => (left < right ? -1 : 1));
      const links = new Map(Object.entries(written.links ?? {}));
      const rows = new Map(Object.entries(written.rows ?? {}));
      return [name, { name, fields: new Map(fields), links, rows }];
    }),
  );
}

function namesIn(text: string | undefined): readonly string[] {
  return text?.split(/\s+/).filter((name) => name !== "") ?? [];
}
