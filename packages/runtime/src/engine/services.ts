import type { Clock, Random } from "@xmap/contract";
import type { KeyedLock } from "./keyed-lock.ts";
import type { Links } from "./links.ts";
import type { Logger } from "./logger.ts";
import type { LookupCache } from "./lookup-cache.ts";
import type { LookupIndexes } from "./lookup-index.ts";
import type { Observer } from "./observer.ts";
import type { WriteGuard } from "./safety/write-guard.ts";
import type { Store } from "./store.ts";
import type { SystemGate } from "./system-gate.ts";

/** What every run of an engine shares. */
export interface Services {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly installation: string;
  /** Reads live systems and writes nothing. */
  readonly readsOnly: boolean;
  readonly links: Links;
  readonly observers: readonly Observer[];
  readonly locks: KeyedLock;
  readonly lookups: LookupCache;
  readonly indexes: LookupIndexes;
  /** Looks at every write before it goes out; undefined where nobody asks for it. */
  readonly guard?: WriteGuard | undefined;
  /** Throws a RangeError for a system without a session. */
  gate(system: string): SystemGate;
}
