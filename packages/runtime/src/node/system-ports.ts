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

/** Random bytes that are not used yet: asking the machine for a few at a time is slow. */
let pool = Buffer.alloc(0);
const POOL_SIZE = 4_096;

/** The machine's randomness. */
export const SYSTEM_RANDOM: Random = {
  fraction: () => randomInt(2 ** 40) / 2 ** 40,
  bytes(count) {
    if (count > POOL_SIZE) return randomBytes(count);
    if (pool.length < count) pool = randomBytes(POOL_SIZE);
    const bytes = pool.subarray(0, count);
    pool = pool.subarray(count);
    return bytes;
  },
};
