import { chmodSync, lstatSync, rmSync } from "node:fs";
import { connect } from "node:net";
import type { Operations } from "@xmap/contract";
import fastify, { type FastifyInstance } from "fastify";
import { socketAddressOf } from "./control-path.ts";
import { CONTROL_PREFIX, type ControlAnswer, OPERATION_NAMES } from "./control-protocol.ts";

export interface ControlServerOptions {
  readonly operations: Operations;
  /** Where the socket is made, see `controlPathOf`. */
  readonly path: string;
}

export interface ControlServer {
  /** Stops listening and removes the socket. */
  close(): Promise<void>;
}

/** An edited record may be large. */
const LARGEST_BODY = 64 * 1024 * 1024;

/**
 * Offers the operations on a Unix domain socket that only its owner can use. A socket that a crash left is replaced.
 * Throws a RangeError when the path is too long, an Error when something else is there or another engine answers.
 */
export async function startControlServer({ operations, path }: ControlServerOptions): Promise<ControlServer> {
  const address = socketAddressOf(path);
  await removeStale(path, address);
  const server = fastify({ bodyLimit: LARGEST_BODY, logger: false });
  addOperations(server, operations);
  await server.listen({ path: address });
  chmodSync(path, 0o600);
  return {
    async close() {
      await server.close();
      rmSync(path, { force: true });
    },
  };
}

function addOperations(server: FastifyInstance, operations: Operations): void {
  for (const name of OPERATION_NAMES) {
    server.post(`${CONTROL_PREFIX}/${name}`, async (request): Promise<ControlAnswer> => {
      const parameters = Array.isArray(request.body) ? request.body : [];
      return {
        value: await (operations[name] as (...given: unknown[]) => Promise<unknown>).apply(operations, parameters),
      };
    });
  }
  server.setErrorHandler((error: unknown, _request, reply) => {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    const answer: ControlAnswer = { error: { name, message } };
    return reply.code(error instanceof RangeError ? 400 : 500).send(answer);
  });
  server.setNotFoundHandler((_request, reply) => {
    const message = "the engine that runs is of another version than this command; use its own";
    const answer: ControlAnswer = { error: { name: "Error", message } };
    return reply.code(404).send(answer);
  });
}

async function removeStale(path: string, address: string): Promise<void> {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isSocket()) throw new Error(`${path} is in the way of the control socket and is not one; move it`);
  if (await answers(address)) throw new Error(`another engine answers on ${path}; stop it first`);
  rmSync(path, { force: true });
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
