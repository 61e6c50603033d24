import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Clock, EXIT_CODES } from "@xmap/contract";
import { CommandError } from "../project/command-error.ts";

const PATH = "/callback";

/** Waits on this machine for the browser that a system sends on (RFC 8252, section 7.3). */
export interface LoopbackListener {
  readonly redirectUri: string;
  /** The code that came with the state; rejects with a CommandError when the person refuses or nobody comes. */
  code(state: string): Promise<string>;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1; port 0 is any free one. */
export async function listenOnLoopback(
  port: number,
  { clock, milliseconds }: { readonly clock: Clock; readonly milliseconds: number },
): Promise<LoopbackListener> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  // Nobody may be waiting yet when the browser comes.
  promise.catch(() => {});
  let expected: string | undefined;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    if (request.method !== "GET" || url.pathname !== PATH) return answer(response, 404, "Nothing is here.");
    if (expected === undefined || !isSame(url.searchParams.get("state") ?? "", expected))
      return answer(response, 400, "This answer does not belong to the question that was asked. Start anew.");
    const error = url.searchParams.get("error");
    const code = url.searchParams.get("code");
    if (error !== null || code === null || code === "") {
      const reason = printable(url.searchParams.get("error_description") ?? error ?? "no code came");
      reject(new CommandError(`The system did not let xmap in: ${reason}.`, EXIT_CODES.unreachable));
      return answer(response, 400, "xmap was not let in. You can close this page.");
    }
    resolve(code);
    return answer(response, 200, "xmap has been let in. You can close this page.");
  });
  await new Promise<void>((listening, failed) => {
    server.once("error", (error) =>
      failed(new CommandError(`Port ${port} of this machine cannot be used: ${error.message}`)),
    );
    server.listen(port, "127.0.0.1", listening);
  });
  const cancel = clock.after(milliseconds, () =>
    reject(new CommandError("Nobody has let xmap in so far. Start anew when you are ready.", EXIT_CODES.unreachable)),
  );
  return {
    redirectUri: `http://127.0.0.1:${(server.address() as AddressInfo).port}${PATH}`,
    code(state) {
      expected = state;
      return promise;
    },
    async close() {
      cancel();
      server.closeIdleConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function answer(response: ServerResponse, status: number, text: string): void {
  const headers = { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store", connection: "close" };
  response.writeHead(status, headers).end(`${text}\n`);
}

function isSame(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}

/** Anybody on this machine can call, so the words must not move a terminal. */
function printable(text: string): string {
  return text.replace(/\p{Control}/gu, " ").slice(0, 200);
}
