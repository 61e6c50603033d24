import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A call of a method as it came over JSON-RPC. */
export interface ReceivedCall {
  readonly model: string;
  readonly method: string;
  readonly positional: readonly unknown[];
  readonly named: Readonly<Record<string, unknown>>;
}

export interface JsonRpcServer {
  readonly url: string;
  /** The calls so far, without the questions for fields. */
  readonly calls: readonly ReceivedCall[];
  close(): Promise<void>;
}

/** A server on loopback that answers calls of methods as a test says. */
export async function startJsonRpcServer(answer: (call: ReceivedCall) => unknown): Promise<JsonRpcServer> {
  const calls: ReceivedCall[] = [];
  const server = createServer(async (incoming, outgoing) => {
    let body = "";
    for await (const chunk of incoming) body += String(chunk);
    const { id, params } = JSON.parse(body) as { id: number; params: { service: string; args: readonly unknown[] } };
    const [, , , model, method, positional, named] = params.args;
    const call = { model, method, positional, named: named ?? {} } as ReceivedCall;
    const result = params.service === "common" ? 2 : answer(call);
    if (params.service !== "common" && method !== "fields_get") calls.push(call);
    outgoing.writeHead(200, { "content-type": "application/json" });
    outgoing.end(JSON.stringify({ jsonrpc: "2.0", id, result }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
