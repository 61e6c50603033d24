import { type DataRecord, KEEP, type Line, type Value } from "@xmap/contract";

/** A draft as plain data: lists of lines as lists of their values, without fields that are kept or have no value. */
export function plainDraft(draft: object, lineLists: readonly string[]): DataRecord {
  return plainRecord(draft, "", new Set(lineLists));
}

/** What a draft has in a list of lines. */
export function linesOf(value: unknown): readonly Line<object>[] {
  return Array.isArray(value) ? value.filter(isLine) : [];
}

function plainRecord(record: object, path: string, lists: ReadonlySet<string>): DataRecord {
  const entries = Object.entries(record).flatMap(([name, value]: [string, unknown]) => {
    const plain = plainValue(value, path === "" ? name : `${path}.${name}`, lists);
    return plain === undefined ? [] : [[name, plain] as const];
  });
  return Object.fromEntries(entries);
}

function plainValue(value: unknown, path: string, lists: ReadonlySet<string>): Value | undefined {
  if (value === undefined || value === KEEP || typeof value === "function") return undefined;
  if (typeof value !== "object" || value === null) return value as Value;
  if (!Array.isArray(value)) return plainRecord(value, path, lists);
  if (lists.has(path)) return linesOf(value).map((line) => plainRecord(line.values, path, lists));
  return value.map((item: unknown) => plainValue(item, path, lists) ?? null);
}

function isLine(item: unknown): item is Line<object> {
  return typeof item === "object" && item !== null && "identity" in item && "values" in item;
}
