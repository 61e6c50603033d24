import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SYSTEM_CLOCK } from "@xmap/runtime/node";
import { expect, it, onTestFinished } from "vitest";
import { temporaryFolder } from "../../../test/harness/temporary-folder.ts";
import { watchProject } from "../src/development/watch-project.ts";

function watched(): { readonly folder: string; readonly count: () => number } {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "orders"));
  mkdirSync(join(folder, ".xmap"));
  mkdirSync(join(folder, "node_modules"));
  let count = 0;
  const onChange = (): void => {
    count += 1;
  };
  onTestFinished(watchProject({ folder, clock: SYSTEM_CLOCK, onChange }));
  return { folder, count: () => count };
}

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

it("what is built, installed or written beside is not told", async () => {
  const { folder, count } = watched();
  for (const name of [".xmap/a.xmap", "node_modules/a.xmap", "store.sqlite", "orders/table.csv"])
    writeFileSync(join(folder, name), "");
  writeFileSync(join(folder, "orders/last.xmap"), "");
  await expect.poll(count).toBe(1);
});
