import { createHash } from "node:crypto";
import type { CompileOptions, GeneratedFile } from "@xmap/compiler";
import { compilePart, type FileUses } from "@xmap/compiler/text";
import { type Diagnostic, hasErrors } from "@xmap/diagnostics";
import { type CheckedProgram, checkProject, type ProjectCheck, type ProjectHost } from "@xmap/language";
import { recordReads } from "../project/load-project.ts";
import type { BuildState, SourceState } from "./build-state.ts";

/** Where a build reads from. */
export interface BuildInput {
  /** Project paths of all sources, sorted. */
  readonly listSources: () => readonly string[];
  /** A host that sees the schemas as they are now. */
  readonly openHost: () => ProjectHost;
  /** Equal as long as no schema, description or table has changed. */
  readonly schemaStamp: () => string;
}

export interface BuildResult {
  readonly diagnostics: readonly Diagnostic[];
  /** Every generated file; undefined when a source has an error. */
  readonly files: readonly GeneratedFile[] | undefined;
  /** Paths of the sources that were checked and compiled for this build, instead of being known. */
  readonly compiled: readonly string[];
}

/**
 * Builds a project again and again. A build compiles what has changed, what imports it, and what these import; everything
 * else is known. The files are equal to those of a build from nothing.
 */
export class BuildSession {
  readonly #input: BuildInput;
  readonly #options: Omit<CompileOptions, "schemaHash">;
  #state: BuildState | undefined;
  #stamp: string | undefined;

  /** `state` is one of an earlier build with the same options, compiler and schemas. */
  constructor(input: BuildInput, options: Omit<CompileOptions, "schemaHash">, state?: BuildState) {
    this.#input = input;
    this.#options = options;
    this.#state = state;
    this.#stamp = state === undefined ? undefined : input.schemaStamp();
  }

  /** What the last build without errors knows. */
  get state(): BuildState | undefined {
    return this.#state;
  }

