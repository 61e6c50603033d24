import type { Comment } from "../tree/declarations.ts";

/** Finds the doc comments of declarations, which are asked for in the order of the text. */
export class Documentation {
  readonly #text: string;
  readonly #comments: readonly Comment[];
  /** How many comments end before the place that was asked for last. */
  #passed = 0;

  constructor(text: string, comments: readonly Comment[]) {
    this.#text = text;
    this.#comments = comments;
  }

  /** The text of the doc comment right before an offset, without its marks. */
  before(start: number): string | undefined {
    while ((this.#comments[this.#passed]?.span.end ?? Number.POSITIVE_INFINITY) <= start) this.#passed += 1;
    const before = this.#comments[this.#passed - 1];
    if (before === undefined || !before.text.startsWith("/**")) return undefined;
    if (this.#text.slice(before.span.end, start).trim() !== "") return undefined;
    return before.text
      .slice(3, -2)
      .split(/\r\n|\r|\n/)
      .map((line) => line.replace(/^\s*\*? ?/, "").trimEnd())
      .join("\n")
      .trim();
  }
}
