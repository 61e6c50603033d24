import { type BindingModule, type DataRecord, KEEP, type SideBase, type Value } from "@xmap/contract";
import { fieldAt, isEmpty, sameField } from "../field-values.ts";
import { lineKey } from "../lines.ts";
import { linePatches, linesAt, planUpdate, type WantedRecord } from "../patch.ts";

/** Why a field differs: it was never sent, somebody changed it in the right system, or a change of the left one did not arrive. */
export type FieldCause = "neverSent" | "drift" | "lost";

/** A field of a right record that is not as the binding wants it. */
export interface FieldDifference {
  /** Dotted; of a line its list's name. */
  readonly field: string;
  readonly cause: FieldCause;
  readonly wanted: Value;
  readonly found: Value;
}

/**
 * What differs between the wanted record and the one that is there. Fields that are written once or left alone do not
 * count, nor does what the right system answered in other words when it was sent.
 */
export function differencesOf(
  binding: BindingModule,
  wanted: WantedRecord,
  base: SideBase | undefined,
  current: DataRecord,
): readonly FieldDifference[] {
  return [...plainDifferences(binding, wanted, base, current), ...lineDifferences(binding, wanted, base, current)];
}

function* plainDifferences(
  binding: BindingModule,
  wanted: WantedRecord,
  base: SideBase | undefined,
  current: DataRecord,
): Generator<FieldDifference> {
  for (const field of fieldsOf(binding, wanted, base)) {
    const value = wanted.leaves.get(field);
    if (value === KEEP || binding.once.includes(field)) continue;
    const found = fieldAt(current, field);
    const isKnown = base !== undefined && Object.hasOwn(base.sent, field);
    // What xmap never sent may hold anything while the mapping has no value for it.
    if (!isKnown && isEmpty(value)) continue;
    if (sameField(value, found)) continue;
    const isSent = isKnown && sameField(value, base.sent[field]);
    if (isSent && Object.hasOwn(base.seen, field) && sameField(base.seen[field], found)) continue;
    const cause = isSent ? "drift" : isKnown ? "lost" : "neverSent";
    yield { field, cause, wanted: value ?? null, found: found ?? null };
  }
}

function fieldsOf({ rules }: BindingModule, { leaves }: WantedRecord, base: SideBase | undefined): ReadonlySet<string> {
  const targets = new Set(rules.map(({ target }) => target));
  return new Set([...leaves.keys(), ...Object.keys(base?.sent ?? {}).filter((path) => targets.has(path))]);
}

function* lineDifferences(
  binding: BindingModule,
  wanted: WantedRecord,
  base: SideBase | undefined,
  current: DataRecord,
): Generator<FieldDifference> {
  const patches = linePatches(planUpdate(binding, wanted, base, current, false));
  for (const { field } of binding.lines) {
    const lines = wanted.lines[field];
    if (lines === undefined) continue;
    const there = new Map(linesAt(current, field).map((line) => [lineKey(line), line]));
    const counts = { wanted: lines.length, found: there.size };
    const patch = patches[field];
    if (patch !== undefined) {
      yield { field, cause: base?.lines[field] === undefined ? "neverSent" : "lost", ...counts };
      continue;
    }
    const drifted = Object.values(base?.lines[field] ?? {}).filter(({ key, sent }) => {
      const line = there.get(key);
      return line === undefined || Object.entries(sent).some(([path, value]) => !sameField(fieldAt(line, path), value));
    });
    if (drifted.length > 0) yield { field, cause: "drift", ...counts };
  }
}
