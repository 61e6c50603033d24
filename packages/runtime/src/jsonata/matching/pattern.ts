/** Whether a UTF-16 unit belongs to a set. */
export type UnitTest = (unit: number) => boolean;

/** A regular expression of JavaScript without the flags `u` and `v`, taken apart. */
export type Pattern =
  | { readonly kind: "unit"; readonly test: UnitTest }
  | { readonly kind: "start" | "end" | "boundary" | "noBoundary" }
  | { readonly kind: "sequence"; readonly parts: readonly Pattern[] }
  | { readonly kind: "choice"; readonly options: readonly Pattern[] }
  | { readonly kind: "group"; readonly number: number | undefined; readonly body: Pattern }
  | { readonly kind: "look"; readonly isNegative: boolean; readonly body: Pattern }
  | { readonly kind: "back"; readonly number: number }
  | {
      readonly kind: "repeat";
      readonly body: Pattern;
      readonly least: number;
      readonly most: number;
      readonly isLazy: boolean;
      /** The groups within, which every turn forgets: from this one up to, not including, that one. */
      readonly groups: readonly [number, number];
    };

/** Says that a construct is not read here. */
export class UnknownConstruct extends Error {
  override readonly name = "UnknownConstruct";
}

const DIGIT: UnitTest = (unit) => unit >= 48 && unit <= 57;
const WORD: UnitTest = (unit) =>
  DIGIT(unit) || (unit >= 65 && unit <= 90) || unit === 95 || (unit >= 97 && unit <= 122);
const SPACE: UnitTest = (unit) => /\s/.test(String.fromCharCode(unit));
const LINE_END: UnitTest = (unit) => unit === 10 || unit === 13 || unit === 0x2028 || unit === 0x2029;
const not =
  (test: UnitTest): UnitTest =>
  (unit) =>
    !test(unit);

const CLASSES: Readonly<Record<string, UnitTest>> = {
  d: DIGIT,
  D: not(DIGIT),
  w: WORD,
  W: not(WORD),
  s: SPACE,
  S: not(SPACE),
};
const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13 };

export const isWordUnit = WORD;
export const isLineEnd = LINE_END;

export interface ReadPattern {
  readonly pattern: Pattern;
  readonly groupCount: number;
  readonly hasBackReferences: boolean;
}

/** Reads a pattern that RegExp has accepted. Throws UnknownConstruct for look-behinds, names and modifiers. */
export function readPattern(source: string, ignoresCase: boolean): ReadPattern {
  return new PatternReader(source, ignoresCase).read();
}

class PatternReader {
  readonly #source: string;
  readonly #ignoresCase: boolean;
  readonly #groupTotal: number;
  #at = 0;
  #groups = 0;
  #hasBackReferences = false;

  constructor(source: string, ignoresCase: boolean) {
    this.#source = source;
    this.#ignoresCase = ignoresCase;
    this.#groupTotal = (new RegExp(`${source}|`).exec("")?.length ?? 1) - 1;
  }

