import type { Diagnostic, Span } from "@xmap/diagnostics";
import type { XmapFile } from "@xmap/grammar";
import { withLine } from "./text-places.ts";

/** The changes that take out the names which these findings are about, line by line. */
export function withoutUnusedImports(
  file: XmapFile,
  findings: readonly Diagnostic[],
): readonly { readonly span: Span; readonly newText: string }[] {
  const { text } = file.source;
  const isUnused = new Set(findings.map(({ span }) => span.start));
  return file.imports.flatMap((line) => {
    const kept = line.names.filter(({ span }) => !isUnused.has(span.start));
    const firstName = line.names[0];
    const lastName = line.names.at(-1);
    if (kept.length === line.names.length || firstName === undefined || lastName === undefined) return [];
    if (kept.length === 0) return [{ span: withLine(text, line.span), newText: "" }];
    const newText = kept.map((name) => text.slice(name.span.start, name.span.end)).join(", ");
    return [{ span: { start: firstName.span.start, end: lastName.span.end }, newText }];
  });
}
