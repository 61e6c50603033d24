import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SYSTEM_CLOCK } from "@xmap/runtime/node";
import { expect, it, onTestFinished } from "vitest";
import { temporaryFolder } from "../../../test/harness/temporary-folder.ts";
import { type ProjectWatch, watchProject } from "../src/development/watch-project.ts";

function foldersToWatch(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "orders"));
  mkdirSync(join(folder, ".xmap"));
  mkdirSync(join(folder, "node_modules"));
  return folder;
}

function watching(folder: string, furtherEndings: readonly string[] = []): ProjectWatch {
  const watch = watchProject({ folder, clock: SYSTEM_CLOCK, furtherEndings });
  onTestFinished(watch.stop);
  return watch;
}

function watched(): { readonly folder: string; readonly count: () => number } {
  const folder = foldersToWatch();
  const watch = watching(folder);
  let count = 0;
  const counting = async (): Promise<void> => {
    while (await watch.next()) count += 1;
  };
  void counting();
  return { folder, count: () => count };
}

it("a change that comes while nobody waits is told to the next who asks", async () => {
  const folder = foldersToWatch();
  const [busy, waiting] = [watching(folder), watching(folder)];
  writeFileSync(join(folder, "orders/orders.xmap"), "");
  expect(await waiting.next()).toBe(true);
  expect(await busy.next()).toBe(true);
  const asked = busy.next();
  busy.stop();
  expect(await asked).toBe(false);
});

it("a burst of saves in a folder below is told once", async () => {
  const { folder, count } = watched();
  for (const text of ["a", "b", "c"]) writeFileSync(join(folder, "orders/orders.xmap"), text);
  await expect.poll(count).toBe(1);
});

it("a folder that comes later is watched as well", async () => {
  const { folder, count } = watched();
  mkdirSync(join(folder, "customers"));
  await expect.poll(count).toBe(1);
  writeFileSync(join(folder, "customers/customers.xmap"), "");
  await expect.poll(count).toBe(2);
});

it("a folder that goes and comes again at once is watched as well", async () => {
  const { folder, count } = watched();
  rmSync(join(folder, "orders"), { recursive: true });
  mkdirSync(join(folder, "orders"));
  await expect.poll(count).toBe(1);
  writeFileSync(join(folder, "orders/orders.xmap"), "");
  await expect.poll(count).toBe(2);
});

it("what is built, installed or written beside is not told", async () => {
  const { folder, count } = watched();
  for (const name of [".xmap/a.xmap", "node_modules/a.xmap", "store.sqlite", "orders/table.csv"])
    writeFileSync(join(folder, name), "");
  writeFileSync(join(folder, "orders/last.xmap"), "");
  await expect.poll(count).toBe(1);
});

it("tables are told to those who want them", async () => {
  const folder = foldersToWatch();
  const watch = watching(folder, [".csv"]);
  const told = watch.next();
  writeFileSync(join(folder, "orders/table.csv"), "code,name\n");
  expect(await told).toBe(true);
});
