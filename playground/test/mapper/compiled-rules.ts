import { type MappingLineage, splitPath } from "@xmap/compiler/lineage";
import type { MappingPicture } from "../../src/mapper/model/mapping-picture.ts";

function plain(path: string): string {
  return splitPath(path)
    .map(({ name }) => name)
    .join(".");
}

/** What the compiler says of each rule: the fields of its value, and its target. */
export function compiledRules({ fields }: MappingLineage): readonly string[] {
  return fields
    .map(({ target, sources }) => {
      const values = sources.filter(({ role }) => role === "value").map(({ path }) => plain(path));
      return `${[...new Set(values)].sort().join(" + ")} -> ${plain(target)}`;
    })
    .sort();
}

/** The same as a picture shows it, in one direction. */
export function shownRules({ lines }: MappingPicture, direction: "->" | "<-"): readonly string[] {
  return lines
    .filter((line) => line.kind === "rule" && (line.direction === direction || line.direction === "<->"))
    .map(({ target, sources }) => `${[...sources].sort().join(" + ")} -> ${target}`)
    .sort();
}
