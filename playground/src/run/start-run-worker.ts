import type { RunWorker } from "./run-client.ts";
import supportAddress from "./run-support.ts?worker&url";

/**
 * Starts a worker out of a text. Such a worker is under the page's own Content-Security-Policy on every host: it can
 * load nothing but this site's scripts and reach nothing but this site.
 */
export function startRunWorker(script: string): RunWorker {
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const worker = new Worker(address, { type: "module", name: "xmap run" });
  worker.addEventListener("message", () => URL.revokeObjectURL(address), { once: true });
  return worker as RunWorker;
}

/** The text of the worker that runs a linked program. */
export function runScript(program: string): string {
  const support = new URL(supportAddress, location.href).href;
  return `import ${JSON.stringify(support)};\nglobalThis.startXmapProgram(${program});\n`;
}
