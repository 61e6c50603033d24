import { isJsonObject, type Json, type JsonObject } from "../../server/json.ts";
import { badRequest } from "../api-error.ts";
import { schemaOf } from "../contract/entities.ts";
import type { EntitySchema } from "../contract/schema.ts";
import { readValue } from "./field-value.ts";
import type { CustomValue, Scalar } from "./row.ts";

/** One record, linked entity or line as a client sent it, without wrappers. */
export type SentRow = {
  readonly id?: string;
  readonly isDeleted: boolean;
  readonly values: { readonly [field: string]: Scalar };
  readonly links: { readonly [name: string]: SentRow };
  readonly rows: { readonly [name: string]: readonly SentRow[] };
  readonly custom: { readonly [view: string]: { readonly [field: string]: CustomValue } };
  readonly note?: string;
};

const SYSTEM_MEMBERS = new Set(["id", "rowNumber", "note", "custom", "error", "files", "delete", "_links"]);

/** Reads a sent record. Throws ApiError (400) that names each wrong place. */
export function readSentRow(body: Json | undefined, type: string): SentRow {
  const complaints: { [path: string]: string[] } = {};
  const sent = readRow(body, schemaOf(type), "entity", complaints);
  if (Object.keys(complaints).length > 0) {
    throw badRequest(complaints);
  }
  return sent;
}

type Complaints = { [path: string]: string[] };

function readRow(body: Json | undefined, schema: EntitySchema, path: string, complaints: Complaints): SentRow {
  const values: { [field: string]: Scalar } = {};
  const links: { [name: string]: SentRow } = {};
  const rows: { [name: string]: readonly SentRow[] } = {};
  if (!isJsonObject(body)) {
    complain(complaints, path, `A JSON object of type ${schema.name} is expected.`);
    return { isDeleted: false, values, links, rows, custom: {} };
  }
  for (const [name, member] of Object.entries(body)) {
    const place = `${path}.${name}`;
    const type = schema.fields.get(name);
    const linkType = schema.links.get(name);
    const rowType = schema.rows.get(name);
    if (type !== undefined) {
      const value = isJsonObject(member) ? readValue(type, member.value) : undefined;
      if (value === undefined) {
        complain(complaints, place, `Error converting value to type '${type}'.`);
      } else if (!isJsonObject(member) || "value" in member) {
        values[name] = value;
      }
    } else if (linkType !== undefined) {
      if (member !== null) {
        links[name] = readRow(member, schemaOf(linkType), place, complaints);
      }
    } else if (rowType !== undefined) {
      if (Array.isArray(member)) {
        rows[name] = member.map((line: Json, index) =>
          readRow(line, schemaOf(rowType), `${place}[${index}]`, complaints),
        );
      } else if (member !== null) {
        complain(complaints, place, "A JSON array is expected.");
      }
    } else if (!SYSTEM_MEMBERS.has(name)) {
      complain(complaints, place, `Could not find member '${name}' on object of type '${schema.name}'.`);
    }
  }
  return {
    ...(typeof body.id === "string" ? { id: body.id.toLowerCase() } : {}),
    isDeleted: body.delete === true,
    values,
    links,
    rows,
    custom: readCustom(body.custom),
    ...readNote(body.note),
  };
}

function readNote(note: Json | undefined): { readonly note?: string } {
  const text = isJsonObject(note) ? note.value : note;
  return typeof text === "string" ? { note: text } : {};
}

function readCustom(custom: Json | undefined): SentRow["custom"] {
  const views: { [view: string]: { [field: string]: CustomValue } } = {};
  for (const [view, fields] of Object.entries(isJsonObject(custom) ? custom : {})) {
    const kept = Object.entries(isJsonObject(fields) ? fields : {}).flatMap(([field, member]) =>
      isJsonObject(member) ? [[field, customValue(member)] as const] : [],
    );
    views[view] = Object.fromEntries(kept);
  }
  return views;
}

function customValue({ type, value }: JsonObject): CustomValue {
  const isScalar = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return { type: typeof type === "string" ? type : "CustomStringField", value: isScalar ? value : null };
}

function complain(complaints: Complaints, path: string, message: string): void {
  complaints[path] = [...(complaints[path] ?? []), message];
}
