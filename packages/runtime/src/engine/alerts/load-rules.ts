import type { AlertConfiguration } from "@xmap/contract";
import type { ErrorRateRule } from "./alert-routes.ts";
import { duration, instant } from "./alert-texts.ts";

export type LoadLimits = Pick<AlertConfiguration, "backlog" | "stuckMinutes">;

/** Whether a limit is passed: `unclear` leaves things as they are. */
export type Judgement =
  | { readonly is: "wrong"; readonly since: number; readonly reason: string }
  | { readonly is: "right" | "unclear" };

export interface Load {
  readonly now: number;
  readonly pending: number;
  readonly oldestPendingSince: number | undefined;
  /** Something is paused, or was until a short time ago: what waits has a known cause. */
  readonly explained: boolean;
  /** When something that was paused went on last. */
  readonly recoveredAt: number;
}

const UNCLEAR: Judgement = { is: "unclear" };
const RIGHT: Judgement = { is: "right" };

/** What is pending against its limits; undefined for a limit that nobody has set. */
export function judgeLoad(
  load: Load,
  limits: LoadLimits,
): { readonly backlog: Judgement | undefined; readonly stuck: Judgement | undefined } {
  const { backlog, stuckMinutes } = limits;
  return {
    backlog: backlog === undefined ? undefined : judgeBacklog(load, backlog),
    stuck: stuckMinutes === undefined ? undefined : judgeStuck(load, stuckMinutes * 60_000),
  };
}

function judgeBacklog({ now, pending, explained }: Load, limit: number): Judgement {
  if (pending >= limit) return explained ? UNCLEAR : { is: "wrong", since: now, reason: `the limit is ${limit}` };
  return pending < limit / 2 ? RIGHT : UNCLEAR;
}

function judgeStuck({ now, oldestPendingSince, explained, recoveredAt }: Load, limit: number): Judgement {
  if (oldestPendingSince === undefined) return RIGHT;
  const since = Math.max(oldestPendingSince, recoveredAt);
  if (now - since < limit) return RIGHT;
  if (explained) return UNCLEAR;
  const waited = duration(now - oldestPendingSince);
  return {
    is: "wrong",
    since,
    reason: `The oldest pending record waits since ${instant(oldestPendingSince)} (${waited})`,
  };
}

/** The share of runs that needed a person against its limit. */
export function judgeErrorRate(
  { runs, failed }: { readonly runs: number; readonly failed: number },
  { share, minutes, atLeast }: ErrorRateRule,
  now: number,
): Judgement {
  if (runs === 0 || failed / runs < share) return RIGHT;
  if (runs < atLeast || failed === 0) return UNCLEAR;
  const percent = Math.round((100 * failed) / runs);
  const reason = `${failed} of ${runs} runs (${percent} %) in the last ${minutes} minutes needed a person`;
  return { is: "wrong", since: now, reason };
}
