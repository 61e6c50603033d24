/** A block of xmap code. */
export function codeBlock(text: string): string {
  return `\`\`\`xmap\n${text}\n\`\`\``;
}

/** Text in a row of a table. */
function cell(text: string): string {
  return text.replaceAll("|", "\\|").replace(/\s+/g, " ").trim();
}

/** A table with a row of headings. */
export function markdownTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(headings), line(headings.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Parts with a blank line between them, empty ones left out. */
export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join("\n\n");
}

/** Names as code, with commas between them. */
export function codeNames(names: Iterable<string>): string {
  return [...names].map((name) => `\`${name}\``).join(", ");
}
