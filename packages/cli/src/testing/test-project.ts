import { resolve } from "node:path";
import { createSourceText } from "@xmap/diagnostics";
import { checkProject, type ProjectHost } from "@xmap/language";
import { readConfiguration } from "../project/configuration-file.ts";
import { findSources } from "../project/find-sources.ts";
import type { LoadedProject } from "../project/load-project.ts";
import { createNodeHost } from "../project/node-host.ts";

/** A project with the files whose tests are meant. */
export interface TestProject extends LoadedProject {
  readonly host: ProjectHost;
}

/** Reads and checks the files at the given places of a project, or all of it. */
export function loadTestProject(folder: string, paths: readonly string[]): TestProject {
  const project = readConfiguration(folder);
  const places = paths.length === 0 ? [project.folder] : paths;
  const sources = [...new Set(places.flatMap((place) => findSources(project, place)))].sort();
  const isWhole = places.some((place) => resolve(place) === project.folder);
  const host = createNodeHost(project.folder);
  const { program, diagnostics, files } = checkProject(sources, host, { isWhole });
  const texts = new Map(files.map(({ source }) => [source.path, source]));
  return {
    ...project,
    host,
    sources,
    program,
    diagnostics,
    // What tests are compiled into is not kept.
    schemaHash: "",
    sourceText(path) {
      const known = texts.get(path);
      if (known !== undefined) return known;
      const text = host.readFile(path);
      return text === undefined ? undefined : createSourceText(path, text);
    },
  };
}
