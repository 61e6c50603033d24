/** Rows below a head line, in columns as wide as their widest cell. */
export function textTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows].map((row) => row.map(onOneLine));
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** The text without what would break a line or move a terminal, cut where a column would become too wide. */
export function shorten(text: string, longest: number): string {
  const line = onOneLine(text);
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}

function onOneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, " ").replace(/\p{Control}/gu, "␀");
}
