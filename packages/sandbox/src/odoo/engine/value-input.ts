import type { Json } from "../../server/json.ts";
import type { Field, Value } from "./field.ts";
import { valueError } from "./odoo-error.ts";

const dateForm = /^\d{4}-\d{2}-\d{2}/;
const datetimeForm = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;

/** Turns a written value into a stored one; links are not looked up here. Throws ValueError. */
export function convertInput(model: string, name: string, field: Field, value: Json): Value {
  if (value === null || value === false) {
    return unset(field);
  }
  switch (field.type) {
    case "boolean":
      return true;
    case "integer":
    case "many2one_reference":
      return Math.trunc(toNumber(value, "invalid literal for int() with base 10:"));
    case "float":
    case "monetary":
      return toNumber(value, "could not convert string to float:");
    case "date":
      return toDate(value);
    case "datetime":
      return toDatetime(value);
    case "selection":
      return toChoice(model, name, field, value);
    case "many2one":
      return toLink(model, name, value);
    case "html":
      return toHtml(String(value));
    default:
      return value === "" ? null : String(value);
  }
}

function unset(field: Field): Value {
  if (field.type === "boolean") {
    return false;
  }
  if (field.type === "one2many" || field.type === "many2many") {
    return [];
  }
  return field.type === "integer" || field.type === "float" || field.type === "monetary" ? 0 : null;
}

/** What a field holds that was never written. */
export function emptyValue(field: Field): Value {
  return unset(field);
}

function toNumber(value: Json, complaint: string): number {
  const number = typeof value === "boolean" ? Number(value) : typeof value === "object" ? Number.NaN : Number(value);
  if (value === "" || !Number.isFinite(number)) {
    throw valueError(`${complaint} ${quote(value)}`);
  }
  return number;
}

function toDate(value: Json): string {
  if (typeof value !== "string" || !dateForm.test(value) || Number.isNaN(Date.parse(value.slice(0, 10)))) {
    throw valueError(`time data ${quote(value)} does not match format '%Y-%m-%d'`);
  }
  return value.slice(0, 10);
}

/** A datetime without zone; a bare date means midnight. Throws ValueError. */
export function toDatetime(value: Json): string {
  const whole = typeof value === "string" && value.length === 10 ? `${value} 00:00:00` : value;
  const good = typeof whole === "string" && datetimeForm.test(whole);
  if (!good || Number.isNaN(Date.parse(`${whole.replace(" ", "T")}Z`))) {
    throw valueError(`time data ${quote(value)} does not match format '%Y-%m-%d %H:%M:%S'`);
  }
  return whole;
}

function toChoice(model: string, name: string, field: Field, value: Json): Value {
  if (value === "") {
    return null;
  }
  if (!(field.selection ?? []).some(([choice]) => choice === value)) {
    throw valueError(`Wrong value for ${model}.${name}: ${quote(value)}`);
  }
  return String(value);
}

function toLink(model: string, name: string, value: Json): Value {
  const id = Array.isArray(value) ? value[0] : value;
  if (typeof id !== "number" || !Number.isInteger(id)) {
    throw valueError(`Wrong value for ${model}.${name}: ${quote(value)}`);
  }
  return id;
}

// The server cleans HTML: bare text comes back as a paragraph.
function toHtml(value: string): Value {
  if (value === "") {
    return null;
  }
  return value.trimStart().startsWith("<") ? value : `<p>${value.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</p>`;
}

/** A value as Python would print it. */
export function quote(value: Json): string {
  if (typeof value === "string") {
    return `'${value}'`;
  }
  if (typeof value === "boolean") {
    return value ? "True" : "False";
  }
  if (value === null) {
    return "None";
  }
  return Array.isArray(value) ? `[${value.map(quote).join(", ")}]` : JSON.stringify(value);
}
