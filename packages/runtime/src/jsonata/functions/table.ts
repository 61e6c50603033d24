import type { Native } from "../callable.ts";
import { evalFunction } from "./evaluation.ts";
import * as formatting from "./formatting.ts";
import * as lists from "./lists.ts";
import * as numbers from "./numbers.ts";
import * as objects from "./objects.ts";
import * as matching from "./regular-expressions.ts";
import * as strings from "./strings.ts";

const { append, boolean, count, distinct, exists, filter, map, not, reduce, reverse, shuffle, single, sort, zip } =
  lists;
const { abs, average, ceil, floor, formatBase, max, min, number, power, random, round, sqrt, sum } = numbers;
const { assert, clone, each, error, keys, lookup, merge, sift, spread, type } = objects;
const { base64decode, base64encode, decodeUrl, decodeUrlComponent, encodeUrl, encodeUrlComponent, join } = strings;
const { length, lowercase, pad, string, substring, substringAfter, substringBefore, trim, uppercase } = strings;
const { contains, match, replace, split } = matching;
const { formatInteger, formatNumber, fromMillis, millis, now, parseInteger, toMillis } = formatting;

/** JSONata's built-in functions by their names without `$`. */
export const functions = {
  abs,
  append,
  assert,
  average,
  base64decode,
  base64encode,
  boolean,
  ceil,
  clone,
  contains,
  count,
  decodeUrl,
  decodeUrlComponent,
  distinct,
  each,
  encodeUrl,
  encodeUrlComponent,
  error,
  eval: evalFunction,
  exists,
  filter,
  floor,
  formatBase,
  formatInteger,
  formatNumber,
  fromMillis,
  join,
  keys,
  length,
  lookup,
  lowercase,
  map,
  match,
  max,
  merge,
  millis,
  min,
  not,
  now,
  number,
  pad,
  parseInteger,
  power,
  random,
  reduce,
  replace,
  reverse,
  round,
  shuffle,
  sift,
  single,
  sort,
  split,
  spread,
  sqrt,
  string,
  substring,
  substringAfter,
  substringBefore,
  sum,
  toMillis,
  trim,
  type,
  uppercase,
  zip,
} satisfies Readonly<Record<string, Native>>;
