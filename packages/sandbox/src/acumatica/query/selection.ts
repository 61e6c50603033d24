import { badQuery } from "../api-error.ts";
import { schemaOf } from "../contract/entities.ts";
import type { EntitySchema } from "../contract/schema.ts";

/** What an answer shows of one level of a record. */
export type Selection = {
  /** Ordinary fields; all when undefined. */
  readonly fields?: ReadonlySet<string>;
  /** Linked entities and details that are shown, by name. */
  readonly parts: ReadonlyMap<string, Selection>;
  /** Custom fields as `View.Field`. */
  readonly custom: ReadonlySet<string>;
  readonly hasFiles: boolean;
};

type Level = {
  fields?: Set<string>;
  readonly parts: Map<string, Level>;
  readonly custom: Set<string>;
  hasFiles: boolean;
};

const emptyLevel = (): Level => ({ parts: new Map(), custom: new Set(), hasFiles: false });

/**
 * Reads `$select`, `$expand` and `$custom`. Paths go by `/`. A part shows only when it is expanded, and with a
 * `$select` only when that names it too. Throws ApiError for a name that the type does not have.
 */
export function readSelection(query: URLSearchParams, schema: EntitySchema): Selection {
  const root = emptyLevel();
  for (const path of pathsOf(query, "$expand")) {
    expand(root, schema, path.split("/"), path);
  }
  const selected = pathsOf(query, "$select");
  if (selected.length > 0) {
    limit(root, schema, selected);
  }
  for (const path of pathsOf(query, "$custom")) {
    const names = path.split("/");
    const field = names.pop() ?? "";
    const level = names.reduce<Level | undefined>((at, name) => at?.parts.get(name), root);
    level?.custom.add(field);
  }
  return root;
}

/** A selection that shows everything, for answers of inquiries and for the sandbox itself. */
export function wholeSelection(schema: EntitySchema, depth = 0): Selection {
  const parts = new Map<string, Selection>();
  for (const [name, type] of depth > 3 ? [] : [...schema.links, ...schema.rows]) {
    parts.set(name, wholeSelection(schemaOf(type), depth + 1));
  }
  return { parts, custom: new Set(["*"]), hasFiles: false };
}

function pathsOf(query: URLSearchParams, name: string): readonly string[] {
  return (query.get(name) ?? "")
    .split(",")
    .map((path) => path.trim())
    .filter((path) => path !== "");
}

function expand(level: Level, schema: EntitySchema, names: readonly string[], path: string): void {
  const [name = "", ...rest] = names;
  if (name === "files" && rest.length === 0) {
    level.hasFiles = true;
    return;
  }
  const type = schema.links.get(name) ?? schema.rows.get(name);
  if (type === undefined) {
    throw badQuery(`Could not find a property named '${path}' on type '${schema.name}' to expand.`);
  }
  const part = level.parts.get(name) ?? emptyLevel();
  level.parts.set(name, part);
  if (rest.length > 0) {
    expand(part, schemaOf(type), rest, path);
  }
}

function limit(level: Level, schema: EntitySchema, paths: readonly string[]): void {
  const fields = new Set<string>();
  const below = new Map<string, string[]>();
  for (const path of paths) {
    const slash = path.indexOf("/");
    const name = slash < 0 ? path : path.slice(0, slash);
    if (path.startsWith("custom.")) {
      level.custom.add(path.slice("custom.".length));
    } else if (schema.fields.has(name) && slash < 0) {
      fields.add(name);
    } else if (schema.links.has(name) || schema.rows.has(name)) {
      const known = below.get(name) ?? [];
      below.set(name, slash < 0 ? known : [...known, path.slice(slash + 1)]);
    } else if (!["id", "rowNumber", "note", "files", "custom"].includes(name)) {
      throw badQuery(`Could not find a property named '${path}' on type '${schema.name}'.`);
    }
  }
  level.fields = fields;
  for (const [name, part] of [...level.parts]) {
    const inner = below.get(name);
    if (inner === undefined) {
      level.parts.delete(name);
    } else if (inner.length > 0) {
      limit(part, schemaOf(schema.links.get(name) ?? schema.rows.get(name) ?? ""), inner);
    }
  }
}
