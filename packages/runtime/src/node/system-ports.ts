import { randomBytes, randomInt } from "node:crypto";
import type { Clock, Random } from "@xmap/contract";

/** The machine's time. */
export const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** The machine's randomness. */
export const SYSTEM_RANDOM: Random = {
  fraction: () => randomInt(2 ** 40) / 2 ** 40,
  bytes: (count) => randomBytes(count),
};
