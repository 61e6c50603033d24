import { readFileSync } from "node:fs";

/** Linux counts processor time in hundredths of a second. */
const MICROSECONDS_PER_TICK = 10_000;
const BYTES_PER_MEGABYTE = 1_048_576;

/** Processor time that a process has used so far, in user and kernel, microseconds. */
export function processorMicroseconds(processId: number): number {
  const stat = readFileSync(`/proc/${processId}/stat`, "utf8");
  // The command's name may hold spaces; the fields after it do not.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * MICROSECONDS_PER_TICK;
}

/** Resident memory of a process at its highest so far. */
export function peakResidentMegabytes(processId: number): number {
  return statusKilobytes(processId, "VmHWM") / 1_024;
}

/** Resident memory of a process now. */
export function residentMegabytes(processId: number): number {
  const pages = Number(readFileSync(`/proc/${processId}/statm`, "utf8").split(" ")[1]);
  return (pages * 4_096) / BYTES_PER_MEGABYTE;
}

function statusKilobytes(processId: number, name: string): number {
  const status = readFileSync(`/proc/${processId}/status`, "utf8");
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1]);
}
