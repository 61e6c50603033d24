import type { DataRecord, LinePatch, ListPage, Value } from "@xmap/contract";
import { isEmailField, valueAtPath } from "../../shared/field-paths.ts";

export type Lines = Readonly<Record<string, LinePatch>>;

/** Fields and values that records must equal. */
export type Match = ReadonlyMap<string, Value>;

/** One resource of a shop. The session has checked that a key has a whole number for each key field. */
export interface XCartResource {
  /** The fields that make up a key, those of the record above first. */
  readonly keyFields: readonly string[];
  read(key: readonly string[], joins: readonly string[]): Promise<DataRecord | undefined>;
  /** Records among which are all that fit; undefined when the shop cannot be asked for these fields. */
  find(match: Match, limit: number): Promise<readonly DataRecord[]> | undefined;
  /** A page of all records; those that are there from the first page to the last come at least once. */
  list?(cursor: string | undefined, limit: number): Promise<ListPage>;
  create?(values: DataRecord, lines: Lines): Promise<readonly string[]>;
  update?(key: readonly string[], values: DataRecord, lines: Lines): Promise<void>;
  /** What to do instead, for failures of `find`. */
  readonly searchAdvice?: string;
}

export type XCartResources = Readonly<Record<string, XCartResource>>;

/** The value as part of a path: a whole number, else undefined. */
export function idText(value: Value | undefined): string | undefined {
  const text = String(value ?? "").trim();
  return /^\d{1,15}$/.test(text) ? text : undefined;
}

/** Whether a value is a record, and not a list. */
export function isDataRecord(value: Value | undefined): value is DataRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a record equals all of `match`: blanks around text do not count, nor does the case of e-mail addresses. */
export function fits(record: DataRecord, match: Match): boolean {
  return [...match].every(([path, value]) => comparable(path, valueAtPath(record, path)) === comparable(path, value));
}

function comparable(path: string, value: Value): string {
  const text = String(value).trim();
  return path === "login" || isEmailField(path) ? text.toLowerCase() : text;
}
