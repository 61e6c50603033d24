import type { DataRecord, LinePatch, Value } from "@xmap/contract";

/** The record with a patch laid over it: records in it merge, all else is replaced. */
export function patchedRecord(current: DataRecord, patch: DataRecord): DataRecord {
  const merged = new Map<string, Value | undefined>(Object.entries(current));
  for (const [name, value] of Object.entries(patch)) {
    if (value === undefined) continue;
    const below = merged.get(name);
    merged.set(name, isRecord(value) && isRecord(below) ? patchedRecord(below, value) : value);
  }
  return Object.fromEntries(merged);
}

/** The list with a patch of its lines applied, for systems that take lists whole; lines are known by `id`. */
export function patchedLines(
  current: Value | undefined,
  { add, change, remove }: LinePatch,
  added: (line: LinePatch["add"][number]) => DataRecord,
): readonly Value[] {
  const lines: readonly Value[] = Array.isArray(current) ? current : [];
  const changes = new Map(change.map(({ key, values }) => [key, values]));
  const kept = lines.filter((line) => !isRecord(line) || !remove.includes(String(line.id)));
  const changed = kept.map((line) => {
    const values = isRecord(line) ? changes.get(String(line.id)) : undefined;
    return isRecord(line) && values !== undefined ? patchedRecord(line, values) : line;
  });
  return [...changed, ...add.map(added)];
}

/** Whether a value is a record of its own. */
export function isRecord(value: Value | undefined): value is DataRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
