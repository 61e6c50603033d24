import { help } from "../ir/code.ts";
import { ABSENT, type Lowered, withCode } from "../lower/lowered.ts";

/** The function that instrumented expressions go through; no mapping can call it, for the checker does not know it. */
export const PROBE_FUNCTION = "cover";

/** `cover(probe, value)`: the value itself, noted by the runtime. */
export function lowerProbe([probe = ABSENT, value = ABSENT]: readonly Lowered[]): Lowered {
  return withCode(value, help(PROBE_FUNCTION, probe.code, value.code));
}
