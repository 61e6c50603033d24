import { CommandError } from "../project/command-error.ts";

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of a duration such as `500ms`, `5s`, `10m`. */
export function readDuration(text: string): number {
  const [, count, unit] = /^(\d+)(ms|s|m|h|d)$/.exec(text) ?? [];
  const factor = unit === undefined ? undefined : UNITS[unit];
  if (count === undefined || factor === undefined)
    throw new CommandError(`"${text}" is not a duration; write 500ms, 5s, 10m, 1h or 1d.`);
  return Number(count) * factor;
}
