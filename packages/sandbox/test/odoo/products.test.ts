import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Business, startBusiness } from "./business-world.ts";

const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

let world: Business;
beforeEach(async () => {
  world = await startBusiness();
});
afterEach(() => world.close());

async function attribute(name: string, values: readonly object[]): Promise<{ id: number; values: readonly number[] }> {
  const id = await world.create("product.attribute", { name, value_ids: values.map((value) => [0, 0, value]) });
  const { value_ids: made } = await world.read("product.attribute", id, ["value_ids"]);
  return { id, values: Array.isArray(made) ? made : [] };
}

const variants = (template: number) =>
  world.find("product.product", [["product_tmpl_id", "=", template]], ["display_name", "lst_price"]);

describe("variants", () => {
  test("attributes multiply, an extra price raises the variant's price, and one value alone tells nothing", async () => {
    const color = await attribute("Color", [{ name: "Red" }, { name: "Blue", default_extra_price: 2 }]);
    const size = await attribute("Size", [{ name: "M" }, { name: "L" }]);
    const make = await attribute("Make", [{ name: "Own" }]);
    const lines = [color, size, make].map(({ id, values }) => [
      0,
      0,
      { attribute_id: id, value_ids: [[6, 0, values]] },
    ]);
    const shirt = await world.create("product.template", { name: "Shirt", list_price: 10, attribute_line_ids: lines });
    expect(await variants(shirt)).toEqual([
      { id: expect.any(Number), display_name: "Shirt (Red, M)", lst_price: 10 },
      { id: expect.any(Number), display_name: "Shirt (Red, L)", lst_price: 10 },
      { id: expect.any(Number), display_name: "Shirt (Blue, M)", lst_price: 12 },
      { id: expect.any(Number), display_name: "Shirt (Blue, L)", lst_price: 12 },
    ]);
    const template = await world.read("product.template", shirt, ["product_variant_count", "default_code"]);
    expect(template).toMatchObject({ product_variant_count: 4, default_code: false });
  });

  test("a value that goes takes its variant along, or archives it when it was sold", async () => {
    const color = await attribute("Color", [{ name: "Red" }, { name: "Blue" }, { name: "Green" }]);
    const line = [0, 0, { attribute_id: color.id, value_ids: [[6, 0, color.values]] }];
    const cap = await world.create("product.template", { name: "Cap", attribute_line_ids: [line] });
    const [red, blue, green] = await variants(cap);
    await world.create("sale.order", {
      partner_id: world.partner,
      order_line: [[0, 0, { product_id: blue?.id, product_uom_qty: 1 }]],
    });
    const { attribute_line_ids: lines } = await world.read("product.template", cap, ["attribute_line_ids"]);
    const keepRed = [[1, Array.isArray(lines) ? lines[0] : 0, { value_ids: [[6, 0, color.values.slice(0, 1)]] }]];
    await world.rpc.call("product.template", "write", [[cap], { attribute_line_ids: keepRed }]);
    const all = await world.find("product.product", [["product_tmpl_id", "=", cap]], ["active"], {
      context: { active_test: false },
    });
    expect(all).toEqual([
      { id: red?.id, active: true },
      { id: blue?.id, active: false },
    ]);
    expect(green?.id).toBeDefined();
    const back = [[1, Array.isArray(lines) ? lines[0] : 0, { value_ids: [[6, 0, color.values.slice(0, 2)]] }]];
    await world.rpc.call("product.template", "write", [[cap], { attribute_line_ids: back }]);
    expect((await variants(cap)).map(({ id }) => id)).toEqual([red?.id, blue?.id]);
  });

  test("a product that gets attributes later loses its first variant", async () => {
    const plain = await world.create("product.template", { name: "Mug", default_code: "MUG" });
    const before = await variants(plain);
    const color = await attribute("Color", [{ name: "Red" }, { name: "Blue" }]);
    const line = [0, 0, { attribute_id: color.id, value_ids: [[6, 0, color.values]] }];
    await world.rpc.call("product.template", "write", [[plain], { attribute_line_ids: [line] }]);
    const after = await variants(plain);
    expect(after.map(({ display_name: name }) => name)).toEqual(["Mug (Red)", "Mug (Blue)"]);
    expect(after.map(({ id }) => id)).not.toContain(before[0]?.id);
  });

  test("an attribute that makes no variants leaves one", async () => {
    const note = await world.create("product.attribute", { name: "Note", create_variant: "no_variant" });
    const values = [
      await world.create("product.attribute.value", { name: "A", attribute_id: note }),
      await world.create("product.attribute.value", { name: "B", attribute_id: note }),
    ];
    const line = [0, 0, { attribute_id: note, value_ids: [[6, 0, values]] }];
    const card = await world.create("product.template", { name: "Card", attribute_line_ids: [line] });
    expect(await variants(card)).toHaveLength(1);
  });
});

