import { median } from "../harness/statistics.ts";

/** Processor time of this thread in milliseconds: what other processes do meanwhile does not count. */
export function threadMilliseconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

function timeOf(run: () => void): number {
  const started = threadMilliseconds();
  run();
  return threadMilliseconds() - started;
}

/** How many times as long the first takes as the second: the median over rounds in which both run, one after the other. */
export function ratioOf(first: () => void, second: () => void, rounds: number): number {
  for (let warm = 0; warm < 3; warm += 1) {
    first();
    second();
  }
  const ratios = Array.from({ length: rounds }, (_, round) => {
    const isFirst = round % 2 === 0;
    const one = timeOf(isFirst ? first : second);
    const other = timeOf(isFirst ? second : first);
    return isFirst ? one / other : other / one;
  });
  return median(ratios);
}
