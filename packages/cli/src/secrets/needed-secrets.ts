import { checkProject } from "@xmap/language";
import type { ProjectConfiguration } from "../project/configuration-file.ts";
import { findSources } from "../project/find-sources.ts";
import { createNodeHost } from "../project/node-host.ts";

/** The names that `secret(…)` asks for, each with the options that need it as `SYSTEM.OPTION`, whatever else is wrong. */
export function neededSecrets(project: ProjectConfiguration): ReadonlyMap<string, readonly string[]> {
  const host = { ...createNodeHost(project.folder), readSchema: () => undefined, listSchemas: () => [] };
  const { files } = checkProject(findSources(project, project.folder), host);
  const needed = new Map<string, string[]>();
  for (const { declarations } of files) {
    for (const declaration of declarations) {
      if (declaration.kind !== "SystemDeclaration") continue;
      for (const { name, value } of declaration.options) {
        if (value.kind !== "OptionReference" || value.source !== "secret") continue;
        const place = `${declaration.name.name}.${name.name}`;
        needed.set(value.name.value, [...(needed.get(value.name.value) ?? []), place]);
      }
    }
  }
  return needed;
}
