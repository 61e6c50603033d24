import {
  type AcceptedHint,
  type BindingModule,
  createEvent,
  createEventId,
  type FlowModule,
  parseRecordReference,
  type Snapshot,
} from "@xmap/contract";
import type { Services } from "../services.ts";
import type { StoreChange } from "../store.ts";
import type { RecordDifference } from "./compare.ts";

/** What lets the record's flow mend a difference: the flow runs, and sends fields that were changed behind xmap once more. */
export interface Repair {
  readonly hint: AcceptedHint;
  readonly changes: readonly StoreChange[];
}

/** Undefined where only a person can mend it: the left record is gone. */
export async function repairOf(
  services: Services,
  flow: FlowModule,
  binding: BindingModule,
  { record, cause, fields }: RecordDifference,
): Promise<Repair | undefined> {
  if (cause === "missingLeft") return undefined;
  const { clock, random, installation, store } = services;
  const now = clock.now();
  const id = createEventId(now, random.bytes(10));
  const reference = parseRecordReference(record);
  const at = new Date(now);
  const event = createEvent({ id, installation, record: reference, at, origin: "schedule", hint: "reconcile" });
  const hint: AcceptedHint = { flow: flow.name, event, fresh: true };
  const drifted = new Set(fields.flatMap((one) => (one.cause === "drift" ? [one.field] : [])));
  // In a two-way binding what changed on the other side is not drift: it comes back.
  const snapshot =
    binding.reverse === undefined && drifted.size > 0 ? await store.snapshot(binding.link, record) : undefined;
  return {
    hint,
    changes: snapshot === undefined ? [] : [{ change: "snapshot", snapshot: without(snapshot, drifted) }],
  };
}

/** As if the fields had never been sent, so that they are compared with what is there. */
function without(snapshot: Snapshot, fields: ReadonlySet<string>): Snapshot {
  const kept = <Member>(record: Readonly<Record<string, Member>>): Record<string, Member> =>
    Object.fromEntries(Object.entries(record).filter(([field]) => !fields.has(field)));
  const lines = Object.entries(snapshot.lines).map(([field, sent]) => {
    if (!fields.has(field)) return [field, sent] as const;
    const unsent = Object.entries(sent).map(([identity, { key }]) => [identity, { key, sent: {} }] as const);
    return [field, Object.fromEntries(unsent)] as const;
  });
  return { ...snapshot, sent: kept(snapshot.sent), seen: kept(snapshot.seen), lines: Object.fromEntries(lines) };
}
