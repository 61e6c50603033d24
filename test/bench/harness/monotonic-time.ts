/** Milliseconds of the machine's monotonic clock: comparable between processes. */
export function monotonicMilliseconds(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
