import { type Finding, listed } from "./finding.ts";

const DAY = 86_400_000;
const WARNED_DAYS = 14;
const OLD_DAYS = 365;

/** A secret of a system and when it was set, where that is known. */
export interface SecretAge {
  readonly name: string;
  readonly changedAt: number;
}

/** When the key ends, and which secrets have not been replaced for a year. */
export function judgeSecrets(
  system: string,
  {
    keyExpires,
    ages,
    now,
  }: { readonly keyExpires: number | undefined; readonly ages: readonly SecretAge[]; readonly now: number },
): readonly Finding[] {
  const old = ages.filter(({ changedAt }) => now - changedAt > OLD_DAYS * DAY).map(({ name }) => name);
  return [
    ...expiry(system, keyExpires, now),
    ...(old.length === 0
      ? []
      : [
          {
            level: "warning",
            about: "secrets",
            message: `${listed(old)} of ${system} ${old.length === 1 ? "was" : "were"} set more than a year ago.`,
            mend: `Make a new one in ${system} and run: xmap secrets set ${old[0] ?? ""}`,
          } as const,
        ]),
  ];
}

function expiry(system: string, endsAt: number | undefined, now: number): readonly Finding[] {
  if (endsAt === undefined) return [];
  const mend = `Make a new key in ${system} and give it to xmap; see docs/secrets.md.`;
  const days = Math.ceil((endsAt - now) / DAY);
  if (days <= 0)
    return [{ level: "error", about: "secrets", message: `The key of ${system} ended on ${dayOf(endsAt)}.`, mend }];
  const message = `The key of ${system} ends on ${dayOf(endsAt)}, in ${days} ${days === 1 ? "day" : "days"}.`;
  return [
    days <= WARNED_DAYS
      ? { level: "warning", about: "secrets", message, mend }
      : { level: "note", about: "secrets", message },
  ];
}

function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
