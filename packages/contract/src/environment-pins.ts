import type { EnvironmentIdentity } from "./connector.ts";

/** What a store remembers of the systems that it was made with. */
export type EnvironmentPins = Readonly<Record<string, EnvironmentIdentity>>;

export interface PinMismatch {
  readonly system: string;
  readonly remembered: EnvironmentIdentity;
  readonly found: EnvironmentIdentity;
}

/** Systems that answer as another installation than the store remembers. */
export function findPinMismatches(remembered: EnvironmentPins, found: EnvironmentPins): PinMismatch[] {
  const mismatches: PinMismatch[] = [];
  for (const [system, identity] of Object.entries(found)) {
    const known = Object.hasOwn(remembered, system) ? remembered[system] : undefined;
    if (known !== undefined && known.fingerprint !== identity.fingerprint)
      mismatches.push({ system, remembered: known, found: identity });
  }
  return mismatches;
}

/** One sentence that names both installations. */
export function describePinMismatch(mismatch: PinMismatch): string {
  return `The store belongs to ${mismatch.system} = ${mismatch.remembered.label} (${mismatch.remembered.fingerprint}), but ${mismatch.system} is now ${mismatch.found.label} (${mismatch.found.fingerprint}).`;
}
