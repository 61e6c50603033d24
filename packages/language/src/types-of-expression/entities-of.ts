import type { Diagnostic } from "@xmap/diagnostics";
import { declareNames } from "../binder/declare-names.ts";
import { loadFiles } from "../binder/load-files.ts";
import { createCheckContext, createProjectChecks } from "../checker/check-context.ts";
import { checkFile } from "../checker/check-file.ts";
import type { ProjectHost } from "../host.ts";
import type { EntitySymbol } from "../program.ts";

/** A project by the paths of its files and where they are read. */
export interface ProjectFiles {
  readonly paths: readonly string[];
  readonly host: ProjectHost;
}

/** The entities whose declarations are right, by name, whatever is wrong elsewhere in the project. */
export function entitiesOf(project: ProjectFiles): {
  readonly entities: ReadonlyMap<string, EntitySymbol>;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { ordered, diagnostics } = loadFiles(project.paths, project.host);
  const names = declareNames(ordered, diagnostics);
  const checks = createProjectChecks(project.host, diagnostics);
  const entities = new Map<string, EntitySymbol>();
  for (const { path, file } of ordered) {
    const context = createCheckContext(checks, path, file, names.get(path) ?? new Map());
    for (const entity of checkFile(context, []).entities) entities.set(entity.name, entity);
  }
  return { entities, diagnostics };
}
