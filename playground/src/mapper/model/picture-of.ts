import type { ProjectHost } from "@xmap/language";
import type { LanguageWorkspace } from "@xmap/language/service";
import type { MappingPicture } from "./mapping-picture.ts";
import type { Declared, MappingDeclaration } from "./mapping-sources.ts";
import { readPictureWithItems } from "./read-picture.ts";
import { type KnownSides, WorkspaceSources } from "./workspace-sources.ts";

/** A project as the language worker has it open. */
export interface PictureProject {
  readonly workspace: LanguageWorkspace;
  readonly host: ProjectHost;
  readonly sides: KnownSides;
}

/** Which mapping is wanted. */
export interface MappingChoice {
  readonly path: string;
  readonly name: string;
}

/** The mapping of that name with what is known around it; undefined when the file has none. */
export function findMapping(
  { path, name }: MappingChoice,
  { workspace, host, sides }: PictureProject,
): { readonly mapping: Declared<MappingDeclaration>; readonly sources: WorkspaceSources } | undefined {
  const sources = new WorkspaceSources(workspace, host, sides);
  const file = sources.file(path);
  for (const declaration of file?.declarations ?? []) {
    const isMapping = declaration.kind === "BindingDeclaration" || declaration.kind === "RulesDeclaration";
    if (file !== undefined && isMapping && declaration.name.name === name)
      return { mapping: { file, declaration }, sources };
  }
  return undefined;
}

/** The picture of a mapping; its trees only when `knownSides` names others. */
export function pictureOf(
  choice: MappingChoice,
  project: PictureProject,
  knownSides: string | undefined,
): MappingPicture | undefined {
  const found = findMapping(choice, project);
  return found === undefined ? undefined : readPictureWithItems(found.mapping, found.sources, knownSides).picture;
}
