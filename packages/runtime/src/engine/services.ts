import type { Clock, Random } from "@xmap/contract";
import type { RunStart } from "../values/run-start.ts";
import type { Prefetched } from "./going-live/prefetched.ts";
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
  /** Systems that such an engine writes all the same, since it has a copy of them. */
  readonly rehearsed: ReadonlySet<string>;
  readonly links: Links;
  readonly observers: readonly Observer[];
  readonly locks: KeyedLock;
  readonly lookups: LookupCache;
  readonly indexes: LookupIndexes;
  /** Polls take nothing that was changed before, milliseconds since 1970; undefined: all. */
  readonly cutOver?: number | undefined;
  /** Records that a back-fill has listed; undefined where there is none. */
  readonly prefetched?: Prefetched;
  /** Looks at every write before it goes out; undefined where nobody asks for it. */
  readonly guard?: WriteGuard | undefined;
  /** Compiles the computed text of an `$eval`; undefined where there is no compiler. */
  readonly compileText?: RunStart["compileText"];
  /** Throws a RangeError for a system without a session. */
  gate(system: string): SystemGate;
}

/** Whether nothing may be written in a system. */
export function isReadOnly(
  { readsOnly, rehearsed }: Pick<Services, "readsOnly" | "rehearsed">,
  system: string,
): boolean {
  return readsOnly && !rehearsed.has(system);
}
