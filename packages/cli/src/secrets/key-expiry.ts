import type { Clock, Configuration, EnvironmentConfiguration, Sessions } from "@xmap/contract";
import type { Logger } from "@xmap/runtime/node";

const DAY_MILLISECONDS = 86_400_000;
/** So long before its end a key is spoken of. */
const WARNED_DAYS = 14;

export interface KeyExpiryParts {
  readonly environment: EnvironmentConfiguration;
  readonly sessions: Sessions;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Logs a warning of each key that ends within two weeks, at once and then once a day; answers how to stop. */
export function watchKeyExpiry(parts: KeyExpiryParts): () => void {
  const { sessions, environment, clock, logger } = parts;
  let cancel = (): void => {};
  let isStopped = false;
  const look = async (): Promise<void> => {
    for (const [system, session] of Object.entries(sessions)) {
      // A system that cannot be asked has an alert of its own.
      const told = await session.keyExpires?.().catch(() => undefined);
      const endsAt = told ?? endOfDay(environment.systems?.[system]?.keyExpires);
      const words = wordsOf(system, endsAt, clock.now());
      if (words !== undefined && !isStopped) logger.warn({ system, keyExpires: instantText(endsAt) }, words);
    }
    if (!isStopped) cancel = clock.after(DAY_MILLISECONDS, () => void look());
  };
  void look();
  return () => {
    isStopped = true;
    cancel();
  };
}

/** A sentence for each key that ends within two weeks as `xmap.json` says, of all environments. */
export function configuredExpiries({ environments = {} }: Configuration, now: number): readonly string[] {
  return Object.entries(environments).flatMap(([name, { systems = {} }]) =>
    Object.entries(systems).flatMap(([system, { keyExpires }]) => {
      const words = wordsOf(system, endOfDay(keyExpires), now);
      return words === undefined ? [] : [`${words} (environment ${name})`];
    }),
  );
}

function wordsOf(system: string, endsAt: number | undefined, now: number): string | undefined {
  if (endsAt === undefined || Number.isNaN(endsAt) || endsAt - now > WARNED_DAYS * DAY_MILLISECONDS) return undefined;
  const mend = "make a new one, give it to xmap, and change keyExpires in xmap.json";
  if (endsAt <= now) return `the key of ${system} has expired: ${mend}`;
  const days = Math.ceil((endsAt - now) / DAY_MILLISECONDS);
  return `the key of ${system} expires in ${days} ${days === 1 ? "day" : "days"}: ${mend}`;
}

/** A key is good until its last day has ended everywhere but in the last zones: by UTC. */
export function endOfDay(day: string | undefined): number | undefined {
  return day === undefined ? undefined : Date.parse(`${day}T00:00:00Z`) + DAY_MILLISECONDS;
}

function instantText(instant: number | undefined): string | undefined {
  return instant === undefined ? undefined : new Date(instant).toISOString();
}
