import type { Diagnostic } from "@xmap/diagnostics";
import { type Import, type ParsedFile, parseFile, type XmapFile } from "@xmap/grammar";
import { languageDiagnostics } from "../diagnostics/language-diagnostics.ts";
import type { ProjectHost } from "../host.ts";
import { resolveImportPath } from "./import-path.ts";

/** A parsed file with where its imports lead. */
export interface LoadedFile {
  readonly path: string;
  readonly file: XmapFile;
  /** Imports whose file exists. */
  readonly imports: readonly { readonly declaration: Import; readonly path: string }[];
}

type Parse = (path: string, text: string) => ParsedFile;

interface Loading {
  readonly parse: Parse;
  readonly host: Pick<ProjectHost, "readFile">;
  readonly diagnostics: Diagnostic[];
  readonly files: Map<string, LoadedFile | undefined>;
  /** Finished files, imported ones first. */
  readonly ordered: LoadedFile[];
}

function reportCycle(chain: readonly string[], path: string, declaration: Import, loading: Loading): void {
  const circle = [...chain.slice(chain.indexOf(path)), path];
  const file = chain.at(-1) ?? path;
  loading.diagnostics.push(
    languageDiagnostics.create({
      code: "import-cycle",
      file,
      span: declaration.from.span,
      values: { chain: circle.join(" → ") },
    }),
  );
}

function loadImport(declaration: Import, from: string, chain: readonly string[], loading: Loading): string | undefined {
  const path = resolveImportPath(from, declaration.from.value);
  if (path !== undefined && chain.includes(path)) {
    reportCycle(chain, path, declaration, loading);
    return path;
  }
  if (path !== undefined && loadFile(path, chain, loading)) return path;
  if (declaration.from.value === "") return undefined;
  loading.diagnostics.push(
    languageDiagnostics.create({
      code: "missing-import-file",
      file: from,
      span: declaration.from.span,
      values: { path: path ?? declaration.from.value },
    }),
  );
  return undefined;
}

function loadFile(path: string, chain: readonly string[], loading: Loading): boolean {
  if (loading.files.has(path)) return loading.files.get(path) !== undefined;
  const text = loading.host.readFile(path);
  if (text === undefined) {
    loading.files.set(path, undefined);
    return false;
  }
  const { file, diagnostics } = loading.parse(path, text);
  for (const diagnostic of diagnostics) loading.diagnostics.push(diagnostic);
  const imports: { declaration: Import; path: string }[] = [];
  const loaded: LoadedFile = { path, file, imports };
  loading.files.set(path, loaded);
  for (const declaration of file.imports) {
    const target = loadImport(declaration, path, [...chain, path], loading);
    if (target !== undefined) imports.push({ declaration, path: target });
  }
  loading.ordered.push(loaded);
  return true;
}

/** Parses files and what they import, in the order in which names can be used. */
export function loadFiles(
  paths: readonly string[],
  host: Pick<ProjectHost, "readFile">,
  parse: Parse = parseFile,
): Pick<Loading, "diagnostics" | "ordered"> {
  const loading: Loading = { parse, host, diagnostics: [], files: new Map(), ordered: [] };
  for (const path of paths) {
    if (loadFile(path, [], loading)) continue;
    loading.diagnostics.push(
      languageDiagnostics.create({ code: "missing-file", file: path, span: { start: 0, end: 0 }, values: { path } }),
    );
  }
  return loading;
}
