import { type AcumaticaSandbox, startAcumaticaSandbox } from "@xmap/sandbox/acumatica";
import { afterEach, beforeEach, expect, test } from "vitest";
import { factsSeed } from "./acumatica/facts-seed.ts";
import { deedsOn, openPage, sendForm, unlabelled } from "./pages-client.ts";

let erp: AcumaticaSandbox;

beforeEach(async () => {
  erp = await startAcumaticaSandbox({ seed: factsSeed });
});
afterEach(() => erp.close());

const order = {
  customer: "C000000417",
  reference: "100300",
  item: ["BIKE-HELM-M", "BIKE-LAMP-01", ""],
  quantity: [3, 1, 1],
};

test("an order is entered, shipped in parts, invoiced and paid", async () => {
  expect((await sendForm(erp.url, "enterOrder", order)).said).toBe("Sales order 000001 is entered.");
  expect(erp.record("SalesOrder", "SO", "000001")).toMatchObject({ Status: "Open", ExternalRef: "100300" });
  const part = { type: "SO", number: "000001", item: ["BIKE-HELM-M", "BIKE-LAMP-01"], quantity: [2, ""] };
  expect((await sendForm(erp.url, "createShipment", { ...part, tracking: "1Z1, 1Z2", confirm: "on" })).said).toBe(
    "Shipment 000001 is made.",
  );
  expect(erp.record("Shipment", "000001")).toMatchObject({
    Status: "Confirmed",
    ShippedQty: 2,
    Packages: [{ TrackingNbr: "1Z1" }, { TrackingNbr: "1Z2" }],
  });
  await sendForm(erp.url, "createShipment", { number: "000001", item: [], quantity: [] });
  expect(erp.record("Shipment", "000002")).toMatchObject({ Status: "Open", ShippedQty: 2 });
  await sendForm(erp.url, "confirmShipment", { number: "000002", tracking: "1Z3" });
  expect(erp.record("Shipment", "000002")).toMatchObject({ Status: "Confirmed", Packages: [{ TrackingNbr: "1Z3" }] });
  const invoiced = await sendForm(erp.url, "invoiceOrder", { number: "000001" });
  expect(invoiced.said).toMatch(/^Invoices made and released: INV\d{6}/);
  expect(invoiced.text).toContain("1Z3");
});

test("payments are entered for an order, released and voided", async () => {
  await sendForm(erp.url, "enterOrder", order);
  const payment = { type: "Prepayment", customer: "C000000417", method: "ONLINE", amount: 20, reference: "ch_1" };
  await sendForm(erp.url, "enterPayment", { ...payment, order: "000001" });
  const [first] = erp.records("Payment");
  expect(first).toMatchObject({ Status: "Balanced", OrdersToApply: [{ OrderNbr: "000001", AppliedToOrder: 20 }] });
  const key = { type: "Prepayment", number: String(first?.ReferenceNbr) };
  await sendForm(erp.url, "releasePayment", key);
  expect(erp.records("Payment")[0]).toMatchObject({ Status: "Open" });
  await sendForm(erp.url, "voidPayment", key);
  expect(erp.records("Payment")[0]).toMatchObject({ Status: "Voided" });
  await sendForm(erp.url, "enterPayment", { ...payment, reference: "ch_2", release: "on" });
  expect(erp.records("Payment").at(-1)).toMatchObject({ Status: "Open", PaymentRef: "ch_2" });
});

test("an order is held, taken off hold and canceled", async () => {
  await sendForm(erp.url, "enterOrder", { ...order, hold: "on" });
  expect(erp.record("SalesOrder", "SO", "000001")).toMatchObject({ Status: "On Hold" });
  await sendForm(erp.url, "releaseOrder", { type: "SO", number: "000001" });
  expect(erp.record("SalesOrder", "SO", "000001")).toMatchObject({ Status: "Open" });
  await sendForm(erp.url, "cancelOrder", { type: "SO", number: "000001" });
  expect(erp.record("SalesOrder", "SO", "000001")).toMatchObject({ Status: "Canceled" });
});

test("stock and items are changed", async () => {
  await sendForm(erp.url, "receiveStock", { item: "BIKE-HELM-M", warehouse: "RETAIL", location: "S1", quantity: -2 });
  await sendForm(erp.url, "editItem", { item: "BIKE-HELM-M", description: "Helmet", price: 61 });
  expect(erp.record("StockItem", "BIKE-HELM-M")).toMatchObject({ Description: "Helmet", DefaultPrice: 61 });
  expect((await openPage(erp.url)).text).toContain("RETAIL: 10<br>");
});

test.each([
  ["enterOrder", { ...order, item: ["", ""] }, "Choose an item."],
  ["enterOrder", { ...order, customer: "NOBODY" }, "NOBODY"],
  ["createShipment", { number: "999999" }, "the sandbox has no SalesOrder SO/999999"],
  ["receiveStock", { item: "NOTHING", warehouse: "RETAIL", quantity: 1 }, "no stock item NOTHING"],
])("the form %s says what is wrong with %j", async (deed, fields, said) => {
  const refused = await sendForm(erp.url, deed, fields);
  expect([refused.status, refused.said]).toEqual([400, expect.stringContaining(said)]);
});

test("each control has a label, each table a caption, and every form is answered", async () => {
  await sendForm(erp.url, "enterOrder", order);
  await sendForm(erp.url, "createShipment", { number: "000001" });
  const { status, text } = await openPage(erp.url);
  expect([status, unlabelled(text)]).toEqual([200, []]);
  for (const deed of deedsOn(text)) {
    expect((await sendForm(erp.url, deed, {})).said, deed).not.toMatch(/has no form/);
  }
});
