import { type Input, requireNumber, requireNumbers, show } from "./input.ts";
import { MappingError } from "./mapping-error.ts";

/** `+`: undefined when a side is absent; a MappingError T2001 or T2002 for what is no number, D1001 when it overflows. */
export function add(left: Input, right: Input): number | undefined {
  return calculate(left, right, "+", (first, second) => first + second);
}

/** `-`, as add. */
export function subtract(left: Input, right: Input): number | undefined {
  return calculate(left, right, "-", (first, second) => first - second);
}

/** `*`, as add. */
export function multiply(left: Input, right: Input): number | undefined {
  return calculate(left, right, "*", (first, second) => first * second);
}

/** `/`, as add. */
export function divide(left: Input, right: Input): number | undefined {
  return calculate(left, right, "/", (first, second) => first / second);
}

/** `%`, as add. */
export function modulo(left: Input, right: Input): number | undefined {
  return calculate(left, right, "%", (first, second) => first % second);
}

/** Unary minus: absent stays absent; a MappingError D1002 for what is no number. */
export function negate(value: Input): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== "number") throw new MappingError("D1002", `Cannot negate ${show(value)}`);
  return -value;
}

/** `$sum`: absent stays absent, an empty list is 0. */
export function sum(values: Input): number | undefined {
  return requireNumbers(values, "$sum")?.reduce((total, value) => total + value, 0);
}

/** `$max`: undefined for an absent or empty list. */
export function maximum(values: Input): number | undefined {
  const numbers = requireNumbers(values, "$max");
  return numbers?.reduce<number | undefined>(
    (most, value) => (most === undefined || value > most ? value : most),
    undefined,
  );
}

/** `$min`: undefined for an absent or empty list. */
export function minimum(values: Input): number | undefined {
  const numbers = requireNumbers(values, "$min");
  return numbers?.reduce<number | undefined>(
    (least, value) => (least === undefined || value < least ? value : least),
    undefined,
  );
}

/** `$average`: undefined for an absent or empty list. */
export function average(values: Input): number | undefined {
  const numbers = requireNumbers(values, "$average");
  if (numbers === undefined || numbers.length === 0) return undefined;
  return numbers.reduce((total, value) => total + value, 0) / numbers.length;
}

/** `$floor`. */
export function floor(value: Input): number | undefined {
  const checked = requireNumber(value, "$floor");
  return checked === undefined ? undefined : Math.floor(checked);
}

/** `$ceil`. */
export function ceil(value: Input): number | undefined {
  const checked = requireNumber(value, "$ceil");
  return checked === undefined ? undefined : Math.ceil(checked);
}

/** `$abs`. */
export function abs(value: Input): number | undefined {
  const checked = requireNumber(value, "$abs");
  return checked === undefined ? undefined : Math.abs(checked);
}

/** `$round`: halves go to the even neighbour; a negative precision rounds left of the point. */
export function round(value: Input, precision: Input = 0): number | undefined {
  const checked = requireNumber(value, "$round");
  const digits = requireNumber(precision, "$round") ?? 0;
  if (checked === undefined) return undefined;
  const shifted = shiftPoint(checked, digits);
  let nearest = Math.round(shifted);
  if (Math.abs(nearest - shifted) === 0.5 && Math.abs(nearest % 2) === 1) nearest -= 1;
  const result = shiftPoint(nearest, -digits);
  return result === 0 ? 0 : result;
}

/** Through the decimal text, because multiplying by a power of ten adds binary noise. */
function shiftPoint(value: number, digits: number): number {
  if (digits === 0) return value;
  const [mantissa, exponent] = value.toString().split("e");
  return Number(`${mantissa}e${Number(exponent ?? 0) + digits}`);
}

function calculate(
  left: Input,
  right: Input,
  operator: string,
  operation: (first: number, second: number) => number,
): number | undefined {
  if (left !== undefined && typeof left !== "number")
    throw new MappingError("T2001", `The left side of ${operator} must be a number, not ${show(left)}`);
  if (right !== undefined && typeof right !== "number")
    throw new MappingError("T2002", `The right side of ${operator} must be a number, not ${show(right)}`);
  if (left === undefined || right === undefined) return undefined;
  const result = operation(left, right);
  if (!Number.isFinite(result)) throw new MappingError("D1001", `${left} ${operator} ${right} is no number`);
  return result;
}
