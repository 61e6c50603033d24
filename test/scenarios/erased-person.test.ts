// @module-tag long

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { OrderInput } from "@xmap/sandbox/xcart";
import { expect, it, onTestFinished } from "vitest";
import { startCommand } from "../cli/started-command.ts";
import { viewErp } from "../demo/erp-view.ts";
import { readStatus, waitingOf } from "../demo/status.ts";
import { startWorld } from "../demo/world.ts";
import { copyRunnableMappings } from "../harness/mappings.ts";
import { startRuntime } from "../harness/runtime-process.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";

const PATIENCE = { timeout: 60_000, interval: 100 };
const EMAIL = "Ada.Lovelace@example.com";
const ADDRESS = {
  firstname: "Augusta",
  lastname: "Lovelace",
  street: "Analytical Street 1843",
  city: "Marylebone",
  zipcode: "W1T 9XQ",
  phone: "+44 20 7946 0958",
};
const BOBS_ADDRESS = {
  firstname: "Bob",
  lastname: "Boole",
  street: "Union Lane 1",
  city: "Lincoln",
  zipcode: "LN1 3AR",
};
const TRACES = ["ada.lovelace", "Lovelace", "Augusta", "Analytical Street", "Marylebone", "W1T 9XQ", "7946 0958"];

it("S19: a person is erased while xmap runs: no trace in store, logs, dead letters; the audit log is whole", {
  timeout: 300_000,
}, async () => {
  const folder = temporaryFolder();
  const project = copyRunnableMappings(folder);
  const store = join(folder, "store.sqlite");
  const world = await startWorld();
  onTestFinished(() => world.close());
  const runtime = await startRuntime({ project, store, environment: world.environment, pollEvery: "1h" });
  onTestFinished(() => runtime.kill());
  world.connect(runtime.url);
  const xmap = async (...parameters: readonly string[]) => {
    const command = startCommand([...parameters, "--env", "sandbox", "--store", store], project, world.environment);
    const exitCode = await command.ended();
    return { exitCode, stdout: command.stdout(), stderr: command.stderr() };
  };
  const place = (change: Partial<OrderInput>): { id: number; number: string } => {
    const order = world.shop.placeOrder({
      email: EMAIL,
      payment_status: "P",
      shipping_method_name: "Courier",
      billing_address: ADDRESS,
      items: [{ sku: "TAPE-5M" }],
      ...change,
    });
    return { id: Number(order.id), number: String(order.order_number) };
  };
  const stateOf = (number: string): unknown => viewErp(world.erp).salesOf(number)[0]?.sale.state;
  const isWaiting = async (id: number): Promise<boolean> => waitingOf(await readStatus(runtime.url), id) !== undefined;
  const tracesIn = (text: string): readonly string[] =>
    TRACES.filter((trace) => text.toLowerCase().includes(trace.toLowerCase()));
  const stored = (): string =>
    [store, `${store}-wal`]
      .filter((file) => existsSync(file))
      .map((file) => readFileSync(file, "latin1"))
      .join("");

  const delivered = place({});
  const dead = place({ items: [{ sku: "NOWHERE", name: "Nowhere", price: 5 }] });
  const held = place({ payment_status: "X1" });
  const others = place({
    email: "bob@example.com",
    billing_address: BOBS_ADDRESS,
    items: [{ sku: "NOWHERE", name: "Nowhere", price: 5 }],
  });
  await expect.poll(() => stateOf(delivered.number), PATIENCE).toBe("sale");
  for (const { id } of [dead, held, others]) await expect.poll(() => isWaiting(id), PATIENCE).toBe(true);
  expect(tracesIn(stored())).toEqual(TRACES);

  const found = await xmap("person", "find", EMAIL.toLowerCase());
  expect(found.exitCode).toBe(0);
  expect(found.stdout).toContain(`shop/Order/${dead.id}`);
  expect(found.stdout).not.toContain(`shop/Order/${others.id}`);
  expect(tracesIn(found.stdout)).toEqual([]);
  const exported = JSON.parse((await xmap("person", "export", "--record", `shop/Order/${dead.id}`)).stdout) as object;
  expect(exported).toMatchObject({ schema: "xmap.person/1" });
  expect(tracesIn(JSON.stringify(exported))).toEqual(TRACES);

  const plan = await xmap("person", "erase", EMAIL);
  expect([plan.exitCode, plan.stdout]).toEqual([4, expect.stringContaining("would erase what is kept of")]);
  expect(tracesIn(stored())).toEqual(TRACES);
  const erased = await xmap("person", "erase", EMAIL, "--yes", "--as", "officer");
  expect([erased.exitCode, erased.stderr]).toEqual([0, expect.stringContaining("rows were erased")]);

  expect(tracesIn(stored())).toEqual([]);
  expect(stored()).toContain("bob@example.com");
  expect(tracesIn(runtime.log())).toEqual([]);
  expect((await xmap("person", "find", EMAIL)).stderr).toBe("Nothing is kept of this person.\n");
  const shown = await xmap("dead", "list", "--record", `shop/Order/${dead.id}`, "--json");
  expect(JSON.parse(shown.stdout)).toMatchObject({ problems: [{ message: "(erased)" }] });
  const verified = await xmap("audit", "verify");
  expect([verified.exitCode, verified.stdout]).toEqual([0, expect.stringContaining("a person was erased")]);

  const changed = { items: [{ sku: "TAPE-5M", amount: 3 }] };
  world.shop.editOrder(delivered.id, changed);
  const total = (): number | undefined => viewErp(world.erp).salesOf(delivered.number)[0]?.sale.lines[0]?.quantity;
  await expect.poll(total, PATIENCE).toBe(3);
  expect(viewErp(world.erp).salesOf(delivered.number).length).toBe(1);
  expect(viewErp(world.erp).sharedEmails).toEqual([]);
});
