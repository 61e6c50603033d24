import type { Diagnostic } from "@xmap/diagnostics";
import { checkSignature } from "./check-signature.ts";
import { type PlainToken, PlainTokens } from "./plain-tokens.ts";
import { SyntaxProblem } from "./syntax-problem.ts";

/** JSONata's codes for what the grammar reports; the rest is a token that does not fit. */
const CODES: Readonly<Record<string, string>> = {
  "bad-step": "S0213",
  "bad-grouping": "S0210",
  "bad-focus": "S0215",
  "bad-assignment": "S0212",
  "bad-number": "S0102",
  "bad-escape": "S0103",
  "bad-regular-expression": "S0302",
  "too-deep": "U1001",
};

/**
 * Why a text that the grammar has refused is no expression: read again as JSONata's own reader reads it
 * (Pratt's top down operator precedence), for the code and place of the first error.
 */
export function findSyntaxProblem(text: string, diagnostics: readonly Diagnostic[]): SyntaxProblem {
  try {
    const late = new PlainReader(text).read();
    if (late !== undefined) return late;
  } catch (error) {
    if (error instanceof SyntaxProblem) return error;
    if (error instanceof RangeError) return new SyntaxProblem("U1001", 0);
    throw error;
  }
  const [first] = diagnostics;
  return new SyntaxProblem(CODES[first?.code ?? ""] ?? "S0201", first?.span.start ?? 0);
}

const POWERS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    "[": 80,
    "(": 80,
    "@": 80,
    "#": 80,
    ".": 75,
    "{": 70,
    "*": 60,
    "/": 60,
    "%": 60,
    "+": 50,
    "-": 50,
    "&": 50,
    "=": 40,
    "<": 40,
    ">": 40,
    "^": 40,
    "!=": 40,
    "<=": 40,
    ">=": 40,
    "~>": 40,
    "?:": 40,
    "??": 40,
    in: 40,
    and: 30,
    or: 25,
    "?": 20,
    ":=": 10,
  }),
);

/** What the reader remembers of what it has read. */
interface Operand {
  readonly kind: "variable" | "name" | "literal" | "other";
  readonly text: string;
  readonly at: number;
  readonly isFiltered?: boolean;
  readonly isSorted?: boolean;
}

class PlainReader {
  readonly #tokens: PlainTokens;
  #token: PlainToken;
  /** The first thing that is wrong, although every token fits. */
  #late: SyntaxProblem | undefined;

  constructor(text: string) {
    this.#tokens = new PlainTokens(text);
    this.#token = this.#tokens.next(false);
  }

  read(): SyntaxProblem | undefined {
    this.#expression(0);
    if (this.#token.kind !== "end") throw new SyntaxProblem("S0201", this.#token.at, this.#token.text);
    return this.#late;
  }

  #advance(expected?: string, afterOperand = false): void {
    if (expected !== undefined && !this.#isNext(expected)) {
      const { kind, text, at } = this.#token;
      throw new SyntaxProblem(kind === "end" ? "S0203" : "S0202", at, text);
    }
    this.#token = this.#tokens.next(afterOperand);
    const { kind, text, at } = this.#token;
    if (kind === "operator" && (text === "!" || text === "~")) throw new SyntaxProblem("S0204", at, text);
  }