describe("images", () => {
  test("an image comes back as it was, and variants show their template's until they have their own", async () => {
    await world.rpc.call("product.product", "write", [[1], { image_1920: pixel }]);
    const { product_tmpl_id: template } = await world.read("product.product", 1, ["product_tmpl_id"]);
    expect(await world.read("product.template", Number(template), ["image_1920", "image_128"])).toMatchObject({
      image_1920: pixel,
      image_128: pixel,
    });
    expect(await world.read("product.product", 1, ["image_1920", "image_variant_1920"])).toMatchObject({
      image_1920: pixel,
      image_variant_1920: false,
    });
  });

  test("what is not base64 is refused", async () => {
    expect(await world.problem("product.template", "write", [[1], { image_1920: "abc" }])).toBe(
      "odoo.exceptions.UserError",
    );
  });
});

describe("pricelists", () => {
  test("the rule for the most special product and the largest quantity gives the price", async () => {
    const pricelist = await world.create("product.pricelist", {
      name: "Dealers",
      currency_id: 1,
      item_ids: [
        [0, 0, { applied_on: "3_global", compute_price: "percentage", percent_price: 10 }],
        [
          0,
          0,
          { applied_on: "1_product", product_tmpl_id: 1, compute_price: "fixed", fixed_price: 17, min_quantity: 5 },
        ],
        [
          0,
          0,
          { applied_on: "1_product", product_tmpl_id: 1, compute_price: "fixed", fixed_price: 15, min_quantity: 10 },
        ],
        [0, 0, { applied_on: "3_global", compute_price: "fixed", fixed_price: 1, date_end: "2026-01-01 00:00:00" }],
      ],
    });
    const order = await world.create("sale.order", {
      partner_id: world.partner,
      pricelist_id: pricelist,
      order_line: [1, 5, 12].map((quantity) => [0, 0, { product_id: 1, product_uom_qty: quantity }]),
    });
    const lines = await world.find("sale.order.line", [["order_id", "=", order]], ["price_unit", "discount"]);
    expect(lines.map((line) => [line.price_unit, line.discount])).toEqual([
      [18, 0],
      [17, 0],
      [15, 0],
    ]);
  });
});

test("categories have paths, and child_of finds what is below", async () => {
  const parent = await world.create("product.category", { name: "Clothes" });
  const child = await world.create("product.category", { name: "Shirts", parent_id: parent });
  const shirt = await world.create("product.template", { name: "Shirt", categ_id: child });
  expect(await world.read("product.category", child, ["complete_name"])).toMatchObject({
    complete_name: "Clothes / Shirts",
  });
  const found = await world.find("product.template", [["categ_id", "child_of", parent]], ["name"]);
  expect(found.map(({ id }) => id)).toEqual([shirt]);
});

test("a tag's name is taken once", async () => {
  await world.create("crm.tag", { name: "Web" });
  expect(await world.problem("crm.tag", "create", [{ name: "Web" }])).toBe("odoo.exceptions.ValidationError");
});

test("archived products are found when they are asked for", async () => {
  await world.rpc.call("product.product", "action_archive", [[1]]);
  expect(await world.find("product.product", [["default_code", "=", "A"]], ["active"])).toEqual([]);
  const context = { active_test: false };
  expect(await world.find("product.product", [["default_code", "=", "A"]], ["active"], { context })).toHaveLength(1);
});