  async build(): Promise<BuildResult> {
    const stamp = this.#input.schemaStamp();
    const host = this.#input.openHost();
    const paths = this.#input.listSources();
    const known = this.#stamp === stamp ? this.#state : undefined;
    this.#stamp = stamp;
    const result = known === undefined ? undefined : await this.#update(known, host, paths);
    return result ?? (await this.#buildAll(host, paths));
  }

  async #buildAll(host: ProjectHost, listed: readonly string[]): Promise<BuildResult> {
    const recorded = recordReads(host);
    const otherFiles: Record<string, string> = {};
    const { program, diagnostics } = checkProject(listed, withOtherFiles(recorded.host, otherFiles));
    if (program === undefined) return { diagnostics, files: undefined, compiled: listed };
    const schemaHash = recorded.hash();
    const { checkSyntax, compileSchemas } = await import("@xmap/compiler");
    const { files, uses } = compilePart(program, { ...this.#options, schemaHash, compileSchemas });
    checkSyntax(files);
    const sources = statesOf({ program, files, uses, diagnostics });
    this.#state = { schemaHash, listed, otherFiles, sources };
    return { diagnostics, files: outputsOf(this.#state), compiled: pathsOf(program) };
  }

  /** Undefined when only a build of everything gives the right files. */
  async #update(known: BuildState, host: ProjectHost, listed: readonly string[]): Promise<BuildResult | undefined> {
    const hasHash = ([path, hash]: readonly [string, string]): boolean => hashOf(host.readFile(path) ?? "") === hash;
    const isSame = listed.length === known.listed.length && listed.every((path, index) => path === known.listed[index]);
    if (!isSame || !Object.entries(known.otherFiles).every(hasHash)) return undefined;
    const changed = [...known.sources.values()]
      .filter(({ path, hash }) => !hasHash([path, hash]))
      .map(({ path }) => path);
    if (changed.length === 0) return { diagnostics: diagnosticsOf(known), files: outputsOf(known), compiled: [] };
    const affected = withDependents(changed, known);
    const otherFiles: Record<string, string> = {};
    const recording = withOtherFiles(host, otherFiles);
    const { program, diagnostics, files: parsed } = checkProject(affected, recording, { isWhole: false });
    if (program === undefined || hasErrors(diagnostics)) return { diagnostics, files: undefined, compiled: affected };
    const part = new Set(pathsOf(program));
    const others = [...known.sources.values()].filter(({ path }) => !part.has(path));
    const isShared = others.some(({ uses }) => uses.shares.some((path) => part.has(path)));
    const readsOthers = parsed.some((file) => known.sources.get(file.source.path)?.schemas !== schemasOf(file));
    if (isShared || readsOthers) return undefined;
    const { schemaHash } = known;
    // TypeScript takes longer to load than a build without changes.
    const { checkSyntax, compileSchemas } = await import("@xmap/compiler");
    const compiled = compilePart(
      program,
      { ...this.#options, schemaHash, compileSchemas },
      others.map(({ uses }) => uses),
    );
    const fresh = statesOf({ program, ...compiled, diagnostics });
    checkSyntax(compiled.files.filter((file) => known.sources.get(file.sourceFile)?.output.text !== file.text));
    this.#state = {
      ...known,
      otherFiles: { ...known.otherFiles, ...otherFiles },
      sources: new Map([...known.sources, ...fresh]),
    };
    return { diagnostics: diagnosticsOf(this.#state), files: outputsOf(this.#state), compiled: [...part] };
  }
}

interface Compiled {
  readonly program: CheckedProgram;
  readonly files: readonly GeneratedFile[];
  readonly uses: ReadonlyMap<string, FileUses>;
  readonly diagnostics: readonly Diagnostic[];
}

/** A host that notes what is read beside sources and schemas. */
function withOtherFiles(host: ProjectHost, hashes: Record<string, string>): ProjectHost {
  return {
    ...host,
    readFile(path) {
      const text = host.readFile(path);
      if (!path.endsWith(".xmap")) hashes[path] = hashOf(text ?? "");
      return text;
    },
  };
}

function statesOf({ program, files, uses, diagnostics }: Compiled): ReadonlyMap<string, SourceState> {
  const outputs = new Map(files.map((file) => [file.sourceFile, file]));
  return new Map(
    program.files.flatMap(({ file, imports }) => {
      const { path, text } = file.source;
      const output = outputs.get(path);
      const used = uses.get(path);
      if (output === undefined || used === undefined) return [];
      const hash = hashOf(text);
      const found = diagnostics.filter((each) => each.file === path);
      return [
        [path, { path, hash, imports, schemas: schemasOf(file), uses: used, output, diagnostics: found }] as const,
      ];
    }),
  );
}

/** The files with every file that imports one of them, directly or not. */
function withDependents(paths: readonly string[], { sources }: BuildState): readonly string[] {
  const importers = new Map<string, string[]>();
  for (const { path, imports } of sources.values())
    for (const imported of imports) importers.set(imported, [...(importers.get(imported) ?? []), path]);
  const found = new Set<string>();
  const visit = (path: string): void => {
    if (found.has(path)) return;
    found.add(path);
    for (const importer of importers.get(path) ?? []) visit(importer);
  };
  for (const path of paths) visit(path);
  return [...found];
}

/** The text of the systems and entities of a file. */
function schemasOf({ declarations, source }: ProjectCheck["files"][number]): string {
  const texts = declarations
    .filter(({ kind }) => kind === "SystemDeclaration" || kind === "EntityDeclaration")
    .map(({ span }) => source.text.slice(span.start, span.end));
  return hashOf(texts.join("\n"));
}

function pathsOf(program: CheckedProgram): readonly string[] {
  return program.files.map(({ file }) => file.source.path);
}

function outputsOf({ sources }: BuildState): readonly GeneratedFile[] {
  return [...sources.values()].map(({ output }) => output);
}

function diagnosticsOf({ sources }: BuildState): readonly Diagnostic[] {
  return [...sources.values()].flatMap(({ diagnostics }) => diagnostics);
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
