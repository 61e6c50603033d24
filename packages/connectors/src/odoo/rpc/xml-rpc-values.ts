import { XMLParser, XMLValidator } from "fast-xml-parser";
import { isJsonObject, type JsonObject } from "../../shared/json-shape.ts";

/** An answer of an XML-RPC server: a value, or a fault. */
export type XmlRpcAnswer =
  | { readonly value: unknown }
  | { readonly fault: { readonly code: number; readonly text: string } };

const REPEATED: ReadonlySet<string> = new Set(["param", "member", "data.value"]);

const PARSER = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  parseTagValue: false,
  trimValues: false,
  // Five names and numbers are all that XML-RPC needs; they are put back by `plainText`.
  processEntities: false,
  isArray: (_name, path) => {
    const steps = String(path).split(".");
    return REPEATED.has(steps.at(-1) ?? "") || REPEATED.has(steps.slice(-2).join("."));
  },
});

/** A call's body. Integers that 32 bits do not hold go as doubles. */
export function formatMethodCall(method: string, parameters: readonly unknown[]): string {
  const values = parameters.map((value) => `<param><value>${formatValue(value)}</value></param>`).join("");
  return `<?xml version="1.0"?><methodCall><methodName>${method}</methodName><params>${values}</params></methodCall>`;
}

/** Reads an answer; undefined when the text is none. A document type, and so every entity of its own, is refused. */
export function parseMethodResponse(text: string): XmlRpcAnswer | undefined {
  if (/<!DOCTYPE/i.test(text) || XMLValidator.validate(text) !== true) return undefined;
  const parsed: unknown = PARSER.parse(text);
  const response = member(parsed, "methodResponse");
  const fault = member(response, "fault");
  if (fault !== undefined) {
    const value = parseValue(member(fault, "value"));
    const code = isJsonObject(value) ? Number(value.faultCode) : Number.NaN;
    return { fault: { code, text: String(isJsonObject(value) ? (value.faultString ?? "") : "") } };
  }
  const [parameter] = listOf(member(member(response, "params"), "param"));
  const value = member(parameter, "value");
  return value === undefined ? undefined : { value: parseValue(value) };
}

function formatValue(value: unknown): string {
  if (typeof value === "string") return `<string>${escapeText(value)}</string>`;
  if (typeof value === "boolean") return `<boolean>${value ? 1 : 0}</boolean>`;
  if (typeof value === "number")
    return Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? `<int>${value}</int>` : `<double>${value}</double>`;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => `<value>${formatValue(item)}</value>`).join("");
    return `<array><data>${items}</data></array>`;
  }
  if (!isJsonObject(value)) return "<nil/>";
  const members = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([name, item]) => `<member><name>${escapeText(name)}</name><value>${formatValue(item)}</value></member>`);
  return `<struct>${members.join("")}</struct>`;
}

function parseValue(value: unknown): unknown {
  if (typeof value === "string") return plainText(value);
  if (!isJsonObject(value)) return null;
  const [type, content] = Object.entries(value).find(([name]) => name !== "#text") ?? ["nil", undefined];
  if (type === "array") return listOf(member(member(content, "data"), "value")).map(parseValue);
  if (type === "struct") return parseStruct(content);
  const text = typeof content === "string" ? plainText(content) : "";
  if (type === "boolean") return text.trim() === "1";
  if (type === "int" || type === "i4" || type === "i8" || type === "double") return Number(text);
  return type === "nil" ? null : text;
}

function parseStruct(content: unknown): JsonObject {
  const members = listOf(member(content, "member"));
  return Object.fromEntries(
    members.map((item) => [plainText(String(member(item, "name") ?? "")), parseValue(member(item, "value"))]),
  );
}

function member(value: unknown, name: string): unknown {
  return isJsonObject(value) ? value[name] : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === "") return [];
  return Array.isArray(value) ? value : [value];
}

/** Control characters but for tabs and line ends. */
const FORBIDDEN = /[^\P{Cc}\t\n\r\u007f-\u009f]/gu;
const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;" };
const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Text without the characters that XML cannot hold. */
function escapeText(text: string): string {
  return text.replace(FORBIDDEN, "").replace(/[&<>\r]/g, (sign) => ESCAPES[sign] ?? sign);
}

function plainText(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return NAMED[name] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
