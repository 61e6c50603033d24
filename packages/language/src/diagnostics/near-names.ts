import { didYouMean } from "@xmap/diagnostics";

const MOST_SHOWN = 8;

/** The help for an unknown name: those that are like it, else all when they are few. */
export function nearNames(misspelt: string, candidates: Iterable<string>): string | undefined {
  const names = [...new Set(candidates)];
  const near = didYouMean(misspelt, names);
  if (near !== undefined || names.length === 0 || names.length > MOST_SHOWN) return near;
  const quoted = names.map((name) => `\`${name}\``);
  const last = quoted.pop();
  return quoted.length === 0 ? `there is ${last}` : `there are ${quoted.join(", ")} and ${last}`;
}
