import { badQuery } from "../api-error.ts";
import { type Dialect, type FilterToken, filterTokens, type ValueKind } from "./filter-token.ts";

/** A value that a filter can compare; `undefined` kinds are known only at the row. */
type Operand<Record> = {
  readonly kind: ValueKind;
  readonly label: string;
  read(record: Record): string | number | boolean | null;
};

/** How a filter finds fields. Both throw ApiError for a field that cannot be filtered by. */
export type FilterFields<Record> = {
  field(path: string): Operand<Record>;
  custom?(type: string, path: string): Operand<Record>;
};

/** True for records that a filter keeps. */
export type Predicate<Record> = (record: Record) => boolean;

type Functions = { readonly [name: string]: { readonly textAt: number; test(text: string, part: string): boolean } };

const contains = (text: string, part: string): boolean => text.includes(part);
const textFunctions: Functions = {
  startswith: { textAt: 0, test: (text, part) => text.startsWith(part) },
  endswith: { textAt: 0, test: (text, part) => text.endsWith(part) },
};
const functionsOf: { readonly [Name in Dialect]: Functions } = {
  v3: { ...textFunctions, substringof: { textAt: 1, test: contains } },
  v4: { ...textFunctions, contains: { textAt: 0, test: contains } },
};

const comparisons: { readonly [operator: string]: (order: number) => boolean } = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
};

/** Reads `$filter`. Text compares without case and trailing blanks, as the database does. Throws ApiError. */
export function readFilter<Record>(
  text: string,
  fields: FilterFields<Record>,
  dialect: Dialect = "v3",
  isOldFeed = false,
): Predicate<Record> {
  const parser = new FilterParser(filterTokens(text, dialect, isOldFeed), fields, functionsOf[dialect], text);
  return parser.whole();
}

class FilterParser<Record> {
  readonly #tokens: readonly FilterToken[];
  readonly #fields: FilterFields<Record>;
  readonly #functions: Functions;
  readonly #text: string;
  #next = 0;

  constructor(tokens: readonly FilterToken[], fields: FilterFields<Record>, functions: Functions, text: string) {
    this.#tokens = tokens;
    this.#fields = fields;
    this.#functions = functions;
    this.#text = text;
  }

  whole(): Predicate<Record> {
    const predicate = this.#or();
    if (this.#next < this.#tokens.length) {
      throw this.#wrong();
    }
    return predicate;
  }

  #or(): Predicate<Record> {
    let left = this.#and();
    while (this.#takeWord("or")) {
      const [first, second] = [left, this.#and()];
      left = (record) => first(record) || second(record);
    }
    return left;
  }

  #and(): Predicate<Record> {
    let left = this.#not();
    while (this.#takeWord("and")) {
      const [first, second] = [left, this.#not()];
      left = (record) => first(record) && second(record);
    }
    return left;
  }

  #not(): Predicate<Record> {
    if (this.#takeWord("not")) {
      const inner = this.#not();
      return (record) => !inner(record);
    }
    if (this.#takeMark("(")) {
      const inner = this.#or();
      this.#expectMark(")");
      return inner;
    }
    return this.#comparison();
  }

  #comparison(): Predicate<Record> {
    const call = this.#call();
    const operator = this.#operator();
    if (call !== undefined) {
      if (operator === undefined) {
        return call;
      }
      const wanted = this.#operand();
      return (record) => comparisons[operator]?.(Number(call(record)) - Number(wanted.read(record))) === true;
    }
    const left = this.#operand();
    const between = this.#operator();
    if (between === undefined) {
      if (left.kind !== "boolean") {
        throw this.#wrong();
      }
      return (record) => left.read(record) === true;
    }
    return compare(left, between, this.#operand());
  }

  #call(): Predicate<Record> | undefined {
    const token = this.#tokens[this.#next];
    const following = this.#tokens[this.#next + 1];
    if (token?.kind !== "name" || following?.kind !== "mark" || following.text !== "(") {
      return undefined;
    }
    const known = this.#functions[token.text];
    if (known === undefined) {
      throw badQuery(`An unknown function with name '${token.text}' was found.`);
    }
    this.#next += 2;
    const first = this.#operand();
    this.#expectMark(",");
    const second = this.#operand();
    this.#expectMark(")");
    if (first.kind !== "string" || second.kind !== "string") {
      throw badQuery(`No function signature for '${token.text}' matches the specified arguments.`);
    }
    const [whole, part] = known.textAt === 0 ? [first, second] : [second, first];
    return (record) => known.test(collated(whole.read(record)), collated(part.read(record)));
  }

  #operand(): Operand<Record> {
    const token = this.#tokens[this.#next];
    this.#next += 1;
    switch (token?.kind) {
      case "literal":
        return { kind: token.type, label: String(token.value), read: () => token.value };
      case "name":
        return this.#fields.field(token.text);
      case "custom": {
        const operand = this.#fields.custom?.(token.type, token.path);
        if (operand !== undefined) {
          return operand;
        }
        throw this.#wrong();
      }
      default:
        throw this.#wrong();
    }
  }

  #operator(): string | undefined {
    const token = this.#tokens[this.#next];
    if (token?.kind !== "name" || !Object.hasOwn(comparisons, token.text)) {
      return undefined;
    }
    this.#next += 1;
    return token.text;
  }

  #takeWord(word: string): boolean {
    const token = this.#tokens[this.#next];
    const found = token?.kind === "name" && token.text === word;
    this.#next += found ? 1 : 0;
    return found;
  }

  #takeMark(mark: string): boolean {
    const token = this.#tokens[this.#next];
    const found = token?.kind === "mark" && token.text === mark;
    this.#next += found ? 1 : 0;
    return found;
  }

  #expectMark(mark: string): void {
    if (!this.#takeMark(mark)) {
      throw this.#wrong();
    }
  }

  #wrong(): Error {
    return badQuery(`Syntax error in '${this.#text}' at token ${this.#next + 1}.`);
  }
}

function compare<Record>(left: Operand<Record>, operator: string, right: Operand<Record>): Predicate<Record> {
  if (left.kind !== right.kind && left.kind !== "null" && right.kind !== "null") {
    throw badQuery(
      `A binary operator with incompatible types was detected. Found operand types '${left.kind}' (${left.label}) and ` +
        `'${right.kind}' (${right.label}) for operator kind '${operator}'.`,
    );
  }
  const test = comparisons[operator] ?? (() => false);
  const order = left.kind === "string" || right.kind === "string" ? orderOfTexts : orderOf;
  return (record) => {
    const [first, second] = [left.read(record), right.read(record)];
    if (first === null || second === null) {
      const areSame = first === second;
      return operator === "eq" ? areSame : operator === "ne" ? !areSame : false;
    }
    return test(order(first, second));
  };
}

type Comparable = string | number | boolean;

function orderOfTexts(left: Comparable, right: Comparable): number {
  return orderOf(collated(left), collated(right));
}

function orderOf(left: Comparable, right: Comparable): number {
  return left === right ? 0 : left < right ? -1 : 1;
}

function collated<Value extends string | number | boolean | null>(value: Value): string;
function collated(value: string | number | boolean | null): string | number | boolean {
  return typeof value === "string" ? value.trimEnd().toLowerCase() : (value ?? "");
}
