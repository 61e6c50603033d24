import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { compileProgram } from "@xmap/compiler";
import type { BindingModule, FlowModule, MappingModule } from "@xmap/contract";
import { buildsOf } from "../project/build-folder.ts";
import type { CheckedProject } from "./checked-project.ts";

/** Compiled modules in a folder of their own, until they are removed. */
export interface CompiledProject {
  /** By name, with the file URL of the module that holds it. */
  readonly bindings: ReadonlyMap<string, { readonly binding: BindingModule; readonly module: string }>;
  readonly flows: ReadonlyMap<string, FlowModule>;
  remove(): void;
}

/** Compiles a project into a temporary folder inside its `.xmap` and imports what came out. */
export async function compileForTrial(project: CheckedProject): Promise<CompiledProject> {
  const files = compileProgram(project.program, { schemaHash: project.schemaHash });
  // Compiled modules find the runtime that the command brings when they lie below `.xmap/build`.
  const parent = buildsOf(project.folder);
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, "trial-"));
  const remove = (): void => {
    process.off("exit", remove);
    rmSync(folder, { recursive: true, force: true });
  };
  // A reader of standard output that has seen enough ends the process.
  process.on("exit", remove);
  try {
    const paths = files.map((file) => ({ path: join(folder, file.path), text: file.text }));
    const companions = files.flatMap((file) => file.companions ?? []);
    for (const { path, text } of [
      ...paths,
      ...companions.map((each) => ({ ...each, path: join(folder, each.path) })),
    ]) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    const bindings = new Map<string, { readonly binding: BindingModule; readonly module: string }>();
    const flows = new Map<string, FlowModule>();
    for (const { path } of paths) {
      const module = pathToFileURL(path).href;
      const loaded = (await import(module)) as MappingModule;
      for (const binding of Object.values(loaded.bindings)) bindings.set(binding.name, { binding, module });
      for (const flow of Object.values(loaded.flows)) flows.set(flow.name, flow);
    }
    return { bindings, flows, remove };
  } catch (error) {
    remove();
    throw error;
  }
}
