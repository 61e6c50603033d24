// @module-tag long

import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { viewErp } from "../demo/erp-view.ts";
import { startWorld } from "../demo/world.ts";
import { copyRunnableMappings } from "../harness/mappings.ts";
import { RuntimeRefused, startRuntime } from "../harness/runtime-process.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";

it("a renamed binding keeps its links when it says what it was, and is refused with the count when it does not", {
  timeout: 180_000,
}, async () => {
  const world = await startWorld();
  const folder = temporaryFolder();
  const project = copyRunnableMappings(folder);
  const store = join(folder, "store.sqlite");
  const start = async () => {
    const started = await startRuntime({ project, store, environment: world.environment, pollEvery: "200ms" });
    world.connect(started.url);
    return started;
  };
  try {
    const first = await start();
    const order = world.shop.placeOrder({ email: "ada@example.com", items: [{ sku: "TAPE-5M" }] });
    const sales = () => viewErp(world.erp).salesOf(String(order.order_number));
    await expect.poll(() => sales().length, { timeout: 60_000 }).toBe(1);
    expect(await first.stop()).toBe(0);

    rename(project, "OrderToSale", "OrderToOdoo");
    const refused = await start().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RuntimeRefused);
    expect(refused).toMatchObject({ exitCode: 4 });
    expect(String(refused)).toContain("1 record is linked by OrderToSale, but there is no such binding");

    rename(project, "binding OrderToOdoo", "binding OrderToOdoo was OrderToSale");
    const again = await start();
    world.shop.editOrder(Number(order.id), { notes: "ring twice" });
    const note = () =>
      world.erp.records("sale.order").find(({ client_order_ref }) => client_order_ref === order.order_number)?.note;
    await expect.poll(note, { timeout: 60_000 }).toContain("ring twice");
    expect(sales()).toHaveLength(1);
    expect(await again.stop()).toBe(0);
  } finally {
    await world.close();
  }
});

/** Replaces a text in every file of the mappings. */
function rename(project: string, from: string, to: string): void {
  for (const file of globSync("**/*.xmap", { cwd: project })) {
    const path = join(project, file);
    writeFileSync(path, readFileSync(path, "utf8").replaceAll(from, to));
  }
}