  read(): ReadPattern {
    const pattern = this.#choice();
    if (this.#at < this.#source.length) throw new UnknownConstruct(this.#source.charAt(this.#at));
    return { pattern, groupCount: this.#groups, hasBackReferences: this.#hasBackReferences };
  }

  #take(text: string): boolean {
    if (!this.#source.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #choice(): Pattern {
    const options: Pattern[] = [];
    do options.push(this.#sequence());
    while (this.#take("|"));
    const [only] = options;
    return options.length === 1 && only !== undefined ? only : { kind: "choice", options };
  }

  #sequence(): Pattern {
    const parts: Pattern[] = [];
    while (this.#at < this.#source.length && !"|)".includes(this.#source.charAt(this.#at))) {
      const before = this.#groups;
      const part = this.#term();
      parts.push(this.#quantified(part, before));
    }
    return { kind: "sequence", parts };
  }

  #quantified(body: Pattern, before: number): Pattern {
    const counts = this.#counts();
    if (counts === undefined) return body;
    const [least, most] = counts;
    const isLazy = this.#take("?");
    return { kind: "repeat", body, least, most, isLazy, groups: [before + 1, this.#groups + 1] };
  }

  #counts(): readonly [number, number] | undefined {
    if (this.#take("*")) return [0, Number.POSITIVE_INFINITY];
    if (this.#take("+")) return [1, Number.POSITIVE_INFINITY];
    if (this.#take("?")) return [0, 1];
    const braces = /^\{(\d+)(?:(,)(\d*))?\}/.exec(this.#source.slice(this.#at, this.#at + 40));
    if (braces === null) return undefined;
    this.#at += braces[0].length;
    const least = Number(braces[1]);
    if (braces[2] === undefined) return [least, least];
    return [least, braces[3] === "" || braces[3] === undefined ? Number.POSITIVE_INFINITY : Number(braces[3])];
  }

  #term(): Pattern {
    if (this.#take("^")) return { kind: "start" };
    if (this.#take("$")) return { kind: "end" };
    if (this.#take(".")) return { kind: "unit", test: not(LINE_END) };
    if (this.#take("(")) return this.#group();
    if (this.#take("[")) return { kind: "unit", test: this.#class() };
    if (this.#take("\\")) return this.#escape();
    const unit = this.#source.charCodeAt(this.#at);
    this.#at += 1;
    return { kind: "unit", test: this.#equals(unit) };
  }

  #group(): Pattern {
    if (this.#take("?=") || this.#take("?!")) {
      const isNegative = this.#source.charAt(this.#at - 1) === "!";
      return this.#closed({ kind: "look", isNegative, body: this.#choice() });
    }
    if (this.#take("?:")) return this.#closed({ kind: "group", number: undefined, body: this.#choice() });
    if (this.#source.charAt(this.#at) === "?") throw new UnknownConstruct("(?");
    this.#groups += 1;
    const number = this.#groups;
    return this.#closed({ kind: "group", number, body: this.#choice() });
  }

  #closed(pattern: Pattern): Pattern {
    if (!this.#take(")")) throw new UnknownConstruct("(");
    return pattern;
  }

  #escape(): Pattern {
    if (this.#take("b")) return { kind: "boundary" };
    if (this.#take("B")) return { kind: "noBoundary" };
    const number = /^[1-9]\d*/.exec(this.#source.slice(this.#at, this.#at + 5))?.[0];
    if (number !== undefined && Number(number) <= this.#groupTotal) {
      this.#at += number.length;
      this.#hasBackReferences = true;
      return { kind: "back", number: Number(number) };
    }
    const escaped = this.#escapedUnit();
    return { kind: "unit", test: typeof escaped === "number" ? this.#equals(escaped) : escaped };
  }

  /** What follows a backslash: a class, or a unit. */
  #escapedUnit(): UnitTest | number {
    const letter = this.#source.charAt(this.#at);
    this.#at += 1;
    const known = CLASSES[letter];
    if (known !== undefined) return known;
    const control = CONTROLS[letter];
    if (control !== undefined) return control;
    const hexadecimal = /^(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4})/.exec(this.#source.slice(this.#at - 1, this.#at + 4));
    if (hexadecimal !== null) {
      this.#at += hexadecimal[0].length - 1;
      return Number.parseInt(hexadecimal[0].slice(1), 16);
    }
    if (letter === "c" && /[A-Za-z]/.test(this.#source.charAt(this.#at))) {
      this.#at += 1;
      return this.#source.charCodeAt(this.#at - 1) % 32;
    }
    if (letter === "0" && !/\d/.test(this.#source.charAt(this.#at))) return 0;
    if (letter === "k" || letter === "c" || /\d/.test(letter)) throw new UnknownConstruct(`\\${letter}`);
    return letter.charCodeAt(0);
  }

  #class(): UnitTest {
    const isNegative = this.#take("^");
    const tests: UnitTest[] = [];
    while (!this.#take("]")) {
      const from = this.#classUnit();
      const isRange = this.#source.charAt(this.#at) === "-" && this.#source.charAt(this.#at + 1) !== "]";
      if (!isRange) {
        tests.push(typeof from === "number" ? (unit) => unit === from : from);
        continue;
      }
      this.#at += 1;
      const to = this.#classUnit();
      if (typeof from === "number" && typeof to === "number") tests.push((unit) => unit >= from && unit <= to);
      else for (const end of [from, to, 45]) tests.push(typeof end === "number" ? (unit) => unit === end : end);
    }
    const isAny: UnitTest = (unit) => tests.some((test) => test(unit));
    const isIn = this.#ignoresCase ? (unit: number): boolean => variantsOf(unit).some(isAny) : isAny;
    return isNegative ? not(isIn) : isIn;
  }

  #classUnit(): UnitTest | number {
    if (this.#at >= this.#source.length) throw new UnknownConstruct("[");
    if (this.#take("\\")) return this.#take("b") ? 8 : this.#escapedUnit();
    this.#at += 1;
    return this.#source.charCodeAt(this.#at - 1);
  }

  #equals(unit: number): UnitTest {
    if (!this.#ignoresCase) return (other) => other === unit;
    const folded = fold(unit);
    return (other) => other === unit || fold(other) === folded;
  }
}

/** A unit as comparisons without case see it (ECMA-262, Canonicalize without `u`). */
export function fold(unit: number): number {
  const upper = String.fromCharCode(unit).toUpperCase();
  if (upper.length !== 1) return unit;
  const code = upper.charCodeAt(0);
  return unit >= 128 && code < 128 ? unit : code;
}

function variantsOf(unit: number): readonly number[] {
  const folded = fold(unit);
  const lower = String.fromCharCode(unit).toLowerCase();
  const variants = [unit, folded];
  if (lower.length === 1 && fold(lower.charCodeAt(0)) === folded) variants.push(lower.charCodeAt(0));
  return variants;
}
