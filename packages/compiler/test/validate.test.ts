import type { MappingModule } from "@xmap/contract";
import { afterAll, beforeAll, expect, it } from "vitest";
import { compile, compileOrders, createOutputFolder, fixture } from "./compile.ts";

const ADDRESS = { id: 1, first: "Ann", last: "Lee", street: "Main 1", country: "DE", region: null };
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
  shipping: null,
  items: [{ id: 1, sku: null, name: "Apple", amount: 2, price: 5 }],
  extras: [{ id: 5, kind: "tax", code: "VAT", available: true, included: false, value: 0.3 }],
};

const output = createOutputFolder();
afterAll(() => output.remove());
let orders: MappingModule;
beforeAll(async () => {
  output.write(compileOrders());
  orders = await output.load("orders.ts");
});

/** What the binding says of a record before it maps it: `rule: message`. */
function problemsOf(record: object, name = "PurchaseToSale"): readonly string[] {
  const found: string[] = [];
  const validate = orders.bindings[name]?.validate as ((...args: unknown[]) => void) | undefined;
  if (validate === undefined) throw new Error(`${name} has no validate`);
  validate(record, {
    problem: (word: string, rule: string, message: string) => found.push(`${word} ${rule}: ${message}`),
  });
  return found;
}

it("a record as its schema says is right, with and without what may be missing", () => {
  expect(problemsOf(PURCHASE)).toEqual([]);
  expect(problemsOf({ ...PURCHASE, remark: "soon", shipping: ADDRESS })).toEqual([]);
});

const WRONG: readonly (readonly [object, string])[] = [
  [{ number: 1001 }, "reject PurchaseToSale/require/1: number must be text, not 1001"],
  [{ total: "25.3" }, 'reject PurchaseToSale/require/2: total must be a number, not "25.3"'],
  [{ placed: undefined }, "reject PurchaseToSale/date: placed must be text, it is missing"],
  [{ placed: null }, "reject PurchaseToSale/date: placed must be text, not null"],
  [{ remark: null }, "reject PurchaseToSale/note: remark must be text, not null"],
  [{ payment: null }, "reject PurchaseToSale/state: payment must be a record, not null"],
  [{ payment: {} }, "reject PurchaseToSale/state: payment.code must be text, it is missing"],
  [{ items: {} }, "reject PurchaseToSale/require/1: items must be a list, not {}"],
  [{ items: [null] }, "reject PurchaseToSale/lines: items[] must be a record, not null"],
  [
    { items: [{ ...PURCHASE.items[0], price: "5" }] },
    'reject PurchaseToSale/lines/price: items[].price must be a number, not "5"',
  ],
  [
    { extras: [{ ...PURCHASE.extras[0], kind: "gift" }] },
    'reject PurchaseToSale/$vat: extras[].kind must be one of tax, discount, shipping, not "gift"',
  ],
];

it.each(WRONG)("%j is told with its rule, path and value", (change, problem) => {
  expect(problemsOf({ ...PURCHASE, ...change })).toEqual([problem]);
});

it("fields that an included set reads are told with the set's rule", () => {
  expect(problemsOf({ ...PURCHASE, billing: { ...ADDRESS, street: 1 } }, "Buyer")).toEqual([
    "reject Postal/street: billing.street must be text, not 1",
  ]);
});

it("fields that no rule reads are not looked at", () => {
  expect(problemsOf({ ...PURCHASE, shipping_status: 5, id: "x" })).toEqual([]);
});

it("nothing that a system delivers makes the check itself fail", () => {
  for (const value of [null, 0, "", true, [], {}, [[]], [{}], [null]])
    for (const field of Object.keys(PURCHASE)) expect(() => problemsOf({ ...PURCHASE, [field]: value })).not.toThrow();
});

it("a binding that reads nothing has no check", () => {
  const text = `xmap 1\nimport { Contact, Purchase } from "./systems.xmap"\nbinding Made: Purchase -> Contact {\n  "x" -> kind key\n  "y" -> name\n}\n`;
  const made = compile({ "systems.xmap": fixture("systems.xmap"), "made.xmap": text });
  expect(made[1]?.text).not.toContain("validate");
});
