import { expect, it, onTestFinished } from "vitest";
import { startWorld, type World } from "../demo/world.ts";
import { judgeChaos } from "./judge.ts";
import { planChaos } from "./plan.ts";
import { SaleJournal } from "./sale-journal.ts";
import { type PlayedOrder, ShopLoad } from "./shop-load.ts";

async function playOne(
  seed: number,
  story: string,
): Promise<{ world: World; order: PlayedOrder; journal: SaleJournal }> {
  const world = await startWorld();
  onTestFinished(() => world.close());
  const found = planChaos(400, seed).find(({ placed, changes }) => placed.story === story && changes.length === 2);
  if (found === undefined) throw new Error(`the plan has no ${story} with two changes`);
  const atOnce = found.changes.map((change) => ({ ...change, after: 0 }));
  const load = new ShopLoad(world.shop, [{ ...found, changes: atOnce }]);
  await load.play({ ordersPerSecond: 100, isFull: () => false }, AbortSignal.timeout(10_000));
  const [order] = load.orders;
  if (order === undefined) throw new Error("nothing was placed");
  return { world, order, journal: new SaleJournal(world.erp) };
}

/** Writes a version of an order into the ERP as a client does that knows nothing of other versions. */
function createSale(world: World, order: PlayedOrder, version: number): number {
  const notes = order.versions[version]?.notes ?? "";
  const partner = world.erp.call("res.partner", "create", [{ name: "Anybody", email: order.plan.last.email }]);
  const values = { partner_id: partner ?? 0, client_order_ref: order.number, note: notes };
  return Number(world.erp.call("sale.order", "create", [values]));
}

it("an order that never arrived is lost, and against the oracle", async () => {
  const { world, order, journal } = await playOne(1, "linesEdited");
  const findings = judgeChaos(world, journal, [order]);
  expect(findings.lost).toEqual([expect.stringContaining("is not in the ERP")]);
  expect(findings.against).toEqual([expect.stringContaining("is not in the ERP")]);
  expect([findings.duplicated, findings.outOfOrder]).toEqual([[], []]);
});

it("a sale and a customer that were made twice are duplicated", async () => {
  const { world, order, journal } = await playOne(2, "linesEdited");
  createSale(world, order, 2);
  createSale(world, order, 2);
  const findings = judgeChaos(world, journal, [order]);
  expect(findings.lost).toEqual([]);
  expect(findings.duplicated).toEqual([
    expect.stringMatching(/customer .* 2 times/),
    expect.stringContaining("created in the ERP 2 times"),
  ]);
});

it("an older version over a newer one is out of order, the same versions in their order are not", async () => {
  const { world, order, journal } = await playOne(3, "linesEdited");
  const sale = createSale(world, order, 0);
  const write = (version: number): unknown =>
    world.erp.call("sale.order", "write", [[sale], { note: order.versions[version]?.notes ?? "" }]);
  write(1);
  write(2);
  expect(judgeChaos(world, journal, [order]).outOfOrder).toEqual([]);
  write(1);
  expect(judgeChaos(world, journal, [order]).outOfOrder).toEqual([expect.stringContaining("is of version 1 after 2")]);
});

it("a confirmation that came after the cancellation is out of order", async () => {
  const { world, order, journal } = await playOne(4, "cancelled");
  const sale = createSale(world, order, 0);
  world.erp.call("sale.order", "action_cancel", [[sale]]);
  world.erp.call("sale.order", "action_draft", [[sale]]);
  expect(judgeChaos(world, journal, [order]).outOfOrder).toEqual([]);
  world.erp.call("sale.order", "action_confirm", [[sale]]);
  const findings = judgeChaos(world, journal, [order]);
  expect(findings.outOfOrder).toEqual([expect.stringContaining('"state":"sale"')]);
  expect(findings.against).toEqual([expect.stringContaining("is sale in the ERP, must be cancelled")]);
});

it("quantities and prices of another version are out of order too", async () => {
  const { world, order, journal } = await playOne(5, "linesEdited");
  const sale = createSale(world, order, 2);
  const [item] = order.versions[2]?.items ?? [];
  const product = world.erp.records("product.product").find(({ default_code: sku }) => sku === item?.sku);
  const line = { order_id: sale, product_id: product?.id ?? 0, product_uom_qty: item?.amount ?? 0 };
  world.erp.call("sale.order.line", "create", [{ ...line, price_unit: item?.item_net_price ?? 0 }]);
  expect(judgeChaos(world, journal, [order]).outOfOrder).toEqual([]);
  const [created] = world.erp.records("sale.order.line");
  world.erp.call("sale.order.line", "write", [[Number(created?.id)], { product_uom_qty: 12_345 }]);
  expect(judgeChaos(world, journal, [order]).outOfOrder).toEqual([expect.stringContaining("is of no version")]);
});
