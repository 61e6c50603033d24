import { put } from "./objects.ts";

/**
 * Marks on arrays that the evaluation makes. Arrays of the input never carry any.
 * They live under a symbol, and `released` takes them off before a result is handed out.
 */
const MARKS = Symbol("jsonata");
/** A result sequence: none is undefined, one is the item itself. */
export const SEQUENCE = 1;
/** A sequence that stays an array with one item. */
export const KEPT = 2;
/** Made by an array constructor within a path: a step does not flatten it. */
export const CONSTRUCTED = 4;
/** Holds an input that is an array, so that it counts as one item. */
export const WRAPPER = 8;
/** Holds tuples: an item under `@` with the variables bound along the path. */
export const TUPLES = 16;

interface MarkedArray extends Array<unknown> {
  [MARKS]?: number;
}

export function marksOf(array: readonly unknown[]): number {
  return (array as MarkedArray)[MARKS] ?? 0;
}

/** Sets the marks of an array that the evaluation has made. */
export function mark<Item>(array: Item[], marks: number): Item[] {
  (array as MarkedArray)[MARKS] = marks;
  return array;
}

export function isSequence(array: readonly unknown[]): boolean {
  return (marksOf(array) & SEQUENCE) !== 0;
}

/** What a sequence stands for: nothing, its one item, or itself. Everything else stays. */
export function settled(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const marks = marksOf(value);
  if ((marks & SEQUENCE) === 0 || (marks & TUPLES) !== 0) return value;
  if (value.length === 0) return undefined;
  return value.length === 1 && (marks & KEPT) === 0 ? value[0] : value;
}

/** The same after `[]`: a sequence of one item stays an array. */
export function settledList(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const marks = marksOf(value);
  if ((marks & SEQUENCE) === 0 || (marks & TUPLES) !== 0) return value;
  if (value.length === 0) return undefined;
  mark(value, marks | KEPT);
  return value;
}

const NOTHING: readonly unknown[] = Object.freeze([]);

/** The items of the value that a step has left: none, the members of an array, or the value alone. */
export function itemsOf(state: unknown): readonly unknown[] {
  if (state === undefined) return NOTHING;
  return Array.isArray(state) ? state : [state];
}

/** The items of a context or of what a filter is applied to; undefined is an item. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** An input as a context: an array counts as one item. */
export function wrapped(input: unknown): unknown {
  return Array.isArray(input) && !isSequence(input) ? mark([input], SEQUENCE | WRAPPER) : input;
}

/** `$`: the context without its wrapper. */
export function unwrapped(context: unknown): unknown {
  return Array.isArray(context) && (marksOf(context) & WRAPPER) !== 0 ? context[0] : context;
}

/** Two values as one list, as JSONata joins them; undefined adds nothing. */
export function append(first: unknown, second: unknown): unknown {
  if (first === undefined) return second;
  if (second === undefined) return first;
  const joined = Array.isArray(first) ? first.slice() : [first];
  addAll(joined, second);
  return joined;
}

/** All items as one list, none is undefined and one is itself. The items of a group become its context so. */
export function appendAll(items: readonly unknown[]): unknown {
  let joined: unknown;
  let isOwn = false;
  for (const item of items) {
    if (isOwn) {
      addAll(joined as unknown[], item);
    } else if (joined !== undefined && item !== undefined) {
      joined = append(joined, item);
      isOwn = true;
    } else {
      if (joined === undefined) joined = item;
    }
  }
  return joined;
}

/** Adds an item, or the members of an array, to a list that the caller owns. */
export function addAll(list: unknown[], value: unknown): void {
  if (value === undefined) return;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) list.push(value[index]);
  } else list.push(value);
}

/** Adds a value as one item, an array too. */
export function addOne(list: unknown[], value: unknown): void {
  if (value !== undefined) list.push(value);
}

/**
 * A result without marks. Marked lists are replaced by copies, in the objects and lists that hold them;
 * only the evaluation's own values hold marked ones.
 */
export function released(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const list = releasedOuter(value) as unknown[];
    for (let index = 0; index < list.length; index += 1) {
      const member = list[index];
      if (typeof member !== "object" || member === null) continue;
      const copy = released(member);
      if (copy !== member) list[index] = copy;
    }
    return list;
  }
  for (const name of Object.keys(value)) {
    const member = (value as Record<string, unknown>)[name];
    if (typeof member !== "object" || member === null) continue;
    const copy = released(member);
    if (copy !== member) put(value, name, copy);
  }
  return value;
}

/** The same for a list whose items come from the input. */
export function releasedOuter(value: unknown): unknown {
  return Array.isArray(value) && marksOf(value) !== 0 ? value.slice() : value;
}

/** A context as the items that a path goes through. */
export function asSequence(context: unknown): unknown {
  return Array.isArray(context) ? context : mark([context], SEQUENCE);
}

/** A list that a step of a path constructs: it is not flattened. */
export function constructed(): unknown[] {
  return mark([], CONSTRUCTED);
}

/**
 * What a path goes through when its first step is, or ends with, a constructed list. As in JSONata's interpreter
 * that is taken to be a list whatever it turned out to be: a text has its letters, other values have nothing.
 */
export function membersOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return typeof value === "string" ? value.split("") : NOTHING;
}

/** Whether such a value ends the path as its result. */
export function hasNoMembers(value: unknown): boolean {
  return value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}
