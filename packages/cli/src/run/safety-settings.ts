import type { SafetyConfiguration } from "@xmap/contract";
import { type SafetySettings, USUAL_FUSE, USUAL_PING_PONG } from "@xmap/runtime/node";

const SECOND = 1_000;
const MINUTE = 60_000;

/** The guards of an environment: the usual ones where it says nothing. */
export function safetySettings({
  fuse = {},
  pingPong = {},
  maximumWrites = {},
}: SafetyConfiguration = {}): SafetySettings {
  const limits = Object.entries(maximumWrites).map(([system, { count, perSeconds }]) => [
    system,
    { count, perMilliseconds: perSeconds * SECOND },
  ]);
  return {
    fuse: fuse === false ? undefined : fuseSettings(fuse),
    pingPong: pingPong === false ? undefined : pingPongSettings(pingPong),
    maximumWrites: Object.fromEntries(limits),
  };
}

function fuseSettings({
  share = USUAL_FUSE.share,
  records = USUAL_FUSE.records,
  withinMinutes = USUAL_FUSE.withinMilliseconds / MINUTE,
  keepBackSeconds = USUAL_FUSE.keepBackMilliseconds / SECOND,
}: Exclude<SafetyConfiguration["fuse"], false | undefined>): SafetySettings["fuse"] {
  const withinMilliseconds = withinMinutes * MINUTE;
  return { share, records, withinMilliseconds, keepBackMilliseconds: keepBackSeconds * SECOND };
}

function pingPongSettings({
  writes = USUAL_PING_PONG.writes,
  withinMinutes = USUAL_PING_PONG.withinMilliseconds / MINUTE,
}: Exclude<SafetyConfiguration["pingPong"], false | undefined>): SafetySettings["pingPong"] {
  return { writes, withinMilliseconds: withinMinutes * MINUTE };
}
