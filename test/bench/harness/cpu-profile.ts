import { writeFileSync } from "node:fs";
import { type Profiler, Session } from "node:inspector/promises";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";

const SHOWN = 45;
const SAMPLE_MICROSECONDS = 500;

/** A CPU profile of this process. */
export class CpuProfile {
  readonly #session = new Session();

  async start(): Promise<void> {
    this.#session.connect();
    await this.#session.post("Profiler.enable");
    await this.#session.post("Profiler.setSamplingInterval", { interval: SAMPLE_MICROSECONDS });
    await this.#session.post("Profiler.start");
  }

  /** Writes the profile to a file for DevTools; answers the functions that took most time themselves. */
  async stop(file: string): Promise<string> {
    const { profile } = await this.#session.post("Profiler.stop");
    this.#session.disconnect();
    writeFileSync(file, JSON.stringify(profile));
    return describeProfile(profile);
  }
}

function describeProfile({ nodes, timeDeltas = [], samples = [] }: Profiler.Profile): string {
  const placeOf = new Map(nodes.map((node) => [node.id, place(node.callFrame)]));
  const times = new Map<string, number>();
  let total = 0;
  for (const [index, sample] of samples.entries()) {
    const name = placeOf.get(sample) ?? "unknown";
    const delta = timeDeltas[index] ?? 0;
    if (name === "(idle)") continue;
    total += delta;
    times.set(name, (times.get(name) ?? 0) + delta);
  }
  const rows = [...times].sort(([, a], [, b]) => b - a).slice(0, SHOWN);
  return rows.map(([name, time]) => `${((100 * time) / total).toFixed(1).padStart(5)} %  ${name}`).join("\n");
}

function place({ functionName, url, lineNumber }: Profiler.ProfileNode["callFrame"]): string {
  const name = functionName === "" ? "(anonymous)" : functionName;
  if (url === "") return name;
  const file = url.startsWith("file:") ? relative(process.cwd(), fileURLToPath(url)) : url;
  return `${name} ${file}:${lineNumber + 1}`;
}
