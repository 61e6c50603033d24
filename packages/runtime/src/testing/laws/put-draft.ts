import { type DataRecord, type DirectionModule, KEEP, type Line, type Value, valueAt } from "@xmap/contract";
import { sameField } from "../../engine/field-values.ts";

/** A filter chooses no line, or several: nothing is promised for such a record. */
export class OutsideDomain extends Error {
  override readonly name = "OutsideDomain";
}

/**
 * A record with what a direction of a binding makes of another one written into it. `mayCreate`: a line that a filter
 * chooses is made when there is none. Throws OutsideDomain.
 */
export function putDraft(
  direction: DirectionModule,
  record: DataRecord,
  draft: object,
  mayCreate: boolean,
): DataRecord {
  return putFields({ direction, mayCreate }, record, draft, "");
}

interface Putting {
  readonly direction: DirectionModule;
  readonly mayCreate: boolean;
}

function putFields(putting: Putting, record: DataRecord, draft: object, prefix: string): DataRecord {
  const written: Record<string, Value | undefined> = { ...record };
  for (const [name, wanted] of Object.entries(draft) as [string, unknown][]) {
    const before = written[name];
    if (wanted === KEEP) continue;
    if (wanted === undefined) written[name] = null;
    else if (isLines(wanted)) written[name] = putLines(putting, before, wanted, prefix + name);
    else if (isRecord(wanted)) {
      const below = isRecord(before) ? (before as DataRecord) : {};
      written[name] = putFields(putting, below, wanted, `${prefix}${name}.`);
    } else written[name] = wanted as Value;
  }
  return written;
}

/** A line of the rules' own list replaces all lines; one that a filter chooses, the one that meets it. */
function putLines(
  { direction, mayCreate }: Putting,
  before: Value | undefined,
  lines: readonly Line<object>[],
  field: string,
): readonly Value[] {
  const isChosen = lines.some(({ key }) => key !== undefined);
  const list = direction.lines.find((one) => one.field === field);
  const existing = Array.isArray(before) ? [...(before as readonly DataRecord[])] : [];
  const result: DataRecord[] = isChosen ? existing : [];
  for (const line of lines) {
    const values = line.values as DataRecord;
    const key = line.key ?? list?.key ?? [];
    const same = (one: DataRecord): boolean =>
      key.length > 0 && key.every((path) => sameField(valueAt(one, path.split(".")), valueAt(values, path.split("."))));
    const [found, ...others] = existing.filter(same);
    if (isChosen && (others.length > 0 || (found === undefined && !mayCreate))) throw new OutsideDomain(field);
    const written = putFields({ direction: { ...direction, lines: [] }, mayCreate }, found ?? {}, values, "");
    const index = found === undefined ? -1 : result.indexOf(found);
    if (index < 0) result.push(written);
    else result[index] = written;
  }
  return result;
}

function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isLines(value: unknown): value is readonly Line<object>[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => isRecord(one) && "identity" in one);
}
