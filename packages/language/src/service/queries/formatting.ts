import type { TextEdit } from "@xmap/diagnostics";
import { formatSource } from "../../format/format-source.ts";
import type { FileAnalysis } from "../project/analysis.ts";

/** The change that brings a file into its canonical form; none when it has errors of syntax or is formatted already. */
export function formattingEdits(file: FileAnalysis): readonly TextEdit[] {
  const { text } = file.loaded.file.source;
  const formatted = formatSource(file.path, text);
  if (!("text" in formatted) || formatted.text === text) return [];
  const { text: wanted } = formatted;
  const shorter = Math.min(text.length, wanted.length);
  let same = 0;
  while (same < shorter && text.charAt(same) === wanted.charAt(same)) same += 1;
  let behind = 0;
  const isSameBehind = () => text.charAt(text.length - 1 - behind) === wanted.charAt(wanted.length - 1 - behind);
  while (behind < shorter - same && isSameBehind()) behind += 1;
  const span = { start: same, end: text.length - behind };
  return [{ file: file.path, span, newText: wanted.slice(same, wanted.length - behind) }];
}
