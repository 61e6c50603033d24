import { type Via, visitNodes } from "@xmap/grammar";
import { usesOfFile } from "../../symbols/uses-of-file.ts";
import { innermost, type RefactoringPlace } from "./refactoring.ts";

/** The `via` whose name is at the cursor. */
export function viaAt(place: RefactoringPlace): Via | undefined {
  const via = innermost(place.nodes, "Via");
  return via?.target.kind === "TypeReference" && place.within.end <= via.target.span.end ? via : undefined;
}

/** The map, lookup or binding that a `via` names alone; "" for anything else. */
export function nameOfVia({ target }: Via): string {
  return target.kind === "TypeReference" && target.names.length === 1 ? (target.names[0]?.name ?? "") : "";
}

/** Every `via` of the file that names it. */
export function viasOf({ file }: RefactoringPlace, name: string): readonly Via[] {
  const found: Via[] = [];
  visitNodes(file.loaded.file, (node) => {
    if (node.kind === "Via" && nameOfVia(node) === name) found.push(node);
  });
  return found;
}

/** How often the project names it, its declaration excepted. */
export function countOfUses({ file, project }: RefactoringPlace, name: string): number {
  const declared = file.declared.get(name);
  return [...project.files.values()]
    .flatMap((other) => usesOfFile(other, project))
    .filter(({ symbol, role }) => role !== "declaration" && symbol.kind === "declared" && symbol.declared === declared)
    .length;
}
