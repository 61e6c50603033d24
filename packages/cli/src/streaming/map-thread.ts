import { enableCompileCache, registerHooks } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import type { MappingTask } from "./load-mapper.ts";
import type { ThreadAnswer, ThreadQuestion } from "./mapping-threads.ts";

// As in the command's start: compiled mappings lie in the user's project, which need not have the runtime.
registerHooks({
  resolve(specifier, context, next) {
    const isCompiled = specifier.startsWith("@xmap/") && context.parentURL?.includes("/.xmap/build/");
    return next(specifier, isCompiled ? { ...context, parentURL: import.meta.url } : context);
  },
});

// A thread does not share what the process has read already.
enableCompileCache();
const { loadMapper } = await import("./load-mapper.ts");
const mapper = await loadMapper(workerData as MappingTask);

parentPort?.on("message", ({ bytes, isFirst }: ThreadQuestion) => {
  const answer: ThreadAnswer = mapper.map(bytes, isFirst);
  parentPort?.postMessage(answer, [answer.output.buffer]);
});
parentPort?.postMessage("ready");
