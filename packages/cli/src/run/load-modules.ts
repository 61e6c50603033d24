import { setSourceMapsSupport } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { compileProgram } from "@xmap/compiler";
import { type MappingModule, MODULE_CONTRACT } from "@xmap/contract";
import { SYSTEM_CLOCK } from "@xmap/runtime/node";
import { buildFolder, noteUse, writeBuilt } from "../project/build-folder.ts";
import { CommandError } from "../project/command-error.ts";
import type { LoadedProject } from "../project/load-project.ts";

/** Compiles a checked project into `.xmap/build/HASH` and imports what came out. */
export async function loadModules(project: LoadedProject): Promise<readonly MappingModule[]> {
  if (project.program === undefined) throw new CommandError("The mappings have errors; see `xmap check`.", 1);
  const files = compileProgram(project.program, { schemaHash: project.schemaHash, sourceMap: {} });
  const folder = buildFolder(
    project.folder,
    files.map((file) => `${file.path}\n${file.text}`),
  );
  const modules: MappingModule[] = [];
  for (const file of files) {
    const target = join(folder, file.path);
    if (file.sourceMap !== undefined) writeBuilt(`${target}.map`, file.sourceMap);
    for (const companion of file.companions ?? []) writeBuilt(join(folder, companion.path), companion.text);
    writeBuilt(target, file.text);
  }
  if (files.length > 0) noteUse(project.folder, folder, SYSTEM_CLOCK.now());
  // An error in a mapping then names its place in the .xmap file.
  setSourceMapsSupport(true, { nodeModules: false, generatedCode: false });
  for (const file of files) {
    const module = (await import(pathToFileURL(join(folder, file.path)).href)) as MappingModule;
    if (module.contract !== MODULE_CONTRACT) {
      throw new CommandError(
        `${file.path} was made for contract ${module.contract}; this runtime has ${MODULE_CONTRACT}.`,
      );
    }
    modules.push(module);
  }
  return modules;
}
