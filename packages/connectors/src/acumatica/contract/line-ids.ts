import { isJsonObject, type JsonObject } from "../../shared/json-shape.ts";
import type { RecordType } from "./catalog.ts";
import { fromAcumatica } from "./fold.ts";
import { lineKeys, lineKeyText } from "./line-keys.ts";

/** Ids of lines that last: made of their keys, and counted where several lines have one key. */
export function lastingIds(type: RecordType, lines: readonly JsonObject[]): readonly string[] {
  const keys = lineKeys(type);
  const counts = new Map<string, number>();
  return lines.map((line) => {
    const values = Object.fromEntries(
      keys.map((field) => [field, fromAcumatica(type.fields.get(field) ?? "string", line[field])]),
    );
    const text = lineKeyText(keys, values) ?? String(line.id ?? "");
    const count = (counts.get(text) ?? 0) + 1;
    counts.set(text, count);
    return count === 1 ? text : `${text}~${count}`;
  });
}

/** Where lines of a record are found in this session: the session's own ids by those that last. */
export function sessionIds(type: RecordType, record: unknown, path: readonly string[]): ReadonlyMap<string, string> {
  let member: unknown = record;
  for (const name of path) member = isJsonObject(member) ? member[name] : undefined;
  const lines = Array.isArray(member) ? member.filter(isJsonObject) : [];
  const lasting = lastingIds(type, lines);
  return new Map(lines.map((line, index) => [lasting[index] ?? "", String(line.id ?? "")]));
}
