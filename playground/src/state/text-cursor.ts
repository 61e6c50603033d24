/** Where the cursor stands in a file's text, as an offset. */
export interface TextPlace {
  readonly path: string;
  readonly offset: number;
}

/** Tells those who show the same thing otherwise where somebody is in the text. */
export class TextCursor {
  readonly #listeners = new Set<(place: TextPlace) => void>();

  moved(place: TextPlace): void {
    for (const listener of this.#listeners) listener(place);
  }

  listen(listener: (place: TextPlace) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }
}
