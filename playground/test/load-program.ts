import { runInThisContext } from "node:vm";
import type { DataRecord, MappingModule } from "@xmap/contract";
import { createFileHost } from "../src/project/file-host.ts";
import type { ProjectFiles } from "../src/project/project-files.ts";
import type { BindingChoice } from "../src/project/work.ts";
import type { GivenAnswer } from "../src/run/given-answer.ts";
import { LIBRARIES, type Libraries } from "../src/run/libraries.ts";
import { directionOf, runBinding } from "../src/run/run-binding.ts";
import { compileBinding } from "../src/worker/compile-binding.ts";

/** Compiles a binding as the page does and loads what came out. */
export async function loadProgram(files: ProjectFiles, choice: BindingChoice) {
  const compiled = await compileBinding(choice, createFileHost(files));
  if (compiled.kind !== "compiled") throw new Error(JSON.stringify(compiled));
  const program = runInThisContext(compiled.program) as (
    libraries: Libraries,
  ) => Readonly<Record<string, MappingModule | undefined>>;
  const binding = program(LIBRARIES)[compiled.module]?.bindings[choice.name];
  const direction = binding === undefined ? undefined : directionOf(binding, choice.isBack);
  if (binding === undefined || direction === undefined) throw new Error("the binding is not exported");
  const run = (record: unknown, given: Readonly<Record<string, GivenAnswer>>) =>
    runBinding(choice.name, direction, compiled.lineage, record as DataRecord, given);
  return { compiled, binding, run };
}
