import { type ProjectFiles, readJson } from "./project-files.ts";

/** An entity that is to be declared. */
export interface NewEntity {
  readonly system: string;
  readonly resource: string;
  readonly entity: string;
  readonly key: string;
  /** The text of the schema's file. */
  readonly schema: string;
}

/** What is wrong with the names of a new entity; undefined when they can be written in a mapping. */
export function entityNameFault({ system, resource, entity }: Omit<NewEntity, "key" | "schema">): string | undefined {
  if (!/^[a-z_]\w*$/i.test(system)) return "The system's name is a word of letters, digits and underscores.";
  if (!/^[a-z_]\w*(?:\.[a-z_]\w*)*$/i.test(resource))
    return "The record type is a word, or several with dots between them: orders, sale.order.";
  if (!/^[A-Z]\w*$/.test(entity)) return "The entity's name is a word that begins with a capital letter.";
  return undefined;
}

/** `sale.order` as the name of an entity: `SaleOrder`. */
export function entityNameOf(resource: string): string {
  const words = resource.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

/**
 * The files that a new entity changes: its schema, and its declaration in the file of its system. A system that is not
 * declared anywhere gets a file, and a description where it has none.
 */
export function declareEntity(
  { system, resource, entity, key, schema }: NewEntity,
  files: ProjectFiles,
  systemFile: string | undefined,
): ReadonlyMap<string, string> {
  const changed = new Map([[`schemas/${system}/${resource}.json`, schema]]);
  const declaration = `entity ${entity} = ${system}.${resource} { key ${key} }\n`;
  if (systemFile !== undefined) {
    const text = files.get(systemFile) ?? "";
    return changed.set(systemFile, `${text.trimEnd()}\n\n${declaration}`);
  }
  const descriptionPath = `schemas/${system}/connector.json`;
  const description = readDescription(files, descriptionPath);
  if (description === undefined) changed.set(descriptionPath, `${JSON.stringify(DESCRIPTION, null, 2)}\n`);
  const { connector, options } = description ?? DESCRIPTION;
  const names = options.required.map((name) => `  ${name}: env("${system.toUpperCase()}_${name.toUpperCase()}")`);
  const block = names.length === 0 ? "" : ` {\n${names.join("\n")}\n}`;
  return changed.set(freePath(system, files), `xmap 1\n\nsystem ${system} = ${connector}${block}\n\n${declaration}`);
}

const DESCRIPTION = {
  connector: "http",
  description: "A system with an HTTP interface.",
  options: {
    type: "object",
    additionalProperties: false,
    required: ["url"],
    properties: { url: { type: "string", description: "Address of the interface." } },
  },
  capabilities: [],
  resources: {},
};

function readDescription(
  files: ProjectFiles,
  path: string,
): { readonly connector: string; readonly options: { readonly required: readonly string[] } } | undefined {
  const content = readJson(files, path) as
    | { readonly connector?: unknown; readonly options?: { readonly required?: unknown } }
    | undefined;
  if (typeof content?.connector !== "string") return undefined;
  const required = Array.isArray(content.options?.required) ? content.options.required : [];
  return { connector: content.connector, options: { required: required.filter((name) => typeof name === "string") } };
}

function freePath(system: string, files: ProjectFiles): string {
  let path = `${system}.xmap`;
  for (let ordinal = 2; files.has(path); ordinal += 1) path = `${system}-${ordinal}.xmap`;
  return path;
}
