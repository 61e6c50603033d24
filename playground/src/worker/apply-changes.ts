import type { TextChange } from "./protocol.ts";

/** A text after changes whose offsets are all those of the text before; undefined when one lies outside or two overlap. */
export function applyChanges(text: string, changes: readonly TextChange[]): string | undefined {
  let changed = text;
  let before = text.length;
  for (const change of changes.toSorted((left, right) => right.offset - left.offset)) {
    const end = change.offset + change.length;
    if (change.offset < 0 || change.length < 0 || end > before) return undefined;
    changed = changed.slice(0, change.offset) + change.text + changed.slice(end);
    before = change.offset;
  }
  return changed;
}
