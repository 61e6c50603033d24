import { KEPT, mark, SEQUENCE, settled, TUPLES } from "./sequence.ts";

/** An item under `@`, and the variables that a path has bound, each under its name with `$`. */
export type Tuple = Record<string, unknown>;

/** A path with variables goes over a list of tuples. */
export function newTuples(): Tuple[] {
  return mark([], SEQUENCE | TUPLES);
}

export function asTuples(list: readonly Tuple[]): Tuple[] {
  return mark(list.slice(), SEQUENCE | TUPLES);
}

/** Items as tuples, each with its place in the list. */
export function numberedTuples(items: readonly unknown[], variable: string): Tuple[] {
  return asTuples(items.map((item, index) => ({ "@": item, [variable]: index })));
}

/** The tuple at a position, from the end when negative. */
export function tupleAt(tuples: readonly Tuple[], position: number): Tuple[] {
  const index = Math.floor(position);
  const tuple = tuples[index < 0 ? tuples.length + index : index];
  return asTuples(tuple === undefined ? [] : [tuple]);
}

/** The value of a path with variables: its items. */
export function endTuples(tuples: readonly Tuple[], keepsList: boolean): unknown {
  const items = tuples.map((tuple) => tuple["@"]);
  return settled(mark(items, SEQUENCE | (keepsList ? KEPT : 0)));
}
