import { type OdooSandbox, startOdooSandbox } from "@xmap/sandbox/odoo";
import { afterEach, beforeEach, expect, test } from "vitest";

let erp: OdooSandbox;

beforeEach(async () => {
  erp = await startOdooSandbox({});
});
afterEach(() => erp.close());

const HOME = { street: "1 Main St", city: "Portland", zip: "97201" };

function create(values: Readonly<Record<string, string | number | boolean>>): number {
  return Number(erp.call("res.partner", "create", [values]));
}

function partner(id: number) {
  return erp.records("res.partner").find((one) => one.id === id);
}

test("the first contact of a company without an address gives it its own", () => {
  const company = create({ name: "King Engines Ltd", is_company: true });
  create({ name: "Ada King", parent_id: company, ...HOME });
  expect(partner(company)).toMatchObject(HOME);
});

test("a contact has the address, VAT number, price list and terms of its company, at first and when they change", () => {
  const list = Number(erp.call("product.pricelist", "create", [{ name: "Wholesale", currency_id: 1 }]));
  const company = create({ name: "King Engines Ltd", is_company: true, vat: "GB123456789", ...HOME });
  const ada = create({ name: "Ada King", street: "9 Elsewhere", vat: "GB000000000", parent_id: company });
  expect(partner(ada)).toMatchObject({ ...HOME, vat: "GB123456789" });
  erp.call("res.partner", "write", [[company], { property_product_pricelist: list, city: "Salem" }]);
  expect(partner(ada)).toMatchObject({ property_product_pricelist: list, city: "Salem", street: "1 Main St" });
});

test("a delivery address keeps its own address, and a company below another one its own VAT number", () => {
  const company = create({ name: "King Engines Ltd", is_company: true, vat: "GB123456789", ...HOME });
  const delivery = create({ name: "Depot", type: "delivery", parent_id: company, street: "2 Side St" });
  const branch = create({
    name: "King North",
    is_company: true,
    type: "other",
    vat: "GB999999999",
    parent_id: company,
  });
  expect(partner(delivery)).toMatchObject({ street: "2 Side St", vat: "GB123456789" });
  expect(partner(branch)).toMatchObject({ vat: "GB999999999" });
});

test("somebody who becomes a contact of a company later takes its address", () => {
  const company = create({ name: "King Engines Ltd", is_company: true, ...HOME });
  const ada = create({ name: "Ada King", street: "9 Elsewhere", city: "Tacoma" });
  erp.call("res.partner", "write", [[ada], { parent_id: company }]);
  expect(partner(ada)).toMatchObject(HOME);
});
