/** A line and column, or a part of a text, counted from 1. */
export type JumpPlace =
  | { readonly lineNumber: number; readonly column: number }
  | {
      readonly startLineNumber: number;
      readonly startColumn: number;
      readonly endLineNumber: number;
      readonly endColumn: number;
    };

export interface Jump {
  readonly path: string;
  readonly at: JumpPlace | undefined;
  /** Whether the editor gets the cursor too. */
  readonly isFocused: boolean;
}

/** Carries wishes to see a place in a file to the editor; the last one waits until there is an editor. */
export class Jumps {
  #listener: ((jump: Jump) => void) | undefined;
  #waiting: Jump | undefined;

  jump(path: string, at?: JumpPlace): void {
    this.#send({ path, at, isFocused: true });
  }

  /** Shows a place without leaving the one where somebody works; nothing happens without an editor. */
  show(path: string, at: JumpPlace): void {
    this.#listener?.({ path, at, isFocused: false });
  }

  listen(listener: (jump: Jump) => void): () => void {
    this.#listener = listener;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting !== undefined) listener(waiting);
    return () => {
      if (this.#listener === listener) this.#listener = undefined;
    };
  }

  #send(jump: Jump): void {
    if (this.#listener === undefined) this.#waiting = jump;
    else this.#listener(jump);
  }
}
