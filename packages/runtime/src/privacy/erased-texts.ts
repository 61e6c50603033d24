import type { Value } from "@xmap/contract";

/** What is kept in place of a person's data. */
export const ERASED = "(erased)";
/** Shorter texts occur everywhere and say nothing of a person. */
const SHORTEST = 3;

/** Takes given texts out of other texts, whatever their case; words that only begin or end alike are left. */
export class ErasedTexts {
  readonly #pattern: RegExp | undefined;
  readonly #instead: string;

  constructor(texts: readonly string[], instead: string = ERASED) {
    this.#instead = instead;
    const longestFirst = texts.filter(({ length }) => length >= SHORTEST).sort((one, two) => two.length - one.length);
    const words = longestFirst.map((text) => `${wordStart(text)}${escaped(text)}${wordEnd(text)}`);
    this.#pattern = words.length === 0 ? undefined : new RegExp(words.join("|"), "giu");
  }

  occursIn(text: string): boolean {
    return this.#pattern !== undefined && text.search(this.#pattern) >= 0;
  }

  /** The value without the texts; the same value when none occurs. */
  takeOut(value: Value): Value {
    const pattern = this.#pattern;
    if (pattern === undefined) return value;
    const text = JSON.stringify(value);
    const kept = JSON.stringify(takeOutOf(value, pattern, this.#instead));
    return kept === text ? value : (JSON.parse(kept) as Value);
  }
}

function takeOutOf(value: Value | undefined, pattern: RegExp, instead: string): Value | undefined {
  if (typeof value === "string") return value.replace(pattern, instead);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value))
    return (value as readonly Value[]).map((member) => takeOutOf(member, pattern, instead) ?? null);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, takeOutOf(member, pattern, instead)]));
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

function wordStart(text: string): string {
  return /^[\p{L}\p{N}]/u.test(text) ? "(?<![\\p{L}\\p{N}])" : "";
}

function wordEnd(text: string): string {
  return /[\p{L}\p{N}]$/u.test(text) ? "(?![\\p{L}\\p{N}])" : "";
}
