import type { DataRecord, Value } from "@xmap/contract";
import type { SourceField } from "../lineage.ts";
import { appendName, type PathPart, splitPath } from "../path-text.ts";

/** A value of the input at its exact place. */
export interface ValueAtPlace {
  /** `items[2].sku`; with `[]` where the list that it would stand in is empty or missing. */
  readonly path: string;
  readonly value: Value | undefined;
}

/** By the rule of a list: its source, `items[]`, and the element that a line was made of, `items[2]`. */
export type LineElements = ReadonlyMap<string, { readonly pattern: string; readonly element: string }>;

/** The values that a source field has in a record, for one line: those of the line's own element, else of every element. */
export function sourceValues(source: SourceField, record: Value, elements: LineElements): readonly ValueAtPlace[] {
  const line = source.list === undefined ? undefined : elements.get(source.list);
  const path =
    line !== undefined && startsWithPath(source.path, line.pattern)
      ? line.element + source.path.slice(line.pattern.length)
      : source.path;
  return valuesAt(record, path);
}

/** Every value at a path. */
export function valuesAt(record: Value, path: string): readonly ValueAtPlace[] {
  if (path === "$") return [{ path, value: record }];
  let places: readonly ValueAtPlace[] = [{ path: "", value: record }];
  for (const part of splitPath(path)) {
    if (part.name === "*" || part.name === "**") return places;
    places = places.flatMap((place) => membersAt(place, part));
  }
  return places;
}

function startsWithPath(path: string, prefix: string): boolean {
  return path === prefix || path.startsWith(`${prefix}.`) || path.startsWith(`${prefix}[`);
}

function membersAt({ path, value }: ValueAtPlace, part: PathPart): readonly ValueAtPlace[] {
  let places: readonly ValueAtPlace[] = [{ path: appendName(path, part.name), value: memberOf(value, part.name) }];
  for (const which of part.elements) places = places.flatMap((place) => elementsAt(place, which));
  return places;
}

function elementsAt({ path, value }: ValueAtPlace, which: "each" | number): readonly ValueAtPlace[] {
  const list = Array.isArray(value) ? (value as readonly Value[]) : undefined;
  if (which !== "each") return [{ path: `${path}[${which}]`, value: list?.[which] }];
  if (list === undefined || list.length === 0) return [{ path: `${path}[]`, value: undefined }];
  return list.map((item, index) => ({ path: `${path}[${index}]`, value: item }));
}

function memberOf(value: Value | undefined, name: string): Value | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, name) ? (value as DataRecord)[name] : undefined;
}
