import type { MappingModule, RequireStepModule, StepModule, ValueStepModule } from "@xmap/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compileOrders, createOutputFolder } from "./compile.ts";
import { runBinding, type Tables, type Told } from "./fake-answers.ts";

const ADDRESS = { id: 1, first: "Ann", last: "Lee", street: "Main 1", country: "DE", region: "NW" };
const PURCHASE = {
  id: 10,
  number: "1001",
  email: "ann@example.org",
  total: 25.3,
  sub_total: 20,
  currency: "EUR",
  gift: false,
  placed: "2026-03-04T16:22:09Z",
  payment: { code: "P" },
  shipping_status: null,
  billing: ADDRESS,
  shipping: { ...ADDRESS, id: 2, last: "Roe" },
  items: [
    { id: 1, sku: "A", name: "Apple", amount: 2, price: 5.0125 },
    { id: 2, sku: "B", name: "Pear", amount: 1, price: 9.975 },
  ],
  extras: [
    { id: 5, kind: "shipping", code: "post", label: null, available: true, included: false, value: 5.1 },
    { id: 6, kind: "discount", code: "sale", label: "Spring", available: true, included: false, value: -0.1 },
    { id: 7, kind: "tax", code: "VAT", label: null, available: true, included: false, value: 0.3 },
    { id: 8, kind: "tax", code: "OLD", label: null, available: true, included: true, value: 99 },
  ],
};
const TABLES: Tables = {
  lookups: {
    ArticleId: { A: 41, B: 42, POST: 90, DISC: 91 },
    ArticleSku: { shipping: "POST", discount: "DISC" },
    TaxId: { VAT: 3 },
    CountryId: { DE: 57 },
    RegionId: { "DE|NW": 8 },
  },
  references: { Buyer: 7, Recipient: 9 },
};

const output = createOutputFolder();
afterAll(() => output.remove());
let orders: MappingModule;
beforeAll(async () => {
  output.write(compileOrders());
  orders = await output.load("orders.ts");
});

function map(name: string, changes: object = {}, tables = TABLES) {
  const binding = orders.bindings[name];
  if (binding === undefined) throw new Error(`no binding ${name}`);
  return runBinding(binding, { ...PURCHASE, ...changes }, tables);
}

describe("a purchase becomes a sale", () => {
  it("writes every field and line, amounts exact", () => {
    const { draft, told } = map("PurchaseToSale");
    expect(told).toEqual([]);
    expect(draft).toEqual({
      reference: "S1001",
      date: "2026-03-04T16:22:09Z",
      contact_id: 7,
      recipient_id: 9,
      fee: 25.3,
      state: "sale",
      note: undefined,
      lines: [
        {
          identity: "items/1",
          values: { source: 1, article_id: 41, name: "Apple", quantity: 2, price: 5.0125, tax_ids: [3] },
        },
        {
          identity: "items/2",
          values: { source: 2, article_id: 42, name: "Pear", quantity: 1, price: 9.975, tax_ids: [3] },
        },
        { identity: "extra/5", values: { article_id: 90, name: "shipping", quantity: 1, price: undefined } },
        { identity: "extra/6", values: { article_id: 91, name: "Spring", quantity: 1, price: 0.1 } },
      ],
    });
  });

  it("asks in stages: what a lookup answers is a key of the next stage", () => {
    const [first, second, ...more] = map("PurchaseToSale").stages;
    expect(first).toEqual([
      "TaxId VAT",
      "ArticleId A",
      "ArticleId B",
      "ArticleSku shipping",
      "ArticleSku discount",
      "Buyer record",
      "Recipient record",
    ]);
    expect(second).toEqual(["ArticleId POST", "ArticleId DISC"]);
    expect(more).toEqual([]);
  });

  const problems: readonly (readonly [string, object, readonly Told[]])[] = [
    [
      "two unknown SKUs are both reported",
      {
        items: [
          { ...PURCHASE.items[0], sku: "X" },
          { ...PURCHASE.items[1], sku: "Y" },
        ],
      },
      [
        { word: "reject", rule: "PurchaseToSale/lines/article_id", message: "SKU X is unknown" },
        { word: "reject", rule: "PurchaseToSale/lines/article_id", message: "SKU Y is unknown" },
      ],
    ],
    [
      "a line without a SKU has no article",
      { items: [{ ...PURCHASE.items[0], sku: null }] },
      [{ word: "reject", rule: "PurchaseToSale/lines/article_id", message: "article_id has no value" }],
    ],
    [
      "no lines",
      { items: [] },
      [{ word: "reject", rule: "PurchaseToSale/require/1", message: "purchase 1001 has no lines" }],
    ],
    [
      "a wrong total",
      { total: 25.29 },
      [{ word: "warn", rule: "PurchaseToSale/require/2", message: "the total of 1001 does not add up" }],
    ],
    ["a total below zero counts as zero", { total: 0, sub_total: -100 }, []],
    ["binary noise is no difference", { total: 0.3 + 5.3, sub_total: 0.1 + 0.2 }, []],
  ];
  it.each(problems)("%s", (_title, changes, expected) => {
    expect(map("PurchaseToSale", changes).told).toEqual(expected);
  });

  it.each([
    ["a gift's note is its remark", { gift: true, remark: "Hello" }, { note: "Hello" }],
    ["a gift without a remark has its number", { gift: true }, { note: "1001" }],
    [
      "no tax gives an empty list",
      { extras: [] },
      { lines: [{ values: { tax_ids: [] } }, { values: { tax_ids: [] } }] },
    ],
    ["one address needs no recipient", { shipping: ADDRESS }, { recipient_id: undefined }],
    ["no address needs no recipient", { shipping: null }, { recipient_id: undefined }],
    ["another payment status cancels", { payment: { code: "?" } }, { state: "cancel" }],
  ])("%s", (_title, changes, expected) => {
    expect(map("PurchaseToSale", changes).draft).toMatchObject(expected);
  });

  it("refers to nobody when a guard refuses the record anyway", () => {
    const asked = map("PurchaseToSale", { items: [] }).stages.flat();
    expect(asked).toContain("TaxId VAT");
    expect(asked).not.toContain("Buyer record");
  });

  it("does not ask for a recipient when the condition does not hold", () => {
    expect(map("PurchaseToSale", { shipping: null }).stages.flat()).not.toContain("Recipient record");
  });
});

