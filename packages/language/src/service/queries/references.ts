import type { Span } from "@xmap/diagnostics";
import type { FileAnalysis, ProjectAnalysis } from "../project/analysis.ts";
import { type ServiceSymbol, type SymbolRole, symbolKey } from "../symbols/service-symbol.ts";
import { useAt, usesOfFile } from "../symbols/uses-of-file.ts";

/** A place where a symbol is named. */
export interface Reference {
  readonly file: string;
  readonly span: Span;
  readonly role: SymbolRole;
}

/** Every place of the project where a symbol is named, by file and place. */
export function referencesOf(symbol: ServiceSymbol, project: ProjectAnalysis): readonly Reference[] {
  const key = symbolKey(symbol);
  const found: Reference[] = [];
  for (const file of project.files.values()) {
    for (const { span, symbol: used, role } of usesOfFile(file, project))
      if (symbolKey(used) === key) found.push({ file: file.path, span, role });
  }
  return found;
}

/** The places where what stands at an offset is named, its declaration among them. */
export function references(file: FileAnalysis, project: ProjectAnalysis, offset: number): readonly Reference[] {
  const use = useAt(file, project, offset);
  return use === undefined ? [] : referencesOf(use.symbol, project);
}

/** The same within one file. */
export function highlights(file: FileAnalysis, project: ProjectAnalysis, offset: number): readonly Reference[] {
  const use = useAt(file, project, offset);
  if (use === undefined) return [];
  const key = symbolKey(use.symbol);
  const same = usesOfFile(file, project).filter(({ symbol }) => symbolKey(symbol) === key);
  return same.map(({ span, role }) => ({ file: file.path, span, role }));
}
