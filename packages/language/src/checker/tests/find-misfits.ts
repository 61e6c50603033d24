import type { DataRecord, Value } from "@xmap/contract";
import { didYouMean } from "@xmap/diagnostics";
import type { RecordType, Type, ValueType } from "../../types/type.ts";
import { typeToText } from "../../types/type-to-text.ts";

/** Where a JSON value does not fit its type. */
export type Misfit = {
  readonly path: readonly (string | number)[];
} & (
  | {
      /** `outside`: of the right kind, but not in the closed set. */
      readonly kind: "value" | "outside";
      readonly wanted: string;
      readonly found: string;
      readonly help: string | undefined;
    }
  | { readonly kind: "missing"; readonly record: string; readonly field: string }
  | { readonly kind: "unknown"; readonly record: string; readonly field: string; readonly help: string | undefined }
);

/** Which fields of a record must be there. */
export type Needs = (record: RecordType, field: string) => boolean;

const INSTANT_FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;
const DAY_FORM = /^\d{4}-\d{2}-\d{2}$/;

/** Compares a JSON value with a type, through records and lists; what is absent counts only where `needs` says so. */
export function findMisfits(value: Value, type: ValueType, needs: Needs): readonly Misfit[] {
  const misfits: Misfit[] = [];
  compare(value, type, [], needs, misfits);
  return misfits;
}

/** A place in JSON for people: `items[0].sku`. */
export function pathText(path: readonly (string | number)[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    return text === "" ? step : `${text}.${step}`;
  }, "");
}

/** A JSON value in the words of messages. */
export function valueText(value: Value): string {
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" && value !== null ? "a record" : JSON.stringify(value);
}

function compare(value: Value, wanted: ValueType, path: Misfit["path"], needs: Needs, misfits: Misfit[]): void {
  const { type } = wanted;
  if (value === null) {
    if (!wanted.mayBeNull && !wanted.mayBeAbsent && type.kind !== "null" && type.kind !== "unknown")
      misfits.push({ kind: "value", path, wanted: typeToText(wanted), found: "null", help: undefined });
    return;
  }
  if (type.kind === "list") {
    if (!Array.isArray(value)) return void misfits.push(misfit(value, wanted, path));
    const items = value as readonly Value[];
    const item: ValueType = { type: type.item, mayBeAbsent: false, mayBeNull: wanted.mayBeNull };
    for (const [index, member] of items.entries()) compare(member, item, [...path, index], needs, misfits);
    return;
  }
  if (type.kind === "record") {
    if (!isRecord(value)) return void misfits.push(misfit(value, wanted, path));
    compareRecord(value, type, path, needs, misfits);
    return;
  }
  if (type.kind === "map" && isRecord(value)) {
    for (const [name, member] of Object.entries(value))
      if (member !== undefined) compare(member, type.value, [...path, name], needs, misfits);
    return;
  }
  if (type.kind === "union") {
    const members = type.members.map((member): ValueType => ({ ...wanted, type: member }));
    if (members.every((member) => findMisfits(value, member, needs).length > 0))
      misfits.push(misfit(value, wanted, path));
    return;
  }
  if (!fitsScalar(value, type)) misfits.push(misfit(value, wanted, path));
}

function compareRecord(
  record: DataRecord,
  type: RecordType,
  path: Misfit["path"],
  needs: Needs,
  misfits: Misfit[],
): void {
  for (const [name, value] of Object.entries(record)) {
    if (value === undefined) continue;
    const field = type.fields.get(name);
    if (field !== undefined) compare(value, field.value, [...path, name], needs, misfits);
    else {
      const help = didYouMean(name, type.fields.keys());
      misfits.push({ kind: "unknown", path: [...path, name], record: type.name, field: name, help });
    }
  }
  for (const [name, field] of type.fields) {
    if (Object.hasOwn(record, name) || field.value.mayBeAbsent || !needs(type, name)) continue;
    misfits.push({ kind: "missing", path, record: type.name, field: name });
  }
}

function misfit(value: Value, wanted: ValueType, path: Misfit["path"]): Misfit {
  const { type } = wanted;
  const isOutside = type.kind === "enumeration" && type.values.some((allowed) => typeof allowed === typeof value);
  const kind = isOutside ? "outside" : "value";
  return { kind, path, wanted: typeToText(wanted), found: valueText(value), help: helpFor(value, type) };
}

function helpFor(value: Value, type: Type): string | undefined {
  if (value === "") return "connectors deliver empty text as null";
  if (type.kind === "enumeration" && typeof value === "string") return didYouMean(value, type.values.map(String));
  if (type.kind === "instant") return "instants are UTC: `2026-03-04T16:22:09Z`";
  return type.kind === "day" ? "days are written `2026-03-04`" : undefined;
}

function isRecord(value: Value): value is DataRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function fitsScalar(value: Value, type: Type): boolean {
  switch (type.kind) {
    case "text":
      return typeof value === "string" && value !== "" && value.length <= (type.maxLength ?? value.length);
    case "number":
      return typeof value === "number" && (!type.integer || Number.isInteger(value));
    case "decimal":
    case "money":
      return typeof value === "number";
    case "boolean":
      return typeof value === "boolean";
    case "null":
    case "map":
      return false;
    case "instant":
      return typeof value === "string" && INSTANT_FORM.test(value) && !Number.isNaN(Date.parse(value));
    case "day":
      return typeof value === "string" && DAY_FORM.test(value) && !Number.isNaN(Date.parse(value));
    case "enumeration":
      return type.values.some((allowed) => allowed === value);
    case "reference":
      return type.base === "integer" ? Number.isInteger(value) : typeof value === "string";
    default:
      return true;
  }
}
