/** A file of the folder `schemas/SYSTEM`. */
export interface SchemaFile {
  /** Its name inside the folder. */
  readonly name: string;
  /** Its text; asked for once, when it is needed. */
  readonly read: () => string;
}

/** What a file is for, by its name. */
export type SchemaFileRole =
  | { readonly kind: "schema" | "fields" | "overlay"; readonly resource: string }
  | { readonly kind: "openapi" | "metadata" | "description" | "other" }
  | { readonly kind: "unknown" };

/** `connector.json`, `openapi.json`, `metadata.xml`, `RESOURCE.overlay.json`, `RESOURCE.fields.json` or `RESOURCE.json`. */
export function roleOfFile(name: string): SchemaFileRole {
  if (name === "connector.json") return { kind: "description" };
  if (name === "openapi.json") return { kind: "openapi" };
  if (name === "metadata.xml" || name === "metadata.edmx") return { kind: "metadata" };
  if (name.startsWith(".") || name.endsWith(".md")) return { kind: "other" };
  const resource = /^(.+?)(\.overlay|\.fields)?\.json$/.exec(name);
  if (resource?.[1] === undefined) return { kind: "unknown" };
  if (resource[2] === undefined) return { kind: "schema", resource: resource[1] };
  return { kind: resource[2] === ".overlay" ? "overlay" : "fields", resource: resource[1] };
}
