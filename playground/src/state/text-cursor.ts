/** Where the cursor stands in a file's text, as an offset. */
export interface TextPlace {
  readonly path: string;
  readonly offset: number;
}

/** Tells those who show the same thing otherwise where somebody is in the text. */
export class TextCursor {
  readonly #listeners = new Set<(place: TextPlace) => void>();

  #shown: TextPlace | undefined;
  #place: TextPlace | undefined;

  /** The last place; undefined until there was one. */
  get place(): TextPlace | undefined {
    return this.#place;
  }

  moved(place: TextPlace): void {
    this.#shown = undefined;
    this.#tell(place);
  }

  /** A place is shown that belongs to something else; those who come later are told as well. */
  showed(place: TextPlace): void {
    this.#shown = place;
    this.#tell(place);
  }

  #tell(place: TextPlace): void {
    this.#place = place;
    for (const listener of this.#listeners) listener(place);
  }

  listen(listener: (place: TextPlace) => void): () => void {
    if (this.#shown !== undefined) listener(this.#shown);
    return this.subscribe(listener);
  }

  /** Tells of each place from now on. */
  readonly subscribe = (listener: (place: TextPlace) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };
}
