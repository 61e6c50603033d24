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

/** A change for each name that a finding suggests; of a pair `"name": value` only the name changes. */
export function didYouMeanMends(finding: Finding): readonly Mend[] {
  const { start } = finding.diagnostic.span;
  const whole = textOf(finding);
  const written = /^("[^"]*")\s*:/.exec(whole)?.[1] ?? whole;
  const texts = suggestedNames(finding.diagnostic).map((name) => inFormOf(written, name));
  return texts
    .filter((text) => text !== written)
    .map((text) => mend(finding, `Change to ${text}`, text, { start, end: start + written.length }));
}
