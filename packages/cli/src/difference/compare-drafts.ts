import { linesOf } from "@xmap/compiler/lineage";
import { canonicalJson, KEEP, type Value } from "@xmap/contract";

/** A field that two drafts differ in. */
export interface FieldChange {
  /** `order_line[].name` */
  readonly field: string;
  /** `order_line[items/8801].name` */
  readonly at: string;
  /** What the identity of the innermost line begins with: `items`. */
  readonly origin: string | undefined;
  readonly before: Value | undefined;
  readonly after: Value | undefined;
}

interface Place {
  readonly field: string;
  readonly at: string;
  readonly origin: string | undefined;
}

/** How a field that a rule leaves alone is shown. */
const KEPT = "(kept as it is)";

/** Compares what a mapping made: lines by their identities, other lists as sets, records by their fields. */
export function compareDrafts(before: object, after: object, lineLists: ReadonlySet<string>): readonly FieldChange[] {
  const changes: FieldChange[] = [];
  compareRecords(before, after, { field: "", at: "", origin: undefined }, lineLists, changes);
  return changes;
}

function compareRecords(
  before: object,
  after: object,
  place: Place,
  lists: ReadonlySet<string>,
  changes: FieldChange[],
): void {
  const first = before as Readonly<Record<string, unknown>>;
  const second = after as Readonly<Record<string, unknown>>;
  for (const name of new Set([...Object.keys(first), ...Object.keys(second)])) {
    const dot = place.field === "" ? "" : ".";
    const inner = { ...place, field: `${place.field}${dot}${name}`, at: `${place.at}${dot}${name}` };
    compareValues(first[name], second[name], inner, lists, changes);
  }
}

function compareValues(
  before: unknown,
  after: unknown,
  place: Place,
  lists: ReadonlySet<string>,
  changes: FieldChange[],
): void {
  if (lists.has(place.field.replaceAll("[]", ""))) compareLines(before, after, place, lists, changes);
  else if (isRecord(before) && isRecord(after)) compareRecords(before, after, place, lists, changes);
  else if (shape(before) !== shape(after)) changes.push({ ...place, before: shown(before), after: shown(after) });
}

function compareLines(
  before: unknown,
  after: unknown,
  place: Place,
  lists: ReadonlySet<string>,
  changes: FieldChange[],
): void {
  const first = byIdentity(before);
  const second = byIdentity(after);
  for (const identity of new Set([...first.keys(), ...second.keys()])) {
    const [origin] = identity.split("/");
    const inner = { field: `${place.field}[]`, at: `${place.at}[${identity}]`, origin };
    const left = first.get(identity);
    const right = second.get(identity);
    if (left !== undefined && right !== undefined) compareRecords(left, right, inner, lists, changes);
    else changes.push({ ...inner, before: shown(left), after: shown(right) });
  }
}

/** Lines by identity; a second one of the same identity is told apart by its number. */
function byIdentity(lines: unknown): Map<string, object> {
  const found = new Map<string, object>();
  for (const { identity, values } of linesOf(lines)) {
    let name = identity;
    for (let count = 2; found.has(name); count += 1) name = `${identity}#${count}`;
    found.set(name, values);
  }
  return found;
}

function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Equal for values that mean the same: neither the order of a set counts nor that of fields. */
function shape(value: unknown): string {
  if (value === undefined) return "";
  if (value === KEEP) return KEPT;
  if (!Array.isArray(value)) return canonicalJson(value as Value);
  return JSON.stringify(value.map((item: unknown) => canonicalJson(item as Value)).sort());
}

function shown(value: unknown): Value | undefined {
  if (value === undefined) return undefined;
  if (value === KEEP) return KEPT;
  // Fields that are kept have no place in JSON.
  return JSON.parse(JSON.stringify(value)) as Value;
}
