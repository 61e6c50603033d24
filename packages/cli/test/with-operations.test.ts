import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Operations } from "@xmap/contract";
import {
  controlPathOf,
  SqliteStore,
  StoreOperations,
  SYSTEM_CLOCK,
  SYSTEM_RANDOM,
  startControlServer,
} from "@xmap/runtime/node";
import { expect, it, onTestFinished } from "vitest";
import { temporaryFolder } from "../../../test/harness/temporary-folder.ts";
import { actorOf } from "../src/operations/actor.ts";
import { type OperatedStore, operatedStore } from "../src/operations/operated-store.ts";
import { withOperations } from "../src/operations/with-operations.ts";

const INSTALLATION = "test";

function project(): OperatedStore {
  const folder = temporaryFolder();
  const configuration = { language: 1, installation: INSTALLATION, environments: { live: { store: "store.sqlite" } } };
  writeFileSync(join(folder, "xmap.json"), JSON.stringify(configuration));
  return operatedStore(folder, { env: "live" });
}

function open(path: string): SqliteStore {
  const store = new SqliteStore({ path, installation: INSTALLATION, clock: SYSTEM_CLOCK });
  onTestFinished(() => store.close());
  return store;
}

function operationsOn(store: SqliteStore): Operations {
  const ports = { clock: SYSTEM_CLOCK, random: SYSTEM_RANDOM };
  return new StoreOperations({ ...ports, store, installation: INSTALLATION, flows: () => [] });
}

it("what one command does on the store of a stopped engine, the next one sees", async () => {
  const stopped = project();
  const store = new SqliteStore({ path: stopped.path, installation: INSTALLATION, clock: SYSTEM_CLOCK });
  await store.close();
  await withOperations(stopped, (operations) => operations.pause({ system: "erp" }, "stocktaking", "person:ada"));
  expect(await withOperations(stopped, (operations) => operations.paused())).toMatchObject([
    { kind: "system", name: "erp", reason: "stocktaking", actor: "person:ada" },
  ]);
});

it("an engine that runs is asked over its socket", async () => {
  const running = project();
  const operations = operationsOn(open(running.path));
  const server = await startControlServer({ operations, path: controlPathOf(running.path) });
  onTestFinished(() => server.close());
  await withOperations(running, (remote) => remote.pause({ flow: "OrderToCash" }, "later", "person:ada"));
  expect(await operations.paused()).toMatchObject([{ kind: "flow", name: "OrderToCash" }]);
});

it("an engine that runs but does not answer keeps the store to itself", async () => {
  const busy = project();
  const script = `new (require("node:sqlite").DatabaseSync)(process.argv[1]).exec("BEGIN EXCLUSIVE"); console.log("held"); setInterval(() => {}, 1000)`;
  const holder = spawn(process.execPath, ["-e", script, `${busy.path}-lock`], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void holder.kill("SIGKILL"));
  await once(holder.stdout, "data");
  writeFileSync(busy.path, "");
  await expect(withOperations(busy, (operations) => operations.status())).rejects.toMatchObject({
    name: "CommandError",
    exitCode: 4,
    message: expect.stringContaining("Another process is running on the store"),
  });
});

it("what is asked wrongly is a mistake of usage", async () => {
  const stopped = project();
  await new SqliteStore({ path: stopped.path, installation: INSTALLATION, clock: SYSTEM_CLOCK }).close();
  await expect(
    withOperations(stopped, (operations) => operations.edit("run-1", {}, "person:ada")),
  ).rejects.toMatchObject({ name: "CommandError", exitCode: 2, message: 'Nothing waits under the run "run-1".' });
});

it("an actor is the name that was given, else the user of the operating system", () => {
  expect(actorOf(" ada ")).toBe("person:ada");
  expect(actorOf(undefined)).toMatch(/^person:.+/);
  expect(() => actorOf("  ")).toThrow("Say who you are");
});
