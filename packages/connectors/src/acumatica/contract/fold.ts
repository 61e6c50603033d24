import type { DataRecord, Value } from "@xmap/contract";
import { toInstant } from "../../shared/instants.ts";
import { isJsonObject, type JsonObject, textMember } from "../../shared/json-shape.ts";
import type { ContractCatalog, RecordType } from "./catalog.ts";
import type { FieldType } from "./field-types.ts";
import { lastingIds } from "./line-ids.ts";
import type { Selection } from "./selection.ts";

/** A record as the contract of connectors has it: plain values, null where there are none, `id` of lines that lasts. */
export async function foldRecord(
  catalog: ContractCatalog,
  type: RecordType,
  record: JsonObject,
  selection: Selection,
): Promise<DataRecord> {
  const values: Record<string, Value> = { ...systemFields(record) };
  const names = selection.fields ?? type.fields.keys();
  for (const name of names) {
    const fieldType = type.fields.get(name);
    if (fieldType !== undefined) values[name] = fromAcumatica(fieldType, record[name]);
  }
  for (const [name, inner] of selection.parts) {
    const member = record[name];
    const linked = type.links.get(name);
    const line = type.rows.get(name);
    if (linked !== undefined)
      values[name] = isJsonObject(member) ? await foldRecord(catalog, await catalog.of(linked), member, inner) : null;
    else if (line !== undefined) values[name] = await foldLines(catalog, await catalog.of(line), member, inner);
  }
  return values;
}

/** The value in `{ "value": … }`; `{}` and `{ "value": null }` hold none. */
export function fromAcumatica(type: FieldType, wrapped: unknown): Value {
  const value = isJsonObject(wrapped) ? wrapped.value : undefined;
  if (value === undefined || value === null || value === "") return null;
  switch (type) {
    case "dateTime":
      return typeof value === "string" ? (toInstant(value) ?? value) : null;
    case "day":
      return typeof value === "string" ? value.slice(0, 10) : null;
    case "string":
    case "long":
      return String(value);
    case "guid":
      return String(value).toLowerCase();
    case "boolean":
      return value === true;
    default:
      return typeof value === "number" || typeof value === "string" ? value : null;
  }
}

async function foldLines(
  catalog: ContractCatalog,
  type: RecordType,
  lines: unknown,
  selection: Selection,
): Promise<DataRecord[]> {
  const rows = Array.isArray(lines) ? lines.filter(isJsonObject) : [];
  const ids = lastingIds(type, rows);
  const folded: DataRecord[] = [];
  for (const [index, row] of rows.entries())
    folded.push({ ...(await foldRecord(catalog, type, row, selection)), id: ids[index] ?? null });
  return folded;
}

/** What the server gives every record. */
function systemFields({ id, rowNumber, note, custom, files }: JsonObject): Record<string, Value> {
  const noteText = typeof note === "string" ? note : textMember(note, "value");
  return {
    ...(typeof id === "string" ? { id } : {}),
    ...(typeof rowNumber === "number" ? { rowNumber } : {}),
    ...(note === undefined ? {} : { note: noteText === undefined || noteText === "" ? null : noteText }),
    ...(isJsonObject(custom) && Object.keys(custom).length > 0 ? { custom: foldCustom(custom) } : {}),
    ...(Array.isArray(files) ? { files: files.filter(isJsonObject).map(foldFile) } : {}),
  };
}

function foldCustom(custom: JsonObject): DataRecord {
  const views = Object.entries(custom).map(([view, fields]): [string, DataRecord] => {
    const values = Object.entries(isJsonObject(fields) ? fields : {}).map(([name, field]): [string, Value] => [
      name,
      fromAcumatica(customType(textMember(field, "type")), field),
    ]);
    return [view, Object.fromEntries(values)];
  });
  return Object.fromEntries(views);
}

function customType(type: string | undefined): FieldType {
  const name = /^Custom(\w+)Field$/.exec(type ?? "")?.[1];
  if (name === "DateTime") return "dateTime";
  if (name === "Long") return "long";
  if (name === "Boolean") return "boolean";
  if (name === "Guid") return "guid";
  return name === undefined || name === "String" ? "string" : "decimal";
}

function foldFile(file: JsonObject): DataRecord {
  const values = Object.entries(file).map(([name, value]): [string, Value] => [
    name,
    typeof value === "string" && value !== "" ? value : null,
  ]);
  return Object.fromEntries(values);
}
