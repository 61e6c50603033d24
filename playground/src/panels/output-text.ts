import type { RunEnd } from "../run/run-client.ts";

/** The record that came out, as JSON text; empty when none did. */
export function outputText(run: RunEnd | undefined): string {
  if (run?.kind !== "result" || run.result.output === undefined) return "";
  return `${JSON.stringify(run.result.output, null, 2)}\n`;
}
