import type { SchemaChange } from "./schema-changes.ts";
import { valuesText } from "./schema-text.ts";

/** A difference in one line, with the sign of what it does: `+ fee: text, required`, `~ state: now also "done"`. */
export function schemaChangeText(change: SchemaChange): string {
  const name = change.path === "" ? "the record" : change.path;
  switch (change.kind) {
    case "added":
      return `+ ${name}: ${change.type}${change.isRequired ? ", required" : ""}`;
    case "removed":
      return `- ${name}: ${change.type}`;
    default:
      return `~ ${name}: ${difference(change)}`;
  }
}

function difference(change: Exclude<SchemaChange, { readonly kind: "added" | "removed" }>): string {
  switch (change.kind) {
    case "type":
      return `was ${change.before}, is ${change.after}`;
    case "values":
      return valueDifference(change.added, change.removed);
    case "closed":
      return change.now ? `only ${valuesText(change.values)} now` : "any value now";
    case "required":
      return change.now ? "required now" : "no longer required";
    case "alwaysThere":
      return change.now ? "always there now" : "may be absent now";
    case "nullable":
      return change.now ? "may be null now" : "never null now";
    case "readOnly":
      return change.now ? "read only now" : "can be written now";
    case "searchable":
      return change.now ? "can be searched by now" : "can no longer be searched by";
    case "length":
      return lengthDifference(change.before, change.after);
    case "wording":
      return "worded differently";
    case "keyword":
      return `\`${change.keyword}\` was ${told(change.before)}, is ${told(change.after)}`;
  }
}

function valueDifference(added: readonly unknown[], removed: readonly unknown[]): string {
  const parts = [
    added.length === 0 ? undefined : `now also ${valuesText(added)}`,
    removed.length === 0 ? undefined : `no longer ${valuesText(removed)}`,
  ];
  return parts.filter((part) => part !== undefined).join(", ");
}

function lengthDifference(before: number | undefined, after: number | undefined): string {
  if (after === undefined) return "of any length now";
  return `at most ${after} letters now${before === undefined ? "" : `, was ${before}`}`;
}

function told(value: unknown): string {
  return value === undefined ? "not given" : JSON.stringify(value);
}
