import type { Emitter, Place } from "./emitter.ts";
import type { BinaryNode } from "./node.ts";
import { computed, stable, type Value } from "./value.ts";
import { isEmpty } from "./writer.ts";

const ARITHMETIC: Readonly<Record<string, string>> = {
  "+": "add",
  "-": "subtract",
  "*": "multiply",
  "/": "divide",
  "%": "remainder",
};
const ORDER: Readonly<Record<string, string>> = {
  "<": "isLess",
  "<=": "isLessOrEqual",
  ">": "isGreater",
  ">=": "isGreaterOrEqual",
};

/** An operator with two sides. */
export function emitBinary(emitter: Emitter, node: BinaryNode, place: Place): Value {
  const { operator } = node;
  if (operator === "and" || operator === "or") return emitLogical(emitter, node, place);
  const [left, right] = emitter.emitAll([node.left, node.right], place);
  if (left === undefined || right === undefined) throw new TypeError("An operator has two sides.");
  const at = emitter.at(node);
  const arithmetic = ARITHMETIC[operator];
  if (arithmetic !== undefined) return computed(emitter.call(arithmetic, at, left.code, right.code));
  const order = ORDER[operator];
  if (order !== undefined) return computed(emitter.call(order, at, left.code, right.code), "condition");
  switch (operator) {
    case "=":
      return computed(emitEquality(emitter, left, right), "boolean");
    case "!=":
      return computed(emitter.call("unequal", left.code, right.code), "boolean");
    case "in":
      return computed(emitter.call("isIn", left.code, right.code), "boolean");
    default:
      return computed(emitter.call("concatenate", at, left.code, right.code), "text");
  }
}

/** A text or number equals by itself; only other values are compared in depth. */
function emitEquality(emitter: Emitter, left: Value, right: Value): string {
  const isPlain = (value: Value): boolean => value.type === "text" || /^-?[0-9]|^null$/.test(value.code);
  const isSure = (isPlain(left) && emitter.isComparable(right)) || (isPlain(right) && emitter.isComparable(left));
  if (isSure) return `(${left.code} === ${right.code})`;
  return emitter.call("equal", left.code, right.code);
}

function emitLogical(emitter: Emitter, node: BinaryNode, place: Place): Value {
  const left = strictTruth(emitter, emitter.emit(node.left, place));
  const isAnd = node.operator === "and";
  const { lines, result } = emitter.apart(() => strictTruth(emitter, emitter.emit(node.right, place)));
  if (isEmpty(lines)) return computed(`(${left} ${isAnd ? "&&" : "||"} ${result})`, "boolean");
  const name = emitter.writer.name("holds");
  emitter.writer.line(`let ${name} = ${left};`);
  lines.push(`${name} = ${result};`);
  emitter.writer.block(`if (${isAnd ? "" : "!"}${name})`, lines);
  return stable(name, "boolean");
}

function strictTruth(emitter: Emitter, value: Value): string {
  if (value.type === "boolean") return value.code;
  return value.type === "condition" ? `${value.code} === true` : emitter.call("isTrue", value.code);
}
