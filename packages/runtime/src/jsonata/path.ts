import { CONSTRUCTED, itemsOf, KEPT, mark, marksOf, SEQUENCE, settled, settledList, WRAPPER } from "./sequence.ts";

/** Between two steps a path holds: undefined (nothing), one value that is no array, or an array of items. */

/** A field of one value; of an array the fields of its members, as a sequence. */
export function lookup(input: unknown, name: string): unknown {
  if (Array.isArray(input)) {
    const found: unknown[] = mark([], SEQUENCE);
    for (let index = 0; index < input.length; index += 1) {
      const value = lookup(input[index], name);
      if (Array.isArray(value)) for (let at = 0; at < value.length; at += 1) found.push(value[at]);
      else if (value !== undefined) found.push(value);
    }
    return found;
  }
  if (typeof input !== "object" || input === null || !Object.hasOwn(input, name)) return undefined;
  return (input as Record<string, unknown>)[name];
}

/** A name as a step within a path, for the value that the steps before have left. */
export function step(state: unknown, name: string): unknown {
  if (!Array.isArray(state)) return flattenOne(settled(lookup(state, name)));
  const found: unknown[] = [];
  for (let index = 0; index < state.length; index += 1) addFlat(found, settled(lookup(state[index], name)));
  return found.length === 0 ? undefined : found;
}

/** A name as the last step: the path's value. */
export function lastStep(state: unknown, name: string): unknown {
  if (!Array.isArray(state)) {
    const value = settled(lookup(state, name));
    return Array.isArray(value) ? endOne(value, false) : value;
  }
  const found: unknown[] = [];
  let count = 0;
  let only: unknown;
  for (let index = 0; index < state.length; index += 1) {
    const value = settled(lookup(state[index], name));
    if (value === undefined) continue;
    count += 1;
    only = value;
    addFlat(found, value);
  }
  if (count === 1 && Array.isArray(only) && (marksOf(only) & SEQUENCE) === 0) return only;
  return settled(mark(found, SEQUENCE));
}

/** A name as the last step of a path with `[]`: one item stays an array. */
export function lastStepList(state: unknown, name: string, wrapsConstructed: boolean): unknown {
  const results: unknown[] = [];
  for (const item of itemsOf(state)) {
    const value = settled(lookup(item, name));
    if (value !== undefined) results.push(value);
  }
  return endList(results, wrapsConstructed);
}

function addFlat(list: unknown[], value: unknown): void {
  if (value === undefined) return;
  if (Array.isArray(value) && (marksOf(value) & CONSTRUCTED) === 0) {
    for (let index = 0; index < value.length; index += 1) list.push(value[index]);
  } else list.push(value);
}

function flattenOne(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  if ((marksOf(value) & CONSTRUCTED) !== 0) return [value];
  return value.length === 0 ? undefined : value;
}

/** What a step's results, one for each item that gave any, leave for the next step. */
export function flatten(results: unknown[]): unknown {
  if (results.length === 1) return flattenOne(results[0]);
  const items = flatItems(results);
  return items.length === 0 ? undefined : items;
}

/** A path's value out of its last step's results. */
export function end(results: unknown[]): unknown {
  if (results.length === 1) {
    const only = results[0];
    return Array.isArray(only) ? endOne(only, false) : only;
  }
  return settled(mark(flatItems(results), SEQUENCE));
}

/** The results themselves when none is an array; they belong to the path alone. */
function flatItems(results: unknown[]): unknown[] {
  let isFlat = true;
  for (let index = 0; index < results.length && isFlat; index += 1) isFlat = !Array.isArray(results[index]);
  if (isFlat) return results;
  const items: unknown[] = [];
  for (let index = 0; index < results.length; index += 1) addFlat(items, results[index]);
  return items;
}

/** The same for a path with `[]`. `wrapsConstructed`: an array that a constructor made becomes its one item. */
export function endList(results: readonly unknown[], wrapsConstructed: boolean): unknown {
  if (results.length === 0) return undefined;
  const only = results[0];
  if (results.length === 1 && Array.isArray(only)) return endOne(only, true, wrapsConstructed);
  const items: unknown[] = [];
  for (let index = 0; index < results.length; index += 1) addFlat(items, results[index]);
  return items.length === 0 ? undefined : mark(items, SEQUENCE | KEPT);
}

/** An array as the only result: one of the input or of a constructor stays as it is. */
function endOne(only: unknown[], keeps: boolean, wrapsConstructed = false): unknown {
  const marks = marksOf(only);
  if ((marks & CONSTRUCTED) !== 0) return wrapsConstructed ? mark([only], SEQUENCE | KEPT) : only;
  if ((marks & SEQUENCE) === 0) return only;
  const items = marks === SEQUENCE && !keeps ? only : mark(only.slice(), SEQUENCE | (keeps ? KEPT : 0));
  return settled(items);
}

/** The items that a group after a path is made of; nothing is one undefined item. */
export function groupItems(results: unknown[]): readonly unknown[] {
  const only = results[0];
  const state = results.length === 1 && Array.isArray(only) ? only : flatten(results);
  const items = itemsOf(state);
  return items.length === 0 ? [undefined] : items;
}

/** A path's value out of a list that was sorted last. */
export function endSorted(list: readonly unknown[], keepsList: boolean, isConstructed: boolean): unknown {
  if (isConstructed && list.length <= 1) {
    if (!keepsList) return settled(list);
    return (marksOf(list) & SEQUENCE) === 0 && (marksOf(list) & CONSTRUCTED) !== 0
      ? mark([list], SEQUENCE | KEPT)
      : settledList(list);
  }
  if (list.length === 0) return undefined;
  if (list.length > 1) return list;
  return keepsList ? mark([list[0]], SEQUENCE | KEPT) : list[0];
}

/** `[2]`: the item at a position, from the end when negative. A member that is an array is itself the result. */
export function itemAt(value: unknown, position: number): unknown[] {
  const list = Array.isArray(value) ? value : [value];
  const index = Math.floor(position);
  const item = list[index < 0 ? list.length + index : index];
  if (item === undefined) return mark([], SEQUENCE);
  return Array.isArray(item) ? item : mark([item], SEQUENCE);
}

/** A sequence of its own for what a filter lets through. */
export function newSequence(): unknown[] {
  return mark([], SEQUENCE);
}

/** `*`: the values of all fields, arrays flattened. */
export function wildcard(context: unknown): unknown {
  let input = context;
  if (Array.isArray(input) && (marksOf(input) & WRAPPER) !== 0 && input.length > 0) input = input[0];
  const values: unknown[] = [];
  if (typeof input !== "object" || input === null) return undefined;
  let marks = SEQUENCE;
  for (const value of Object.values(input)) {
    if (Array.isArray(value)) {
      addDeep(values, value);
      marks = 0;
    } else values.push(value);
  }
  return settled(marks === 0 ? values : mark(values, marks));
}

function addDeep(list: unknown[], value: unknown): void {
  if (!Array.isArray(value)) list.push(value);
  else for (const item of value) addDeep(list, item);
}

/** `**`: the value and everything below it, arrays left out. */
export function descendants(context: unknown): unknown {
  if (context === undefined) return undefined;
  const found: unknown[] = [];
  addDescendants(found, context);
  return settled(mark(found, SEQUENCE));
}

function addDescendants(found: unknown[], value: unknown): void {
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) addDescendants(found, value[index]);
    return;
  }
  found.push(value);
  if (typeof value !== "object" || value === null) return;
  for (const name of Object.keys(value)) addDescendants(found, (value as Record<string, unknown>)[name]);
}
