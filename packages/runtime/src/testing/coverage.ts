import type { Value } from "@xmap/contract";

/** What went through a probe: a few different plain values, and whether anything did. */
export interface ProbeHits {
  /** Plain values as JSON. */
  readonly values: Set<string>;
  /** Whether there was a value at all. */
  hasValue: boolean;
}

const MOST_VALUES = 1_000;
const hits = new Map<number, ProbeHits>();

/** Notes that a compiled expression gave this value; instrumented mappings call it. */
export function cover<Given>(probe: number, value: Given): Given {
  const known = hits.get(probe) ?? { values: new Set<string>(), hasValue: false };
  hits.set(probe, known);
  if (Array.isArray(value)) for (const item of value as readonly Value[]) note(known, item);
  else note(known, value);
  if (value !== undefined && value !== null) known.hasValue = true;
  return value;
}

/** What went through the probes since the last call. */
export function takeCoverage(): ReadonlyMap<number, ProbeHits> {
  const taken = new Map(hits);
  hits.clear();
  return taken;
}

function note(known: ProbeHits, value: unknown): void {
  if (known.values.size >= MOST_VALUES) return;
  if (value === undefined || (typeof value === "object" && value !== null)) return;
  known.values.add(JSON.stringify(value));
}
