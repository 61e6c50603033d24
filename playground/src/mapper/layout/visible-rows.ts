import { pathsAbove } from "../model/field-path.ts";
import type { TreeField } from "../model/mapping-picture.ts";

/** A row as it is shown. */
export interface VisibleRow {
  readonly field: TreeField;
  readonly isExpanded: boolean;
  /** Its place among the rows below the same one, from 1, and how many these are. */
  readonly position: number;
  readonly setSize: number;
}

/** What of a tree is shown. */
export interface TreeView {
  readonly expanded: ReadonlySet<string>;
  /** Part of a name or a path; empty shows all. */
  readonly query: string;
  /** Fields that are wanted; undefined wants all. */
  readonly wants: ((field: TreeField) => boolean) | undefined;
}

/** The rows of a tree in their order: below expanded ones, or, when something is searched, what fits with what is around it. */
export function visibleRows(fields: readonly TreeField[], { expanded, query, wants }: TreeView): readonly VisibleRow[] {
  const isSearch = query !== "" || wants !== undefined;
  const shown = isSearch ? found(fields, query.toLowerCase(), wants) : unfolded(fields, expanded);
  return withPositions(shown, (path) => isSearch || expanded.has(path));
}

function found(fields: readonly TreeField[], query: string, wants: TreeView["wants"]): readonly TreeField[] {
  const kept = new Set<string>();
  for (const field of fields) {
    if (wants !== undefined && !wants(field)) continue;
    if (query !== "" && !field.path.toLowerCase().includes(query)) continue;
    for (const path of [field.path, ...pathsAbove(field.path)]) kept.add(path);
  }
  return fields.filter(({ path }) => kept.has(path));
}

function unfolded(fields: readonly TreeField[], expanded: ReadonlySet<string>): readonly TreeField[] {
  const rows: TreeField[] = [];
  let hiddenBelow = Number.POSITIVE_INFINITY;
  for (const field of fields) {
    if (field.depth > hiddenBelow) continue;
    hiddenBelow = field.hasFields && !expanded.has(field.path) ? field.depth : Number.POSITIVE_INFINITY;
    rows.push(field);
  }
  return rows;
}

function withPositions(shown: readonly TreeField[], isExpanded: (path: string) => boolean): readonly VisibleRow[] {
  const positions: number[] = [];
  const counts = new Map<string, number>();
  const parents: string[] = [];
  const above: string[] = [];
  for (const { depth, path } of shown) {
    above[depth] = path;
    const parent = depth === 0 ? "\n" : (above[depth - 1] ?? "");
    const position = (counts.get(parent) ?? 0) + 1;
    counts.set(parent, position);
    positions.push(position);
    parents.push(parent);
  }
  return shown.map((field, index) => ({
    field,
    isExpanded: field.hasFields && isExpanded(field.path),
    position: positions[index] ?? 1,
    setSize: counts.get(parents[index] ?? "") ?? 1,
  }));
}

/** Rows that are open at first: the record, and what is around the fields of lines. */
export function firstExpanded(paths: Iterable<string>): ReadonlySet<string> {
  const expanded = new Set<string>([""]);
  for (const path of paths) for (const above of pathsAbove(path)) expanded.add(above);
  return expanded;
}

/** The part of a list of rows that is near what is in view. */
export function rowWindow(count: number, scrollTop: number, height: number, rowHeight: number) {
  const beyond = 6;
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - beyond);
  const end = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + beyond);
  return { first: Math.min(first, Math.max(0, count - 1)), end };
}

/** The next row whose name begins with letters that were typed, from a row on and around the end. */
export function rowByLetters(rows: readonly VisibleRow[], from: number, letters: string): number | undefined {
  const wanted = letters.toLowerCase();
  const start = letters.length === 1 ? from + 1 : from;
  for (let step = 0; step < rows.length; step += 1) {
    const index = (start + step) % rows.length;
    if (rows[index]?.field.name.toLowerCase().startsWith(wanted) === true) return index;
  }
  return undefined;
}
