import type { MappingModule } from "@xmap/contract";
import { LIBRARIES, type Libraries } from "./libraries.ts";
import { directionOf, runBinding } from "./run-binding.ts";
import type { FromRunner, ToRunner } from "./run-protocol.ts";

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
    const { id, request } = data;
    const { module, binding: name, isBack, record, answers } = request;
    const binding = modules[module]?.bindings[name];
    const direction = binding === undefined ? undefined : directionOf(binding, isBack);
    if (direction === undefined) send({ kind: "broken", message: `There is no binding ${name} in this direction.` });
    else send({ kind: "result", id, result: runBinding(name, direction, record, answers) });
  });
  send({ kind: "ready" });
};
