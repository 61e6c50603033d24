import type { Span } from "@xmap/diagnostics";

/** A value in a JSON text. */
export interface JsonPlace {
  /** `phones[0].kind`, as traces write it; empty for the whole text. */
  readonly path: string;
  /** Of the value. */
  readonly span: Span;
  /** Of the value with its name before it. */
  readonly whole: Span;
}

const BLANK = /\s*/y;
const STRING = /"(?:[^"\\]|\\.)*"/y;
const SCALAR = /[^\s,\]}:]+/y;
const PLAIN_NAME = /^[\p{Letter}_$*][\p{Letter}\p{Number}_$*-]*$/u;

/** Every value of a JSON text with its place, those around others last. A text that breaks off gives what stands before. */
export function jsonPlaces(text: string): readonly JsonPlace[] {
  const scanner = new JsonScanner(text);
  scanner.value("", undefined);
  return scanner.places;
}

/** The value at an offset: the innermost one, name included; between values the one of the same line. */
export function jsonPlaceAt(text: string, places: readonly JsonPlace[], offset: number): JsonPlace | undefined {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  const lineEnd = text.indexOf("\n", offset) < 0 ? text.length : text.indexOf("\n", offset);
  const around = places.find(({ whole }) => whole.start <= offset && offset <= whole.end);
  if (around !== undefined && around.whole.start >= lineStart && around.whole.end <= lineEnd) return around;
  const beginning = places.filter(({ whole }) => whole.start >= lineStart && whole.start < lineEnd);
  return beginning.findLast(({ whole }) => whole.end <= offset) ?? beginning.at(-1) ?? around;
}

class JsonScanner {
  readonly places: JsonPlace[] = [];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Whether a value ends here as it should. */
  value(path: string, nameStart: number | undefined): boolean {
    this.#take(BLANK);
    const start = this.#at;
    const opening = this.#text.charAt(start);
    const isWhole =
      opening === "{"
        ? this.#members(path)
        : opening === "["
          ? this.#elements(path)
          : this.#take(opening === '"' ? STRING : SCALAR) !== "";
    if (this.#at > start)
      this.places.push({
        path,
        span: { start, end: this.#at },
        whole: { start: nameStart ?? start, end: this.#at },
      });
    return isWhole;
  }

  #members(path: string): boolean {
    return this.#list("}", () => {
      const start = this.#at;
      const name = readName(this.#take(STRING));
      if (name === undefined || !this.#skip(":")) return false;
      return this.value(memberPath(path, name), start);
    });
  }

  #elements(path: string): boolean {
    let index = 0;
    return this.#list("]", () => {
      const isWhole = this.value(`${path}[${index}]`, undefined);
      index += 1;
      return isWhole;
    });
  }

  #list(closing: string, item: () => boolean): boolean {
    this.#at += 1;
    this.#take(BLANK);
    if (this.#skip(closing)) return true;
    for (;;) {
      this.#take(BLANK);
      if (!item()) return false;
      if (this.#skip(closing)) return true;
      if (!this.#skip(",")) return false;
    }
  }

  #skip(sign: string): boolean {
    this.#take(BLANK);
    if (this.#text.charAt(this.#at) !== sign) return false;
    this.#at += 1;
    return true;
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? "";
    this.#at += found.length;
    return found;
  }
}

function memberPath(path: string, name: string): string {
  const written = PLAIN_NAME.test(name) ? name : `\`${name}\``;
  return path === "" ? written : `${path}.${written}`;
}

function readName(quoted: string): string | undefined {
  try {
    const name: unknown = JSON.parse(quoted);
    return typeof name === "string" ? name : undefined;
  } catch {
    return undefined;
  }
}
