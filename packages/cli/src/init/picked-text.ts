import { formatSource } from "@xmap/language";
import { type Declaration, type SourceFile, wordsOf } from "./pick-declarations.ts";

/** A file's text with only the picked declarations and the imports that they use; undefined when none is in it. */
export function pickedText(file: SourceFile, picked: ReadonlySet<Declaration>): string | undefined {
  const kept = file.declarations.filter((declaration) => picked.has(declaration));
  if (kept.length === 0) return undefined;
  const { text } = file.source;
  const used = new Set(kept.flatMap((declaration) => wordsOf(file, declaration)));
  const imports = file.imports.flatMap(({ names, from }) => {
    const needed = names.map(({ name }) => name).filter((name) => used.has(name));
    return needed.length === 0 ? [] : [`import { ${needed.join(", ")} } from "${from.value}"`];
  });
  const head = text.slice(0, headOf(text));
  const chunks = kept.map((declaration) =>
    text.slice(beginOf(file, declaration), endOfLine(text, declaration.span.end)),
  );
  const whole = `${[head, imports.join("\n"), ...chunks.map((chunk) => chunk.trim())].filter((part) => part !== "").join("\n\n")}\n`;
  const formatted = formatSource(file.source.path, whole);
  return "text" in formatted ? formatted.text : whole;
}

/** Where the version and the remark on the file end: before the first empty line. */
function headOf(text: string): number {
  const end = text.search(/\n\s*\n/);
  return end === -1 ? text.length : end;
}

/** Where what stands before a declaration begins: its comments, up to the item or the head before it. */
function beginOf(file: SourceFile, declaration: Declaration): number {
  const { text } = file.source;
  const items = [...file.imports, ...file.declarations].map(({ span }) => span);
  const before = Math.max(
    headOf(text),
    ...items.filter(({ end }) => end <= declaration.span.start).map(({ end }) => endOfLine(text, end)),
  );
  return Math.min(before, declaration.span.start);
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end === -1 ? text.length : end;
}
