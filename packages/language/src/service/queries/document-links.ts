import type { Span } from "@xmap/diagnostics";
import { resolveImportPath } from "../../binder/import-path.ts";
import type { FileAnalysis, ProjectAnalysis } from "../project/analysis.ts";
import { descriptionPath, schemaPath } from "../symbols/definitions-of.ts";

/** A part of a text that leads to a file of the project. */
export interface DocumentLink {
  readonly span: Span;
  readonly target: string;
}

/** Imports, schemas, connectors' descriptions and the records of tests. */
export function documentLinks(file: FileAnalysis, project: ProjectAnalysis): readonly DocumentLink[] {
  const links: DocumentLink[] = [];
  const addFile = (span: Span, written: string) => {
    const target = resolveImportPath(file.path, written);
    if (target !== undefined && written !== "") links.push({ span, target });
  };
  for (const { from } of file.loaded.file.imports) addFile(from.span, from.value);
  for (const declaration of file.loaded.file.declarations) {
    if (declaration.kind === "TestDeclaration" && declaration.given !== undefined)
      addFile(declaration.given.span, declaration.given.value);
    if (declaration.kind === "SystemDeclaration") {
      const { name } = declaration.name;
      const isKnown = project.host.readDescription(name) !== undefined;
      if (isKnown) links.push({ span: declaration.connector.span, target: descriptionPath(name) });
    }
    if (declaration.kind !== "EntityDeclaration") continue;
    const resource = declaration.resource.names.map(({ name }) => name).join(".");
    const system = declaration.system.name;
    if (resource === "" || project.host.readSchema(system, resource) === undefined) continue;
    links.push({ span: declaration.resource.span, target: schemaPath(system, resource, project.host) });
  }
  return links.toSorted((a, b) => a.span.start - b.span.start);
}
