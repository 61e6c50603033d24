import { checkProject } from "@xmap/language";
import type { ProjectConfiguration } from "../project/configuration-file.ts";
import { findSources } from "../project/find-sources.ts";
import { createNodeHost } from "../project/node-host.ts";

/** Names of the systems that the project's files declare, whatever else is wrong with them. */
export function declaredSystems(project: ProjectConfiguration): readonly string[] {
  // Without schemas: those that are there may be broken, and pulling is how they are mended.
  const host = { ...createNodeHost(project.folder), readSchema: () => undefined, listSchemas: () => [] };
  const { files } = checkProject(findSources(project, project.folder), host);
  return files.flatMap((file) =>
    file.declarations.flatMap((declaration) =>
      declaration.kind === "SystemDeclaration" ? [declaration.name.name] : [],
    ),
  );
}
