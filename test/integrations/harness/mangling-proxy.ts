import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** What JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Changes the JSON that a system answers; `request` is the path and, where it is JSON, the body that was sent. */
export type Mangle = (answer: Json, request: { readonly path: string; readonly body: Json | undefined }) => Json;

const OWN_HEADERS = ["host", "connection", "content-length", "transfer-encoding", "content-encoding", "keep-alive"];

/** A server that passes everything on and changes what comes back; answers its address, and ends with the test. */
export async function startManglingProxy(target: string, mangle: Mangle): Promise<string> {
  const server = createServer((request, response) => {
    void passOn(target, mangle, request, response).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function passOn(
  target: string,
  mangle: Mangle,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const { method = "GET", url = "/" } = request;
  const hasBody = method !== "GET" && method !== "HEAD";
  const answer = await fetch(`${target}${url}`, {
    method,
    headers: passedHeaders(request),
    ...(hasBody ? { body } : {}),
  });
  const text = await answer.text();
  const json = parsed(text);
  const changed =
    json === undefined ? text : JSON.stringify(mangle(json, { path: url, body: parsed(body.toString()) }));
  const headers = [...answer.headers].filter(([name]) => !OWN_HEADERS.includes(name) && name !== "set-cookie");
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) response.setHeader("set-cookie", cookies);
  response.writeHead(answer.status, Object.fromEntries(headers));
  response.end(changed);
}

function passedHeaders({ headers }: IncomingMessage): Record<string, string> {
  const passed = Object.entries(headers).filter(([name]) => !OWN_HEADERS.includes(name));
  return Object.fromEntries(passed.map(([name, value]) => [name, String(value)]));
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
