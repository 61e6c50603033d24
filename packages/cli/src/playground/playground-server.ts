import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { basename } from "node:path";
import { cookieName, type Guard, refusalOf } from "./guard.ts";
import type { PageFile } from "./page-files.ts";
import { ProjectFolder } from "./project-folder.ts";

export interface PlaygroundServerOptions {
  readonly folder: string;
  /** 0 for any free one. */
  readonly port: number;
  /** Whoever does not know it gets nothing. */
  readonly token: string;
  readonly page: ReadonlyMap<string, PageFile>;
}

export interface PlaygroundServer {
  /** With the token. */
  readonly url: string;
  /** Reads the folder again and tells the pages what is another text now. */
  readonly lookForChanges: () => void;
  readonly close: () => Promise<void>;
}

const LARGEST_BODY = 4_000_000;

/** Serves the playground on the own machine alone, on the files of a project's folder. */
export async function startPlaygroundServer(options: PlaygroundServerOptions): Promise<PlaygroundServer> {
  const { folder, token, page } = options;
  const project = new ProjectFolder(folder);
  const listeners = new Set<ServerResponse>();
  let known = project.read();
  const guard = { token, port: options.port };

  const lookForChanges = (): void => {
    const now = project.read();
    const paths = new Set([...known.keys(), ...now.keys()]);
    const changes = [...paths]
      .filter((path) => known.get(path) !== now.get(path))
      .map((path) => ({ path, text: now.get(path) ?? null }));
    known = now;
    if (changes.length > 0) for (const listener of listeners) listener.write(`data: ${JSON.stringify(changes)}\n\n`);
  };

  const routes: Readonly<Record<string, (request: IncomingMessage, response: ServerResponse, url: URL) => unknown>> = {
    "GET /project": (_request, response) => {
      known = project.read();
      sendJson(response, 200, { name: basename(folder), files: [...known] });
    },
    "GET /project/changes": (request, response) => {
      response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
      response.write(": listening\n\n");
      listeners.add(response);
      request.on("close", () => listeners.delete(response));
    },
    "PUT /project/file": async (request, response, url) => {
      const path = url.searchParams.get("path") ?? "";
      const text = await bodyOf(request);
      if (text === undefined) return sendJson(response, 413, { reason: "The text is too large." });
      const written = project.write(path, text, url.searchParams.get("known") ?? undefined);
      if (written.kind === "refused") return sendJson(response, 403, { reason: written.reason });
      if (written.kind === "changed") return sendJson(response, 409, { text: written.text ?? null });
      known = new Map(known).set(path, text);
      return sendJson(response, 200, {});
    },
  };

  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) sendJson(response, 500, { reason: String(error) });
      else response.destroy();
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(SAFE)) response.setHeader(name, value);
    const url = new URL(request.url ?? "/", "http://localhost");
    const refusal = refusalOf(request, url, guard);
    if (refusal !== undefined) {
      sendJson(response, refusal, { reason: "Open the address that `xmap playground` has written." });
      return;
    }
    const route = routes[`${request.method} ${url.pathname}`];
    if (route !== undefined) await route(request, response, url);
    else sendPage(request, response, url, page, guard);
  }

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(options.port, "127.0.0.1", resolve);
  });
  guard.port = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${guard.port}/?token=${token}`,
    lookForChanges,
    close: () =>
      new Promise((resolve) => {
        for (const listener of listeners) listener.end();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const SAFE: Readonly<Record<string, string>> = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
};

function sendPage(
  { method }: IncomingMessage,
  response: ServerResponse,
  { pathname, searchParams }: URL,
  page: ReadonlyMap<string, PageFile>,
  guard: Guard,
): void {
  const file = method === "GET" ? page.get(pathname) : undefined;
  if (file === undefined) {
    sendJson(response, 404, { reason: "There is nothing here." });
    return;
  }
  if (searchParams.has("token"))
    response.setHeader("Set-Cookie", `${cookieName(guard)}=${guard.token}; HttpOnly; SameSite=Strict; Path=/`);
  const isNamedByContent = pathname.startsWith("/assets/");
  response.writeHead(200, {
    "Content-Type": file.type,
    "Content-Security-Policy": file.policy,
    "Cache-Control": isNamedByContent ? "private, max-age=31536000, immutable" : "no-store",
  });
  response.end(file.body);
}

function sendJson(response: ServerResponse, status: number, content: object): void {
  response.writeHead(status, { "Content-Type": "application/json", "Cache-Control": "no-store" });
  response.end(JSON.stringify(content));
}

/** The text of a request; undefined when it is too large. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
