import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { settle } from "@xmap/testing";
import { afterEach, expect, test } from "vitest";
import { AlertBench } from "./alert-bench.ts";

const asked: string[] = [];
let status = 200;
const server = createServer((request, response) => {
  asked.push(`${request.method} ${request.url}`);
  if (status !== 0) response.writeHead(status).end("ok");
});

afterEach(async () => {
  asked.length = 0;
  status = 200;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function open(): Promise<AlertBench> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ping/top-secret`;
  return new AlertBench({ heartbeat: { url, everySeconds: 60 } }).start();
}

const warnings = (bench: AlertBench): readonly string[] =>
  bench.log.filter(({ level }) => level === "warn").map(({ message }) => message);

test("the address is asked for at the start and then regularly, until xmap stops", async () => {
  const bench = await open();
  for (let beats = 1; beats <= 3; beats += 1) {
    await expect.poll(() => asked.length).toBe(beats);
    await bench.pass(60);
  }
  await expect.poll(() => asked).toEqual(Array(4).fill("GET /ping/top-secret"));
  await bench.alerts.stop();
  await bench.pass(600);
  await settle();
  expect(asked).toHaveLength(4);
  expect(warnings(bench)).toEqual([]);
});

test("an address that fails is told once to the log, without its key, and tried on", async () => {
  status = 500;
  const bench = await open();
  for (let beats = 1; beats <= 3; beats += 1) {
    await expect.poll(() => asked.length).toBe(beats);
    await expect.poll(() => warnings(bench).length).toBe(1);
    await bench.pass(60);
  }
  expect(warnings(bench)).toEqual(["no heartbeat: it answered with status 500"]);
  status = 200;
  await expect.poll(() => asked.length).toBe(4);
  await bench.pass(60);
  await expect.poll(() => bench.log.at(-1)?.message).toBe("the heartbeat is answered again");
  await bench.alerts.stop();
});

test("an answer that never comes delays nothing", async () => {
  status = 0;
  const bench = await open();
  await expect.poll(() => asked.length).toBe(1);
  await bench.pass(60);
  await expect.poll(() => asked.length).toBe(2);
  expect(warnings(bench)).toHaveLength(1);
  bench.end("dead");
  await bench.pass(10);
  expect(bench.titles).toHaveLength(1);
  await bench.alerts.stop();
});

test("an engine that does not work has no heartbeat", async () => {
  const bench = await open();
  await expect.poll(() => asked.length).toBe(1);
  Object.defineProperty(bench, "summary", {
    get() {
      throw new Error("the engine is broken");
    },
  });
  await bench.pass(60);
  await expect.poll(() => warnings(bench)).toContain("no heartbeat: the engine is broken");
  expect(asked).toHaveLength(1);
  await bench.alerts.stop();
});
