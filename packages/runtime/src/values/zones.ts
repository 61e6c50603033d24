import { givenText } from "./given-text.ts";
import { type Input, show } from "./input.ts";
import { MappingError } from "./mapping-error.ts";

const MINUTE = 60_000;

/** `$localTime`: an instant as the wall clock of a zone shows it: "2026-03-04T17:22:09". */
export function localTime(instant: Input, zone: Input): string | undefined {
  const text = givenText(instant, "$localTime");
  const place = givenText(zone, "$localTime");
  if (text === undefined || place === undefined) return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new MappingError("not-an-instant", `${show(instant)} is no instant`);
  return new Date(time + offsetAt(time, place)).toISOString().slice(0, 19);
}

/**
 * `$instantOf`: the instant at which the wall clock of a zone shows a local time.
 * A time that the clock jumps over is that after the jump; of one that it shows twice, the first is meant.
 */
export function instantOf(local: Input, zone: Input): string | undefined {
  const text = givenText(local, "$instantOf");
  const place = givenText(zone, "$instantOf");
  if (text === undefined || place === undefined) return undefined;
  const isLocal = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/.test(text);
  const shown = Date.parse(`${text.replace(" ", "T")}${text.length > 10 ? "" : "T00:00"}Z`);
  if (!isLocal || Number.isNaN(shown)) throw new MappingError("not-a-local-time", `${show(local)} is no local time`);
  // The offsets on both sides of a change of the clock.
  const [before, after] = [offsetAt(shown - 24 * 60 * MINUTE, place), offsetAt(shown + 24 * 60 * MINUTE, place)];
  const fitting = [before, after]
    .map((offset) => shown - offset)
    .filter((time) => time + offsetAt(time, place) === shown);
  const time = fitting.length > 0 ? Math.min(...fitting) : shown - before;
  return new Date(time).toISOString().replace(".000Z", "Z");
}

/** What the wall clock of a zone is ahead of UTC, in milliseconds. */
function offsetAt(time: number, zone: string): number {
  const parts = Object.fromEntries(
    formatterOf(zone)
      .formatToParts(time)
      .map(({ type, value }) => [type, value]),
  );
  const { year, month, day, hour, minute, second } = parts;
  const shown = Date.parse(
    `${year?.padStart(4, "0")}-${month}-${day}T${hour === "24" ? "00" : hour}:${minute}:${second}Z`,
  );
  return shown - Math.floor(time / 1000) * 1000;
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  const two = "2-digit";
  try {
    return new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: two,
      day: two,
      hour: two,
      minute: two,
      second: two,
    });
  } catch {
    throw new MappingError("unknown-zone", `${show(zone)} is no time zone`);
  }
}
