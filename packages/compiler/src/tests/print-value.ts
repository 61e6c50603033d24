import { printLiteral, propertyName } from "../emit/text-literals.ts";

const LONGEST_LINE = 100;

/** A plain value or code as it is written in TypeScript. */
export type Printable =
  | string
  | number
  | boolean
  | null
  | undefined
  | PrintedCode
  | readonly Printable[]
  | { readonly [name: string]: Printable };

/** Code that stands as it is. */
export class PrintedCode {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A value over as many lines as it needs, the first one indented by the caller. */
export function printValue(value: Printable, indentation = 0): string {
  const flat = flatText(value);
  if (indentation + flat.length <= LONGEST_LINE) return flat;
  const inner = " ".repeat(indentation + 2);
  const outer = " ".repeat(indentation);
  if (isList(value)) {
    const items = value.map((item) => `${inner}${printValue(item, indentation + 2)},\n`);
    return items.length === 0 ? flat : `[\n${items.join("")}${outer}]`;
  }
  if (!isObject(value)) return flat;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const lines = members.map(([name, member]) => {
    return `${inner}${propertyName(name)}: ${printValue(member, indentation + 2)},\n`;
  });
  return lines.length === 0 ? flat : `{\n${lines.join("")}${outer}}`;
}

function flatText(value: Printable): string {
  if (value instanceof PrintedCode) return value.text;
  if (isList(value)) return `[${value.map(flatText).join(", ")}]`;
  if (!isObject(value)) return printLiteral(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  if (members.length === 0) return "{}";
  return `{ ${members.map(([name, member]) => `${propertyName(name)}: ${flatText(member)}`).join(", ")} }`;
}

function isList(value: Printable): value is readonly Printable[] {
  return Array.isArray(value);
}

function isObject(value: Printable): value is { readonly [name: string]: Printable } {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof PrintedCode);
}
