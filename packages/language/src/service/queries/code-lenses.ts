import type { Span } from "@xmap/diagnostics";
import { countRules, flowSummary } from "../describe/describe-declared.ts";
import type { FileAnalysis, ProjectAnalysis } from "../project/analysis.ts";
import { symbolKey } from "../symbols/service-symbol.ts";
import { usesOfFile } from "../symbols/uses-of-file.ts";
import { coverageLenses } from "./coverage-lenses.ts";
import type { Reference } from "./references.ts";

/** What a click on a lens does; an editor carries it out. */
export type LensAction =
  | { readonly kind: "none" }
  | { readonly kind: "showReferences"; readonly references: readonly Reference[] }
  | { readonly kind: "runTest"; readonly file: string; readonly test: string };

/** A remark above a line. */
export interface CodeLens {
  readonly span: Span;
  readonly title: string;
  readonly action: LensAction;
}

function usesByKey(project: ProjectAnalysis): ReadonlyMap<string, readonly Reference[]> {
  const found = new Map<string, Reference[]>();
  for (const file of project.files.values()) {
    for (const { span, symbol, role } of usesOfFile(file, project)) {
      if (symbol.kind !== "declared" || role !== "read") continue;
      const key = symbolKey(symbol);
      const list = found.get(key) ?? [];
      list.push({ file: file.path, span, role });
      found.set(key, list);
    }
  }
  return found;
}

function usedBy(count: number): string {
  if (count === 0) return "not used";
  return count === 1 ? "used once" : `used ${count} times`;
}

function contentLenses(file: FileAnalysis): CodeLens[] {
  const { bindings, rules, flows } = file.checked;
  const none = { kind: "none" } as const;
  const blocks = [...bindings, ...rules].map(({ declaration, block }) => {
    const count = countRules(block.items);
    return { span: declaration.name.span, title: `${count} ${count === 1 ? "rule" : "rules"}`, action: none };
  });
  const summaries = flows.map(({ declaration, steps }) => ({
    span: declaration.name.span,
    title: flowSummary(steps),
    action: none,
  }));
  return [...blocks, ...summaries];
}

/** How often declarations are used, what is in them, what tests went through, and tests that can be run. */
export function codeLenses(file: FileAnalysis, project: ProjectAnalysis): readonly CodeLens[] {
  const uses = usesByKey(project);
  const lenses: CodeLens[] = contentLenses(file);
  for (const declared of file.declared.values()) {
    if (declared.kind === "flow") continue;
    const references = uses.get(symbolKey({ kind: "declared", declared })) ?? [];
    lenses.push({
      span: declared.span,
      title: usedBy(references.length),
      action: { kind: "showReferences", references },
    });
  }
  for (const declaration of file.loaded.file.declarations) {
    if (declaration.kind !== "TestDeclaration") continue;
    const { span, value } = declaration.title;
    lenses.push({ span, title: "run test", action: { kind: "runTest", file: file.path, test: value } });
  }
  const coverage = project.host.coverage?.(file.path, file.loaded.file.source.text);
  if (coverage !== undefined) lenses.push(...coverageLenses(file, coverage));
  return lenses.toSorted((a, b) => a.span.start - b.span.start);
}
