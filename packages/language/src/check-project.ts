import { type Diagnostic, hasErrors } from "@xmap/diagnostics";
import type { XmapFile } from "@xmap/grammar";
import { declareNames, reportUnusedImports } from "./binder/declare-names.ts";
import { loadFiles } from "./binder/load-files.ts";
import { createCheckContext, createProjectChecks } from "./checker/check-context.ts";
import { checkFile } from "./checker/check-file.ts";
import { reportEchoes } from "./checker/echoes/report-echoes.ts";
import { applyIgnores } from "./checker/ignore/apply-ignores.ts";
import { type NamedFile, reportUnusedDeclarations } from "./checker/rules/unused-declarations.ts";
import type { ProjectHost } from "./host.ts";
import type { CheckedFile, CheckedProgram } from "./program.ts";
import { UNKNOWN_VALUE } from "./types/make-type.ts";

/** A project's files with everything that is wrong in them. */
export interface ProjectCheck {
  /** Undefined when a file has an error. */
  readonly program: CheckedProgram | undefined;
  /** By file in the order of checking, then by place. */
  readonly diagnostics: readonly Diagnostic[];
  /** Every parsed file, imported ones first. */
  readonly files: readonly XmapFile[];
}

/** Sorted by file and place, each finding once. */
export function inOrder(diagnostics: readonly Diagnostic[], paths: readonly string[]): Diagnostic[] {
  const position = new Map(paths.map((path, index) => [path, index]));
  const seen = new Set<string>();
  return diagnostics
    .filter((diagnostic) => {
      const key = `${diagnostic.file}\n${diagnostic.span.start}\n${diagnostic.code}\n${diagnostic.message}`;
      return !seen.has(key) && seen.add(key);
    })
    .toSorted(
      (left, right) =>
        (position.get(left.file) ?? -1) - (position.get(right.file) ?? -1) ||
        left.span.start - right.span.start ||
        left.span.end - right.span.end,
    );
}

/** What is known about the files that are given. */
export interface CheckOptions {
  /** They are all files of the project, so what none of them uses is not used at all; true unless said otherwise. */
  readonly isWhole?: boolean;
}

/** Parses files and what they import, binds their names and checks everything; never throws on bad input. */
export function checkProject(
  paths: readonly string[],
  host: ProjectHost,
  { isWhole = true }: CheckOptions = {},
): ProjectCheck {
  const { ordered, diagnostics } = loadFiles(paths, host);
  const names = declareNames(ordered, diagnostics);
  const project = createProjectChecks(host, diagnostics);
  const checked: CheckedFile[] = [];
  const named: NamedFile[] = [];
  for (const loaded of ordered) {
    const visible = names.get(loaded.path) ?? new Map();
    named.push({ file: loaded.file, visible });
    const context = createCheckContext(project, loaded.path, loaded.file, visible);
    const imports = [...new Set(loaded.imports.map((entry) => entry.path))];
    checked.push(checkFile(context, imports));
    reportUnusedImports(loaded, visible, diagnostics);
  }
  const files = ordered.map((loaded) => loaded.file);
  const flows = checked.flatMap((file) => file.flows);
  reportEchoes(flows, diagnostics);
  if (isWhole) reportUnusedDeclarations(named, diagnostics);
  const sorted = inOrder(
    applyIgnores(diagnostics, files, new Set(isWhole ? ordered.map((loaded) => loaded.path) : [])),
    ordered.map((loaded) => loaded.path),
  );
  if (hasErrors(sorted)) return { program: undefined, diagnostics: sorted, files };
  const typeOf: CheckedProgram["typeOf"] = (expression) => project.types.get(expression) ?? UNKNOWN_VALUE;
  return { program: { files: checked, typeOf }, diagnostics: sorted, files };
}
