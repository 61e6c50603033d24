import type { EntitySchema } from "@xmap/contract";
import type { Field, Type } from "@xmap/language";
import { binary, type Code, help, literal, property, unary } from "../ir/code.ts";

/** What a value that a rule has made must not be, where types do not rule it out. */
export interface TargetCheck {
  readonly wrong: Code;
  /** What it must be, in words. */
  readonly wanted: string;
}

/** What JSON Schema says of a value in one word. */
interface WordCheck {
  readonly kind: "text" | "number" | "list";
  wrong(value: Code, limit: Code): Code;
  /** The same of a value that is known. */
  isWrong(value: string | number, limit: string | number): boolean;
  wanted(limit: string | number): string;
}

/** The words that are checked in a line of generated code. */
const WORDS: Readonly<Record<string, WordCheck>> = {
  maxLength: {
    kind: "text",
    wrong: (value, limit) => help("isLonger", value, limit),
    isWrong: (value, limit) => [...String(value)].length > Number(limit),
    wanted: (limit) => `text of at most ${limit} characters`,
  },
  minLength: {
    kind: "text",
    wrong: (value, limit) => help("isShorter", value, limit),
    isWrong: (value, limit) => [...String(value)].length < Number(limit),
    wanted: (limit) => `text of at least ${limit} characters`,
  },
  pattern: {
    kind: "text",
    wrong: (value, limit) => unary("!", help("matchesPattern", value, limit)),
    isWrong: (value, limit) => !new RegExp(String(limit), "u").test(String(value)),
    wanted: (limit) => `text of the form ${limit}`,
  },
  minimum: comparison("<", "at least", (value, limit) => value < limit),
  maximum: comparison(">", "at most", (value, limit) => value > limit),
  exclusiveMinimum: comparison("<=", "more than", (value, limit) => value <= limit),
  exclusiveMaximum: comparison(">=", "less than", (value, limit) => value >= limit),
  multipleOf: {
    kind: "number",
    wrong: (value, limit) => unary("!", help("isMultipleOf", value, limit)),
    // Seldom worth to be found out before.
    isWrong: () => true,
    wanted: (limit) => `a multiple of ${limit}`,
  },
  minItems: {
    kind: "list",
    wrong: (value, limit) => binary("<", property(value, "length"), limit),
    isWrong: () => true,
    wanted: (limit) => `a list of at least ${limit}`,
  },
  maxItems: {
    kind: "list",
    wrong: (value, limit) => binary(">", property(value, "length"), limit),
    isWrong: () => true,
    wanted: (limit) => `a list of at most ${limit}`,
  },
};

function comparison(
  operator: "<" | ">" | "<=" | ">=",
  words: string,
  isWrong: (value: number, limit: number) => boolean,
): WordCheck {
  return {
    kind: "number",
    wrong: (value, limit) => binary(operator, value, limit),
    isWrong: (value, limit) => isWrong(Number(value), Number(limit)),
    wanted: (limit) => `a number of ${words} ${limit}`,
  };
}

/** The words of a field's schema that are more than a type: those of our own, and those that a compiled schema checks. */
export function wordsOf(schema: EntitySchema | undefined) {
  const { maxLength, pattern, minimum } = schema ?? {};
  const given = { maxLength, pattern, minimum, ...schema?.["x-xmap-checked"] };
  const entries = Object.entries(given).filter(([, limit]) => limit !== undefined);
  return {
    plain: entries.filter(([word]) => Object.hasOwn(WORDS, word)) as readonly (readonly [string, string | number])[],
    compound: Object.fromEntries(entries.filter(([word]) => !Object.hasOwn(WORDS, word))) as Readonly<
      Record<string, unknown>
    >,
  };
}

/**
 * Checks of a value of a type, under the name `value`, for a target field: one for each word that the type does not
 * prove already. `isSure`: the value is of the target's type, neither absent nor null nor kept.
 */
export function targetChecks(target: Field, type: Type, value: Code, isSure: boolean): readonly TargetCheck[] {
  return wordsOf(target.schema).plain.flatMap(([word, limit]) => {
    const check = WORDS[word];
    if (check === undefined || kindOf(target.value.type) !== check.kind || isProved(word, limit, check, type))
      return [];
    const wrong = check.wrong(value, literal(limit));
    return [{ wrong: isSure ? wrong : binary("&&", isOfKind(value, check.kind), wrong), wanted: check.wanted(limit) }];
  });
}

function kindOf(type: Type): WordCheck["kind"] | undefined {
  switch (type.kind) {
    case "text":
      return "text";
    case "number":
    case "decimal":
    case "money":
      return "number";
    case "list":
      return "list";
    default:
      return undefined;
  }
}

function isProved(word: string, limit: string | number, check: WordCheck, type: Type): boolean {
  if (type.kind === "enumeration")
    return type.values.every((value) => typeof value !== "boolean" && !check.isWrong(value, limit));
  if (type.kind !== "text") return false;
  if (word === "maxLength") return type.maxLength !== undefined && type.maxLength <= Number(limit);
  return word === "pattern" && type.pattern === limit;
}

function isOfKind(value: Code, kind: WordCheck["kind"]): Code {
  if (kind === "list") return { kind: "call", callee: { kind: "helper", name: "Array.isArray" }, arguments: [value] };
  return binary("===", unary("typeof ", value), literal(kind === "text" ? "string" : "number"));
}
