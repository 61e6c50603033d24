import type { Span } from "@xmap/diagnostics";

const WHITE = /\s/;

/** Walks over a JSON text; gives up by answering undefined, never throws. */
class JsonWalker {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The key at the end of a path of keys; arrays are passed over. */
  find(path: readonly string[]): Span | undefined {
    const [name, ...rest] = path;
    this.#skipBlanks();
    if (name === undefined || this.#text.charAt(this.#at) !== "{") return undefined;
    this.#at += 1;
    for (;;) {
      this.#skipBlanks();
      if (this.#text.charAt(this.#at) !== '"') return undefined;
      const span = this.#readText();
      this.#skipBlanks();
      if (span === undefined || this.#text.charAt(this.#at) !== ":") return undefined;
      this.#at += 1;
      if (this.#text.slice(span.start + 1, span.end - 1) === name) return rest.length === 0 ? span : this.find(rest);
      if (!this.#skipValue()) return undefined;
      this.#skipBlanks();
      if (this.#text.charAt(this.#at) !== ",") return undefined;
      this.#at += 1;
    }
  }

  #skipBlanks(): void {
    while (this.#at < this.#text.length && WHITE.test(this.#text.charAt(this.#at))) this.#at += 1;
  }

  #readText(): Span | undefined {
    const start = this.#at;
    for (let at = start + 1; at < this.#text.length; at += this.#text.charAt(at) === "\\" ? 2 : 1) {
      if (this.#text.charAt(at) !== '"') continue;
      this.#at = at + 1;
      return { start, end: this.#at };
    }
    return undefined;
  }

  #skipValue(): boolean {
    let depth = 0;
    while (this.#at < this.#text.length) {
      const letter = this.#text.charAt(this.#at);
      if (letter === '"') {
        if (this.#readText() === undefined) return false;
        continue;
      }
      if (depth === 0 && (letter === "," || letter === "}" || letter === "]")) return true;
      if (letter === "{" || letter === "[") depth += 1;
      else if (letter === "}" || letter === "]") depth -= 1;
      this.#at += 1;
    }
    return false;
  }
}

/** Where a key stands in a JSON text, by the keys that lead to it. */
export function findJsonKey(text: string, path: readonly string[]): Span | undefined {
  return new JsonWalker(text).find(path);
}
