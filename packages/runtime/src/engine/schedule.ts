import { Cron } from "croner";

/** When something is done again: at an interval after it was last begun, or by a cron expression. */
export type Schedule =
  | { readonly everyMilliseconds: number }
  /** Five fields (minute, hour, day of month, month, day of week), in the zone; UTC when undefined. */
  | { readonly cron: string; readonly zone: string | undefined };

/**
 * Milliseconds since 1970 of the next time, from when it was last begun (undefined: never). What was missed is made up
 * for once. Throws a RangeError for a cron expression that is none or has no next time.
 */
export function nextTime(schedule: Schedule, last: number | undefined, now: number): number {
  if ("everyMilliseconds" in schedule) return last === undefined ? now : last + schedule.everyMilliseconds;
  const next = readCron(schedule).nextRun(new Date(last ?? now));
  if (next === null) throw new RangeError(`"${schedule.cron}" has no next time`);
  return next.getTime();
}

function readCron({ cron, zone }: { readonly cron: string; readonly zone: string | undefined }): Cron {
  try {
    return new Cron(cron, { timezone: zone ?? "UTC", paused: true, mode: "5-part" });
  } catch (error) {
    throw new RangeError(`"${cron}" is no cron expression: ${error instanceof Error ? error.message : String(error)}`);
  }
}
