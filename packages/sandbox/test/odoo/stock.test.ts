import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Business, startBusiness } from "./business-world.ts";

let world: Business;
beforeEach(async () => {
  world = await startBusiness();
});
afterEach(() => world.close());

async function firstPicking(sale: number): Promise<number> {
  const [picking] = await world.find("stock.picking", [["sale_id", "=", sale]], ["name"]);
  return Number(picking?.id);
}

async function startReturn(picking: number): Promise<{ readonly wizard: number; readonly line: number }> {
  const context = { active_model: "stock.picking", active_id: picking, active_ids: [picking] };
  const wizard = await world.create("stock.return.picking", { picking_id: picking }, { context });
  const [line] = await world.find("stock.return.picking.line", [["wizard_id", "=", wizard]], ["quantity"]);
  expect(line?.quantity).toBe(0);
  return { wizard, line: Number(line?.id) };
}

describe("returns", () => {
  test("goods that come back lower what was delivered and raise the stock", async () => {
    const sale = await world.sale(3);
    const picking = world.odoo.shipOrder(sale);
    const { wizard, line } = await startReturn(picking);
    await world.rpc.call("stock.return.picking.line", "write", [[line], { quantity: 2 }]);
    const action = await world.rpc.call<{ res_id: number }>("stock.return.picking", "action_create_returns", [
      [wizard],
    ]);
    const fields = ["state", "origin", "return_id", "sale_id", "picking_type_code", "location_id", "location_dest_id"];
    expect(await world.read("stock.picking", action.res_id, fields)).toEqual({
      id: action.res_id,
      state: "assigned",
      origin: "Return of WH/OUT/00001",
      return_id: picking,
      sale_id: sale,
      picking_type_code: "incoming",
      location_id: 2,
      location_dest_id: 5,
    });
    expect(await world.rpc.call("stock.picking", "button_validate", [[action.res_id]])).toBe(true);
    const [ordered] = await world.find("sale.order.line", [["order_id", "=", sale]], ["qty_delivered"]);
    expect(ordered?.qty_delivered).toBe(1);
    expect(await world.read("product.product", 1, ["qty_available"])).toMatchObject({ qty_available: 24 });
    expect(await world.read("sale.order", sale, ["delivery_status"])).toMatchObject({ delivery_status: "full" });
  });

  test("without a quantity, and of what is not done, there is nothing to return", async () => {
    const sale = await world.sale(3);
    const { wizard } = await startReturn(world.odoo.shipOrder(sale));
    expect(await world.problem("stock.return.picking", "action_create_returns", [[wizard]])).toBe(
      "odoo.exceptions.UserError",
    );
    const open = await firstPicking(await world.sale(1));
    const early = await world.create("stock.return.picking", { picking_id: open });
    expect(await world.problem("stock.return.picking", "action_create_returns", [[early]])).toBe(
      "odoo.exceptions.UserError",
    );
  });
});

describe("warehouses", () => {
  test("a new one has its own stock, types and numbers, and orders leave from it", async () => {
    const west = await world.create("stock.warehouse", { name: "West", code: "WEST" });
    const { lot_stock_id: place } = await world.read("stock.warehouse", west, ["lot_stock_id"]);
    const quant = await world.create("stock.quant", { product_id: 1, location_id: place, inventory_quantity: 7 });
    await world.rpc.call("stock.quant", "action_apply_inventory", [[quant]]);
    expect(await world.read("product.product", 1, ["qty_available"])).toMatchObject({ qty_available: 32 });
    expect(await world.read("product.product", 1, ["qty_available"], { warehouse_id: west })).toMatchObject({
      qty_available: 7,
    });
    const sale = await world.sale(5, { warehouse_id: west });
    const picking = await firstPicking(sale);
    expect(await world.read("stock.picking", picking, ["name", "location_id", "state"])).toEqual({
      id: picking,
      name: "WEST/OUT/00001",
      location_id: place,
      state: "assigned",
    });
    world.odoo.shipOrder(sale);
    expect(await world.read("product.product", 1, ["qty_available"], { warehouse_id: west })).toMatchObject({
      qty_available: 2,
    });
    expect(await world.read("product.product", 1, ["qty_available"], { location: 5 })).toMatchObject({
      qty_available: 25,
    });
  });

  test("what another warehouse has is not reserved", async () => {
    const west = await world.create("stock.warehouse", { name: "West", code: "WEST" });
    const picking = await firstPicking(await world.sale(1, { warehouse_id: west }));
    expect(await world.read("stock.picking", picking, ["state"])).toMatchObject({ state: "confirmed" });
  });

  test("two cannot have the same short name", async () => {
    expect(await world.problem("stock.warehouse", "create", [{ name: "Other", code: "WH" }])).toBe(
      "odoo.exceptions.ValidationError",
    );
  });
});

describe("counts", () => {
  test("a count says how far it is from the books, and applying it leaves a done move", async () => {
    const [quant] = await world.find("stock.quant", [["product_id", "=", 1]], ["quantity"]);
    await world.rpc.call("stock.quant", "write", [[quant?.id], { inventory_quantity: 20 }]);
    const fields = ["quantity", "inventory_quantity_set", "inventory_diff_quantity"];
    expect(await world.read("stock.quant", Number(quant?.id), fields)).toMatchObject({
      quantity: 25,
      inventory_quantity_set: true,
      inventory_diff_quantity: -5,
    });
    await world.rpc.call("stock.quant", "action_apply_inventory", [[quant?.id]]);
    expect(await world.read("stock.quant", Number(quant?.id), fields)).toMatchObject({
      quantity: 20,
      inventory_quantity_set: false,
      inventory_diff_quantity: 0,
    });
    const moves = await world.find("stock.move", [["is_inventory", "=", true]], ["quantity", "state", "location_id"]);
    expect(moves.at(-1)).toMatchObject({ quantity: 5, state: "done", location_id: 5 });
  });
});

test("an unreserved delivery is reserved again by asking", async () => {
  const picking = await firstPicking(await world.sale(2));
  await world.rpc.call("stock.picking", "do_unreserve", [[picking]]);
  expect(await world.read("stock.picking", picking, ["state", "move_line_ids"])).toEqual({
    id: picking,
    state: "confirmed",
    move_line_ids: [],
  });
  await world.rpc.call("stock.picking", "action_assign", [[picking]]);
  expect(await world.read("stock.picking", picking, ["state", "products_availability"])).toMatchObject({
    state: "assigned",
    products_availability: "Available",
  });
});
