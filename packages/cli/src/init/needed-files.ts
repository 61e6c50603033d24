import { posix } from "node:path";
import type { Declaration, SourceFile } from "./pick-declarations.ts";
import type { TemplateFiles } from "./template-files.ts";

type EntityDeclaration = Extract<Declaration, { kind: "EntityDeclaration" }>;
type SystemDeclaration = Extract<Declaration, { kind: "SystemDeclaration" }>;

/** How a schema file of a resource may end; the first one that is there tells of it. */
const SCHEMA_ENDINGS = [".json", ".fields.json"];
const WHOLE_DOCUMENTS = ["openapi.json", "metadata.xml", "metadata.edmx"];

/** The picked systems of files. */
export function pickedSystems(picked: ReadonlySet<Declaration>): readonly SystemDeclaration[] {
  return [...picked].filter((each): each is SystemDeclaration => each.kind === "SystemDeclaration");
}

/** The paths in the templates of all that the picked declarations need beside `.xmap` files. */
export function neededFiles(
  files: readonly SourceFile[],
  picked: ReadonlySet<Declaration>,
  templates: TemplateFiles,
): readonly string[] {
  const systems = pickedSystems(picked);
  const entities = [...picked].filter((each): each is EntityDeclaration => each.kind === "EntityDeclaration");
  const needed = new Set<string>();
  for (const system of systems) {
    const own = entities.filter((entity) => entity.system.name === system.name.name);
    for (const path of schemaFiles(system, own, templates)) needed.add(path);
    for (const path of optionFiles(system, own, templates)) needed.add(path);
  }
  for (const file of files) {
    for (const declaration of file.declarations) {
      if (declaration.kind !== "TestDeclaration" || !picked.has(declaration) || declaration.given === undefined)
        continue;
      needed.add(posix.join(posix.dirname(file.source.path), declaration.given.value));
    }
  }
  return [...needed].sort();
}

/** What is known of the entities' records, the records that these refer to, and the connector's description. */
function schemaFiles(
  system: SystemDeclaration,
  entities: readonly EntityDeclaration[],
  templates: TemplateFiles,
): readonly string[] {
  const folder = `schemas/${system.name.name}`;
  const known = new Set(templates.list(folder, { whole: true }).map((path) => path.slice(folder.length + 1)));
  const taken = new Set<string>(["connector.json"]);
  const take = (resource: string): void => {
    const main = SCHEMA_ENDINGS.map((ending) => `${resource}${ending}`).find((name) => known.has(name));
    const names = main === undefined ? WHOLE_DOCUMENTS : [main, `${resource}.overlay.json`];
    for (const name of names) {
      if (!known.has(name) || taken.has(name)) continue;
      taken.add(name);
      for (const other of referencesIn(templates.read(`${folder}/${name}`) ?? "")) take(other);
    }
  };
  for (const { resource, joins } of entities) {
    take(resource.names.map(({ name }) => name).join("."));
    for (const join of joins) take(join.name);
  }
  return [...taken].filter((name) => known.has(name)).map((name) => `${folder}/${name}`);
}

function referencesIn(schema: string): readonly string[] {
  const references = schema.matchAll(/"(?:\$ref|x-xmap-reference)":\s*"([^"#]+?)(?:\.json)?(?:#[^"]*)?"/g);
  return [...references].map(([, name = ""]) => name);
}

/** Files that a system's options name, and the files of its entities in a folder that they name. */
function optionFiles(
  { options }: SystemDeclaration,
  entities: readonly EntityDeclaration[],
  templates: TemplateFiles,
): readonly string[] {
  const named = options.flatMap(({ value }) => (value.kind === "StringLiteral" ? [value.value] : []));
  return named.flatMap((path) => {
    if (templates.read(path) !== undefined) {
      const overlay = path.replace(/\.json$/, ".overlay.json");
      return overlay !== path && templates.read(overlay) !== undefined ? [path, overlay] : [path];
    }
    if (!/^[\w./-]+$/.test(path)) return [];
    const resources = entities.map(({ resource }) => resource.names.map(({ name }) => name).join("."));
    return templates.list(path).filter((file) => resources.includes(posix.parse(file).name));
  });
}
