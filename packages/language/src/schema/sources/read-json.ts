import type { SchemaProblem } from "./schema-source.ts";

/** A parsed JSON text, or where it stops being JSON. */
export type JsonReading =
  | { readonly value: unknown; readonly problem: undefined }
  | { readonly value: undefined; readonly problem: SchemaProblem };

/** Parses a JSON text; a byte order mark is left out. */
export function readJson(text: string): JsonReading {
  const source = text.replace(/^\uFEFF/, "");
  try {
    return { value: JSON.parse(source) as unknown, problem: undefined };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const problem: SchemaProblem = {
      place: lineAndColumn(source, offsetOfError(source, said)),
      message: `this is not valid JSON: ${firstLine(said)}`,
      help: "mend the text at this place, or pull the file again",
    };
    return { value: undefined, problem };
  }
}

/** `line 3, column 7` of an offset in a text. */
function lineAndColumn(text: string, offset: number): string {
  const before = text.slice(0, offset).split("\n");
  return `line ${before.length}, column ${(before.at(-1) ?? "").length + 1}`;
}

// Engines word their errors differently: Firefox names a line and a column, V8 a position, or only the token.
function offsetOfError(text: string, said: string): number {
  const position = /at position (\d+)/.exec(said)?.[1];
  if (position !== undefined) return Number(position);
  const place = /line (\d+) column (\d+)/.exec(said);
  if (place !== null) {
    const lines = text.split("\n").slice(0, Number(place[1]) - 1);
    return lines.reduce((offset, line) => offset + line.length + 1, 0) + Number(place[2]) - 1;
  }
  return isUnexpectedToken(said) ? offsetOfToken(text) : text.length;
}

/** The shortest beginning of the text that has the unexpected token in it ends right behind it. */
function offsetOfToken(text: string): number {
  let without = 0;
  let withToken = text.length;
  while (withToken - without > 1) {
    const middle = Math.floor((without + withToken) / 2);
    if (hasUnexpectedToken(text.slice(0, middle))) withToken = middle;
    else without = middle;
  }
  return without;
}

function hasUnexpectedToken(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch (error) {
    return error instanceof Error && isUnexpectedToken(error.message);
  }
}

function isUnexpectedToken(said: string): boolean {
  return said.startsWith("Unexpected token");
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? text;
}
