import { registerHooks } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import { answersFromTable } from "@xmap/compiler/lineage";
import type { MappingModule } from "@xmap/contract";
import { LineMapper } from "./map-lines.ts";
import type { ThreadAnswer, ThreadQuestion, ThreadTask } from "./mapping-threads.ts";

// As in the command's start: compiled mappings lie in the user's project, which need not have the runtime.
registerHooks({
  resolve(specifier, context, next) {
    const isCompiled = specifier.startsWith("@xmap/") && context.parentURL?.includes("/.xmap/build/");
    return next(specifier, isCompiled ? { ...context, parentURL: import.meta.url } : context);
  },
});

const task = workerData as ThreadTask;
const { bindings } = (await import(task.module)) as MappingModule;
const binding = bindings[task.binding];
const answers = answersFromTable(task.answers);
if (binding === undefined || answers.kind === "refused") throw new TypeError(`${task.binding} cannot be mapped`);
const mapper = new LineMapper(binding, answers.answers);
const encoder = new TextEncoder();

parentPort?.on("message", ({ bytes, firstLine }: ThreadQuestion) => {
  const { output, errors, counts } = mapper.map(bytes, firstLine);
  const answer: ThreadAnswer = { output: encoder.encode(output), errors: encoder.encode(errors), counts };
  parentPort?.postMessage(answer, [answer.output.buffer, answer.errors.buffer]);
});
