import type { Diagnostic } from "./diagnostic.ts";
import { lineText, positionAt, type SourceText } from "./source-text.ts";
import type { Span } from "./span.ts";

/** How wide a terminal shows a text: two columns for wide letters, none for combining marks. */
function displayWidth(text: string): number {
  let width = 0;
  for (const letter of text) {
    if (/\p{Mark}|\u200d|\ufe0f/u.test(letter)) continue;
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u.test(
        letter,
      )
        ? 2
        : 1;
  }
  return width;
}

/** Tabs as two blanks, and a mark for what would move or colour a terminal. */
function printable(text: string): string {
  return text.replaceAll("\t", "  ").replace(/\p{Control}/gu, "\u2400");
}

function codeFrame(source: SourceText, span: Span): string[] {
  const start = positionAt(source, span.start);
  const end = positionAt(source, span.end);
  const line = lineText(source, start.line);
  const shown = printable(line);
  const before = printable(line.slice(0, start.column - 1));
  const marked = printable(line.slice(start.column - 1, end.line === start.line ? end.column - 1 : line.length));
  const gutter = String(start.line);
  const blank = " ".repeat(gutter.length);
  const carets = "^".repeat(Math.max(1, displayWidth(marked)));
  return [`${blank} |`, `${gutter} | ${shown}`, `${blank} | ${" ".repeat(displayWidth(before))}${carets}`];
}

/** A diagnostic for a terminal: place, code, sentence, the line with carets under the range, help. */
export function renderPretty(diagnostic: Diagnostic, sourceOf: (file: string) => SourceText | undefined): string {
  const source = sourceOf(diagnostic.file);
  if (source === undefined)
    return `${diagnostic.file}: ${diagnostic.severity}[${diagnostic.code}]: ${diagnostic.message}`;
  const { line, column } = positionAt(source, diagnostic.span.start);
  const lines = [
    `${diagnostic.file}:${line}:${column}: ${diagnostic.severity}[${diagnostic.code}]: ${diagnostic.message}`,
    ...codeFrame(source, diagnostic.span),
  ];
  for (const related of diagnostic.related) {
    const other = sourceOf(related.file);
    if (other === undefined) continue;
    const place = positionAt(other, related.span.start);
    lines.push(
      `  ${related.file}:${place.line}:${place.column}: ${related.message}`,
      ...codeFrame(other, related.span),
    );
  }
  if (diagnostic.help !== undefined) lines.push(`  help: ${diagnostic.help}`);
  return lines.join("\n");
}
