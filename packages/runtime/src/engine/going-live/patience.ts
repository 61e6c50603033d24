import { ensureFailure, type FailureClass } from "@xmap/contract";
import type { Services } from "../services.ts";

/** Attempts before a failure is handed on, and the milliseconds between them. */
const ATTEMPTS = 8;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;
/** What only a person can mend. */
const HOPELESS: ReadonlySet<FailureClass> = new Set(["Unauthorized", "Forbidden", "Invalid", "SchemaDrift"]);

/** Carries a read out again when it fails for a while: a long reading of a system outlives its short outages. */
export async function patiently<Result>(
  services: Pick<Services, "clock">,
  system: string,
  work: () => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const failure = ensureFailure(error, system, "read");
      if (attempt >= ATTEMPTS || HOPELESS.has(failure.details.class)) throw failure;
      const { retry } = failure.details;
      const asked = retry.when === "after" ? retry.milliseconds : 0;
      await pause(services, Math.max(asked, Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempt)));
    }
  }
}

/** Resolves after so many milliseconds. */
export function pause({ clock }: Pick<Services, "clock">, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(milliseconds, resolve);
  });
}
