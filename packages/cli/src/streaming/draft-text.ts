import { linesOf } from "@xmap/compiler/lineage";

/**
 * Prints drafts of one binding as JSON: lists of lines as lists of their values, without fields that are kept or have no
 * value. `lineLists` are dotted fields. The drafts are used up: their lists are changed.
 */
export function draftPrinter(lineLists: readonly string[]): (draft: object) => string {
  // Outer lists first, so that the lists within them are found among the lines' values.
  const paths = lineLists.map((field) => field.split(".")).sort((left, right) => left.length - right.length);
  return (draft) => {
    for (const path of paths) replaceLines(draft, path);
    // JSON leaves out what is undefined or a symbol, as the mark of what is kept is.
    return JSON.stringify(draft);
  };
}

function replaceLines(holder: unknown, [name, ...rest]: readonly string[]): void {
  if (name === undefined || !isRecord(holder)) return;
  const value = holder[name];
  if (!Array.isArray(value)) {
    replaceLines(value, rest);
    return;
  }
  if (rest.length === 0) holder[name] = linesOf(value).map(({ values }) => values);
  else for (const item of value) replaceLines(item, rest);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
