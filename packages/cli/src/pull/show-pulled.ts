import { isBreaking, schemaChangeText } from "@xmap/language/schemas";
import type { PulledResource } from "./pulled-resource.ts";

/** What is different of a resource, a line for each difference; `!` marks what mappings can fail by. */
export function pulledText(system: string, { resource, fields, changes }: PulledResource): string {
  const name = `${system}.${resource}`;
  if (changes === undefined) return `${name}: new, ${count(fields, "field")}`;
  if (changes.length === 0) return `${name}: written differently, means the same`;
  const lines = changes.map((change) => `  ${isBreaking(change) ? "!" : " "} ${schemaChangeText(change)}`);
  return [`${name}: ${count(changes.length, "difference")}`, ...lines].join("\n");
}

/** "1 field", "2 fields" */
export function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}
