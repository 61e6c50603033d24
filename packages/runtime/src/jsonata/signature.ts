import { JsonataError } from "./jsonata-error.ts";

/** One parameter of a signature such as `<s-(sf)n?:s>`. */
interface Parameter {
  /** The letters of the types that it takes, `m` (missing) included. */
  readonly letters: string;
  /** The same as bits. */
  readonly bits: number;
  /** The letter as written, or the choice in parentheses. */
  readonly type: string;
  /** `?` */
  optional: boolean;
  /** `+` */
  many: boolean;
  /** `-`: the context stands for it when it is left out. */
  context: boolean;
  /** What the members of an array are. */
  members: string | undefined;
}

/** The types that functions take and how arguments are fitted to them. */
export interface Signature {
  readonly text: string;
  readonly parameters: readonly Parameter[];
  readonly pattern: RegExp;
}

const PLURALS: Readonly<Record<string, string>> = {
  a: "arrays",
  b: "booleans",
  f: "functions",
  n: "numbers",
  o: "objects",
  s: "strings",
};

const LETTERS: Readonly<Record<string, string>> = {
  s: "sm",
  n: "nm",
  b: "bm",
  l: "lm",
  o: "om",
  a: "asnblfom",
  f: "f",
  j: "asnblom",
  x: "asnblfom",
};

const signatures = new Map<string, Signature>();

/** Reads a signature; the same text gives the same one. */
export function signatureOf(text: string): Signature {
  const known = signatures.get(text);
  if (known !== undefined) return known;
  const signature = readSignature(text);
  signatures.set(text, signature);
  return signature;
}

function readSignature(text: string): Signature {
  const parameters: Parameter[] = [];
  let at = 1;
  const add = (letters: string, type: string): void => {
    const bits = Array.from(letters).reduce((all, letter) => all | bitOfLetter(letter), 0);
    parameters.push({ letters, bits, type, optional: false, many: false, context: false, members: undefined });
  };
  for (; at < text.length && text[at] !== ":"; at += 1) {
    const symbol = text.charAt(at);
    const last = parameters.at(-1);
    if (symbol === "(") {
      const close = closing(text, at, "(", ")");
      add(`${text.slice(at + 1, close)}m`, text.slice(at, close + 1));
      at = close;
    } else if (symbol === "<") {
      const close = closing(text, at, "<", ">");
      if (last !== undefined) last.members = text.slice(at + 1, close);
      at = close;
    } else if (symbol === "-" && last !== undefined) last.context = true;
    else if (symbol === "?" && last !== undefined) last.optional = true;
    else if (symbol === "+" && last !== undefined) last.many = true;
    else {
      const letters = LETTERS[symbol];
      if (letters !== undefined) add(letters, symbol);
    }
  }
  const pattern = new RegExp(`^${parameters.map((parameter) => `(${patternOf(parameter)})`).join("")}$`);
  return { text, parameters, pattern };
}

function patternOf({ letters, optional, many, context }: Parameter): string {
  return `[${letters}]${context || optional ? "?" : many ? "+" : ""}`;
}

function closing(text: string, from: number, open: string, close: string): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === open) depth += 1;
    else if (text[at] === close) {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return text.length;
}

const ORDER = "snblaofm";
const [TEXT, NUMBER, BOOLEAN, NULL, ARRAY, OBJECT, FUNCTION, MISSING] = [1, 2, 4, 8, 16, 32, 64, 128] as const;

function bitOfLetter(letter: string): number {
  const index = ORDER.indexOf(letter);
  return letter === "" || index < 0 ? 0 : 1 << index;
}

/** The bit of a value's type. */
function bitOf(value: unknown): number {
  switch (typeof value) {
    case "string":
      return TEXT;
    case "number":
      return NUMBER;
    case "boolean":
      return BOOLEAN;
    case "function":
      return FUNCTION;
    case "object":
      if (value === null) return NULL;
      return Array.isArray(value) ? ARRAY : OBJECT;
    default:
      return MISSING;
  }
}

