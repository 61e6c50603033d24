import { performance } from "node:perf_hooks";

/** What a process has used since it was started. */
export interface Spent {
  readonly wallMilliseconds: number;
  readonly processorMilliseconds: number;
}

/** Writes what this process has used to standard output, as the last thing that it does. */
export function tellSpent(): void {
  const { user, system } = process.cpuUsage();
  const spent: Spent = { wallMilliseconds: performance.now(), processorMilliseconds: (user + system) / 1_000 };
  process.stdout.write(JSON.stringify(spent));
}
