import type { Finding } from "./finding.ts";

const WARNED_SECONDS = 30;
const WRONG_SECONDS = 300;

/** When a question was asked and when its answer was there, by the clock of this machine. */
export interface AskedBetween {
  readonly from: number;
  readonly until: number;
}

/** Seconds that the system's clock is ahead of this machine's, negative when it is behind, as little as the times allow. */
export function clockSkewSeconds(serverTime: number, { from, until }: AskedBetween): number {
  // The Date header counts whole seconds.
  if (serverTime < from - 1_000) return Math.round((serverTime - from) / 1_000);
  return serverTime > until ? Math.round((serverTime - until) / 1_000) : 0;
}

/** Polling compares times of the system, webhooks and cut-overs those of this machine. */
export function judgeClock(system: string, skewSeconds: number): readonly Finding[] {
  const apart = Math.abs(skewSeconds);
  if (apart <= WARNED_SECONDS) return [];
  const side = skewSeconds > 0 ? "ahead of" : "behind";
  return [
    {
      level: apart > WRONG_SECONDS ? "error" : "warning",
      about: "clock",
      message: `The clock of ${system} is ${apart} seconds ${side} this machine's: polls can miss changes, and signed webhooks are refused.`,
      mend: "Let both machines take their time from a time server (NTP).",
    },
  ];
}
