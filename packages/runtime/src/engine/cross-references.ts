import {
  type BindingModule,
  type CrossReference,
  canonicalJson,
  type DataRecord,
  hashText,
  type RecordReference,
  type Value,
} from "@xmap/contract";
import { type Leaves, presentValues } from "./field-values.ts";
import type { RunContext } from "./run-context.ts";

/** The values of a binding's key fields; absent ones are null. */
export function keyMatch(binding: BindingModule, leaves: Leaves): Readonly<Record<string, Value>> {
  const values = presentValues(leaves);
  return Object.fromEntries(binding.key.map((field) => [field, values[field] ?? null]));
}

/** Whether a key can find anything: at least one of its fields has a value. */
export function isSearchable(match: DataRecord): boolean {
  return Object.values(match).some((value) => value !== null && value !== undefined);
}

/** Equal for keys that a system may hold to be the same: case and blanks around text do not count. */
export function hashOfKey(match: Readonly<Record<string, Value>>): string {
  const entries = Object.entries(match).map(([field, value]) => [field, folded(value)]);
  return hashText(canonicalJson(Object.fromEntries(entries)));
}

/** Names the lock under which records with this key are looked for and made, whichever side of the binding they begin at. */
export function lockOf({ link }: BindingModule, match: DataRecord): string {
  const values = Object.values(match).map((value) => canonicalJson(folded(value)));
  return `${link}\n${hashText(values.sort().join("\n"))}`;
}

/**
 * Names the lock under which a record of one system with this key is looked for and made, whatever binding asks for it. Taken
 * inside `lockOf`, never the other way round.
 */
export function targetLockOf({ right }: Pick<BindingModule, "right">, match: DataRecord): string {
  const values = Object.entries(match).map(([field, value]) => `${field}=${canonicalJson(folded(value))}`);
  return `${right.system}/${right.resource}\n${hashText(values.sort().join("\n"))}`;
}

function folded(value: Value | undefined): Value | undefined {
  return typeof value === "string" ? value.trim().toLowerCase() : value;
}

export interface LinkParts {
  readonly binding: BindingModule;
  readonly left: RecordReference;
  readonly right: RecordReference | undefined;
  readonly cardinality: CrossReference["cardinality"];
  readonly state: CrossReference["state"];
  readonly keyHash: string;
  /** The row before, which keeps its times. */
  readonly before: CrossReference | undefined;
}

/** A cross-reference row in a new state. */
export function crossReferenceOf(context: RunContext, parts: LinkParts): CrossReference {
  const { binding, left, right, cardinality, state, keyHash, before } = parts;
  const now = context.services.clock.now();
  return {
    installation: context.services.installation,
    link: binding.link,
    left,
    right,
    cardinality,
    state,
    run: context.run,
    keyHash,
    createdAt: before?.createdAt ?? now,
    confirmedAt: state === "confirmed" ? (before?.confirmedAt ?? now) : before?.confirmedAt,
    lastSeenAt: now,
  };
}
