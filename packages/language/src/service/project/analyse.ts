import type { Diagnostic } from "@xmap/diagnostics";
import type { ParsedFile } from "@xmap/grammar";
import type { DeclaredName } from "../../binder/any-symbol.ts";
import { declareFile, reportProjectDuplicates } from "../../binder/declare-names.ts";
import { type LoadedFile, loadFiles } from "../../binder/load-files.ts";
import { reportEchoes } from "../../checker/echoes/report-echoes.ts";
import { type NamedFile, reportUnusedDeclarations } from "../../checker/rules/unused-declarations.ts";
import type { FileAnalysis, ProjectAnalysis } from "./analysis.ts";
import { addShared, checkOneFile, noEarlierChecks } from "./check-one-file.ts";
import type { ServiceHost } from "./service-host.ts";

export interface AnalysisInput {
  /** Files that are compiled together. */
  readonly listed: readonly string[];
  /** Open files beside them. */
  readonly others: readonly string[];
  readonly host: ServiceHost;
  readonly readFile: (path: string) => string | undefined;
  readonly parse: (path: string, text: string) => ParsedFile;
  readonly previous: ProjectAnalysis | undefined;
}

export interface AnalysisResult {
  readonly analysis: ProjectAnalysis;
  /** Paths of the files that were checked again. */
  readonly checked: readonly string[];
}

function isUnchanged(loaded: LoadedFile, before: FileAnalysis | undefined): before is FileAnalysis {
  if (before === undefined || before.loaded.file !== loaded.file) return false;
  const [now, then] = [loaded.imports, before.loaded.imports];
  return now.length === then.length && now.every((entry, index) => entry.path === then[index]?.path);
}

/** Changed files and all that import one of them, however indirectly. */
function findStale(ordered: readonly LoadedFile[], previous: ProjectAnalysis | undefined): ReadonlySet<string> {
  const stale = new Set<string>();
  for (const loaded of ordered) if (!isUnchanged(loaded, previous?.files.get(loaded.path))) stale.add(loaded.path);
  const importers = new Map<string, string[]>();
  for (const { path, imports } of ordered) {
    for (const entry of imports) importers.set(entry.path, [...(importers.get(entry.path) ?? []), path]);
  }
  const pending = [...stale];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    for (const importer of importers.get(path) ?? []) {
      if (stale.has(importer)) continue;
      stale.add(importer);
      pending.push(importer);
    }
  }
  return stale;
}

function pathsBehind(roots: readonly string[], files: ReadonlyMap<string, LoadedFile>): ReadonlySet<string> {
  const seen = new Set<string>();
  const pending = [...roots];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    for (const entry of files.get(path)?.imports ?? []) pending.push(entry.path);
  }
  return seen;
}

type Declared = ReadonlyMap<string, Map<string, DeclaredName>>;

/** Names are unique among the files that are compiled together; an open file beside them is judged with its imports. */
function findDuplicates(ordered: readonly LoadedFile[], declared: Declared, input: AnalysisInput): Diagnostic[] {
  const files = new Map(ordered.map((loaded) => [loaded.path, loaded]));
  const listed = pathsBehind(input.listed, files);
  const found: Diagnostic[] = [];
  const namesOf = (paths: ReadonlySet<string>) =>
    ordered.filter(({ path }) => paths.has(path)).flatMap(({ path }) => declared.get(path) ?? []);
  reportProjectDuplicates(namesOf(listed), found);
  for (const path of input.others) {
    if (listed.has(path)) continue;
    const own: Diagnostic[] = [];
    reportProjectDuplicates(namesOf(pathsBehind([path], files)), own);
    found.push(...own.filter((diagnostic) => diagnostic.file === path));
  }
  return found;
}

/** What no compiled file uses; an open file beside them may only be begun. */
function findUnused(whole: ReadonlySet<string>, analyses: ReadonlyMap<string, FileAnalysis>): Diagnostic[] {
  const named: NamedFile[] = [];
  for (const path of whole) {
    const analysis = analyses.get(path);
    if (analysis !== undefined) named.push({ file: analysis.loaded.file, visible: analysis.visible });
  }
  const found: Diagnostic[] = [];
  reportUnusedDeclarations(named, found);
  return found;
}

/** Parses, binds and checks what changed since the previous analysis and what depends on it. */
export function analyse(input: AnalysisInput): AnalysisResult {
  const { host, previous } = input;
  const loading = loadFiles([...input.listed, ...input.others], { readFile: input.readFile }, input.parse);
  const stale = findStale(loading.ordered, previous);
  const declared = new Map<string, Map<string, DeclaredName>>();
  const problems = new Map<string, Diagnostic[]>();
  for (const loaded of loading.ordered) {
    const kept = stale.has(loaded.path) ? undefined : previous?.files.get(loaded.path);
    const own: Diagnostic[] = [];
    problems.set(loaded.path, own);
    declared.set(loaded.path, kept === undefined ? declareFile(loaded, own) : new Map(kept.declared));
  }
  const duplicates = findDuplicates(loading.ordered, declared, input);
  const earlier = noEarlierChecks([...loading.diagnostics, ...duplicates]);
  const files = new Map<string, FileAnalysis>();
  for (const loaded of loading.ordered) {
    const kept = stale.has(loaded.path) ? undefined : previous?.files.get(loaded.path);
    if (kept !== undefined) addShared(earlier, kept.shared);
    const own = problems.get(loaded.path) ?? [];
    const analysis = kept ?? checkOneFile(loaded, declared, own, earlier, host);
    earlier.otherFindings.push(...analysis.diagnostics);
    files.set(loaded.path, analysis);
  }
  const diagnostics = [...loading.diagnostics, ...duplicates];
  const whole = pathsBehind(input.listed, new Map(loading.ordered.map((loaded) => [loaded.path, loaded])));
  diagnostics.push(...findUnused(whole, files));
  const flows = [...files.values()].flatMap((file) => file.checked.flows);
  reportEchoes(flows, diagnostics);
  return { analysis: { host, files, whole, diagnostics }, checked: [...stale] };
}
