import { resolve } from "node:path";
import { canonicalJson, hashText, type Value } from "@xmap/contract";
import { createSourceText, type Diagnostic, type SourceText } from "@xmap/diagnostics";
import { type CheckedProgram, checkProject, type ProjectHost } from "@xmap/language";
import { type ProjectConfiguration, readConfiguration } from "./configuration-file.ts";
import { findSources } from "./find-sources.ts";
import { createNodeHost } from "./node-host.ts";

/** A project read from disk and checked. */
export interface LoadedProject extends ProjectConfiguration {
  readonly sources: readonly string[];
  readonly program: CheckedProgram | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** Of the schemas and connector descriptions that were read. */
  readonly schemaHash: string;
  sourceText(path: string): SourceText | undefined;
}

/** Reads and checks the `.xmap` files at or below a path. */
export function loadProject(start: string): LoadedProject {
  const project = readConfiguration(start);
  const sources = findSources(project, start);
  const { host, hash } = recordReads(createNodeHost(project.folder));
  const isWhole = resolve(start) === project.folder;
  const { program, diagnostics, files } = checkProject(sources, host, { isWhole });
  const texts = new Map(files.map((file) => [file.source.path, file.source]));
  return {
    ...project,
    sources,
    program,
    diagnostics,
    schemaHash: hash(),
    sourceText(path) {
      const known = texts.get(path);
      if (known !== undefined) return known;
      const text = host.readFile(path);
      return text === undefined ? undefined : createSourceText(path, text);
    },
  };
}

/** Remembers what the checker read of schemas, so that only these enter the hash. */
export function recordReads(host: ProjectHost): { host: ProjectHost; hash: () => string } {
  const reads = new Map<string, string>();
  const remember = <Content>(name: string, content: Content): Content => {
    reads.set(name, canonicalJson(content as Value | undefined));
    return content;
  };
  return {
    host: {
      readFile: (path) => host.readFile(path),
      listSchemas: (system) => host.listSchemas(system),
      readSchema: (system, resource) => remember(`${system}/${resource}`, host.readSchema(system, resource)),
      readDescription: (system) => remember(`${system}/connector`, host.readDescription(system)),
    },
    hash: () => hashText([...reads].sort(([a], [b]) => (a < b ? -1 : 1)).join("\n")),
  };
}
