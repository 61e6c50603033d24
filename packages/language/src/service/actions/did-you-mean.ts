import type { Diagnostic } from "@xmap/diagnostics";
import { type Finding, type Mend, mend, textOf } from "./code-action.ts";

/** The names in a help of the form "did you mean `a`, `b` or `c`?". */
export function suggestedNames(diagnostic: Diagnostic): readonly string[] {
  const { help } = diagnostic;
  if (help === undefined || !help.startsWith("did you mean ")) return [];
  return [...help.matchAll(/`([^`]+)`/g)].flatMap(([, name]) => name ?? []);
}

/** A suggestion in the form of what it replaces: with its `$`, in quotes, after `$$.`. */
function inFormOf(written: string, name: string): string {
  if (written.startsWith('"')) return JSON.stringify(name);
  if (written.startsWith("'")) return `'${name}'`;
  if (written.startsWith("$$.") && !name.startsWith("$")) return `$$.${name}`;
  return written.startsWith("$") && !name.startsWith("$") ? `$${name}` : name;
}

/** A change for each name that a finding suggests. */
export function didYouMeanMends(finding: Finding): readonly Mend[] {
  const written = textOf(finding);
  return suggestedNames(finding.diagnostic).map((name) => {
    const text = inFormOf(written, name);
    return mend(finding, `Change to ${text}`, text);
  });
}
