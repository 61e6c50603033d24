import { at, type BinaryCode, type Code, type LiteralCode, literal, type TextCode } from "../ir/code.ts";
import { mapCode } from "../ir/map-code.ts";

/** Computes what only depends on literals, and drops what a literal condition never chooses. */
export function foldConstants(code: Code): Code {
  return mapCode(code, fold);
}

/** Whether a code is this literal. */
export function isLiteral(code: Code | undefined, value: LiteralCode["value"]): boolean {
  return code?.kind === "literal" && code.value === value;
}

function fold(code: Code): Code {
  switch (code.kind) {
    case "unary":
      if (code.operand.kind !== "literal") return code;
      if (code.operator === "!") return at(code.place, literal(!code.operand.value));
      return code.operator === "-" && typeof code.operand.value === "number"
        ? at(code.place, literal(-code.operand.value))
        : code;
    case "binary":
      return foldBinary(code);
    case "conditional":
      if (code.condition.kind !== "literal") return code;
      return code.condition.value ? code.chosen : code.otherwise;
    case "text":
      return foldText(code);
    default:
      return code;
  }
}

function foldBinary(code: BinaryCode): Code {
  const { operator, left, right } = code;
  if (left.kind !== "literal") return code;
  if (operator === "&&") return left.value ? right : left;
  if (operator === "||") return left.value ? left : right;
  if (operator === "??") return left.value === null || left.value === undefined ? right : left;
  if (right.kind !== "literal") return code;
  const value = computed(operator, left.value, right.value);
  return value === undefined ? code : at(code.place, literal(value));
}

type Literal = LiteralCode["value"];

function computed(operator: BinaryCode["operator"], left: Literal, right: Literal): number | boolean | undefined {
  switch (operator) {
    case "===":
      return left === right;
    case "!==":
      return left !== right;
    case "==":
      return looselyEqual(left, right);
    case "!=": {
      const equal = looselyEqual(left, right);
      return equal === undefined ? undefined : !equal;
    }
    default:
      if (typeof left === "number" && typeof right === "number") return ofNumbers(operator, left, right);
      return typeof left === "string" && typeof right === "string" ? ordered(operator, left, right) : undefined;
  }
}

function looselyEqual(left: Literal, right: Literal): boolean | undefined {
  if (left === null || left === undefined || right === null || right === undefined)
    return (left ?? null) === (right ?? null);
  return typeof left === typeof right ? left === right : undefined;
}

function ofNumbers(operator: BinaryCode["operator"], left: number, right: number): number | boolean | undefined {
  const value = arithmetic(operator, left, right);
  if (value === undefined) return ordered(operator, left, right);
  return Number.isFinite(value) ? value : undefined;
}

function arithmetic(operator: BinaryCode["operator"], left: number, right: number): number | undefined {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "%":
      return left % right;
    default:
      return undefined;
  }
}

function ordered<Value extends number | string>(
  operator: BinaryCode["operator"],
  left: Value,
  right: Value,
): boolean | undefined {
  switch (operator) {
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
    default:
      return undefined;
  }
}

function foldText(code: TextCode): Code {
  if (!code.parts.some((part) => typeof part !== "string" && isTextLiteral(part))) return code;
  const parts: (string | Code)[] = [];
  for (const part of code.parts) {
    const text = typeof part === "string" ? part : isTextLiteral(part) ? part.value : undefined;
    const last = parts.at(-1);
    if (text === undefined) parts.push(part);
    else if (typeof last === "string") parts[parts.length - 1] = last + text;
    else parts.push(text);
  }
  const [only] = parts;
  if (parts.length === 1 && typeof only === "string") return at(code.place, literal(only));
  return { ...code, parts };
}

function isTextLiteral(code: Code): code is LiteralCode & { readonly value: string } {
  return code.kind === "literal" && typeof code.value === "string";
}
