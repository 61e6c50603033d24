import type { ContractCatalog, RecordType } from "./catalog.ts";
import { lineKeys } from "./line-keys.ts";

/** What is asked for of one level of a record. */
export interface Selection {
  /** Plain fields; all when undefined. */
  readonly fields: ReadonlySet<string> | undefined;
  /** Linked records and lists of lines. */
  readonly parts: ReadonlyMap<string, Selection>;
  /** Custom fields as `View.Field`. */
  readonly custom: ReadonlySet<string>;
  readonly hasFiles: boolean;
}

interface Level {
  readonly type: RecordType;
  readonly fields: Set<string>;
  readonly parts: Map<string, Level>;
  readonly custom: Set<string>;
  hasFiles: boolean;
  /** Named as a whole, with no field of it. */
  isWhole: boolean;
}

const SYSTEM_FIELDS: ReadonlySet<string> = new Set(["id", "rowNumber", "note", "custom", "error", "delete"]);

/**
 * What dotted names ask for. At the top all plain fields come along unless `narrow`; lines carry the fields of their
 * keys. Rejects with SchemaDrift for a name that the endpoint does not know.
 */
export async function selectFields(
  catalog: ContractCatalog,
  type: RecordType,
  paths: readonly string[],
  narrow: boolean,
): Promise<Selection> {
  const root = levelOf(type);
  root.isWhole = !narrow;
  for (const path of paths) await add(catalog, root, path.split("."), path);
  return selectionOf(root);
}

/** `$select`, `$expand` and `$custom` of a selection; a list names its fields so that it stays one optimized export. */
export function selectionQuery(selection: Selection): Readonly<Record<string, string>> {
  const selected: string[] = [];
  const expanded: string[] = [];
  const custom: string[] = [];
  const walk = (level: Selection, prefix: string): void => {
    for (const field of level.fields ?? []) selected.push(`${prefix}${field}`);
    for (const field of level.custom) custom.push(`${prefix}${field}`);
    if (level.hasFiles) expanded.push(`${prefix}files`);
    for (const [name, inner] of level.parts) {
      expanded.push(`${prefix}${name}`);
      if (inner.fields === undefined) selected.push(`${prefix}${name}`);
      walk(inner, `${prefix}${name}/`);
    }
  };
  walk(selection, "");
  return {
    $select: selection.fields === undefined ? "" : selected.join(","),
    $expand: expanded.join(","),
    $custom: custom.join(","),
  };
}

async function add(catalog: ContractCatalog, level: Level, names: readonly string[], path: string): Promise<void> {
  const [name = "", ...rest] = names;
  if (name === "custom") {
    if (rest.length >= 2) level.custom.add(rest.join("."));
    return;
  }
  if (name === "files") {
    level.hasFiles = true;
    return;
  }
  if (SYSTEM_FIELDS.has(name)) return;
  if (level.type.fields.has(name) && rest.length === 0) {
    level.fields.add(name);
    return;
  }
  const inner = level.type.links.get(name) ?? level.type.rows.get(name);
  if (inner === undefined) throw catalog.drift(level.type.name, `${level.type.name} has no field ${path}`);
  const part = level.parts.get(name) ?? levelOf(await catalog.of(inner));
  level.parts.set(name, part);
  if (rest.length === 0) part.isWhole = true;
  else await add(catalog, part, rest, path);
}

function levelOf(type: RecordType): Level {
  return { type, fields: new Set(), parts: new Map(), custom: new Set(), hasFiles: false, isWhole: false };
}

function selectionOf(level: Level, isLine = false): Selection {
  const { type, custom, hasFiles } = level;
  const parts = [...level.parts].map(([name, part]): [string, Selection] => [
    name,
    selectionOf(part, type.rows.has(name)),
  ]);
  const keys = isLine ? lineKeys(type) : [];
  const isWhole = level.isWhole || (level.fields.size === 0 && parts.length === 0 && isLine && keys.length === 0);
  const fields = isWhole ? undefined : new Set([...keys, ...level.fields]);
  return { fields, parts: new Map(parts), custom, hasFiles };
}