describe("the buyer", () => {
  it("includes the shared rules", () => {
    expect(map("Buyer").draft).toEqual({
      email: "ann@example.org",
      name: "Ann Lee",
      street: "Main 1",
      country_id: 57,
      region_id: 8,
    });
  });

  it("needs an address for its name and an e-mail address for itself", () => {
    const { draft, told } = map("Buyer", { billing: null, email: null });
    expect(told).toEqual([
      { word: "hold", rule: "Buyer/require/1", message: "purchase 1001 has no e-mail address" },
      { word: "reject", rule: "Buyer/name", message: "name has no value" },
    ]);
    expect(draft.street).toBeUndefined();
  });

  it("keeps the region that nothing is found for, as this use says", () => {
    const billing = { ...ADDRESS, region: "??" };
    expect(map("Buyer", { billing })).toMatchObject({ draft: { region_id: "KEPT" }, told: [] });
  });

  it("reports a miss with the key in its message", () => {
    const { told } = map("Buyer", { billing: { ...ADDRESS, country: "XX", region: null } });
    expect(told).toEqual([{ word: "hold", rule: "Postal/country_id", message: "country XX is unknown" }]);
  });
});

describe("modules and flows", () => {
  it("describe what they read, write and link", () => {
    const binding = orders.bindings.PurchaseToSale;
    expect(binding).toMatchObject({
      link: "PurchaseToSale",
      key: ["reference"],
      once: ["date"],
      lines: [{ field: "lines", key: ["source"], once: [] }],
    });
    expect(binding?.left.fields).toContain("billing.street");
    expect(binding?.left.fields).toContain("shipping_status.code");
    expect(binding?.left.fields).not.toContain("billing");
    expect(binding?.right.fields).toEqual(
      expect.arrayContaining(["id", "lines.article_id", "lines.tax_ids", "reference", "total", "currency"]),
    );
    expect(binding?.rules.find((rule) => rule.id === "PurchaseToSale/reference")).toMatchObject({
      target: "reference",
      file: "orders.xmap",
      text: '"S" & number -> reference key',
    });
  });

  it("value steps report, conditions compare money by its currency", () => {
    const flow = orders.flows.PurchaseToCash;
    const steps: readonly StepModule[] = flow?.steps ?? [];
    const value = steps[0] as ValueStepModule;
    const told: Told[] = [];
    const run = value.value as (...args: unknown[]) => unknown;
    const report = { problem: (word: string, rule: string, message: string) => told.push({ word, rule, message }) };
    expect(run({ purchase: PURCHASE }, {}, report)).toBe("sale");
    expect(run({ purchase: { ...PURCHASE, payment: { code: "Z" } } }, {}, report)).toBeUndefined();
    expect(told).toEqual([{ word: "hold", rule: "PurchaseToCash/stage", message: "payment status Z is new to us" }]);

    const requirement = steps.find((step) => step.step === "require") as RequireStepModule;
    const condition = requirement.condition as (state: object) => boolean;
    const state = { purchase: PURCHASE, sale: { total: 25.3, currency: "EUR" } };
    expect(condition(state)).toBe(true);
    expect(condition({ ...state, sale: { total: 25.31, currency: "EUR" } })).toBe(false);
    expect((requirement.shown as (state: object) => unknown)(state)).toEqual([25.3, 25.3]);
    const otherwise = requirement.otherwise as (state: object) => unknown;
    expect(otherwise(state)).toEqual({ word: "hold", message: "books say 25.3, shop 25.3" });
    expect((flow?.where as ((state: object) => boolean) | undefined)?.(state)).toBe(true);
  });
});
