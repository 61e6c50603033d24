import { type OdooSandbox, startOdooSandbox } from "@xmap/sandbox/odoo";
import { expect, onTestFinished, test } from "vitest";

type Row = ReturnType<OdooSandbox["records"]>[number];

/** As recorded of a real Odoo 19 with `sale_mrp`: ten of A, seven of B; a kit takes two A, one B and one C, which is not counted. */
async function startWithKit(): Promise<{ readonly odoo: OdooSandbox; readonly kit: number }> {
  const odoo = await startOdooSandbox({
    apps: ["mrp"],
    seed: {
      products: [
        { sku: "A", name: "A", quantity: 10 },
        { sku: "B", name: "B", quantity: 7 },
        { sku: "C", name: "C" },
      ],
      kits: [{ sku: "KIT", name: "Kit", parts: { A: 2, B: 1, C: 1 } }],
    },
  });
  onTestFinished(() => odoo.close());
  return { odoo, kit: idOf(odoo, "KIT") };
}

function idOf(odoo: OdooSandbox, sku: string): number {
  return Number(odoo.records("product.product").find((row) => row.default_code === sku)?.id);
}

/** Free, on hand, outgoing and forecast. */
function stock(odoo: OdooSandbox, sku: string): readonly unknown[] {
  const row = odoo.records("product.product").find(({ default_code: code }) => code === sku);
  return [row?.free_qty, row?.qty_available, row?.outgoing_qty, row?.virtual_available];
}

function sell(odoo: OdooSandbox, product: number, quantity: number): number {
  const partner = odoo.call("res.partner", "create", [{ name: "X" }]) ?? null;
  const lines = [[0, 0, { product_id: product, product_uom_qty: quantity }]];
  const sale = Number(odoo.call("sale.order", "create", [{ partner_id: partner, order_line: lines }]));
  odoo.confirm(sale);
  return sale;
}

function moves(odoo: OdooSandbox): readonly Row[] {
  return odoo.records("stock.move").filter(({ sale_line_id: line }) => line !== false);
}

test("a kit has the quantities of its scarcest component, and a sale of it reserves the components", async () => {
  const { odoo, kit } = await startWithKit();
  expect(stock(odoo, "KIT")).toEqual([5, 5, 0, 5]);
  sell(odoo, kit, 3);
  expect(stock(odoo, "A")).toEqual([4, 10, 6, 4]);
  expect(stock(odoo, "B")).toEqual([4, 7, 3, 4]);
  expect(stock(odoo, "C")).toEqual([0, 0, 3, -3]);
  expect(stock(odoo, "KIT")).toEqual([2, 5, 3, 2]);
  expect(moves(odoo).map(({ product_uom_qty: demand, quantity }) => [demand, quantity])).toEqual([
    [6, 6],
    [3, 3],
    [3, 3],
  ]);
});

test("a kit counts as delivered when the last of its components has left", async () => {
  const { odoo, kit } = await startWithKit();
  const sale = sell(odoo, kit, 3);
  const delivered = (): unknown => odoo.records("sale.order.line")[0]?.qty_delivered;
  const [first] = moves(odoo);
  odoo.call("stock.move", "write", [[Number(first?.id)], { quantity: 2, picked: true }]);
  const pickings = odoo.records("stock.picking").map(({ id }) => Number(id));
  odoo.call("stock.picking", "button_validate", [pickings], { context: { skip_backorder: true } });
  expect([delivered(), odoo.records("sale.order")[0]?.delivery_status]).toEqual([0, "started"]);
  odoo.shipOrder(sale);
  expect([delivered(), odoo.records("sale.order")[0]?.delivery_status]).toEqual([3, "full"]);
  expect(stock(odoo, "KIT")).toEqual([2, 2, 0, 2]);
});

test("fewer kits in a confirmed sale give their components back", async () => {
  const { odoo, kit } = await startWithKit();
  sell(odoo, kit, 3);
  const line = Number(odoo.records("sale.order.line")[0]?.id);
  odoo.call("sale.order.line", "write", [[line], { product_uom_qty: 1 }]);
  expect([stock(odoo, "A"), stock(odoo, "B")]).toEqual([
    [8, 10, 2, 8],
    [6, 7, 1, 6],
  ]);
});

test("a kit in a kit stands for its components", async () => {
  const { odoo, kit } = await startWithKit();
  odoo.seed({ kits: [{ sku: "CASE", name: "Case", parts: { KIT: 2, B: 1 } }] });
  expect(stock(odoo, "CASE")).toEqual([2, 2, 0, 2]);
  sell(odoo, kit, 1);
  expect(stock(odoo, "CASE")).toEqual([2, 2, 0, 2]);
  sell(odoo, idOf(odoo, "CASE"), 1);
  expect([stock(odoo, "A"), stock(odoo, "B")]).toEqual([
    [4, 10, 6, 4],
    [3, 7, 4, 3],
  ]);
});

test("a kit of nothing that is counted is never on hand", async () => {
  const { odoo } = await startWithKit();
  odoo.seed({ kits: [{ sku: "AIR", name: "Air", parts: { C: 1 } }] });
  expect(stock(odoo, "AIR")).toEqual([0, 0, 0, 0]);
});

test("a change of a list's lines is a change of the list", async () => {
  const { odoo } = await startWithKit();
  const [list] = odoo.records("mrp.bom");
  const [line] = odoo.records("mrp.bom.line");
  const written = (): number =>
    odoo.journal().filter(({ what, record }) => what === "write" && record === `mrp.bom/${list?.id}`).length;
  const before = written();
  odoo.call("mrp.bom", "write", [[Number(list?.id)], { bom_line_ids: [[1, Number(line?.id), { product_qty: 3 }]] }]);
  expect([written() - before, stock(odoo, "KIT")]).toEqual([1, [3, 3, 0, 3]]);
});

test("without the app there are no lists, and products say nothing of kits", async () => {
  const odoo = await startOdooSandbox();
  onTestFinished(() => odoo.close());
  const fields = odoo.call("product.product", "fields_get", []) ?? {};
  expect(fields).not.toHaveProperty("bom_ids");
  expect(() => odoo.call("mrp.bom", "fields_get", [])).toThrow("Object mrp.bom doesn't exist");
});
