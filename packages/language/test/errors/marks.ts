import type { Diagnostic, Span } from "@xmap/diagnostics";

/** `//   ^^^^ code: message`, or the place in words where carets cannot show it; lines with `=` go on with it. */
const MARK = /^\/\/ *(?:\^+|(?:at )?column \d[\w ,]*:) [a-z-]+: |^\/\/ {2,}= /;

/** A text without the lines that say what is wrong in it. */
export function withoutMarks(marked: string): string {
  return marked
    .split("\n")
    .filter((line) => !MARK.test(line))
    .join("\n");
}

interface Line {
  readonly start: number;
  readonly text: string;
}

function linesOf(text: string): readonly Line[] {
  let start = 0;
  return text.split("\n").map((line) => {
    const entry = { start, text: line };
    start += line.length + 1;
    return entry;
  });
}

function lineAt(lines: readonly Line[], offset: number): number {
  return Math.max(
    0,
    lines.findLastIndex(({ start }) => start <= offset),
  );
}

function placeOf(span: Span, lines: readonly Line[]): string {
  const first = lineAt(lines, span.start);
  const last = lineAt(lines, Math.max(span.start, span.end - 1));
  const column = span.start - (lines[first]?.start ?? 0);
  const length = span.end - span.start;
  if (length > 0 && first === last && column >= 2) return `//${" ".repeat(column - 2)}${"^".repeat(length)}`;
  if (length === 0) return `// at column ${column + 1}:`;
  const end = span.end - (lines[last]?.start ?? 0);
  return `// column ${column + 1} to ${end}${first === last ? "" : `, ${last - first} lines down`}:`;
}

function marksOf({ code, message, span, help, related }: Diagnostic, lines: readonly Line[]): readonly string[] {
  const place = placeOf(span, lines);
  const indentation = `//${" ".repeat(Math.max(2, place.includes("^") ? place.indexOf("^") - 2 : 2))}`;
  const first = related[0];
  return [
    `${place} ${code}: ${message.replaceAll("\n", "␊")}`,
    ...(first === undefined ? [] : [`${indentation}= ${first.message}: ${relatedText(first, lines)}`]),
    ...(help === undefined ? [] : [`${indentation}= help: ${help}`]),
  ];
}

function relatedText({ file, span }: Diagnostic["related"][number], lines: readonly Line[]): string {
  return file === "main.xmap" ? (lines[lineAt(lines, span.start)]?.text.trim() ?? "") : file;
}

/** A text with the findings of its file below the lines at which they begin. */
export function withMarks(text: string, diagnostics: readonly Diagnostic[]): string {
  const lines = linesOf(text);
  return lines
    .flatMap((line, index) => [
      line.text,
      ...diagnostics
        .filter(({ span }) => lineAt(lines, span.start) === index)
        .flatMap((diagnostic) => marksOf(diagnostic, lines)),
    ])
    .join("\n");
}
