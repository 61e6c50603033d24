import type { CallCode, Code } from "../ir/code.ts";
import { camelCase, pascalCase, singular, toIdentifier } from "../lower/names.ts";
import { calledHelper } from "./expression-forms.ts";

/** Longer names are cut to what they begin with. */
const LONGEST_NAME = 24;

/** Fields that say little without the record that they are of. */
const GENERAL: ReadonlySet<string> = new Set(
  "amount code count date id key kind label name number price quantity state status text title total type value".split(
    " ",
  ),
);

/** What helpers make, before the name of what they make it of. */
const MADE: ReadonlyMap<string, string> = new Map([
  ["average", "averageOf"],
  ["boolean", ""],
  ["ceil", "rounded"],
  ["checked", ""],
  ["count", "countOf"],
  ["distinct", "distinct"],
  ["floor", "rounded"],
  ["joinName", "fullNameOf"],
  ["keys", "keysOf"],
  ["length", "lengthOf"],
  ["list", ""],
  ["lowercase", "lower"],
  ["maximum", "highestOf"],
  ["maximumMoney", "highestOf"],
  ["merge", "merged"],
  ["minimum", "lowestOf"],
  ["minimumMoney", "lowestOf"],
  ["money", ""],
  ["amount", ""],
  ["negate", "negative"],
  ["negateMoney", "negative"],
  ["number", "numberOf"],
  ["replace", "replaced"],
  ["reverse", "reversed"],
  ["round", "rounded"],
  ["roundMoney", "rounded"],
  ["single", ""],
  ["sorted", "sorted"],
  ["split", "partsOf"],
  ["string", "textOf"],
  ["substring", "partOf"],
  ["substringAfter", "endOf"],
  ["substringBefore", "beginningOf"],
  ["sum", "totalOf"],
  ["sumMoney", "totalOf"],
  ["text", ""],
  ["toLowerCase", "lower"],
  ["toUpperCase", "upper"],
  ["trim", "trimmed"],
  ["uppercase", "upper"],
]);

/** What stands between the names of two operands. */
const BETWEEN: ReadonlyMap<string, string> = new Map([
  ["+", "Plus"],
  ["-", "Minus"],
  ["*", "Times"],
  ["/", "Per"],
  ["%", "Modulo"],
  ["??", "Or"],
  ["add", "Plus"],
  ["addMoney", "Plus"],
  ["divide", "Per"],
  ["modulo", "Modulo"],
  ["multiply", "Times"],
  ["multiplyMoney", "Times"],
  ["subtract", "Minus"],
  ["subtractMoney", "Minus"],
]);

/** A name that says what an expression is, from its paths and functions: `totalOfPrices`, `upperCode`. */
export function nameExpression(code: Code): string {
  const name = camelCase(nounOf(code) ?? "value");
  if (name.length <= LONGEST_NAME) return name;
  const words = name.match(/^[a-z0-9$]+|[A-Z]+[a-z0-9$]*/g) ?? [name];
  let cut = "";
  for (const word of words) {
    if (cut.length + word.length > LONGEST_NAME) break;
    cut += word;
  }
  return cut.replace(/(Of|Plus|Minus|Times|Per|Modulo|Or)$/, "") || "value";
}

function nounOf(code: Code): string | undefined {
  switch (code.kind) {
    case "local":
      return code.local.name;
    case "export":
      return code.exported.name;
    case "property":
      return nounOfField(code.object, code.name);
    case "call":
      return nounOfCall(code);
    case "cast":
      return nounOf(code.value);
    case "unary":
      return code.operator === "!" ? prefixed("no", nounOf(code.operand)) : nounOf(code.operand);
    case "binary":
      return between(BETWEEN.get(code.operator) ?? "And", code.left, code.right);
    case "conditional":
      return nounOf(code.chosen) ?? nounOf(code.otherwise);
    case "list":
      return code.items.map(nounOf).find((name) => name !== undefined);
    case "text":
      return prefixed(
        "textOf",
        code.parts.map((part) => (typeof part === "string" ? undefined : nounOf(part))).find(isGiven),
      );
    default:
      return undefined;
  }
}

function nounOfField(object: Code, name: string): string {
  if (name === "length") return `countOf${pascalCase(nounOf(object) ?? "values")}`;
  const owner = GENERAL.has(name) ? nounOf(object) : undefined;
  return owner === undefined ? toIdentifier(name) : `${owner}${pascalCase(name)}`;
}

function nounOfCall(code: CallCode): string | undefined {
  const { callee } = code;
  const [first, second] = code.arguments;
  if (callee.kind === "property" && calledHelper(code) === undefined)
    return nounOfMethod(callee.object, callee.name, first);
  if (callee.kind === "export") return callee.exported.name;
  const name = callee.kind === "helper" ? callee.name : "";
  const word = BETWEEN.get(name);
  if (word !== undefined && first !== undefined && second !== undefined) return between(word, first, second);
  const noun = first === undefined ? undefined : nounOf(first);
  return prefixed(MADE.get(name) ?? (name === "" ? "computed" : `${name}Of`), noun);
}

function nounOfMethod(object: Code, name: string, argument: Code | undefined): string | undefined {
  const base = nounOf(object);
  switch (name) {
    case "filter":
      return isPresenceFilter(argument) ? base : prefixed("chosen", base);
    case "map":
    case "flatMap": {
      const item = argument?.kind === "arrow" && argument.value !== undefined ? nounOf(argument.value) : undefined;
      return item === undefined ? base : plural(item);
    }
    case "at": {
      const position = argument?.kind === "literal" ? argument.value : undefined;
      const one = base === undefined ? "item" : singular(base);
      return prefixed(position === 0 ? "first" : position === -1 ? "last" : "one", one);
    }
    default:
      return prefixed(MADE.get(name) ?? `${name}Of`, base);
  }
}

/** `value => value !== undefined` */
function isPresenceFilter(code: Code | undefined): boolean {
  return code?.kind === "arrow" && code.value?.kind === "binary" && code.value.left.kind === "local";
}

function between(word: string, left: Code, right: Code): string | undefined {
  const [first, second] = [nounOf(left), nounOf(right)];
  if (first === undefined || second === undefined) return first ?? second;
  return `${first}${word}${pascalCase(second)}`;
}

function prefixed(prefix: string, noun: string | undefined): string | undefined {
  if (prefix === "") return noun;
  return noun === undefined ? prefix.replace(/Of$/, "") : `${prefix}${pascalCase(noun)}`;
}

function plural(name: string): string {
  if (name.endsWith("s")) return name;
  return name.endsWith("y") ? `${name.slice(0, -1)}ies` : `${name}s`;
}

function isGiven(name: string | undefined): name is string {
  return name !== undefined;
}
