import { Worker } from "node:worker_threads";
import { afterEach, expect, test } from "vitest";
import { RunClient, type RunWorker } from "../src/run/run-client.ts";
import type { FromRunner, RunRequest } from "../src/run/run-protocol.ts";

const started: Worker[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((worker) => worker.terminate()));
});

/** A real thread in the place of the browser's worker. */
function startThread(script: string): RunWorker {
  const worker = new Worker(script, { eval: true });
  started.push(worker);
  const adapted: RunWorker = {
    postMessage: (message) => worker.postMessage(message),
    terminate: () => void worker.terminate(),
    onmessage: null,
    onerror: null,
  };
  worker.on("message", (data: FromRunner) => adapted.onmessage?.({ data }));
  worker.on("error", (error: Error) => adapted.onerror?.({ message: error.message }));
  return adapted;
}

const SIDE = { record: undefined, entity: "A", system: "a", resource: "a" };
const REQUEST: RunRequest = {
  kind: "map",
  module: "a.js",
  binding: "A",
  isBack: false,
  lineage: {
    kind: "binding",
    name: "A",
    documentation: undefined,
    direction: "->",
    place: { file: "a.xmap", line: 1, column: 1 },
    sources: [],
    target: SIDE,
    conditions: [],
    guards: [],
    lists: [],
    fields: [],
  },
  record: { n: 1 },
  answers: {},
};
const READY = 'const { parentPort } = require("node:worker_threads"); parentPort.postMessage({ kind: "ready" });';
const ANSWERING = `${READY} parentPort.on("message", ({ id, request }) => parentPort.postMessage({ kind: "result", id,
  result: { output: request.record, kept: [], problems: [], questions: [] } }));`;
const ENDLESS = `${READY} parentPort.on("message", () => { for (;;); });`;

test("a run answers, and the next one uses the same worker", async () => {
  const client = new RunClient(startThread);
  expect(await client.run(ANSWERING, REQUEST)).toMatchObject({ kind: "result", result: { output: { n: 1 } } });
  expect(await client.run(ANSWERING, { ...REQUEST, record: { n: 2 } })).toMatchObject({ result: { output: { n: 2 } } });
  expect(started).toHaveLength(1);
});

test("a run without an end is stopped at the limit, and the next one gets a new worker", async () => {
  const client = new RunClient(startThread, 100);
  expect(await client.run(ENDLESS, REQUEST)).toEqual({ kind: "stopped", limitMilliseconds: 100 });
  expect(await client.run(ANSWERING, REQUEST)).toMatchObject({ kind: "result" });
  expect(started).toHaveLength(2);
});

test("the time that a worker needs to start is not counted", async () => {
  const slow = `const end = performance.now() + 400; while (performance.now() < end); ${ANSWERING}`;
  const client = new RunClient(startThread, 200);
  expect(await client.run(slow, REQUEST)).toMatchObject({ kind: "result" });
});

test("a newer run takes the place of one that has not ended", async () => {
  const client = new RunClient(startThread);
  const first = client.run(ENDLESS, REQUEST);
  const second = client.run(ANSWERING, { ...REQUEST, record: { n: 2 } });
  expect(await first).toEqual({ kind: "superseded" });
  expect(await second).toMatchObject({ result: { output: { n: 2 } } });
});

test("a program that cannot be loaded says why", async () => {
  const client = new RunClient(startThread);
  expect(await client.run("const a = ;", REQUEST)).toMatchObject({ kind: "broken", message: "Unexpected token ';'" });
  expect(await client.run(ANSWERING, REQUEST)).toMatchObject({ kind: "result" });
});
