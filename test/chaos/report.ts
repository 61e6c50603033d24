import type { ChaosResult } from "./chaos-run.ts";

/** Every finding on a line of its own; none after a good run. */
export function wrongLines({ findings, misjudged }: ChaosResult): string[] {
  const named: readonly (readonly [string, readonly string[]])[] = [
    ["lost", findings.lost],
    ["duplicated", findings.duplicated],
    ["out of order", findings.outOfOrder],
    ["against the oracle", findings.against],
    ["waiting for a person", misjudged],
  ];
  return named.flatMap(([what, list]) => list.map((words) => `${what}: ${words}`));
}

/** What the run went through. */
export function figureLines(result: ChaosResult, seconds: number): string[] {
  const { kills, changes, faults, webhooks, waiting, misjudged } = result;
  const hits = Object.entries(faults)
    .map(([kind, count]) => `${kind} ${count}`)
    .join(", ");
  return [
    `kills: ${kills}`,
    `changes of orders after they were placed: ${changes}`,
    `faults hit: ${hits}`,
    `webhooks: ${webhooks.events} events, doubled ${webhooks.doubled}, delayed ${webhooks.delayed}, reordered ${webhooks.reordered}, repeated ${webhooks.repeated}, given up ${webhooks.failed}`,
    `waiting for a person: ${waiting}, ${misjudged.length} of them or of the others wrongly`,
    `duration: ${seconds.toFixed(1)} s`,
  ];
}

/** `lost 0, duplicated 0, out of order 0, against the oracle 0` */
export function lastLine({ findings }: ChaosResult): string {
  const { lost, duplicated, outOfOrder, against } = findings;
  return `lost ${lost.length}, duplicated ${duplicated.length}, out of order ${outOfOrder.length}, against the oracle ${against.length}`;
}
