import {
  describePinMismatch,
  type EnvironmentIdentity,
  findPinMismatches,
  type PinMismatch,
  type Sessions,
} from "@xmap/contract";
import type { Store, StoreChange } from "./store.ts";

/** A system answers as another installation than the store was made with. */
export class PinMismatchError extends Error {
  override readonly name = "PinMismatchError";
  readonly mismatches: readonly PinMismatch[];

  constructor(mismatches: readonly PinMismatch[]) {
    super(mismatches.map(describePinMismatch).join("\n"));
    this.mismatches = mismatches;
  }
}

/** Asks every system who it is; remembers new ones and throws a PinMismatchError for changed ones. A Failure says who cannot be reached. */
export async function checkPins(store: Store, sessions: Sessions): Promise<void> {
  const found: Record<string, EnvironmentIdentity> = {};
  for (const [system, session] of Object.entries(sessions)) found[system] = await session.identify();
  const remembered = await store.pins();
  const mismatches = findPinMismatches(remembered, found);
  if (mismatches.length > 0) throw new PinMismatchError(mismatches);
  const fresh = Object.entries(found).filter(([system]) => !Object.hasOwn(remembered, system));
  const changes = fresh.map(([system, identity]): StoreChange => ({ change: "pin", system, identity }));
  if (changes.length > 0) await store.write(changes);
}
