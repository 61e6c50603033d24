import type { Diagnostic } from "@xmap/diagnostics";
import type { DeclaredName } from "../../binder/any-symbol.ts";
import { reportUnusedImports, visibleNames } from "../../binder/declare-names.ts";
import type { LoadedFile } from "../../binder/load-files.ts";
import { createCheckContext, createProjectChecks, type ProjectChecks } from "../../checker/check-context.ts";
import { checkFile } from "../../checker/check-file.ts";
import type { RulesSymbol } from "../../program.ts";
import type { FileAnalysis, SharedChecks } from "./analysis.ts";
import { RecordedNotes } from "./recorded-notes.ts";
import type { ServiceHost } from "./service-host.ts";

/** What the files that were checked before one leave for it. */
export interface EarlierChecks extends Pick<ProjectChecks, "entities" | "ruleTargets" | "reads"> {
  readonly otherFindings: Diagnostic[];
}

/** Before the first file; what is wrong by syntax and by names is known already. */
export function noEarlierChecks(otherFindings: readonly Diagnostic[]): EarlierChecks {
  return { entities: new Map(), ruleTargets: new Map(), reads: new Map(), otherFindings: [...otherFindings] };
}

/** Lets later files see what an analysed one shares. */
export function addShared(earlier: EarlierChecks, shared: SharedChecks): void {
  for (const [record, entity] of shared.entities) earlier.entities.set(record, entity);
  for (const [rules, targets] of shared.ruleTargets) earlier.ruleTargets.set(rules, targets);
  for (const [record, reads] of shared.ruleReads) earlier.reads.set(record, reads);
}

function bothDirections(rules: RulesSymbol): readonly RulesSymbol[] {
  return rules.reverse === undefined ? [rules] : [rules, rules.reverse];
}

/** Binds and checks one file whose imports are analysed; `earlier` grows by what it shares. */
export function checkOneFile(
  loaded: LoadedFile,
  declared: ReadonlyMap<string, ReadonlyMap<string, DeclaredName>>,
  declareProblems: readonly Diagnostic[],
  earlier: EarlierChecks,
  host: ServiceHost,
): FileAnalysis {
  const diagnostics: Diagnostic[] = [...declareProblems];
  const notes = new RecordedNotes();
  const project: ProjectChecks = { ...createProjectChecks(host, diagnostics, notes), ...earlier };
  const visible = visibleNames(loaded, declared, diagnostics);
  const known = { entities: earlier.entities.size, targets: earlier.ruleTargets.size };
  const context = createCheckContext(project, loaded.path, loaded.file, visible);
  const checked = checkFile(context, [...new Set(loaded.imports.map((entry) => entry.path))]);
  reportUnusedImports(loaded, visible, diagnostics);
  const shared: SharedChecks = {
    entities: [...earlier.entities.entries().drop(known.entities)],
    ruleTargets: [...earlier.ruleTargets.entries().drop(known.targets)],
    ruleReads: checked.rules.flatMap(bothDirections).flatMap((symbol) => {
      const record = symbol.block.context.type;
      const reads = earlier.reads.get(record);
      return reads === undefined ? [] : [[record, reads] as const];
    }),
  };
  const own = declared.get(loaded.path) ?? new Map<string, DeclaredName>();
  const { types } = project;
  return { path: loaded.path, loaded, declared: own, visible, checked, types, notes, diagnostics, shared };
}
