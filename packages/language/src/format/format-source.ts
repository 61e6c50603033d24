import { type Diagnostic, hasErrors } from "@xmap/diagnostics";
import { parseFile, type XmapFile } from "@xmap/grammar";
import { type Document, group, indented, line } from "./document.ts";
import { type Entry, formatRows } from "./format-block.ts";
import { formatDeclaration } from "./format-declaration.ts";
import { formatDiagnostics } from "./format-diagnostics.ts";
import { formatExpression, formatNumber } from "./format-expression.ts";
import { formatIdentifier, formatList } from "./format-parts.ts";
import { layOutRows } from "./lay-out.ts";
import { meansTheSame } from "./means-the-same.ts";
import { SourceCursor, SourceMismatch } from "./source-cursor.ts";

/** The text in canonical form, or why it has none. */
export type FormattedSource = { readonly text: string } | { readonly diagnostics: readonly Diagnostic[] };

/**
 * The canonical form of an `.xmap` file: the same tree and the same comments, with the blanks, line ends, quotes and
 * order of modifiers that the language recommends. Formatting it again changes nothing. Never throws; a file with
 * errors is refused with its diagnostics, whose `file` is the path.
 */
export function formatSource(path: string, text: string): FormattedSource {
  const parsed = parseFile(path, text);
  if (hasErrors(parsed.diagnostics)) return { diagnostics: parsed.diagnostics };
  try {
    const formatted = formatFile(parsed.file, text);
    if (meansTheSame(parsed.file, parseFile(path, formatted))) return { text: formatted };
    return refuse(path, 0);
  } catch (error) {
    if (error instanceof SourceMismatch) return refuse(path, error.offset);
    throw error;
  }
}

function refuse(file: string, start: number): FormattedSource {
  const span = { start, end: start };
  return { diagnostics: [formatDiagnostics.create({ code: "not-formatted", file, span, values: {} })] };
}

function formatFile({ version, imports, declarations, comments, span }: XmapFile, text: string): string {
  const cursor = new SourceCursor(text, comments, span);
  const entries: Entry[] = [];
  if (version !== undefined) {
    const print = () => ({ content: [cursor.take("xmap"), " ", formatNumber(version, cursor)] });
    entries.push({ end: version.span.end, print });
  }
  for (const imported of imports) {
    entries.push({ end: imported.span.end, print: () => ({ content: formatImport(imported, cursor) }) });
  }
  for (const declaration of declarations) {
    entries.push({ end: declaration.span.end, print: () => ({ content: formatDeclaration(declaration, cursor) }) });
  }
  const rows = formatRows(cursor, entries, "");
  if (cursor.nextToken() < text.length) throw new SourceMismatch(cursor.nextToken());
  return `${layOutRows(rows, 0)}\n`;
}

function formatImport({ names, from }: XmapFile["imports"][number], cursor: SourceCursor): Document {
  const start = [cursor.take("import"), " ", cursor.take("{")];
  const list = formatList(names, cursor, formatIdentifier);
  const { comments, token } = cursor.takeClosing("}");
  const behind = comments.length === 0 ? "" : [line, ...comments];
  const braces = group(start, indented(line, list, behind), line, token);
  return [braces, " ", cursor.take("from"), " ", formatExpression(from, cursor)];
}
