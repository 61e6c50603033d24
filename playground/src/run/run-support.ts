import type { MappingModule } from "@xmap/contract";
import type { TestResult } from "@xmap/runtime/laws";
import { LIBRARIES, type Libraries } from "./libraries.ts";
import { directionOf, runBinding } from "./run-binding.ts";
import type { FromRunner, RunnerRequest, RunResult, ToRunner } from "./run-protocol.ts";

type Modules = Readonly<Record<string, MappingModule | undefined>>;

declare global {
  /** Started by the script of a compiled program, which runs in a worker of its own. */
  var startXmapProgram: (program: (libraries: Libraries) => Modules) => void;
}

const send = (message: FromRunner): void => self.postMessage(message);

globalThis.startXmapProgram = (program) => {
  let modules: Modules;
  try {
    modules = program(LIBRARIES);
  } catch (error) {
    send({ kind: "broken", message: error instanceof Error ? error.message : String(error) });
    return;
  }
  self.addEventListener("message", ({ data }: MessageEvent<ToRunner>) => {
    void answer(modules, data.request).then(
      (result) => send({ kind: "result", id: data.id, result }),
      (error: unknown) => send({ kind: "broken", message: error instanceof Error ? error.message : String(error) }),
    );
  });
  send({ kind: "ready" });
};

async function answer(modules: Modules, request: RunnerRequest): Promise<RunResult | TestResult> {
  const { module, binding: name } = request;
  const binding = modules[module]?.bindings[name];
  if (binding === undefined) throw new Error(`There is no binding ${name}.`);
  if (request.kind === "law") {
    const { runLaw } = await import("@xmap/runtime/laws");
    return runLaw(binding, request.law);
  }
  const { isBack, lineage, record, answers } = request;
  const direction = directionOf(binding, isBack);
  if (direction === undefined) throw new Error(`There is no binding ${name} in this direction.`);
  return runBinding(name, direction, lineage, record, answers);
}
