import { isJsonObject, type JsonObject, textMember } from "../../shared/json-shape.ts";
import { OLDER_FIELDS, type OlderField } from "./older-fields.ts";

/** What the connector needs to know of a field. */
export interface OdooField {
  /** Odoo's type: char, many2one, datetime and so on. */
  readonly type: string;
  /** The model that a relation points at. */
  readonly relation: string | undefined;
  readonly stored: boolean;
  /** The server's own name of the field; undefined where it has none. */
  readonly serverName: string | undefined;
  /** A yes or no that this server keeps as one of the choices of `serverName`. */
  readonly choice?: { readonly yes: string; readonly no: string };
  /** A choice that Odoo 19 tells apart by another field, and what it is called there. */
  readonly folded?: { readonly from: string; readonly to: string };
}

export type OdooFields = Readonly<Record<string, OdooField>>;

/** The fields of a model by Odoo 19's names and by the server's own, from its answer of `fields_get`. */
export function readServerFields(model: string, answer: unknown): OdooFields {
  const own = isJsonObject(answer) ? answer : {};
  const fields: Record<string, OdooField> = {};
  for (const [name, field] of Object.entries(own)) fields[name] = fieldOf(name, field);
  for (const [name, older] of olderFields(model, own)) {
    if (older === "nothing") fields[name] = ABSENT;
    else if ("name" in older) fields[name] = fieldOf(older.name, own[older.name]);
    else {
      const { choiceOf, yes, no } = older;
      fields[name] = { type: "boolean", relation: undefined, stored: true, serverName: choiceOf, choice: { yes, no } };
      fields[choiceOf] = { ...fieldOf(choiceOf, own[choiceOf]), folded: { from: yes, to: no } };
    }
  }
  return fields;
}

/** The answer of `fields_get` with fields that only have another name under Odoo 19's name as well. */
export function withCurrentNames(model: string, answer: JsonObject): JsonObject {
  const renamed = olderFields(model, answer).flatMap(([name, older]): [string, unknown][] =>
    older !== "nothing" && "name" in older ? [[name, answer[older.name]]] : [],
  );
  return { ...answer, ...Object.fromEntries(renamed) };
}

const ABSENT: OdooField = { type: "char", relation: undefined, stored: false, serverName: undefined };

/** What this server does not have under Odoo 19's name, and how it has it. */
function olderFields(model: string, own: JsonObject): (readonly [string, OlderField])[] {
  return Object.entries(OLDER_FIELDS[model] ?? {}).filter(([name, older]) => {
    if (Object.hasOwn(own, name)) return false;
    if (older === "nothing") return true;
    return Object.hasOwn(own, "name" in older ? older.name : older.choiceOf);
  });
}

function fieldOf(name: string, field: unknown): OdooField {
  return {
    type: textMember(field, "type") ?? "char",
    relation: textMember(field, "relation"),
    stored: isJsonObject(field) && field.store !== false,
    serverName: name,
  };
}
