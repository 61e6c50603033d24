import type { Value } from "@xmap/contract";
import type { ContractCatalog, RecordType } from "../contract/catalog.ts";
import type { FieldType } from "../contract/field-types.ts";

/** A value that a field of this type can never hold: no record has it. */
const NEVER = undefined;

/**
 * The condition that a field equals a value, in the contract API's dialect of OData 3; undefined when the field can
 * never hold it. Rejects with SchemaDrift for fields of lines, which the API does not filter by.
 */
export async function equalsFilter(
  catalog: ContractCatalog,
  type: RecordType,
  path: string,
  value: Value,
): Promise<string | undefined> {
  const names = path.split(".");
  if (names[0] === "custom") return customFilter(names.slice(1).join("."), value);
  const field = await fieldTypeAt(catalog, type, names, path);
  const text = filterLiteral(field, value);
  return text === undefined ? undefined : `${names.join("/")} eq ${text}`;
}

/** A value as a filter writes it; undefined when a field of this type can never hold it. */
export function filterLiteral(type: FieldType, value: Value): string | undefined {
  if (value === null) return "null";
  if (typeof value === "object") return NEVER;
  const text = String(value).trim();
  switch (type) {
    case "string":
      return quoted(text);
    case "boolean":
      return text === "true" || text === "false" ? text : NEVER;
    case "dateTime":
      return instantLiteral(text);
    case "day":
      return /^\d{4}-\d{2}-\d{2}/.test(text) ? `date'${text.slice(0, 10)}'` : NEVER;
    case "guid":
      return /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text) ? `guid'${text}'` : NEVER;
    case "decimal":
    case "double":
      return /^-?\d+(?:\.\d+)?$/.test(text) ? `${text}${type === "decimal" ? "M" : ""}` : NEVER;
    case "long":
      return /^-?\d+$/.test(text) ? `${text}L` : NEVER;
    default:
      return /^-?\d{1,10}$/.test(text) ? text : NEVER;
  }
}

/** An instant, with its offset, to the millisecond. */
export function instantLiteral(text: string): string | undefined {
  const milliseconds = Date.parse(text);
  if (Number.isNaN(milliseconds)) return NEVER;
  return `datetimeoffset'${new Date(milliseconds).toISOString().replace("Z", "+00:00")}'`;
}

function customFilter(path: string, value: Value): string | undefined {
  if (value === null) return `cf.String(f='${path}') eq null`;
  if (typeof value === "boolean") return `cf.Boolean(f='${path}') eq ${value}`;
  if (typeof value === "number") return `cf.Decimal(f='${path}') eq ${value}M`;
  return typeof value === "string" ? `cf.String(f='${path}') eq ${quoted(value.trim())}` : NEVER;
}

async function fieldTypeAt(
  catalog: ContractCatalog,
  type: RecordType,
  names: readonly string[],
  path: string,
): Promise<FieldType> {
  const [name = "", ...rest] = names;
  if (type.rows.has(name))
    throw catalog.drift(type.name, `Acumatica cannot search ${type.name} by ${path}, a field of its lines`);
  const linked = type.links.get(name);
  if (linked !== undefined && rest.length > 0) return fieldTypeAt(catalog, await catalog.of(linked), rest, path);
  const field = type.fields.get(name);
  if (field !== undefined && rest.length === 0) return field;
  if (name === "id" && rest.length === 0) return "guid";
  throw catalog.drift(type.name, `${type.name} has no field ${path}`);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
