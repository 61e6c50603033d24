import type { DataRecord, Value } from "@xmap/contract";
import { show } from "./input.ts";
import { MappingError } from "./mapping-error.ts";

/** Says that what stands at a path is not what is wanted. */
type Refuse = (path: string, wanted: string, found: unknown) => never;

/** What a value must be, for values of which nothing is known before the mapping runs. */
export interface Shape<Result> {
  /** In the words of messages: "text", "a list". */
  readonly wanted: string;
  fits(value: unknown): boolean;
  /** The value in its form; what does not fit is refused with the path that leads to it. */
  read(value: unknown, path: string, refuse: Refuse): Result;
}

type ResultOf<Each> = Each extends Shape<infer Result> ? Result : never;
type Fields = Readonly<Record<string, Shape<unknown>>>;

function plain<Result>(wanted: string, fits: (value: unknown) => value is Result): Shape<Result> {
  const read: Shape<Result>["read"] = (value, path, refuse) => (fits(value) ? value : refuse(path, wanted, value));
  return { wanted, fits, read };
}

function isRecord(value: unknown): value is DataRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export const text: Shape<string> = plain("text", (value) => typeof value === "string");
export const number: Shape<number> = plain("a number", (value) => typeof value === "number");
export const boolean: Shape<boolean> = plain("true or false", (value) => typeof value === "boolean");
/** Text, a number, true or false. */
export const scalar: Shape<string | number | boolean> = plain(
  "text, a number, true or false",
  (value) => typeof value === "string" || typeof value === "number" || typeof value === "boolean",
);
/** A record with whatever fields. */
export const anyRecord: Shape<DataRecord> = plain("a record", isRecord);
/** No value. */
export const nothing: Shape<undefined> = plain("no value", (value) => value === undefined);
export const nullValue: Shape<null> = plain("null", (value) => value === null);
/** Any value, or none. Functions are no values. */
export const anything: Shape<Value | undefined> = plain(
  "a value",
  (value): value is Value | undefined => typeof value !== "function",
);

/** One of some values. */
export function oneOf<const Values extends readonly (string | number | boolean)[]>(
  ...values: Values
): Shape<Values[number]> {
  const wanted = values.map((value) => JSON.stringify(value)).join(" or ");
  return plain(wanted, (value): value is Values[number] => (values as readonly unknown[]).includes(value));
}

/** It may be missing. */
export function maybe<Result>(shape: Shape<Result>): Shape<Result | undefined> {
  return {
    wanted: shape.wanted,
    fits: (value) => value === undefined || shape.fits(value),
    read: (value, path, refuse) => (value === undefined ? undefined : shape.read(value, path, refuse)),
  };
}

/** It may be null. */
export function orNull<Result>(shape: Shape<Result>): Shape<Result | null> {
  return {
    wanted: shape.wanted,
    fits: (value) => value === null || shape.fits(value),
    read: (value, path, refuse) => (value === null ? null : shape.read(value, path, refuse)),
  };
}

/** An array of such values. */
export function list<Item>(item: Shape<Item>): Shape<readonly Item[]> {
  return {
    wanted: "a list",
    fits: (value) => Array.isArray(value) && value.every((member) => item.fits(member)),
    read(value, path, refuse) {
      if (!Array.isArray(value)) return refuse(path, "a list", value);
      return value.map((member: unknown, index) => item.read(member, `${path}[${index}]`, refuse));
    },
  };
}

/** What JSONata has for a list: nothing for none, one for itself, an array for several. */
export function items<Item>(item: Shape<Item>): Shape<readonly Item[]> {
  const many = list(item);
  const asArray = (value: unknown): unknown => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
  return {
    wanted: item.wanted,
    fits: (value) => many.fits(asArray(value)),
    read: (value, path, refuse) =>
      value === undefined || Array.isArray(value)
        ? many.read(asArray(value), path, refuse)
        : [item.read(value, path, refuse)],
  };
}

/** A record with such fields; further ones are left out. */
export function record<const Each extends Fields>(
  fields: Each,
): Shape<{ readonly [Name in keyof Each]: ResultOf<Each[Name]> }> {
  const names = Object.keys(fields);
  const fieldOf = (value: DataRecord, name: string): unknown => (Object.hasOwn(value, name) ? value[name] : undefined);
  return {
    wanted: "a record",
    fits: (value) => isRecord(value) && names.every((name) => fields[name]?.fits(fieldOf(value, name)) === true),
    read(value, path, refuse) {
      if (!isRecord(value)) return refuse(path, "a record", value);
      const entries = names.map((name): [string, unknown] => [
        name,
        fields[name]?.read(fieldOf(value, name), `${path}.${name}`, refuse),
      ]);
      return Object.fromEntries(entries) as { readonly [Name in keyof Each]: ResultOf<Each[Name]> };
    },
  };
}

/** One of several shapes, the first that fits. */
export function either<const Each extends readonly Shape<unknown>[]>(...shapes: Each): Shape<ResultOf<Each[number]>> {
  const wanted = shapes.map((shape) => shape.wanted).join(" or ");
  return {
    wanted,
    fits: (value) => shapes.some((shape) => shape.fits(value)),
    read(value, path, refuse) {
      const shape = shapes.find((each) => each.fits(value));
      return shape === undefined
        ? refuse(path, wanted, value)
        : (shape.read(value, path, refuse) as ResultOf<Each[number]>);
    },
  };
}

/** A value in its shape, else a MappingError that names the rule, the path and the value. */
export function checked<Result>(value: unknown, shape: Shape<Result>, rule: string, path: string): Result {
  return shape.read(value, path, (at, wanted, found) => {
    throw new MappingError("unexpected-value", `${at} must be ${wanted}, not ${show(found)}`, rule);
  });
}
