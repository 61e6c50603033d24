import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse, request as sendRequest } from "node:http";
import type { AddressInfo, Socket } from "node:net";

export interface WireRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly body: string;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * What goes wrong on the way: an answer in the system's place, a connection that breaks before the request arrives or
 * after the work is done, an answer that never comes although the work is done, the system's answer with another body.
 */
export type WireFault =
  | { readonly kind: "answer"; readonly answer: WireAnswer }
  | { readonly kind: "resetBefore" }
  | { readonly kind: "lostAnswer" }
  | { readonly kind: "noAnswer" }
  | { readonly kind: "body"; readonly body: string };

export interface FaultPlace {
  readonly fits?: (request: WireRequest) => boolean;
  readonly times?: number;
  readonly skip?: number;
}

/** The way to a system over HTTP: passes requests on, counts them, and breaks where it is told to. */
export interface Wire {
  readonly address: string;
  /** Requests so far, of those that fit. */
  calls(fits?: (request: WireRequest) => boolean): number;
  /** Breaks the next requests that fit: one unless `times` says otherwise, after as many as are to be skipped. */
  fail(fault: WireFault, more?: FaultPlace): void;
  mend(): void;
  /** Refuses connections from now on. */
  goDown(): Promise<void>;
  /** Connections that are open. */
  connections(): number;
  close(): Promise<void>;
}

interface PendingFault {
  readonly fault: WireFault;
  readonly fits: (request: WireRequest) => boolean;
  remaining: number;
  skip: number;
}

/** Opens a way to the system at this address. Its own address ends with the same path. */
export async function openWire(target: string): Promise<Wire> {
  const { origin, pathname } = new URL(target);
  const seen: WireRequest[] = [];
  const sockets = new Set<Socket>();
  let pending: PendingFault[] = [];

  const take = (request: WireRequest): WireFault | undefined => {
    const found = pending.find(({ fits, remaining }) => remaining > 0 && fits(request));
    if (found === undefined) return undefined;
    if (found.skip > 0) {
      found.skip -= 1;
      return undefined;
    }
    found.remaining -= 1;
    return found.fault;
  };
  const serve = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await textOf(message);
    const request = { method: message.method ?? "GET", path: message.url ?? "/", body };
    seen.push(request);
    const fault = take(request);
    if (fault?.kind === "resetBefore") return void response.destroy();
    if (fault?.kind === "answer") return sendAnswer(response, fault.answer);
    const answer = await passOn(origin, message, body);
    if (fault?.kind === "lostAnswer") return void response.destroy();
    if (fault?.kind === "noAnswer") return;
    response.writeHead(answer.status, answer.headers);
    response.end(fault?.kind === "body" ? fault.body : answer.body);
  };
  const server = createServer((message, response) => {
    serve(message, response).catch(() => response.destroy());
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return {
    address: `http://127.0.0.1:${port}${pathname.replace(/\/+$/, "")}`,
    calls: (fits = () => true) => seen.filter(fits).length,
    fail(fault, { fits = () => true, times = 1, skip = 0 } = {}) {
      pending.push({ fault, fits, remaining: times, skip });
    },
    mend() {
      pending = [];
    },
    goDown: stop,
    connections: () => sockets.size,
    close: stop,
  };
}

async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function sendAnswer(response: ServerResponse, { status, headers, body = "" }: WireAnswer): void {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8", ...headers });
  response.end(body);
}

interface PassedAnswer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: Buffer;
}

function passOn(origin: string, message: IncomingMessage, body: string): Promise<PassedAnswer> {
  return new Promise((resolve, reject) => {
    const { method, headers } = message;
    const onward = sendRequest(`${origin}${message.url ?? "/"}`, { method, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => {
        const {
          "transfer-encoding": _encoding,
          connection: _connection,
          "content-length": _length,
          ...kept
        } = answer.headers;
        resolve({ status: answer.statusCode ?? 502, headers: kept, body: Buffer.concat(chunks) });
      });
      answer.on("error", reject);
    });
    onward.on("error", reject);
    onward.end(body);
  });
}
