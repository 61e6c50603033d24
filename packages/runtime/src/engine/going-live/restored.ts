import type { EventOrigin, Value } from "@xmap/contract";
import type { Store, StoreChange } from "../store.ts";

/** The store's note that it was restored from a backup, and when. */
export const RESTORED_NOTE = "restored";

/** What is searched for changes: a resource of a system, by polls, sweeps and so on. */
export interface SearchedPlace {
  readonly system: string;
  readonly resource: string;
}

/**
 * The origin, by its stamp, of what a search finds in a store that was restored from a backup: what changed before that
 * counts as a back-fill, of which no customer is told, since it may have been told before. A system whose stamps are no
 * instants is caught up with once a search has come to its end.
 */
export async function restoredOrigins(
  store: Store,
  place: SearchedPlace,
  usual: EventOrigin,
): Promise<(stamp: string | undefined) => EventOrigin> {
  const restoredAt = timeOf(await store.note(RESTORED_NOTE));
  if (restoredAt === undefined) return () => usual;
  const { system, resource } = place;
  const isCaughtUp = (await store.seenStamp(system, CAUGHT_UP, resource)) === String(restoredAt);
  return (stamp) => {
    const changedAt = stamp === undefined ? Number.NaN : Date.parse(stamp);
    const isEarlier = Number.isNaN(changedAt) ? !isCaughtUp : changedAt < restoredAt;
    return isEarlier ? "backfill" : usual;
  };
}

/** Remembers that a search has come to its end; nothing in a store that was not restored. */
export async function caughtUp(store: Store, { system, resource }: SearchedPlace): Promise<readonly StoreChange[]> {
  const restoredAt = timeOf(await store.note(RESTORED_NOTE));
  if (restoredAt === undefined) return [];
  const stamp = String(restoredAt);
  if ((await store.seenStamp(system, CAUGHT_UP, resource)) === stamp) return [];
  return [{ change: "seen", seen: { system, resource: CAUGHT_UP, key: resource, stamp } }];
}

const CAUGHT_UP = "caught-up";

function timeOf(note: Value | undefined): number | undefined {
  const at = typeof note === "object" && note !== null && "at" in note ? note.at : undefined;
  return typeof at === "number" ? at : undefined;
}
