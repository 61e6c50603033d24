import { arityOf, type FunctionValue } from "../callable.ts";
import { JsonataError } from "../jsonata-error.ts";
import { booleanOf, isDeepEqual, isTrue } from "../operators.ts";
import { append as appendLists, isSequence, mark, SEQUENCE } from "../sequence.ts";
import { mergeSort } from "../sort.ts";
import { native, nativeOfOne } from "./native.ts";

type List = readonly unknown[];

export const count = native("count", "<a:n>", (_run, _context, [list]) =>
  list === undefined ? 0 : (list as List).length,
);
export const append = native("append", "<xx:a>", (_run, _context, [first, second]) => appendLists(first, second));
export const exists = native("exists", "<x:b>", (_run, _context, [value]) => value !== undefined);
export const boolean = native("boolean", "<x-:b>", (_run, _context, [value]) => booleanOf(value));
export const not = nativeOfOne("not", "<x-:b>", (value) => !isTrue(value));

export const reverse = nativeOfOne("reverse", "<a:a>", (list: List) => (list.length <= 1 ? list : list.toReversed()));

export const shuffle = nativeOfOne("shuffle", "<a:a>", (list: List, run) => {
  if (list.length <= 1) return list;
  const shuffled = list.slice();
  // Fisher and Yates, from the inside out.
  for (let index = 1; index < shuffled.length; index += 1) {
    const other = Math.floor(run.options.random.fraction() * (index + 1));
    const moved = shuffled[other];
    shuffled[other] = shuffled[index];
    shuffled[index] = moved;
  }
  return shuffled;
});

export const distinct = native("distinct", "<x:x>", (run, _context, [list]) => {
  if (!Array.isArray(list) || list.length <= 1) return list;
  const kept: unknown[] = isSequence(list) ? mark([], SEQUENCE) : [];
  const plain = new Set<unknown>();
  const deep: unknown[] = [];
  for (const value of list) {
    run.tick();
    if (typeof value !== "object" || value === null) {
      if (plain.has(value) && !Number.isNaN(value)) continue;
      plain.add(value);
    } else {
      if (deep.some((other) => isDeepEqual(value, other))) continue;
      deep.push(value);
    }
    kept.push(value);
  }
  return kept;
});

export const zip = native(
  "zip",
  "<a+>",
  (_run, _context, given) => {
    const lists = given as readonly (List | undefined)[];
    let length = Number.POSITIVE_INFINITY;
    for (const list of lists) length = Math.min(length, list?.length ?? 0);
    const rows: unknown[] = [];
    for (let index = 0; index < length; index += 1) rows.push(lists.map((list) => list?.[index]));
    return rows;
  },
  { parameters: 1, arity: 0 },
);

/** Calls back with as many arguments as the function takes. */
export function callBack(
  callback: FunctionValue,
  arity: number,
  value: unknown,
  place: unknown,
  whole: unknown,
): unknown {
  if (arity >= 3) return callback(value, place, whole);
  return arity === 2 ? callback(value, place) : callback(value);
}

export const map = native("map", "<af>", (run, _context, given) => {
  const [list, callback] = given as [List | undefined, FunctionValue];
  if (list === undefined) return undefined;
  const arity = arityOf(callback);
  const mapped: unknown[] = mark([], SEQUENCE);
  for (let index = 0; index < list.length; index += 1) {
    run.tick();
    const value = callBack(callback, arity, list[index], index, list);
    if (value !== undefined) mapped.push(value);
  }
  return mapped;
});

export const filter = native("filter", "<af>", (run, _context, given) => {
  const [list, callback] = given as [List | undefined, FunctionValue];
  if (list === undefined) return undefined;
  const arity = arityOf(callback);
  const kept: unknown[] = mark([], SEQUENCE);
  for (let index = 0; index < list.length; index += 1) {
    run.tick();
    if (isTrue(callBack(callback, arity, list[index], index, list))) kept.push(list[index]);
  }
  return kept;
});

export const single = native("single", "<af?>", (run, _context, given) => {
  const [list, callback] = given as [List | undefined, FunctionValue | undefined];
  if (list === undefined) return undefined;
  const arity = callback === undefined ? 0 : arityOf(callback);
  let found: unknown;
  let count = 0;
  for (let index = 0; index < list.length; index += 1) {
    run.tick();
    if (callback !== undefined && !isTrue(callBack(callback, arity, list[index], index, list))) continue;
    if (count > 0) throw new JsonataError("D3138", { index });
    found = list[index];
    count += 1;
  }
  if (count === 0) throw new JsonataError("D3139");
  return found;
});

export const reduce = native("reduce", "<afj?:j>", (run, _context, given) => {
  const [list, callback, initial] = given as [List | undefined, FunctionValue, unknown];
  if (list === undefined) return undefined;
  const arity = arityOf(callback);
  if (arity < 2) throw new JsonataError("D3050", { index: 1 });
  const startsWithFirst = initial === undefined && list.length > 0;
  let result = startsWithFirst ? list[0] : initial;
  for (let index = startsWithFirst ? 1 : 0; index < list.length; index += 1) {
    run.tick();
    if (arity === 2) result = callback(result, list[index]);
    else if (arity === 3) result = callback(result, list[index], index);
    else result = callback(result, list[index], index, list);
  }
  return result;
});

export const sort = native("sort", "<af?:a>", (run, _context, given) => {
  const [list, callback] = given as [List | undefined, FunctionValue | undefined];
  if (list === undefined || list.length <= 1) return list;
  if (callback !== undefined) {
    return mergeSort(list, (first, second) => {
      run.tick();
      return Boolean(callback(first, second));
    });
  }
  const type = typeof list[0];
  if ((type !== "string" && type !== "number") || list.some((item) => typeof item !== type))
    throw new JsonataError("D3070", { index: 1 });
  return mergeSort(list as readonly (string | number)[], (first, second) => first > second);
});
