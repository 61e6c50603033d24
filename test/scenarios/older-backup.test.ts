// @module-tag long

import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { startCommand } from "../cli/started-command.ts";
import { viewErp } from "../demo/erp-view.ts";
import { startWorld } from "../demo/world.ts";
import { copyRunnableMappings } from "../harness/mappings.ts";
import { startRuntime } from "../harness/runtime-process.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";

const PATIENCE = { timeout: 60_000, interval: 100 };

it("a store restored from a backup older than reality: all is found by its key, nothing is made twice, no mail goes out", {
  timeout: 300_000,
}, async () => {
  const folder = temporaryFolder();
  const project = copyRunnableMappings(folder);
  const store = join(folder, "store.sqlite");
  const world = await startWorld();
  onTestFinished(() => world.close());
  const start = () => startRuntime({ project, store, environment: world.environment, pollEvery: "200ms" });
  const xmap = async (...parameters: readonly string[]) => {
    const command = startCommand([...parameters, "--env", "sandbox", "--store", store], project, world.environment);
    const exitCode = await command.ended();
    return { exitCode, stdout: command.stdout(), stderr: command.stderr() };
  };
  const place = (id: number): string => {
    const email = `${id}@example.com`;
    const order = { email, payment_status: "P", shipping_method_name: "Courier", items: [{ sku: "TAPE-5M" }] };
    return String(world.shop.placeOrder(order, { announce: false }).order_number);
  };
  const salesOf = (number: string) => viewErp(world.erp).salesOf(number);
  const isDelivered = (number: string): boolean => salesOf(number).some(({ sale }) => sale.state === "sale");
  const ship = (number: string): number => world.erp.shipOrder(salesOf(number)[0]?.id ?? 0);
  const mails = (): number => world.shop.mails().length;

  let runtime = await start();
  const numbers = [1, 2].map(place);
  await expect.poll(() => numbers.every(isDelivered), PATIENCE).toBe(true);
  ship(numbers[0] ?? "");
  await expect.poll(mails, PATIENCE).toBe(1);
  const backup = await xmap("backup");
  expect([backup.exitCode, backup.stderr]).toEqual([0, expect.stringContaining("The copy is whole")]);
  const file = backup.stdout.trim();

  numbers.push(...[3, 4].map(place));
  await expect.poll(() => numbers.every(isDelivered), PATIENCE).toBe(true);
  ship(numbers[2] ?? "");
  await expect.poll(mails, PATIENCE).toBe(2);
  const refused = await xmap("restore", file, "--yes");
  expect([refused.exitCode, refused.stderr]).toEqual([4, expect.stringContaining("Another process is running")]);
  await runtime.stop();
  ship(numbers[1] ?? "");
  numbers.push(place(5));

  const plan = await xmap("restore", file);
  expect([plan.exitCode, plan.stdout]).toEqual([4, expect.stringContaining("takes the place of")]);
  const restored = await xmap("restore", file, "--yes");
  expect([restored.exitCode, restored.stderr]).toEqual([0, expect.stringContaining(".replaced-")]);

  runtime = await start();
  await expect.poll(() => numbers.every(isDelivered), PATIENCE).toBe(true);
  // The second order was shipped before the restore, and its customer has not been told.
  await expect.poll(() => runtime.log(), PATIENCE).toMatch(/muted: .*shop\/Order\/2\b/);
  const links = async (): Promise<number> =>
    (await xmap("links", "list", "--link", "OrderToSale", "--json")).stdout.split("\n").filter(Boolean).length;
  await expect.poll(links, PATIENCE).toBe(5);
  const status = async (): Promise<unknown> =>
    (JSON.parse((await xmap("status", "--json")).stdout) as { pending: number }).pending;
  await expect.poll(status, PATIENCE).toBe(0);
  expect(numbers.map((number) => salesOf(number).length)).toEqual([1, 1, 1, 1, 1]);
  expect(viewErp(world.erp)).toMatchObject({ saleCount: 5, sharedEmails: [] });
  expect(mails()).toBe(2);

  numbers.push(place(6));
  await expect.poll(() => numbers.every(isDelivered), PATIENCE).toBe(true);
  ship(numbers[5] ?? "");
  await expect.poll(mails, PATIENCE).toBe(3);
  await runtime.stop();
  const verified = await xmap("audit", "verify");
  expect(verified.exitCode).toBe(0);
});
