import { expect, it } from "vitest";
import { fixture } from "../compile.ts";
import { checkFiles, checkOrders, mappingNamed, shortly } from "./project.ts";

const orders = checkOrders();

/** Each field on one line: target, sources, what it goes through, condition. */
function rowsOf(name: string, program = orders): readonly string[] {
  return mappingNamed(name, program).fields.map((field) => {
    const via = field.via.map((each) => (each.kind === "arms" ? "arms" : `${each.kind} ${each.name}`)).join(" > ");
    const condition = field.condition === undefined ? "" : ` when ${field.condition}`;
    return `${field.target} <= ${shortly(field)}${via === "" ? "" : ` via ${via}`}${condition}`;
  });
}

it("included rules read the record that they are given", () => {
  expect(rowsOf("Buyer")).toEqual([
    "email <= email",
    "name <= billing.first billing.last",
    "street <= billing.street",
    "country_id <= billing.country via lookup CountryId",
    "region_id <= billing.country billing.region via lookup RegionId",
  ]);
});

it("lets, lists, lookups, bindings and arms are followed back to the whole record", () => {
  expect(rowsOf("PurchaseToSale")).toEqual([
    'reference <= number "S"',
    "date <= placed",
    "contact_id <= $ via binding Buyer",
    "recipient_id <= $ {shipping.id} {billing.id} via binding Recipient when shipping.id != billing.id",
    "fee <= sub_total extras[].value [extras[].available] [extras[].included]",
    "state <= payment.code via arms",
    "note <= remark number {gift} when gift",
    "lines[].source <= items[].id",
    "lines[].article_id <= items[].sku via lookup ArticleId",
    "lines[].name <= items[].name",
    "lines[].quantity <= items[].amount",
    "lines[].price <= items[].price",
    "lines[].tax_ids <= extras[].code [extras[].available] [extras[].included] [extras[].kind] via lookup TaxId",
    "lines[].article_id <= extras[].kind via lookup ArticleSku > lookup ArticleId",
    "lines[].name <= extras[].label extras[].kind",
    "lines[].quantity <= 1",
    'lines[].price <= extras[].value {extras[].kind} when kind = "discount"',
  ]);
});

it("a list says its source, what chooses among it, and how its lines are told apart", () => {
  const lists = mappingNamed("PurchaseToSale", orders).lists;
  expect(
    lists.map((list) => [list.rule, list.target, list.origin, list.by, shortly({ ...list, literals: [] })]),
  ).toEqual([
    ["PurchaseToSale/lines", "lines", "items", ["id"], "items[]"],
    [
      "PurchaseToSale/lines/2",
      "lines",
      "extra",
      ["id"],
      "extras[] [extras[].available] [extras[].included] [extras[].kind]",
    ],
  ]);
});

it("a field names its rule, place, marks and the rules that it was included from", () => {
  const fields = mappingNamed("Buyer", orders).fields;
  expect(fields.find((field) => field.target === "email")).toMatchObject({
    rule: "Buyer/email",
    text: "email -> email key",
    expression: "email",
    key: true,
    included: undefined,
    conversion: "none",
  });
  const street = fields.find((field) => field.target === "street");
  expect(street).toMatchObject({ rule: "Postal/street", included: "Postal", key: false });
  const line =
    fixture("orders.xmap")
      .split("\n")
      .findIndex((text) => text.includes("-> street")) + 1;
  expect(street?.place).toEqual({ file: "orders.xmap", line, column: 3 });
});

it("a lookup says where it searches, and under which rule and list it is asked", () => {
  const fields = mappingNamed("PurchaseToSale", orders).fields;
  const second = fields.filter((field) => field.target === "lines[].article_id").at(1);
  expect(second?.via).toEqual([
    {
      kind: "lookup",
      name: "ArticleSku",
      entity: "Article",
      columns: ["kind"],
      result: "sku",
      rule: "PurchaseToSale/$sku",
      list: "PurchaseToSale/lines/2",
    },
    {
      kind: "lookup",
      name: "ArticleId",
      entity: "Article",
      columns: ["sku"],
      result: "id",
      rule: "PurchaseToSale/lines/2/article_id",
      list: "PurchaseToSale/lines/2",
    },
  ]);
});

it("guards tell the fields that they look at", () => {
  const { guards } = mappingNamed("PurchaseToSale", orders);
  expect(guards.map((guard) => [guard.rule, guard.outcome, guard.sources.map((source) => source.path)])).toEqual([
    ["PurchaseToSale/require/1", "reject", ["items"]],
    [
      "PurchaseToSale/require/2",
      "warn",
      ["total", "sub_total", "extras[].value", "extras[].available", "extras[].included"],
    ],
  ]);
});

it("a write tells the records of its flow, the conditions around it, and what its values went through", () => {
  const program = checkFiles({
    "systems.xmap": fixture("systems.xmap"),
    "flow.xmap": `xmap 1
import { Purchase, Sale, Contact } from "./systems.xmap"
binding Buyer: Purchase -> Contact {
  email  -> email  key
  number -> name
}
binding PurchaseToSale: Purchase -> Sale {
  number -> reference   key
  $      -> contact_id  via Buyer
}
flow Back for purchase: Purchase {
  on change by webhook
  state = purchase.payment.code via { "P" -> "S", else -> "N" }
  sale = sync purchase via PurchaseToSale
  when sale.state = "done" {
    write purchase { state -> shipping_status.code }
  }
}
`,
  });
  const write = mappingNamed('Back/when sale.state = "done"/write purchase', program);
  expect(write).toMatchObject({
    kind: "write",
    conditions: ['sale.state = "done"'],
    target: { record: "purchase", entity: "Purchase" },
    sources: [
      { record: "purchase", entity: "Purchase" },
      { record: "sale", entity: "Sale" },
    ],
  });
  expect(rowsOf(write.name, program)).toEqual(["shipping_status.code <= purchase:payment.code via arms"]);
});