  #isNext(text: string): boolean {
    return this.#token.kind === "operator" && this.#token.text === text;
  }

  #report(code: string, at: number, token?: string): void {
    this.#late ??= new SyntaxProblem(code, at, token);
  }

  #expression(power: number): Operand {
    const token = this.#token;
    this.#advance(undefined, true);
    let left = this.#prefix(token);
    while (this.#token.kind === "operator" && power < (POWERS.get(this.#token.text) ?? 0)) {
      const operator = this.#token;
      this.#advance();
      left = this.#infix(left, operator);
    }
    return left;
  }

  #prefix({ kind, text, at }: PlainToken): Operand {
    const other: Operand = { kind: "other", text, at };
    switch (kind) {
      case "end":
        this.#report("S0207", at, text);
        return other;
      case "variable":
      case "name":
      case "literal":
        return { kind, text, at };
      case "text":
      case "regex":
        return other;
    }
    switch (text) {
      case "and":
      case "or":
      case "in":
        return { kind: "name", text, at };
      case "*":
      case "**":
      case "%":
        return other;
      case "-":
        this.#expression(70);
        return other;
      case "(":
        this.#list(")", ";", () => this.#expression(0), true);
        return other;
      case "[":
        this.#list("]", ",", () => this.#item(), false);
        return other;
      case "{":
        this.#pairs();
        return other;
      case "|":
        this.#transform();
        return other;
      default:
        throw new SyntaxProblem("S0211", at, text);
    }
  }

  #list(close: string, separator: string, readOne: () => void, mayEndEarly: boolean): void {
    while (!this.#isNext(close)) {
      readOne();
      if (!this.#isNext(separator)) break;
      this.#advance(separator);
      if (!mayEndEarly && this.#isNext(close)) readOne();
    }
    this.#advance(close, true);
  }

  #item(): void {
    this.#expression(0);
    if (!this.#isNext("..")) return;
    this.#advance("..");
    this.#expression(0);
  }

  #pairs(): void {
    const readPair = (): void => {
      this.#expression(0);
      this.#advance(":");
      this.#expression(0);
    };
    this.#list("}", ",", readPair, false);
  }

  #transform(): void {
    this.#expression(0);
    this.#advance("|");
    this.#expression(0);
    if (this.#isNext(",")) {
      this.#advance(",");
      this.#expression(0);
    }
    this.#advance("|");
  }

  #infix(left: Operand, { text, at }: PlainToken): Operand {
    const other: Operand = { kind: "other", text, at };
    switch (text) {
      case "[":
        if (this.#isNext("]")) {
          this.#advance("]");
          return left;
        }
        this.#expression(0);
        this.#advance("]", true);
        return { ...other, isFiltered: true };
      case "(":
        return this.#call(left, other);
      case "{":
        this.#pairs();
        return other;
      case "^":
        this.#advance("(");
        this.#sortTerms();
        return { ...other, isSorted: true };
      case "@":
      case "#":
        return this.#binding(left, text, other);
      case ":=":
        if (left.kind !== "variable") throw new SyntaxProblem("S0212", left.at, left.text);
        this.#expression(9);
        return other;
      case "?":
        this.#expression(0);
        if (this.#isNext(":")) {
          this.#advance(":");
          this.#expression(0);
        }
        return other;
      case "?:":
      case "??":
        this.#expression(0);
        return other;
      case ".": {
        const right = this.#expression(75);
        for (const side of [left, right]) if (side.kind === "literal") this.#report("S0213", side.at, side.text);
        return { ...other, isFiltered: right.isFiltered === true };
      }
      default:
        this.#expression(POWERS.get(text) ?? 0);
        return other;
    }
  }

  #binding(left: Operand, mark: string, other: Operand): Operand {
    const right = this.#expression(80);
    if (right.kind !== "variable") throw new SyntaxProblem("S0214", right.at, mark);
    if (mark === "@" && left.isFiltered === true) this.#report("S0215", other.at);
    else if (mark === "@" && left.isSorted === true) this.#report("S0216", other.at);
    return { ...other, isFiltered: mark === "#" && left.isFiltered === true };
  }

  #sortTerms(): void {
    for (;;) {
      if (this.#isNext("<") || this.#isNext(">")) this.#advance();
      this.#expression(0);
      if (!this.#isNext(",")) break;
      this.#advance(",");
    }
    this.#advance(")");
  }

  #call(callee: Operand, other: Operand): Operand {
    const given: Operand[] = [];
    const readOne = (): void => {
      if (this.#isNext("?")) this.#advance("?");
      else given.push(this.#expression(0));
    };
    this.#list(")", ",", readOne, false);
    if (callee.kind === "name" && (callee.text === "function" || callee.text === "\u03bb")) this.#lambda(given);
    return other;
  }

  #lambda(parameters: readonly Operand[]): void {
    for (const { kind, at, text } of parameters) if (kind !== "variable") throw new SyntaxProblem("S0208", at, text);
    if (this.#isNext("<")) this.#signature();
    this.#advance("{");
    this.#expression(0);
    this.#advance("}");
  }

  #signature(): void {
    const { at } = this.#token;
    let signature = "<";
    for (let depth = 1; depth > 0 && !this.#isNext("{") && this.#token.kind !== "end"; ) {
      this.#advance();
      if (this.#isNext(">")) depth -= 1;
      else if (this.#isNext("<")) depth += 1;
      signature += this.#token.text;
    }
    this.#advance(">");
    checkSignature(signature, at);
  }
}
