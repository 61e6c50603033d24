import { messageOf } from "./messages.ts";

/** What an error is about, besides its code. */
export interface ErrorDetails {
  /** Offset in the expression's text. */
  readonly at?: number | undefined;
  /** The operator or function. */
  readonly token?: string | undefined;
  readonly value?: unknown;
  readonly value2?: unknown;
  /** Number of the argument, from 1. */
  readonly index?: number | undefined;
  readonly type?: string | undefined;
  /** Replaces the code's own message. */
  readonly message?: string | undefined;
  readonly cause?: unknown;
}

/** Where an error stands in the expression; both count from 1. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** An error of an expression, with JSONata's code. */
export class JsonataError extends Error {
  override readonly name = "JsonataError";
  readonly code: string;
  readonly value: unknown;
  readonly value2: unknown;
  readonly index: number | undefined;
  readonly #details: ErrorDetails;
  #at: number | undefined;
  #token: string | undefined;
  #position: TextPosition | undefined;

  constructor(code: string, details: ErrorDetails = {}) {
    super(details.message ?? messageOf(code, details), details.cause === undefined ? {} : { cause: details.cause });
    this.code = code;
    this.value = details.value;
    this.value2 = details.value2;
    this.index = details.index;
    this.#details = details;
    this.#at = details.at;
    this.#token = details.token;
  }

  get token(): string | undefined {
    return this.#token;
  }

  /** Line and column, once the expression's text is known. */
  get position(): TextPosition | undefined {
    return this.#position;
  }

  /** Adds what the place that was called could not know. */
  complete(at: number, token: string | undefined): void {
    this.#at ??= at;
    if (this.#token !== undefined || token === undefined) return;
    this.#token = token;
    if (this.#details.message === undefined) this.message = messageOf(this.code, { ...this.#details, token });
  }

  /** Turns the offset into line and column by the offsets at which lines start. */
  locate(lineStarts: readonly number[]): void {
    if (this.#at === undefined || this.#position !== undefined) return;
    let line = 0;
    while (line + 1 < lineStarts.length && (lineStarts[line + 1] ?? 0) <= this.#at) line += 1;
    this.#position = { line: line + 1, column: this.#at - (lineStarts[line] ?? 0) + 1 };
  }
}
