import { positionAt, type SourceText, type Span } from "@xmap/diagnostics";

/** One change of a mapping that a good test notices. */
export interface Mutant {
  readonly file: string;
  readonly span: Span;
  readonly replacement: string;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
  /** What changed: `rule dropped: sku -> product_id`. */
  readonly what: string;
  /** The declaration that it is in. */
  readonly declaration: string;
}

/** Collects the mutants of one file, each change once. */
export class MutantList {
  readonly found: Mutant[] = [];
  readonly #source: SourceText;
  readonly #seen = new Set<string>();
  #declaration = "";

  constructor(source: SourceText) {
    this.#source = source;
  }

  /** What follows is in this declaration. */
  within(declaration: string): void {
    this.#declaration = declaration;
  }

  textOf({ start, end }: Span): string {
    return this.#source.text.slice(start, end);
  }

  /** The text is taken out. */
  drop(span: Span, what: string): void {
    this.add(span, "", `${what} dropped: ${oneLine(this.textOf(span))}`);
  }

  /** The text becomes another. */
  change(span: Span, replacement: string): void {
    this.add(span, replacement, `${oneLine(this.textOf(span))} became ${oneLine(replacement)}`);
  }

  add(span: Span, replacement: string, what: string): void {
    const key = `${span.start}-${span.end}:${replacement}`;
    if (this.#seen.has(key) || this.textOf(span) === replacement) return;
    this.#seen.add(key);
    const { line, column } = positionAt(this.#source, span.start);
    const { path } = this.#source;
    const inWords = oneLine(what);
    this.found.push({ file: path, span, replacement, line, column, what: inWords, declaration: this.#declaration });
  }
}

/** The file's text with the mutant in it. */
export function mutatedText(text: string, { span, replacement }: Mutant): string {
  return text.slice(0, span.start) + replacement + text.slice(span.end);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
