import type { Invertibility } from "../../program.ts";

/** How surely something goes both ways, for people. */
export function invertibilityWords(invertibility: Invertibility): string {
  switch (invertibility.level) {
    case "proved":
      return "Goes both ways, proved: what is written to the one side is read again from the other.";
    case "proved on a domain":
      return `Goes both ways, proved where ${listed(invertibility.why)}.`;
    case "tested":
      return "Goes both ways by hand: a pair of rules is tested with generated values, not proved.";
  }
}

function listed(parts: readonly string[]): string {
  const [last = "", ...others] = parts.toReversed();
  return others.length === 0 ? last : `${others.toReversed().join(", ")} and ${last}`;
}
