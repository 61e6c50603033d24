import { resolveImportPath } from "../../binder/import-path.ts";
import { type Location, wholeFile } from "../location.ts";
import type { FileAnalysis, ProjectAnalysis } from "../project/analysis.ts";
import { definitionsOf } from "../symbols/definitions-of.ts";
import { useAt } from "../symbols/uses-of-file.ts";
import { nodesAt } from "../tree/node-path.ts";

/** Where what stands at an offset is defined; the file, for the path of an import or of a test's record. */
export function definition(file: FileAnalysis, project: ProjectAnalysis, offset: number): readonly Location[] {
  const use = useAt(file, project, offset);
  if (use !== undefined) return definitionsOf(use.symbol, project);
  const [literal, parent] = nodesAt(file.loaded.file, offset).toReversed();
  if (literal?.kind !== "StringLiteral") return [];
  const isFile = parent?.kind === "Import" || (parent?.kind === "TestDeclaration" && parent.given === literal);
  const path = isFile ? resolveImportPath(file.path, literal.value) : undefined;
  return path === undefined ? [] : [wholeFile(path)];
}
