import type { DataRecord, EntitySchema, Value } from "@xmap/contract";
import fc, { type Arbitrary } from "fast-check";

/** Values that a field is likely to have, by its name. */
export type Samples = Readonly<Record<string, readonly Value[]>>;

export interface RecordOptions {
  /** Dotted names of the fields that are wanted; all unless given. */
  readonly fields?: readonly string[];
  readonly samples?: Samples;
}

const MOST_ITEMS = 3;
const LONGEST_TEXT = 12;
const EARLIEST = Date.UTC(2020, 0, 1);
const LATEST = Date.UTC(2030, 0, 1);
const SECOND = 1_000;
/** A sample is so many times as likely as any other value. */
const SAMPLE_WEIGHT = 9;

/** Records that fit an entity's schema, as connectors deliver them: no empty text, instants in UTC, amounts with few digits. */
export function recordArbitrary(schema: EntitySchema, options: RecordOptions = {}): Arbitrary<DataRecord> {
  const wanted = options.fields?.map((field) => field.split("."));
  return recordWith(schema, wanted, options.samples ?? {});
}

function recordWith(
  schema: EntitySchema,
  wanted: readonly (readonly string[])[] | undefined,
  samples: Samples,
): Arbitrary<DataRecord> {
  const members: Record<string, Arbitrary<Value | undefined>> = {};
  const required = new Set(schema.required ?? []);
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const below = wanted?.filter(([first]) => first === name).map((path) => path.slice(1));
    if (below?.length === 0) continue;
    // A field that is wanted as a whole has all that is in it.
    const inside = below?.some((path) => path.length === 0) ? undefined : below;
    const value = sampled(valueArbitrary(property, inside, samples), samples[name]);
    members[name] = required.has(name) ? value : fc.option(value, { nil: undefined, freq: 4 });
  }
  return fc.record(members) as Arbitrary<DataRecord>;
}

function sampled(usual: Arbitrary<Value>, samples: readonly Value[] | undefined): Arbitrary<Value> {
  if (samples === undefined || samples.length === 0) return usual;
  return fc.oneof({ weight: SAMPLE_WEIGHT, arbitrary: fc.constantFrom(...samples) }, { weight: 1, arbitrary: usual });
}

function valueArbitrary(
  schema: EntitySchema,
  wanted: readonly (readonly string[])[] | undefined,
  samples: Samples,
): Arbitrary<Value> {
  const types = typesOf(schema);
  const mayBeNull = types.includes("null") || schema.enum?.includes(null) === true;
  const value = presentValue(
    schema,
    types.find((type) => type !== "null"),
    wanted,
    samples,
  );
  return mayBeNull ? fc.option(value, { nil: null, freq: 5 }) : value;
}

function presentValue(
  schema: EntitySchema,
  type: string | undefined,
  wanted: readonly (readonly string[])[] | undefined,
  samples: Samples,
): Arbitrary<Value> {
  const values = (schema.enum ?? []).filter((value) => value !== null);
  if (values.length > 0) return fc.constantFrom(...values);
  if (schema.const !== undefined) return fc.constant(schema.const);
  const [first, ...others] = schema.anyOf ?? [];
  if (first !== undefined) return fc.oneof(...[first, ...others].map((form) => valueArbitrary(form, wanted, samples)));
  if (type === "object" || schema.properties !== undefined) return recordWith(schema, wanted, samples);
  switch (type) {
    case "array":
      return fc.array(schema.items === undefined ? fc.constant(null) : valueArbitrary(schema.items, wanted, samples), {
        maxLength: MOST_ITEMS,
      });
    case "boolean":
      return fc.boolean();
    case "integer":
      return fc.integer({ min: Math.max(0, schema.minimum ?? 0), max: 100_000 });
    case "number":
      return numberOf(schema);
    case "string":
      return textOf(schema);
    default:
      return fc.constant(null);
  }
}

function numberOf(schema: EntitySchema): Arbitrary<number> {
  const digits = Math.min(schema["x-xmap-decimal"] ?? 2, 4);
  const scale = 10 ** digits;
  const most = 10_000 * scale;
  const least = schema.minimum === undefined ? -most : Math.ceil(schema.minimum * scale);
  return fc.integer({ min: least, max: Math.max(most, least) }).map((units) => units / scale);
}

function textOf({ format, maxLength, pattern }: EntitySchema): Arbitrary<string> {
  const instant = fc.integer({ min: EARLIEST / SECOND, max: LATEST / SECOND }).map((second) => second * SECOND);
  if (format === "date-time") return instant.map((at) => new Date(at).toISOString().replace(".000Z", "Z"));
  if (format === "date") return instant.map((at) => new Date(at).toISOString().slice(0, "2020-01-01".length));
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  const longest = Math.min(maxLength ?? LONGEST_TEXT, LONGEST_TEXT);
  const letters = fc.string({ unit: "grapheme", minLength: 1, maxLength: longest });
  const text = fc.oneof(
    { weight: 3, arbitrary: fc.stringMatching(/^[A-Za-z]+$/, { maxLength: longest }) },
    { weight: 1, arbitrary: letters },
  );
  // Blanks around text do not outlive a system.
  return text.map((letter) => letter.trim().slice(0, longest).trim()).filter((trimmed) => trimmed !== "");
}

function typesOf({ type }: EntitySchema): readonly string[] {
  if (type === undefined) return [];
  return typeof type === "string" ? [type] : type;
}
