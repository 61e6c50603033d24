import { checkProject } from "@xmap/language";
import type { ProjectConfiguration } from "../project/configuration-file.ts";
import { findSources } from "../project/find-sources.ts";
import { createNodeHost } from "../project/node-host.ts";

export interface DeclaredSystem {
  readonly name: string;
  readonly connector: string;
  /** The declaration as it is written. */
  readonly text: string;
}

/** The systems that the project's files declare, whatever else is wrong with them. */
export function declaredSystems(project: ProjectConfiguration): readonly DeclaredSystem[] {
  // Without schemas: those that are there may be broken, and pulling is how they are mended.
  const host = { ...createNodeHost(project.folder), readSchema: () => undefined, listSchemas: () => [] };
  const { files } = checkProject(findSources(project, project.folder), host);
  return files.flatMap(({ declarations, source }) =>
    declarations.flatMap((declaration) => {
      if (declaration.kind !== "SystemDeclaration") return [];
      const { start, end } = declaration.span;
      return [
        { name: declaration.name.name, connector: declaration.connector.name, text: source.text.slice(start, end) },
      ];
    }),
  );
}
