import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { SandboxPage } from "../pages/sandbox-page.ts";
import { controlApi } from "./control-api.ts";
import { Counters } from "./counters.ts";
import { type Fault, FaultList } from "./fault.ts";
import { type FaultPlan, FaultSchedule } from "./fault-plan.ts";
import {
  htmlResponse,
  jsonResponse,
  readRequest,
  type SandboxRequest,
  type SandboxResponse,
  sendResponse,
} from "./http-message.ts";
import { Journal } from "./journal.ts";
import type { Json } from "./json.ts";
import { type RateLimit, TokenBucket } from "./rate-limit.ts";
import { parseFaultHeader } from "./read-fault.ts";
import { createSeededRandom } from "./seeded-random.ts";

/** What every sandbox server can be started with. */
export type SandboxServerOptions = {
  /** 0 (any free port) by default. */
  readonly port?: number;
  /** The clock; the real one by default. */
  readonly now?: () => Date;
  readonly rateLimit?: RateLimit;
  readonly faults?: readonly Fault[];
  /** What goes wrong when, on the server's clock. */
  readonly faultPlan?: FaultPlan;
  /** What faults and webhooks draw by: the same seed, the same draws. 1 unless given. */
  readonly randomSeed?: number;
};

/** The application behind a server. */
export type SandboxApplication = {
  /** Labels under which a request is counted and faults find it, the plainest first. */
  labels(request: SandboxRequest): readonly string[];
  /** Does the work and answers. */
  handle(request: SandboxRequest): Promise<SandboxResponse> | SandboxResponse;
  /** True when an answer says that something failed although its status may be 200. */
  failed(answer: SandboxResponse): boolean;
  /** Requests below `/__sandbox/` that the server does not know; undefined when it is nobody's. */
  control(request: SandboxRequest): Promise<Json | undefined> | Json | undefined;
  /** The whole state, for a test in another process. */
  state(): Json;
  /** What `/__sandbox/` shows to people. */
  readonly page?: SandboxPage;
};

/** A running server. */
export type SandboxServer = {
  readonly url: string;
  readonly port: number;
  readonly faults: FaultList;
  readonly counters: Counters;
  /** Breaks every connection and refuses new ones, as a network outage does. */
  goDown(): Promise<void>;
  /** Listens again at the same address. */
  comeBack(): Promise<void>;
  close(): Promise<void>;
};

// Longer than clients keep an idle connection, so that none sends on one that is just being closed.
const KEEP_ALIVE_MILLISECONDS = 120_000;

/** The clock and the journal that a server and its application share. */
export function sandboxFoundation(options: SandboxServerOptions): { now: () => Date; journal: Journal } {
  const now = options.now ?? (() => new Date());
  return { now, journal: new Journal(now) };
}

/** Starts a server on 127.0.0.1. Rejects when the port is taken. */
export async function startSandboxServer(
  application: SandboxApplication,
  options: SandboxServerOptions,
  foundation: { now: () => Date; journal: Journal },
): Promise<SandboxServer> {
  const randomSeed = options.randomSeed ?? 1;
  const faults = new FaultList(foundation.now, createSeededRandom(randomSeed), options.faults);
  const schedule = new FaultSchedule(foundation.now, randomSeed, options.faultPlan);
  const counters = new Counters();
  const bucket = options.rateLimit === undefined ? undefined : new TokenBucket(options.rateLimit, foundation.now);

  const answerControl = controlApi({ application, faults, schedule, counters, journal: foundation.journal });

  const answer = async (request: SandboxRequest, response: ServerResponse): Promise<void> => {
    if (request.path.startsWith("/__sandbox/")) {
      sendResponse(response, await answerControl(request));
      return;
    }
    const seconds = bucket?.take() ?? 0;
    if (seconds > 0) {
      counters.refuse();
      sendResponse(response, htmlResponse(429, "Too Many Requests", { "Retry-After": String(seconds) }));
      return;
    }
    const operations = application.labels(request);
    const target = { method: request.method, path: request.path, operations };
    const asked = faultsOfHeader(request);
    if (typeof asked === "string") {
      sendResponse(response, jsonResponse(400, { error: asked }));
      return;
    }
    const taken = [...asked, ...faults.take(target), ...schedule.take(target)];
    if (taken.length > 0) {
      counters.fault(taken.map(({ kind }) => kind));
    }
    for (const fault of taken.filter((candidate) => candidate.kind === "delay")) {
      await wait(faults.waitOf(fault) ?? 0);
    }
    const fault = taken.find((candidate) => candidate.kind !== "delay");
    if (fault !== undefined && fault.kind !== "lostAnswer" && fault.kind !== "lateAnswer") {
      counters.error();
      refuse(fault, response);
      return;
    }
    counters.request(operations);
    const result = await application.handle(request);
    if (application.failed(result)) {
      counters.error();
    }
    if (fault?.kind === "lostAnswer") {
      response.destroy();
      return;
    }
    if (fault?.kind === "lateAnswer") {
      await waitOrLeft(response, faults.waitOf(fault));
    }
    if (!response.destroyed) {
      sendResponse(response, result);
    }
  };

  const onRequest = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      await answer(await readRequest(message), response);
    } catch (error) {
      if (!message.destroyed || !response.writableEnded) {
        counters.error();
        sendResponse(response, htmlResponse(500, `sandbox failure: ${error instanceof Error ? error.stack : error}`));
      }
    }
  };
  const server = createServer((message, response) => {
    response.setHeader("Date", foundation.now().toUTCString());
    void onRequest(message, response);
  });
  server.keepAliveTimeout = KEEP_ALIVE_MILLISECONDS;
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    faults,
    counters,
    goDown: () => stopListening(server),
    comeBack: () => listen(server, port),
    close: () => stopListening(server),
  };
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
}

async function stopListening(server: Server): Promise<void> {
  if (!server.listening) {
    return;
  }
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}

/** Ends after the milliseconds, or when the client has given up; without milliseconds only then. */
async function waitOrLeft(response: ServerResponse, milliseconds: number | undefined): Promise<void> {
  const left = new AbortController();
  response.once("close", () => left.abort());
  const wholeWait = milliseconds ?? 2 ** 31 - 1;
  await wait(wholeWait, undefined, { signal: left.signal, ref: false }).catch(() => undefined);
}

/** The faults that a request asks for itself; text says what is wrong with its header. */
function faultsOfHeader({ headers }: SandboxRequest): readonly Fault[] | string {
  const header = headers["x-sandbox-fault"];
  try {
    return header === undefined ? [] : parseFaultHeader(header);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function refuse(fault: Fault, response: ServerResponse): void {
  if (fault.kind === "resetBefore") {
    response.destroy();
    return;
  }
  if (fault.kind === "htmlPage") {
    sendResponse(
      response,
      htmlResponse(200, fault.body ?? "<!doctype html><title>Maintenance</title><p>Back soon.</p>"),
    );
    return;
  }
  const headers: Record<string, string> = {};
  if (fault.retryAfter !== undefined) {
    headers["Retry-After"] = String(fault.retryAfter);
  }
  if (fault.body?.startsWith("{") === true) {
    headers["Content-Type"] = "application/json; charset=utf-8";
  }
  const status = fault.status ?? 503;
  sendResponse(response, htmlResponse(status, fault.body ?? `<html><body><h1>${status}</h1></body></html>`, headers));
}
