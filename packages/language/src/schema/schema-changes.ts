import { canonicalJson, type EntitySchema, type Value } from "@xmap/contract";
import { schemaText } from "./schema-text.ts";
import { allowsNull, closedSet, type SchemaValue } from "./sources/json-schema/schema-types.ts";

/** One difference between two schemas of a resource; `path` is dotted and empty for the record itself. */
export type SchemaChange = { readonly path: string } & (
  | { readonly kind: "added"; readonly type: string; readonly isRequired: boolean }
  | { readonly kind: "removed"; readonly type: string }
  | { readonly kind: "type"; readonly before: string; readonly after: string }
  /** Values of a closed set; null is told apart. */
  | { readonly kind: "values"; readonly added: readonly SchemaValue[]; readonly removed: readonly SchemaValue[] }
  /** A closed set became open, or an open one closed. */
  | { readonly kind: "closed"; readonly now: boolean; readonly values: readonly SchemaValue[] }
  /** `required`: a new record needs it. `alwaysThere`: a record that is read has it. */
  | { readonly kind: "required" | "alwaysThere" | "nullable" | "readOnly" | "searchable"; readonly now: boolean }
  | { readonly kind: "length"; readonly before: number | undefined; readonly after: number | undefined }
  /** What people call the field or its values. */
  | { readonly kind: "wording" }
  /** Any other keyword. */
  | { readonly kind: "keyword"; readonly keyword: string; readonly before: unknown; readonly after: unknown }
);

/** The differences of two schemas, fields in the order of their names; none where both mean the same. */
export function schemaChanges(before: EntitySchema, after: EntitySchema): readonly SchemaChange[] {
  const changes: SchemaChange[] = [];
  compareSchemas(before, after, "", changes);
  return changes;
}

/** Whether mappings that were right can be wrong after it, or fail when they run. */
export function isBreaking(change: SchemaChange): boolean {
  switch (change.kind) {
    case "removed":
    case "type":
      return true;
    case "added":
      return change.isRequired;
    case "values":
      return change.added.length + change.removed.length > 0;
    case "closed":
    case "required":
    case "nullable":
    case "readOnly":
      return change.now;
    case "alwaysThere":
    case "searchable":
      return !change.now;
    case "length":
      return change.after !== undefined && (change.before === undefined || change.after < change.before);
    default:
      return false;
  }
}

/** Keywords that the comparison knows by a name of its own, or that say nothing of values. */
const NAMED_KEYWORDS: ReadonlySet<string> = new Set([
  ...["$schema", "$id", "title", "description", "x-xmap-labels", "type", "properties", "required", "items", "anyOf"],
  ...["enum", "const", "maxLength", "readOnly", "x-xmap-searchable", "x-xmap-defaulted", "x-xmap-money"],
  ...["x-xmap-decimal", "x-xmap-reference"],
]);

function compareSchemas(before: EntitySchema, after: EntitySchema, path: string, changes: SchemaChange[]): void {
  const types = { before: schemaText(before), after: schemaText(after) };
  if (types.before !== types.after) changes.push({ path, kind: "type", ...types });
  compareValues(before, after, path, changes);
  if (before.maxLength !== after.maxLength)
    changes.push({ path, kind: "length", before: before.maxLength, after: after.maxLength });
  compareFlag("nullable", allowsNull(before), allowsNull(after), path, changes);
  compareFlag("readOnly", before.readOnly === true, after.readOnly === true, path, changes);
  const searchable = [before["x-xmap-searchable"] === true, after["x-xmap-searchable"] === true] as const;
  compareFlag("searchable", ...searchable, path, changes);
  if (!isSame(wordingOf(before), wordingOf(after))) changes.push({ path, kind: "wording" });
  compareKeywords(before, after, path, changes);
  compareFields(before, after, path, changes);
  if (before.items !== undefined && after.items !== undefined) compareSchemas(before.items, after.items, path, changes);
}

function compareFlag(
  kind: "required" | "alwaysThere" | "nullable" | "readOnly" | "searchable",
  before: boolean,
  after: boolean,
  path: string,
  changes: SchemaChange[],
): void {
  if (before !== after) changes.push({ path, kind, now: after });
}

function compareValues(before: EntitySchema, after: EntitySchema, path: string, changes: SchemaChange[]): void {
  const old = closedSet(before)?.filter((value) => value !== null);
  const now = closedSet(after)?.filter((value) => value !== null);
  if (old === undefined || now === undefined) {
    const values = now ?? old;
    if (values !== undefined) changes.push({ path, kind: "closed", now: now !== undefined, values });
    return;
  }
  const added = now.filter((value) => !old.includes(value));
  const removed = old.filter((value) => !now.includes(value));
  if (added.length + removed.length > 0) changes.push({ path, kind: "values", added, removed });
}

function wordingOf(schema: EntitySchema): Value {
  return { title: schema.title, description: schema.description, labels: schema["x-xmap-labels"] };
}

function compareKeywords(before: EntitySchema, after: EntitySchema, path: string, changes: SchemaChange[]): void {
  const old = new Map<string, unknown>(Object.entries(before));
  const now = new Map<string, unknown>(Object.entries(after));
  for (const keyword of [...new Set([...old.keys(), ...now.keys()])].sort()) {
    if (NAMED_KEYWORDS.has(keyword) || isSame(old.get(keyword), now.get(keyword))) continue;
    if (keyword === "format" && schemaText(before) !== schemaText(after)) continue;
    changes.push({ path, kind: "keyword", keyword, before: old.get(keyword), after: now.get(keyword) });
  }
  // The text of a union names the types of its members only.
  if (before.anyOf !== undefined && !isSame(before.anyOf, after.anyOf) && schemaText(before) === schemaText(after))
    changes.push({ path, kind: "keyword", keyword: "anyOf", before: before.anyOf, after: after.anyOf });
}

function compareFields(before: EntitySchema, after: EntitySchema, path: string, changes: SchemaChange[]): void {
  const old = new Map(Object.entries(before.properties ?? {}));
  const now = new Map(Object.entries(after.properties ?? {}));
  for (const name of [...new Set([...old.keys(), ...now.keys()])].sort()) {
    const inner = path === "" ? name : `${path}.${name}`;
    const [was, is] = [old.get(name), now.get(name)];
    if (was === undefined && is !== undefined) {
      changes.push({ path: inner, kind: "added", type: schemaText(is), isRequired: isNeeded(after, name, is) });
    } else if (was !== undefined && is === undefined) {
      changes.push({ path: inner, kind: "removed", type: schemaText(was) });
    } else if (was !== undefined && is !== undefined) {
      compareFlag("required", isNeeded(before, name, was), isNeeded(after, name, is), inner, changes);
      compareFlag("alwaysThere", isListed(before, name), isListed(after, name), inner, changes);
      compareSchemas(was, is, inner, changes);
    }
  }
}

function isListed(owner: EntitySchema, name: string): boolean {
  return owner.required?.includes(name) === true;
}

function isNeeded(owner: EntitySchema, name: string, field: EntitySchema): boolean {
  return isListed(owner, name) && field.readOnly !== true && field["x-xmap-defaulted"] !== true;
}

function isSame(left: unknown, right: unknown): boolean {
  return canonicalJson(left as Value | undefined) === canonicalJson(right as Value | undefined);
}
