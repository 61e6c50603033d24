import type { FromValidator, ToValidator } from "./sample-protocol.ts";
import { SampleValidator } from "./validate-sample.ts";

// Ajv turns schemas into code, which the page's policy forbids; so it works alone in here, without a way out.
for (const name of ["fetch", "XMLHttpRequest", "WebSocket", "EventSource", "importScripts", "WebTransport"])
  Reflect.deleteProperty(globalThis, name);

const validator = new SampleValidator();

self.addEventListener("message", ({ data }: MessageEvent<ToValidator>) => {
  const answer: FromValidator = { id: data.id, faults: validator.validate(data.schema, data.record) };
  self.postMessage(answer);
});
