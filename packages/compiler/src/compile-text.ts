import { hashText } from "@xmap/contract";
import type { SourceText } from "@xmap/diagnostics";
import type { CheckedFile, CheckedProgram } from "@xmap/language";
import { printDocument } from "./emit/document.ts";
import { emitModule, headerOf } from "./emit/emit-module.ts";
import type { Target } from "./emit/file-names.ts";
import type { ModuleIr } from "./ir/module.ts";
import type { FileUses } from "./lower/file-uses.ts";
import { lowerProgram } from "./lower/program.ts";
import { RUNTIME_PACKAGE } from "./runtime-names.ts";
import { makeSourceMap } from "./source-map/make-source-map.ts";
import { checksFile, SchemaChecks, type SchemaCompiler } from "./validate/schema-checks.ts";

export interface GeneratedFile {
  /** With forward slashes, beside where the source stands: `xcart-odoo/orders.ts`. */
  readonly path: string;
  readonly text: string;
  /** Path of the `.xmap` file. */
  readonly sourceFile: string;
  /** The source map as JSON, when it was asked for: the text names the file `PATH.map` in its last line. */
  readonly sourceMap?: string;
  /** Files that this one imports and that have no source of their own: the checks of compiled schemas. */
  readonly companions?: readonly Companion[];
}

export interface Companion {
  readonly path: string;
  readonly text: string;
}

export interface CompileOptions {
  /** Of the schemas and descriptions that the program was checked against; with the sources it makes the modules' hash. */
  readonly schemaHash: string;
  /** TypeScript unless JavaScript (ES2022 modules) is asked for. */
  readonly target?: Target;
  /** Makes source maps. */
  readonly sourceMap?: SourceMapPlace;
  /** Compiles the schemas that values are checked by where types and plain comparisons do not do; without it they are not. */
  readonly compileSchemas?: SchemaCompiler;
}

export interface SourceMapPlace {
  /**
   * The folder of the sources as a path from the folder of the generated files, such as `../mappings`, to which the maps
   * point. Without it they hold the sources' text themselves.
   */
  readonly sourceRoot?: string;
}

/**
 * One file for each `.xmap` file, made without TypeScript, so that it runs in a browser. Equal programs give equal bytes.
 * Throws a CompileError for what is not translated.
 */
export function compileText(program: CheckedProgram, options: CompileOptions): readonly GeneratedFile[] {
  return compilePart(program, options).files;
}

/** Generated files of a part of a project. */
export interface CompiledPart {
  readonly files: readonly GeneratedFile[];
  /** What each file uses of others, by its path: what the next compilation of another part needs to know. */
  readonly uses: ReadonlyMap<string, FileUses>;
}

/**
 * Compiles some files with what they import. `others` says what the project's other files use; with it the part's files
 * are equal to those that the whole project gives, unless another file shares rules or links with the part.
 */
export function compilePart(
  program: CheckedProgram,
  options: CompileOptions,
  others: readonly FileUses[] = [],
): CompiledPart {
  const sources = new Map(program.files.map(({ file }) => [file.source.path, file.source]));
  const imports = new Map(program.files.map((file) => [file.file.source.path, file.imports]));
  const checks = options.compileSchemas === undefined ? undefined : new SchemaChecks();
  const { modules, uses } = lowerProgram(program, others, checks);
  const tests = new Set(program.files.filter(holdsOnlyTests).map(({ file }) => file.source.path));
  const runnable = modules.filter(({ file }) => !tests.has(file));
  return { files: runnable.map((module) => printModule(module, sources, imports, options)), uses };
}

/** Tests are compiled by themselves; nothing in such a file can be run. */
function holdsOnlyTests({ file }: CheckedFile): boolean {
  return file.declarations.length > 0 && file.declarations.every(({ kind }) => kind === "TestDeclaration");
}

function printModule(
  module: ModuleIr,
  sources: ReadonlyMap<string, SourceText>,
  imports: ReadonlyMap<string, readonly string[]>,
  { schemaHash, target = "ts", sourceMap, compileSchemas }: CompileOptions,
): GeneratedFile {
  const { file } = module;
  const path = file.replace(/\.xmap$/, `.${target}`);
  const sourceFiles = [file, ...reached(file, imports)].sort();
  const hash = hashText(JSON.stringify([schemaHash, ...sourceFiles.map((each) => [each, sources.get(each)?.text])]));
  const { text, places } = printDocument(emitModule(module, { target, hash, sourceFiles }));
  const source = sources.get(file);
  const companions = companionsOf(module, target, compileSchemas);
  const beside = companions.length === 0 ? {} : { companions };
  if (source === undefined || sourceMap === undefined) return { path, text, sourceFile: file, ...beside };
  const { sourceRoot } = sourceMap;
  const name = urlOf(nameOf(path));
  const up = path
    .split("/")
    .slice(1)
    .map(() => "..");
  const sourcePath = urlOf(sourceRoot === undefined ? nameOf(file) : [...up, sourceRoot, file].join("/"));
  const map = makeSourceMap(places, source, { file: name, sourcePath, holdsText: sourceRoot === undefined });
  return { path, text: `${text}//# sourceMappingURL=${name}.map\n`, sourceFile: file, sourceMap: map, ...beside };
}

/** The checks of a module's schemas, and their types for TypeScript. */
function companionsOf(
  { file, schemas }: ModuleIr,
  target: Target,
  compileSchemas: SchemaCompiler | undefined,
): readonly Companion[] {
  if (schemas.size === 0 || compileSchemas === undefined) return [];
  const header = headerOf(file);
  const code = { path: checksFile(file, "js"), text: `${header}\n\n${compileSchemas(schemas)}\n` };
  if (target === "js") return [code];
  const declared = [...schemas.keys()].map((name) => `export declare const ${name}: SchemaCheck;\n`);
  const text = `${header}\nimport type { SchemaCheck } from "${RUNTIME_PACKAGE}";\n\n${declared.join("")}`;
  return [code, { path: checksFile(file, "d.ts"), text }];
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** A path as a relative URL. */
function urlOf(path: string): string {
  const encoded = path.toWellFormed().split("/").map(encodeURIComponent);
  return encoded.join("/");
}

function reached(file: string, imports: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const found = new Set<string>();
  const visit = (path: string): void => {
    for (const next of imports.get(path) ?? []) {
      if (next === file || found.has(next)) continue;
      found.add(next);
      visit(next);
    }
  };
  visit(file);
  return [...found];
}
