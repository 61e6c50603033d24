import { type ConnectorSettings, type DataRecord, Failure, type Value } from "@xmap/contract";
import { flattenFields } from "../../shared/field-paths.ts";
import type { Lines } from "./resource.ts";

/** How a field is given to the shop, which does not always take it as it shows it. */
export interface FieldToWrite {
  /** Its name in the input. */
  readonly name: string;
  readonly value: (value: Value) => Value;
}

export type FieldsToWrite = Readonly<Record<string, FieldToWrite>>;

/** Text fields, whose absent value the shop writes as "". */
export function textFields(...names: readonly string[]): FieldsToWrite {
  return Object.fromEntries(names.map((name) => [name, { name, value: (value) => value ?? "" }]));
}

/** Fields that the shop takes as they are. */
export function plainFields(...names: readonly string[]): FieldsToWrite {
  return Object.fromEntries(names.map((name) => [name, { name, value: (value) => value }]));
}

/** Fields that are shown as objects and taken as the name alone. */
export function namedFields(...names: readonly string[]): FieldsToWrite {
  return Object.fromEntries(names.map((name) => [`${name}.name`, { name, value: (value) => value }]));
}

/** Lists that are shown as objects and taken as a list of names. */
export function nameLists(...names: readonly string[]): FieldsToWrite {
  return Object.fromEntries(names.map((name) => [name, { name, value: namesOf }]));
}

/** The input for the shop. Throws Invalid, naming every field that cannot be written. */
export function inputOf(
  settings: ConnectorSettings,
  operation: string,
  fields: FieldsToWrite,
  values: DataRecord,
  lines: Lines = {},
): Readonly<Record<string, Value>> {
  const given = flattenFields(values);
  const lineLists = Object.keys(lines);
  const unknown = [...given.map(([path]) => path).filter((path) => fieldFor(fields, path) === undefined), ...lineLists];
  if (unknown.length > 0) throw readOnlyFailure(settings, operation, unknown);
  return Object.fromEntries(
    given.flatMap(([path, value]): [string, Value][] => {
      const field = fieldFor(fields, path);
      return field === undefined ? [] : [[field.name, field.value(value)]];
    }),
  );
}

/** The fields that the connector does not write, each named. */
export function readOnlyFailure(settings: ConnectorSettings, operation: string, paths: readonly string[]): Failure {
  return new Failure({
    class: "Invalid",
    system: settings.system,
    operation,
    message: `X-Cart's API cannot write ${paths.join(", ")}`,
    fields: paths.map((path) => ({ path, rule: "readOnly", message: "cannot be written" })),
  });
}

/** An object that is taken by its name may be given as null as a whole. */
function fieldFor(fields: FieldsToWrite, path: string): FieldToWrite | undefined {
  if (Object.hasOwn(fields, path)) return fields[path];
  return Object.hasOwn(fields, `${path}.name`) ? fields[`${path}.name`] : undefined;
}

function namesOf(value: Value): Value {
  if (!Array.isArray(value)) return [];
  return value.map((item: Value) =>
    typeof item === "object" && item !== null && !Array.isArray(item) ? ((item as DataRecord).name ?? null) : item,
  );
}

/** A record below another one is to be created without saying below which. */
export function parentMissing(settings: ConnectorSettings, operation: string, field: string): Failure {
  const fields = [{ path: field, rule: "required", message: "is missing" }];
  const message = `${operation} needs ${field}`;
  return new Failure({ class: "Invalid", system: settings.system, operation, message, fields });
}
