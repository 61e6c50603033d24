import { type OdooSandbox, startOdooSandbox } from "@xmap/sandbox/odoo";
import { afterEach, beforeEach, expect, test } from "vitest";
import { deedsOn, openPage, sendForm, unlabelled } from "./pages-client.ts";

let erp: OdooSandbox;

beforeEach(async () => {
  erp = await startOdooSandbox({
    seed: {
      products: [
        { sku: "LAMP", name: "Lamp", price: 20, quantity: 50 },
        { sku: "RUG", name: "Rug", price: 100, quantity: 50 },
      ],
      carriers: [{ name: "Courier" }],
      records: [{ model: "res.partner", values: { name: "Ada", email: "ada@example.com" } }],
    },
  });
});
afterEach(() => erp.close());

const one = (model: string, name: string, field = "name"): number =>
  Number(erp.records(model).find((record) => record[field] === name)?.id);

async function sell(): Promise<void> {
  const product = [one("product.product", "LAMP", "default_code"), one("product.product", "RUG", "default_code"), ""];
  const made = await sendForm(erp.url, "createSale", {
    partner: one("res.partner", "Ada"),
    product,
    quantity: [3, 1, 1],
  });
  expect(made).toMatchObject({ status: 200, said: "Sale 1 is made." });
  await sendForm(erp.url, "confirmSale", { sale: 1 });
}

test("a quotation is confirmed, shipped in parts, invoiced and paid", async () => {
  await sell();
  expect(erp.records("sale.order")).toMatchObject([{ state: "sale", delivery_status: "pending" }]);
  const part = { sale: 1, sku: ["LAMP", "RUG"], quantity: [2, ""], tracking: "1Z1", backorder: "on", carrier: "" };
  await sendForm(erp.url, "shipPicking", part);
  expect(erp.records("stock.picking")).toMatchObject([
    { state: "done", carrier_tracking_ref: "1Z1" },
    { state: "assigned" },
  ]);
  await sendForm(erp.url, "shipPicking", { sale: 1, sku: ["LAMP", "RUG"], quantity: ["", ""], carrier: 1 });
  expect(erp.records("sale.order")).toMatchObject([{ delivery_status: "full" }]);
  const invoiced = await sendForm(erp.url, "invoiceSale", { sale: 1 });
  expect(invoiced.said).toMatch(/^Invoice \d+ is made and posted\.$/);
  const invoices = (): readonly { [field: string]: unknown }[] =>
    erp.records("account.move").filter(({ move_type }) => move_type === "out_invoice");
  expect(invoices()).toMatchObject([{ state: "posted", payment_state: "not_paid" }]);
  await sendForm(erp.url, "payInvoice", { invoice: Number(invoices()[0]?.id), amount: 10 });
  expect(invoices()).toMatchObject([{ payment_state: "partial" }]);
  await sendForm(erp.url, "payInvoice", { invoice: Number(invoices()[0]?.id), amount: "" });
  expect(invoices()).toMatchObject([{ amount_residual: 0 }]);
});

test("a sale and its transfer are cancelled", async () => {
  await sell();
  await sendForm(erp.url, "cancelPicking", { picking: 1 });
  expect(erp.records("stock.picking")).toMatchObject([{ state: "cancel" }]);
  await sendForm(erp.url, "cancelSale", { sale: 1 });
  expect(erp.records("sale.order")).toMatchObject([{ state: "cancel" }]);
});

test("stock is counted, products and contacts are changed and added", async () => {
  const lamp = one("product.product", "LAMP", "default_code");
  const quant = one("stock.quant", String(lamp), "product_id") || Number(erp.records("stock.quant")[0]?.id);
  await sendForm(erp.url, "countStock", { product: lamp, quant, quantity: 41 });
  expect(erp.records("product.product")).toContainEqual(
    expect.objectContaining({ default_code: "LAMP", qty_available: 41 }),
  );
  await sendForm(erp.url, "editProduct", { product: lamp, name: "Desk lamp", price: 22 });
  expect(erp.records("product.product")).toContainEqual(expect.objectContaining({ name: "Desk lamp", list_price: 22 }));
  await sendForm(erp.url, "editPartner", {
    partner: one("res.partner", "Ada"),
    name: "Ada L.",
    city: "Salem",
    email: "",
  });
  expect(erp.records("res.partner")).toContainEqual(
    expect.objectContaining({ name: "Ada L.", city: "Salem", email: false }),
  );
  await sendForm(erp.url, "addPartner", { name: "Ben", email: "ben@example.com" });
  expect((await openPage(erp.url)).text).toContain("ben@example.com");
});

test.each([
  ["createSale", { partner: 1, product: ["", ""] }, "Choose a product."],
  ["confirmSale", { sale: "one" }, "&quot;sale&quot; must be a number"],
  ["shipPicking", { sale: 9 }, "order 9 has no open delivery"],
  ["addPartner", { email: "x@example.com" }, "Fill in &quot;name&quot;."],
])("the form %s says what is wrong with %j", async (deed, fields, said) => {
  const refused = await sendForm(erp.url, deed, fields);
  expect([refused.status, refused.said]).toEqual([400, expect.stringContaining(said)]);
});

test("each control has a label, each table a caption, and every form is answered", async () => {
  await sell();
  const { status, text } = await openPage(erp.url);
  expect([status, unlabelled(text)]).toEqual([200, []]);
  for (const deed of deedsOn(text)) {
    expect((await sendForm(erp.url, deed, {})).said, deed).not.toMatch(/has no form/);
  }
});
