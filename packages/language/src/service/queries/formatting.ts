import type { TextEdit } from "@xmap/diagnostics";
import { formatSource } from "../../format/format-source.ts";
import type { FileAnalysis } from "../project/analysis.ts";
import { smallestEdit } from "../smallest-edit.ts";

/** The change that brings a file into its canonical form; none when it has errors of syntax or is formatted already. */
export function formattingEdits(file: FileAnalysis): readonly TextEdit[] {
  const { text } = file.loaded.file.source;
  const formatted = formatSource(file.path, text);
  return "text" in formatted ? smallestEdit(file.path, text, formatted.text) : [];
}
