import { SyntaxProblem } from "./syntax-problem.ts";

/** A token as JSONata's own reader sees it. */
export interface PlainToken {
  readonly kind: "operator" | "name" | "variable" | "literal" | "text" | "regex" | "end";
  readonly text: string;
  readonly at: number;
}

const DOUBLE = ["..", ":=", "!=", ">=", "<=", "**", "~>", "?:", "??"];
/** What ends a name, besides blanks. */
const SINGLE = ".[]{}(),@#;:?+-*/%|=<>^&!~";
const BLANKS = " \t\n\r\v";
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[Ee][-+]?[0-9]+)?/y;

/** Reads one token after another. Throws SyntaxProblem for what is no token. */
export class PlainTokens {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** @param afterOperand whether a slash divides */
  next(afterOperand: boolean): PlainToken {
    this.#skip();
    const at = this.#at;
    const letter = this.#text.charAt(at);
    if (at >= this.#text.length) return { kind: "end", text: "(end)", at };
    if (letter === "/" && !afterOperand) return this.#regex(at);
    const double = this.#text.slice(at, at + 2);
    if (DOUBLE.includes(double)) return this.#take("operator", double);
    if (SINGLE.includes(letter)) return this.#take("operator", letter);
    if (letter === '"' || letter === "'") return this.#string(at, letter);
    NUMBER.lastIndex = at;
    const number = NUMBER.exec(this.#text)?.[0];
    if (number !== undefined) {
      if (!Number.isFinite(Number(number))) throw new SyntaxProblem("S0102", at, number);
      return this.#take("literal", number);
    }
    return letter === "`" ? this.#quotedName(at) : this.#name(at);
  }

  #take(kind: PlainToken["kind"], text: string): PlainToken {
    const token = { kind, text, at: this.#at };
    this.#at += text.length;
    return token;
  }

  #skip(): void {
    for (;;) {
      while (this.#at < this.#text.length && BLANKS.includes(this.#text.charAt(this.#at))) this.#at += 1;
      if (!this.#text.startsWith("/*", this.#at)) return;
      const end = this.#text.indexOf("*/", this.#at + 2);
      if (end < 0) throw new SyntaxProblem("S0106", this.#at);
      this.#at = end + 2;
    }
  }

  #regex(at: number): PlainToken {
    let depth = 0;
    for (let end = at + 1; end < this.#text.length; end += 1) {
      const letter = this.#text.charAt(end);
      if (letter === "\\") end += 1;
      else if ("([{".includes(letter)) depth += 1;
      else if (")]}".includes(letter)) depth -= 1;
      else if (letter === "/" && depth === 0) {
        if (end === at + 1) throw new SyntaxProblem("S0301", at);
        let after = end + 1;
        while ("im".includes(this.#text.charAt(after)) && after < this.#text.length) after += 1;
        return this.#take("regex", this.#text.slice(at, after));
      }
    }
    throw new SyntaxProblem("S0302", at);
  }

  #string(at: number, quote: string): PlainToken {
    for (let end = at + 1; end < this.#text.length; end += 1) {
      const letter = this.#text.charAt(end);
      if (letter === quote) return this.#take("text", this.#text.slice(at, end + 1));
      if (letter !== "\\") continue;
      end += 1;
      const escaped = this.#text.charAt(end);
      if (escaped === "u") {
        if (!/^[0-9a-fA-F]+$/.test(this.#text.slice(end + 1, end + 5))) throw new SyntaxProblem("S0104", end);
        end += 4;
      } else if (!'"\\/bfnrt'.includes(escaped) || escaped === "") throw new SyntaxProblem("S0103", end, escaped);
    }
    throw new SyntaxProblem("S0101", at);
  }

  #quotedName(at: number): PlainToken {
    const end = this.#text.indexOf("`", at + 1);
    if (end < 0) throw new SyntaxProblem("S0105", at);
    return this.#take("name", this.#text.slice(at, end + 1));
  }

  #name(at: number): PlainToken {
    let end = at;
    while (
      end < this.#text.length &&
      !BLANKS.includes(this.#text.charAt(end)) &&
      !SINGLE.includes(this.#text.charAt(end))
    )
      end += 1;
    const name = this.#text.slice(at, end);
    if (name.startsWith("$")) return this.#take("variable", name);
    if (name === "true" || name === "false" || name === "null") return this.#take("literal", name);
    return this.#take(name === "and" || name === "or" || name === "in" ? "operator" : "name", name);
  }
}
