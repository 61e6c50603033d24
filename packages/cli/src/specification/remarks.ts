import { positionAt, type SourceText } from "@xmap/diagnostics";
import type { CheckedProgram } from "@xmap/language";

/** What comments say about the rules beside them, by file and line. */
export interface Remarks {
  /** The comment at the end of a line, else those on the lines right above it. */
  at(file: string, line: number): string;
}

/** Reads the comments of all files; documentation comments belong to declarations. */
export function createRemarks(program: CheckedProgram): Remarks {
  const beside = new Map<string, string>();
  const above = new Map<string, string>();
  for (const { file } of program.files) {
    for (const { text, span } of file.comments) {
      if (text.startsWith("/**") || text.includes("xmap-ignore")) continue;
      const { line } = positionAt(file.source, span.start);
      const target = standsAlone(file.source, span.start) ? above : beside;
      target.set(`${file.source.path}:${line}`, plainText(text));
    }
  }
  return {
    at(file, line) {
      const own = beside.get(`${file}:${line}`);
      if (own !== undefined) return own;
      const lines: string[] = [];
      for (let before = line - 1; ; before -= 1) {
        const found = above.get(`${file}:${before}`);
        if (found === undefined) return lines.join(" ");
        lines.unshift(found);
      }
    },
  };
}

function standsAlone({ text }: SourceText, start: number): boolean {
  return text.slice(text.lastIndexOf("\n", start - 1) + 1, start).trim() === "";
}

function plainText(comment: string): string {
  return comment
    .replace(/^\/\/\s?|^\/\*|\*\/$/g, "")
    .replace(/^\s*\*/gm, "")
    .replace(/\s+/g, " ")
    .trim();
}