/** The letter of a value's type in signatures; `m` for nothing. */
export function letterOf(value: unknown): string {
  return ORDER.charAt(31 - Math.clz32(bitOf(value)));
}

/**
 * The arguments as the function takes them: the context put in, single values made arrays.
 * Throws T0410, T0411 and T0412.
 */
export function fitArguments(signature: Signature, given: readonly unknown[], context: unknown): readonly unknown[] {
  return fitPlainly(signature, given, context) ?? fitByPattern(signature, given, context);
}

/** The common case: every argument stands at its parameter. Undefined when it takes more than that. */
function fitPlainly(
  { parameters }: Signature,
  given: readonly unknown[],
  context: unknown,
): readonly unknown[] | undefined {
  const count = given.length;
  if (count === 0 && parameters.length === 1 && parameters[0]?.context === true)
    return (parameters[0].bits & bitOf(context)) === 0 ? undefined : [context];
  if (count > parameters.length) return undefined;
  let fitted: unknown[] | undefined;
  for (let index = 0; index < parameters.length; index += 1) {
    const parameter = parameters[index];
    if (parameter === undefined || parameter.many) return undefined;
    if (index >= count) {
      if (!parameter.optional || parameter.context) return undefined;
      continue;
    }
    const argument = given[index];
    const bit = bitOf(argument);
    if ((parameter.bits & bit) === 0) return undefined;
    if (parameter.type !== "a" || bit === MISSING) continue;
    if (parameter.members !== undefined && !hasMembers(argument, bit, parameter.members)) return undefined;
    if (bit === ARRAY) continue;
    fitted ??= given.slice();
    fitted[index] = [argument];
  }
  return fitted ?? given;
}

function hasMembers(argument: unknown, bit: number, members: string): boolean {
  if (!Array.isArray(argument)) return members.length === 1 && bit === bitOfLetter(members);
  if (argument.length === 0) return true;
  const first = bitOf(argument[0]);
  if (first !== bitOfLetter(members.charAt(0))) return false;
  for (let index = 1; index < argument.length; index += 1) if (bitOf(argument[index]) !== first) return false;
  return true;
}

function fitByPattern(signature: Signature, given: readonly unknown[], context: unknown): readonly unknown[] {
  let letters = "";
  for (const argument of given) letters += letterOf(argument);
  const match = signature.pattern.exec(letters);
  if (match === null) throw misfit(signature, given, letters);
  const fitted: unknown[] = [];
  let next = 0;
  for (const [index, parameter] of signature.parameters.entries()) {
    const taken = match[index + 1] ?? "";
    if (taken === "" && parameter.context) {
      if (!parameter.letters.includes(letterOf(context)))
        throw new JsonataError("T0411", { value: context, index: next + 1 });
      fitted.push(context);
      continue;
    }
    if (taken === "") {
      fitted.push(given[next]);
      next += 1;
      continue;
    }
    for (const letter of taken) {
      const argument = given[next];
      if (parameter.type === "a" && letter !== "m") {
        const fits =
          parameter.members === undefined ||
          (letter === "a" ? hasMembers(argument, ARRAY, parameter.members) : taken === parameter.members);
        if (!fits) {
          const type = PLURALS[parameter.members ?? ""];
          throw new JsonataError("T0412", { value: argument, index: next + 1, type });
        }
        fitted.push(letter === "a" ? argument : [argument]);
      } else fitted.push(argument);
      next += 1;
    }
  }
  return fitted;
}

/** Finds the first argument that does not fit. */
function misfit(signature: Signature, given: readonly unknown[], letters: string): JsonataError {
  let pattern = "^";
  let fits = 0;
  for (const parameter of signature.parameters) {
    pattern += patternOf(parameter);
    const match = new RegExp(pattern).exec(letters);
    if (match === null) break;
    fits = match[0].length;
  }
  return new JsonataError("T0410", { value: given[fits], index: fits + 1 });
}
