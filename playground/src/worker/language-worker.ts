import { LanguageServer } from "./language-server.ts";
import type { FromServer, ToServer } from "./protocol.ts";

const { port1, port2 } = new MessageChannel();
const due: (() => void)[] = [];
port1.onmessage = () => due.shift()?.();

const server = new LanguageServer(
  (message: FromServer) => self.postMessage(message),
  (work) => {
    due.push(work);
    port2.postMessage(undefined);
  },
);

self.addEventListener("message", ({ data }: MessageEvent<ToServer>) => server.receive(data));
