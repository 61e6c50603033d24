import { type Finding, insertion, type Mend, mend, textOf } from "./code-action.ts";

/** `require` for each of the two directions. */
export function guardDirectionMends(finding: Finding): readonly Mend[] {
  const { start } = finding.diagnostic.span;
  const end = start + "require".length;
  return [
    insertion(finding, "Guard the way from left to right with `require ->`", end, " ->"),
    insertion(finding, "Guard the way from right to left with `require <-`", end, " <-"),
  ];
}

/** A hold instead of a default that would be written back. */
export function holdMends(finding: Finding): readonly Mend[] {
  return [mend(finding, "Hold what is not known", 'hold "{$} is not known"')];
}

/** Makes the only `<->` of what was found an arrow of one way. */
export function oneWayMends(finding: Finding): readonly Mend[] {
  const written = textOf(finding);
  const at = written.indexOf("<->");
  if (at < 0) return [];
  const start = finding.diagnostic.span.start + at;
  return [mend(finding, "Go from left to right only", "->", { start, end: start + "<->".length })];
}
