import type { MappingModule, Value } from "@xmap/contract";
import { afterAll, beforeAll, expect, it } from "vitest";
import { answersFromTable } from "../../src/lineage/trace/answer-table.ts";
import type { RecordTrace } from "../../src/lineage/trace/record-trace.ts";
import { traceRecord } from "../../src/lineage/trace/trace-record.ts";
import { compileOrders, createOutputFolder } from "../compile.ts";
import { checkOrders, mappingNamed } from "./project.ts";

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
    { id: 7, kind: "tax", code: "VAT", label: null, available: true, included: false, value: 0.3 },
    { id: 5, kind: "shipping", code: "post", label: null, available: true, included: false, value: 5.1 },
    { id: 6, kind: "discount", code: "sale", label: "Spring", available: true, included: false, value: -0.1 },
  ],
};
const ANSWERS = {
  Buyer: 7,
  Recipient: { 10: { id: 9 } },
  ArticleId: { A: 41, B: 42, POST: 90, DISC: 91 },
  ArticleSku: { shipping: "POST", discount: "DISC" },
  TaxId: { VAT: 3 },
  CountryId: { DE: 57 },
  RegionId: { DE: { NW: 8 } },
};

const output = createOutputFolder();
afterAll(() => output.remove());
let orders: MappingModule;
beforeAll(async () => {
  output.write(compileOrders());
  orders = await output.load("orders.ts");
});
const program = checkOrders();

function trace(name: string, changes: Readonly<Record<string, Value>> = {}, table: object = ANSWERS): RecordTrace {
  const binding = orders.bindings[name];
  const answers = answersFromTable(table);
  if (binding === undefined || answers.kind === "refused") throw new Error(`no binding ${name}`);
  return traceRecord(binding, mappingNamed(name, program), { ...PURCHASE, ...changes }, answers.answers);
}

function fieldOf(traced: RecordTrace, target: string) {
  const found = traced.fields.find((field) => field.target === target);
  if (found === undefined) throw new Error(`${target} is not among ${traced.fields.map((field) => field.target)}`);
  return found;
}

/** The values that a field came from, by path. */
function valuesOf(traced: RecordTrace, target: string): Readonly<Record<string, unknown>> {
  const values = fieldOf(traced, target).from.filter((source) => source.role === "value");
  return Object.fromEntries(values.map(({ path, value }) => [path, value]));
}

it("every field has its value, its rule and the input that it came from", () => {
  const traced = trace("PurchaseToSale");
  expect(traced).toMatchObject({ schema: "xmap.trace/1", mapping: "PurchaseToSale", outcome: "mapped" });
  expect(fieldOf(traced, "reference")).toMatchObject({
    value: "S1001",
    rules: [{ rule: "PurchaseToSale/reference", text: '"S" & number -> reference key' }],
    from: [{ path: "number", value: "1001", role: "value" }],
  });
  expect(traced.output).toMatchObject({ reference: "S1001", contact_id: 7, recipient_id: 9, state: "sale" });
});

it("each line leads to its own element, also of a list that was filtered", () => {
  const traced = trace("PurchaseToSale");
  expect(valuesOf(traced, "lines[0].name")).toEqual({ "items[0].name": "Apple" });
  expect(valuesOf(traced, "lines[1].name")).toEqual({ "items[1].name": "Pear" });
  expect(valuesOf(traced, "lines[2].name")).toEqual({ "extras[1].label": null, "extras[1].kind": "shipping" });
  expect(valuesOf(traced, "lines[3].name")).toEqual({ "extras[2].label": "Spring", "extras[2].kind": "discount" });
  expect(fieldOf(traced, "lines[3].price")).toMatchObject({
    value: 0.1,
    rules: [{ rule: "PurchaseToSale/lines/2/price" }],
  });
});

it("a line tells its own questions only, through its lets", () => {
  const asked = (target: string) =>
    fieldOf(trace("PurchaseToSale"), target).questions.map(({ name, key, answer }) => [name, ...key, answer]);
  expect(asked("lines[0].article_id")).toEqual([["ArticleId", "A", 41]]);
  expect(asked("lines[1].article_id")).toEqual([["ArticleId", "B", 42]]);
  expect(asked("lines[3].article_id")).toEqual([
    ["ArticleSku", "discount", "DISC"],
    ["ArticleId", "DISC", 91],
  ]);
  expect(asked("lines[1].tax_ids")).toEqual([["TaxId", "VAT", 3]]);
});

it("the other way round, each input names the fields that it has gone into", () => {
  const { inputs } = trace("PurchaseToSale");
  expect(inputs.find((input) => input.path === "items[1].sku")?.outputs).toEqual(["lines[1].article_id"]);
  expect(inputs.find((input) => input.path === "extras[1].kind")?.outputs).toContain("lines[2].name");
});

it("a question without an answer is told as open, and the rest is mapped", () => {
  const traced = trace("PurchaseToSale", {}, { ...ANSWERS, ArticleId: { A: 41 } });
  expect(traced.outcome).toBe("mapped");
  expect(traced.questions.filter((question) => question.open).map(({ name, key }) => [name, ...key])).toEqual([
    ["ArticleId", "B"],
    ["ArticleId", "POST"],
    ["ArticleId", "DISC"],
  ]);
  expect(fieldOf(traced, "lines[1].article_id")).toMatchObject({ value: undefined, questions: [{ open: true }] });
});

it("a miss ends as the lookup says, at the rule's place", () => {
  const traced = trace("PurchaseToSale", {}, { ...ANSWERS, ArticleId: { "*": null } });
  expect(traced.outcome).toBe("reject");
  expect(traced.problems[0]).toMatchObject({
    word: "reject",
    rule: "PurchaseToSale/lines/article_id",
    message: "SKU A is unknown",
    place: { file: "orders.xmap" },
  });
});

it("several hits are a problem of the record", () => {
  const traced = trace("Buyer", {}, { ...ANSWERS, RegionId: { DE: { NW: [8, 9] } } });
  expect(traced.problems.map((problem) => problem.message)).toEqual(["region DE, NW is not clear"]);
});

it("a field that is kept says so", () => {
  const traced = trace("Buyer", {}, { ...ANSWERS, RegionId: { "*": null } });
  expect(fieldOf(traced, "region_id")).toMatchObject({ kept: true, value: undefined });
  expect(traced.output).not.toHaveProperty("region_id");
});

it("a guard's outcome is told, with what would have been written", () => {
  const traced = trace("Buyer", { email: null });
  expect(traced.outcome).toBe("hold");
  expect(traced.problems[0]).toMatchObject({ rule: "Buyer/require/1", message: "purchase 1001 has no e-mail address" });
  expect(fieldOf(traced, "name").value).toBe("Ann Lee");
});

it("a mapping that cannot go on tells the rule, and has no output", () => {
  const traced = trace("PurchaseToSale", { items: "none" });
  expect(traced.outcome).toBe("reject");
  expect(traced.output).toBeUndefined();
  expect(traced.fields).toEqual([]);
});

it("the record that is traced is not changed, and may be frozen", () => {
  const frozen = Object.freeze({
    ...PURCHASE,
    items: Object.freeze(PURCHASE.items.map((item) => Object.freeze(item))),
  });
  expect(trace("PurchaseToSale", frozen as never).outcome).toBe("mapped");
});
