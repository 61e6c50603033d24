import type { TextEdit } from "@xmap/diagnostics";

/** The one change that makes a text another one, from the first letter that differs to the last; none for the same. */
export function smallestEdit(file: string, text: string, wanted: string): readonly TextEdit[] {
  if (text === wanted) return [];
  const shorter = Math.min(text.length, wanted.length);
  let same = 0;
  while (same < shorter && text.charAt(same) === wanted.charAt(same)) same += 1;
  let behind = 0;
  const isSameBehind = () => text.charAt(text.length - 1 - behind) === wanted.charAt(wanted.length - 1 - behind);
  while (behind < shorter - same && isSameBehind()) behind += 1;
  const span = { start: same, end: text.length - behind };
  return [{ file, span, newText: wanted.slice(same, wanted.length - behind) }];
}
