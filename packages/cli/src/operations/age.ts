const UNITS = [
  { name: "d", milliseconds: 86_400_000 },
  { name: "h", milliseconds: 3_600_000 },
  { name: "min", milliseconds: 60_000 },
  { name: "s", milliseconds: 1_000 },
] as const;

/** How long something has lasted, in its largest unit: `3 h`. */
export function ageOf(since: number, now: number): string {
  const lasted = Math.max(0, now - since);
  const unit = UNITS.find(({ milliseconds }) => lasted >= milliseconds) ?? { name: "s", milliseconds: 1_000 };
  return `${Math.floor(lasted / unit.milliseconds)} ${unit.name}`;
}

/** The point in time as operators and logs write it. */
export function timeOf(at: number): string {
  return new Date(at).toISOString();
}
