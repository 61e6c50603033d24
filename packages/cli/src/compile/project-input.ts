import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ProjectConfiguration } from "../project/configuration-file.ts";
import { findSources } from "../project/find-sources.ts";
import { createNodeHost } from "../project/node-host.ts";
import type { BuildInput } from "./build-session.ts";

/** A project on disk as builds read it. */
export function projectInput(project: ProjectConfiguration, start: string): BuildInput {
  return {
    listSources: () => findSources(project, start),
    openHost: () => createNodeHost(project.folder),
    schemaStamp: () => folderStamp(join(project.folder, "schemas")),
  };
}

const COMPILER_PACKAGES = ["@xmap/diagnostics", "@xmap/contract", "@xmap/grammar", "@xmap/language", "@xmap/compiler"];

/** Changes with every version of the compiler, also with one that is just being written. */
export function compilerStamp(): string {
  return COMPILER_PACKAGES.map((name) => folderStamp(join(fileURLToPath(import.meta.resolve(name)), ".."))).join("\n");
}

/** The paths, sizes and times of a folder's files. */
function folderStamp(folder: string): string {
  if (!existsSync(folder)) return "";
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return files
    .map((name) => {
      const { size, mtimeMs } = statSync(join(folder, name));
      return `${name} ${size} ${mtimeMs}`;
    })
    .join("\n");
}
