import type { AddressInfo } from "node:net";
import { ensureFailure, type Failure, InboxFullError, type Sessions, type WebhookHints } from "@xmap/contract";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type { EmbeddedEngine } from "../engine/embedded-engine.ts";
import type { Metrics } from "./observability/metrics.ts";
import type { Readiness } from "./observability/readiness.ts";

/** W3C Trace Context: version, trace, parent, flags. */
const TRACE_PARENT = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

export interface WebhookServerOptions {
  readonly engine: EmbeddedEngine;
  readonly sessions: Sessions;
  readonly host?: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** The largest body that is taken; 256 KiB when undefined. */
  readonly maximumBytes?: number;
  /** Also answers `GET /status` with what waits and why, which may name customers; off when undefined. */
  readonly servesStatus?: boolean;
  /** Also answers `GET /metrics`; off when undefined. */
  readonly metrics?: Pick<Metrics, "text" | "contentType">;
  /** What `GET /health/ready` asks; it always answers 200 when undefined. */
  readonly readiness?: Readiness;
}

export interface WebhookServer {
  /** `http://host:port` */
  readonly url: string;
  close(): Promise<void>;
}

/** Listens for webhooks; each is answered 202 only once it is on disk, and nothing malformed is taken in. */
export async function startWebhookServer(options: WebhookServerOptions): Promise<WebhookServer> {
  const { host = "127.0.0.1", port, maximumBytes = 262_144 } = options;
  const server = fastify({ bodyLimit: maximumBytes, logger: false });
  server.removeAllContentTypeParsers();
  // The signature covers the bytes as they came.
  server.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  server.setErrorHandler((error: { readonly statusCode?: number; readonly message: string }, _request, reply) => {
    const status = error.statusCode ?? 500;
    return refuse(reply, status, status < 500 ? error.message : "the webhook could not be taken in");
  });
  server.setNotFoundHandler((_request, reply) => refuse(reply, 404, "there is nothing here"));
  addRoutes(server, options);
  addHealthRoutes(server, options);
  await server.listen({ host, port });
  const address = server.server.address() as AddressInfo;
  return { url: `http://${host}:${address.port}`, close: () => server.close() };
}

interface WebhookRoute {
  readonly Params: { readonly system: string; readonly "*"?: string };
}

function addRoutes(server: FastifyInstance, options: WebhookServerOptions): void {
  const { engine, sessions, servesStatus } = options;
  const takeIn = async (request: FastifyRequest<WebhookRoute>, reply: FastifyReply): Promise<FastifyReply> => {
    const { system, "*": path } = request.params;
    const session = Object.hasOwn(sessions, system) ? sessions[system] : undefined;
    if (session === undefined) return refuse(reply, 404, `there is no system "${system}"`);
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    let hints: WebhookHints;
    try {
      const headers = singleHeaders(request.headers);
      hints = session.verifyWebhook({ headers, body, ...(path === undefined ? {} : { path }) });
    } catch (error) {
      const failure = ensureFailure(error, system, "webhook");
      return refuse(reply, statusOf(failure), failure.message);
    }
    try {
      await engine.acceptChanges(
        hints.records.map((record) => ({
          ...record,
          system,
          origin: "webhook",
          event: hints.event,
          ...traceOf(request),
        })),
      );
    } catch (error) {
      if (error instanceof InboxFullError) {
        reply.header("retry-after", String(error.retryAfterSeconds));
        return refuse(reply, 429, error.message);
      }
      return refuse(reply, 503, ensureFailure(error, system, "accept").message);
    }
    return reply.code(202).send({ accepted: hints.records.length });
  };
  server.post<WebhookRoute>("/webhooks/:system", takeIn);
  server.post<WebhookRoute>("/webhooks/:system/*", takeIn);
  if (servesStatus === true)
    server.get("/status", async () => ({
      summary: engine.summary(),
      waiting: await engine.operations.list({ limit: 10_000 }),
    }));
}

/** What says how the process is, to supervisors, load balancers and Prometheus. */
function addHealthRoutes(server: FastifyInstance, { engine, metrics, readiness }: WebhookServerOptions): void {
  server.get("/health/live", async () => ({ status: "live" }));
  server.get("/health/ready", async (_request, reply) => {
    const obstacle = await readiness?.check();
    if (obstacle !== undefined) return refuse(reply, 503, obstacle);
    return { status: "ready", ...engine.summary() };
  });
  if (metrics !== undefined)
    server.get("/metrics", async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()));
}

/** The trace that the sender has begun, when its header has the form of one. */
function traceOf({ headers }: Pick<FastifyRequest, "headers">): { readonly traceparent?: string } {
  const { traceparent } = headers;
  return typeof traceparent === "string" && TRACE_PARENT.test(traceparent) ? { traceparent } : {};
}

function statusOf({ details }: Failure): number {
  if (details.class === "Unauthorized") return 401;
  return details.class === "TooLarge" ? 413 : 400;
}

function refuse(reply: FastifyReply, status: number, reason: string): FastifyReply {
  return reply.code(status).send({ reason });
}

function singleHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
  );
}
