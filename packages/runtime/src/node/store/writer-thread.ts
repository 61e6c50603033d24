import { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";
import "../native-hash.ts";
import { configureConnection } from "./open-database.ts";
import type { StoreCommand } from "./store-command.ts";
import { StoreWriter } from "./store-writer.ts";
import type { ThreadError, ThreadReply } from "./thread-committer.ts";

const { path } = workerData as { readonly path: string };
const database = new DatabaseSync(path);
configureConnection(database);
const writer = new StoreWriter(database);

parentPort?.on("message", (message: readonly StoreCommand[] | "close") => {
  parentPort?.postMessage(message === "close" ? close() : carryOut(message));
});

function carryOut(commands: readonly StoreCommand[]): ThreadReply {
  const outcomes = writer.commit(commands);
  return {
    outcomes: outcomes.map((outcome) => ("error" in outcome ? { failed: describe(outcome.error) } : outcome)),
  };
}

function close(): ThreadReply {
  database.close();
  return { closed: true };
}

function describe(error: unknown): ThreadError {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && "errcode" in error ? Number(error.errcode) : undefined;
  return { message, code };
}
