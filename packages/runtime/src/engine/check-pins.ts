import {
  type ConnectorSession,
  describePinMismatch,
  type EnvironmentIdentity,
  ensureFailure,
  type Failure,
  findPinMismatches,
  type PinMismatch,
  type Sessions,
} from "@xmap/contract";
import { pinnedSession } from "./pinned-session.ts";
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

/**
 * Asks every system who it is; remembers new ones and throws a PinMismatchError for changed ones. A system that the store
 * knows but that does not answer now is asked before its first use; for one that it does not know a Failure is thrown.
 */
export async function checkPins(store: Store, sessions: Sessions): Promise<Sessions> {
  const remembered = await store.pins();
  const found: Record<string, EnvironmentIdentity> = {};
  for (const [system, session] of Object.entries(sessions)) {
    // Who only takes messages holds nothing that could be mixed up, and need not be there at the start.
    if (session.notify !== undefined) continue;
    const answer = await askIdentity(system, session);
    if ("fingerprint" in answer) found[system] = answer;
    else if (!Object.hasOwn(remembered, system)) throw answer;
  }
  const mismatches = findPinMismatches(remembered, found);
  if (mismatches.length > 0) throw new PinMismatchError(mismatches);
  const fresh = Object.entries(found).filter(([system]) => !Object.hasOwn(remembered, system));
  const changes = fresh.map(([system, identity]): StoreChange => ({ change: "pin", system, identity }));
  if (changes.length > 0) await store.write(changes);
  const pins = { ...found, ...remembered };
  const pinned = Object.entries(sessions).map(([system, session]): [string, ConnectorSession] => {
    const pin = pins[system];
    return [system, pin === undefined ? session : pinnedSession(system, session, pin, Object.hasOwn(found, system))];
  });
  return Object.fromEntries(pinned);
}

async function askIdentity(system: string, session: ConnectorSession): Promise<EnvironmentIdentity | Failure> {
  try {
    return await session.identify();
  } catch (error) {
    return ensureFailure(error, system, "identify");
  }
}
