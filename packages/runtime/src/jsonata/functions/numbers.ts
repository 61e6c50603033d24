import { JsonataError } from "../jsonata-error.ts";
import { native, nativeOfOne } from "./native.ts";

const DECIMAL = /^-?[0-9]+(\.[0-9]+)?([Ee][-+]?[0-9]+)?$/;
/** Anchored as JSONata does it: hexadecimal at the start, binary at the end. */
const OTHER_BASE = /^(0[xX][0-9A-Fa-f]+)|(0[oO][0-7]+)|(0[bB][0-1]+)$/;

/** Text, number or boolean to number. */
export const number = nativeOfOne("number", "<(nsb)-:n>", (value: unknown) => {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "string") {
    if (DECIMAL.test(value) && Number.isFinite(Number(value))) return Number(value);
    if (OTHER_BASE.test(value)) return Number(value);
  }
  throw new JsonataError("D3030", { value, index: 1 });
});

export const abs = nativeOfOne("abs", "<n-:n>", (value: number) => Math.abs(value));
export const floor = nativeOfOne("floor", "<n-:n>", (value: number) => Math.floor(value));
export const ceil = nativeOfOne("ceil", "<n-:n>", (value: number) => Math.ceil(value));

/** Rounds half to even; decimals are shifted in the number's text, so that 1.005 is what it looks like. */
export function roundHalfEven(value: number, decimals = 0): number {
  const shifted = decimals === 0 || Number.isNaN(decimals) ? value : shift(value, decimals);
  let whole = Math.round(shifted);
  if (Math.abs(whole - shifted) === 0.5 && Math.abs(whole % 2) === 1) whole -= 1;
  const result = decimals === 0 || Number.isNaN(decimals) ? whole : shift(whole, -decimals);
  return result === 0 ? 0 : result;
}

function shift(value: number, places: number): number {
  const [digits, exponent = "0"] = String(value).split("e");
  return Number(`${digits}e${Number(exponent) + places}`);
}

export const round = native("round", "<n-n?:n>", (_run, _context, [value, decimals]) =>
  value === undefined ? undefined : roundHalfEven(value as number, decimals as number | undefined),
);

export const sqrt = nativeOfOne("sqrt", "<n-:n>", (value: number) => {
  if (value < 0) throw new JsonataError("D3060", { value, index: 1 });
  return Math.sqrt(value);
});

export const power = native("power", "<n-n:n>", (_run, _context, [base, exponent]) => {
  if (base === undefined) return undefined;
  const result = (base as number) ** (exponent as number);
  if (!Number.isFinite(result)) throw new JsonataError("D3061", { value: base, value2: exponent, index: 1 });
  return result;
});

export const random = native("random", "<:n>", (run) => run.options.random.fraction());

export const formatBase = native("formatBase", "<n-n?:s>", (_run, _context, [value, radix]) => {
  if (value === undefined) return undefined;
  const base = radix === undefined ? 10 : roundHalfEven(radix as number);
  if (base < 2 || base > 36) throw new JsonataError("D3100", { value: base });
  return roundHalfEven(value as number).toString(base);
});

export const sum = nativeOfOne("sum", "<a<n>:n>", (values: readonly number[]) => {
  let total = 0;
  for (let index = 0; index < values.length; index += 1) total += values[index] ?? 0;
  return total;
});

export const average = nativeOfOne("average", "<a<n>:n>", (values: readonly number[]) => {
  if (values.length === 0) return undefined;
  let total = 0;
  for (let index = 0; index < values.length; index += 1) total += values[index] ?? 0;
  return total / values.length;
});

export const max = nativeOfOne("max", "<a<n>:n>", (values: readonly number[]) => extreme(values, Math.max));
export const min = nativeOfOne("min", "<a<n>:n>", (values: readonly number[]) => extreme(values, Math.min));

function extreme(values: readonly number[], choose: (one: number, other: number) => number): number | undefined {
  let chosen = values[0];
  for (const value of values) chosen = choose(chosen ?? value, value);
  return chosen;
}
