import type { EbnfGrammar, EbnfNode, EbnfRule } from "./ebnf.ts";

interface EbnfToken {
  readonly text: string;
  readonly start: number;
}

const TOKEN = /\(\*[\s\S]*?\*\)|"[^"\r\n]*"|\?[^?]*\?|\w+|[=;|()[\]{}]|\S/g;
const PROSE = /^[a-z]\w*$/;
const SYMBOLS: ReadonlySet<string> = new Set(["=", ";", "|", "(", ")", "[", "]", "{", "}"]);
const isComment = (text: string): boolean => text.startsWith("(*");
const inside = (text: string, length: number): string => text.slice(length, -length).trim().replace(/\s+/g, " ");

/**
 * Reads rules of the form `Name = … ;` with `|`, `[ ]`, `{ }`, `( )`, "terminals", `? words ?` and comments. Words that begin with
 * a small letter are prose, together with what stands between them in quotes.
 * @throws SyntaxError with the line, for what is no such rule.
 */
export function readEbnf(source: string): EbnfGrammar {
  return new EbnfReader(source).read();
}

class EbnfReader {
  readonly #source: string;
  readonly #tokens: readonly EbnfToken[];
  #at = 0;
  #comments: string[] = [];

  constructor(source: string) {
    this.#source = source;
    this.#tokens = [...source.matchAll(TOKEN)].map((match) => ({ text: match[0], start: match.index }));
  }

  read(): EbnfGrammar {
    this.#skipComments();
    const introduction = this.#comments.join(" ");
    const rules: EbnfRule[] = [];
    while (this.#peek() !== undefined) rules.push(this.#rule());
    return { introduction, rules };
  }

  #rule(): EbnfRule {
    this.#comments = [];
    if (!/^[A-Z]\w*$/.test(this.#peek() ?? "")) throw this.#wrong("a rule's name, which begins with a capital letter");
    const name = this.#take();
    this.#expect("=");
    const body = this.#choice();
    const end = this.#expect(";");
    this.#skipCommentsOnLine(end.start);
    const written = this.#source.slice(name.start, end.start + 1).replace(/\s*\(\*[\s\S]*?\*\)/g, "");
    const comments = this.#comments;
    this.#skipComments();
    return { name: name.text, body, source: written, comments };
  }

  #choice(): EbnfNode {
    const alternatives = [this.#sequence()];
    while (this.#peek() === "|") {
      this.#take();
      alternatives.push(this.#sequence());
    }
    const [only] = alternatives;
    return alternatives.length === 1 && only !== undefined ? only : { kind: "choice", alternatives };
  }

  #sequence(): EbnfNode {
    const items: EbnfNode[] = [];
    for (;;) {
      const next = this.#peek();
      if (next === undefined || (SYMBOLS.has(next) && !["(", "[", "{"].includes(next))) break;
      const item = this.#item();
      const previous = items.at(-1);
      const joined = previous === undefined ? undefined : joinLoop(previous, item);
      if (joined === undefined) items.push(item);
      else items.splice(-1, 1, joined);
    }
    const [only] = items;
    if (only === undefined) throw this.#wrong("something before this");
    return items.length === 1 ? only : { kind: "sequence", items };
  }

  #item(): EbnfNode {
    const { text } = this.#take();
    if (text === "(") return this.#closed(")");
    if (text === "[") return { kind: "option", item: this.#closed("]") };
    if (text === "{") {
      return { kind: "option", item: { kind: "loop", item: this.#closed("}"), separator: { kind: "nothing" } } };
    }
    if (text.startsWith('"') && text.length > 2) return { kind: "terminal", text: text.slice(1, -1) };
    if (text.startsWith("?") && text.length > 2) return { kind: "prose", text: inside(text, 1) };
    if (PROSE.test(text)) return this.#prose(text);
    if (/^\w+$/.test(text)) return { kind: "reference", name: text };
    this.#at -= 1;
    throw this.#wrong("a name, a text in quotes or a bracket");
  }

  #closed(bracket: string): EbnfNode {
    const body = this.#choice();
    this.#expect(bracket);
    return body;
  }

  #prose(first: string): EbnfNode {
    const words = [first];
    for (let next = this.#peek(); next !== undefined; next = this.#peek()) {
      const continues = PROSE.test(next) || (next.startsWith('"') && words.length > 1);
      if (!continues) break;
      words.push(this.#take().text);
    }
    return { kind: "prose", text: words.join(" ") };
  }

  #peek(): string | undefined {
    this.#skipComments();
    return this.#tokens[this.#at]?.text;
  }

  #take(): EbnfToken {
    this.#skipComments();
    const token = this.#tokens[this.#at];
    if (token === undefined) throw this.#wrong("more before the end");
    this.#at += 1;
    return token;
  }

  #expect(text: string): EbnfToken {
    if (this.#peek() !== text) throw this.#wrong(`\`${text}\``);
    return this.#take();
  }

  #skipComments(): void {
    for (let text = this.#tokens[this.#at]?.text ?? ""; isComment(text); text = this.#tokens[this.#at]?.text ?? "") {
      this.#comments.push(inside(text, 2));
      this.#at += 1;
    }
  }

  /** A comment behind a rule on its line belongs to it. */
  #skipCommentsOnLine(from: number): void {
    const next = this.#tokens[this.#at];
    if (next === undefined || !isComment(next.text) || /[\r\n]/.test(this.#source.slice(from, next.start))) return;
    this.#comments.push(inside(next.text, 2));
    this.#at += 1;
  }

  #wrong(expected: string): SyntaxError {
    const token = this.#tokens[this.#at];
    const line = this.#source.slice(0, token?.start ?? this.#source.length).split("\n").length;
    return new SyntaxError(`Line ${line} of the grammar: expected ${expected}, but found ${token?.text ?? "its end"}`);
  }
}

/** `A { "," A }` is one loop: A once or more often, commas between. */
function joinLoop(first: EbnfNode, next: EbnfNode): EbnfNode | undefined {
  if (next.kind !== "option" || next.item.kind !== "loop" || next.item.separator.kind !== "nothing") return undefined;
  const repeated = next.item.item;
  if (repeated.kind !== "sequence" || repeated.items.length !== 2) return undefined;
  const [separator, item] = repeated.items;
  if (separator?.kind !== "terminal" || JSON.stringify(item) !== JSON.stringify(first)) return undefined;
  return { kind: "loop", item: first, separator };
}
