import { createSourceText, type SourceText } from "@xmap/diagnostics";

/** A text whose lines are looked for when they are first asked for: only findings and generated code ask. */
export class LazySourceText implements SourceText {
  readonly path: string;
  readonly text: string;
  #lineStarts: readonly number[] | undefined;

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
  }

  get lineStarts(): readonly number[] {
    this.#lineStarts ??= createSourceText(this.path, this.text).lineStarts;
    return this.#lineStarts;
  }
}
