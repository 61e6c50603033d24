import type { Diagnostic } from "@xmap/diagnostics";
import { grammarDiagnostics, type XmapFile } from "@xmap/grammar";

const ABOUT_UNUSED: ReadonlySet<string> = new Set(["unused-import", "unused-name", "unused-answer"]);

/** Leaves out that a name is unused where a statement that could not be read may use it. */
export function withoutDoubtfulUnused(
  diagnostics: readonly Diagnostic[],
  files: readonly XmapFile[],
): readonly Diagnostic[] {
  const broken = new Set<string>();
  for (const { code, severity, file } of diagnostics)
    if (severity === "error" && Object.hasOwn(grammarDiagnostics.table, code)) broken.add(file);
  if (broken.size === 0) return diagnostics;
  const texts = new Map(files.map(({ source }) => [source.path, source.text]));
  return diagnostics.filter(({ code, file, span }) => {
    const text = broken.has(file) && ABOUT_UNUSED.has(code) ? texts.get(file) : undefined;
    return text === undefined || !isWrittenAgain(text.slice(span.start, span.end), text);
  });
}

function isWrittenAgain(name: string, text: string): boolean {
  const words = text.split(/[^A-Za-z0-9_]+/).filter((word) => word === name);
  return words.length > 1;
}
