import type { SandboxRequest, SandboxResponse } from "../server/http-message.ts";
import type { Json, JsonObject } from "../server/json.ts";
import { wantsLinkedData } from "./listing.ts";
import { problem } from "./problem.ts";
import { isAnswer, readBody } from "./route.ts";

/** How the API checks one field of an input. */
export type InputField = {
  readonly type: "int" | "float" | "string" | "bool" | "array";
  readonly nullable?: true;
  readonly required?: true;
  /** The longest text, or the largest number. */
  readonly most?: number;
  readonly least?: number;
};

export type InputFields = { readonly [name: string]: InputField };

/** The input's fields that the API knows, or the answer that refuses it; unknown names are ignored in silence. */
export function readInput(
  request: SandboxRequest,
  resource: string,
  fields: InputFields,
  isNew: boolean,
): { readonly input: JsonObject } | { readonly refusal: SandboxResponse } {
  const body = readBody(request);
  if (isAnswer(body)) {
    return { refusal: body };
  }
  const linked = wantsLinkedData(request);
  const input: { [name: string]: Json } = {};
  const violations: string[] = [];
  for (const [name, field] of Object.entries(fields)) {
    const value = body[name];
    if (value === undefined) {
      if (isNew && field.required) {
        violations.push(violation(resource, name, "This value should not be blank.", blankCode));
      }
      continue;
    }
    if (!hasType(value, field)) {
      const detail = `The type of the "${name}" attribute must be "${field.type}", "${phpType(value)}" given.`;
      return { refusal: problem(400, detail, linked) };
    }
    violations.push(...violationsOf(resource, name, field, value));
    input[name] = value;
  }
  return violations.length > 0 ? { refusal: problem(400, violations.join(""), linked) } : { input };
}

const blankCode = "c1051bb4-d103-4f74-8988-acbcafc7fdc3";
const lengthCode = "d94b19cc-114f-4f44-9cc4-4138e80a87b9";
const rangeCode = "ea4e51d1-3342-48bd-87f1-9e672cd90cad";

function violationsOf(resource: string, name: string, field: InputField, value: Json): readonly string[] {
  if (typeof value === "string" && field.required && value === "") {
    return [violation(resource, name, "This value should not be blank.", blankCode)];
  }
  if (typeof value === "string" && field.most !== undefined && value.length > field.most) {
    const text = `This value is too long. It should have ${field.most} characters or less.`;
    return [violation(resource, name, text, lengthCode)];
  }
  if (typeof value === "number" && field.least !== undefined && value < field.least) {
    return [violation(resource, name, `This value should be greater than or equal to ${field.least}.`, rangeCode)];
  }
  return [];
}

/** A line of the dump of a Symfony violation list, which is all that the API answers. */
function violation(resource: string, name: string, text: string, code: string): string {
  return `Object(XLite\\API\\Endpoint\\${resource}\\DTO\\Input).${name}:\n    ${text} (code ${code})\n`;
}

function hasType(value: Json, { type, nullable }: InputField): boolean {
  if (value === null) {
    return nullable === true;
  }
  switch (type) {
    case "int":
      return Number.isInteger(value);
    case "float":
      return typeof value === "number";
    case "bool":
      return typeof value === "boolean";
    case "array":
      return Array.isArray(value);
    default:
      return typeof value === "string";
  }
}

function phpType(value: Json): string {
  if (typeof value === "number") {
    return Number.isInteger(value) ? "int" : "float";
  }
  return value === null ? "NULL" : typeof value === "object" ? "array" : typeof value === "boolean" ? "bool" : "string";
}
