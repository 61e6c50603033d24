import type { ConnectorSession } from "@xmap/contract";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { failureOf, listAll } from "../support.ts";
import { startApi, type TestApi } from "./api-server.ts";
import { type ApiProject, apiProject } from "./support.ts";

let api: TestApi;
let project: ApiProject;
let session: ConnectorSession;

beforeAll(async () => {
  api = await startApi();
  project = apiProject(api.address);
  session = project.open();
});
afterAll(async () => {
  await session.close();
  await api.stop();
  project.remove();
});
beforeEach(() => {
  const stamp = (minute: number) => `2026-03-04T12:${String(minute).padStart(2, "0")}:00+02:00`;
  const order = (id: number) => ({
    id,
    number: `A-${id}`,
    status: "open",
    total: 19.9,
    note: "",
    address: { city: "Ulm", zip: "89073" },
    lines: [{ id: 1, sku: "MUG" }],
    updated_at: stamp(id),
  });
  api.orders.splice(0, api.orders.length, ...[1, 2, 3, 4, 5].map(order));
  api.products.clear();
  for (const sku of ["A/1", "B", "C"]) api.products.set(sku, { sku, name: `Product ${sku}`, stock: 3 });
  api.customers.splice(0, 9, ...[1, 2, 3].map((id) => ({ id, email: `c${id}@example.com` })));
  api.tickets.splice(0, 9, ...[1, 2, 3].map((id) => ({ id, title: `Ticket ${id}` })));
  api.requests.length = 0;
  api.faults.length = 0;
  api.authorization = undefined;
});

const WRITE = { lines: {}, writeKey: "key-1" };
const readOrder = (key: string) => session.read({ resource: "orders", key: [key], fields: [], joins: [] });
const searchOrders = (match: Record<string, string | number>, limit = 9) =>
  session.search({ resource: "orders", match, fields: [], limit });

test("a record is read by its key, out of its envelope, with instants in UTC and null for empty text", async () => {
  expect(await readOrder("2")).toMatchObject({
    id: 2,
    note: null,
    updated_at: "2026-03-04T10:02:00Z",
    address: { city: "Ulm" },
  });
  expect(await readOrder("99")).toBeUndefined();
  const product = await session.read({ resource: "products", key: ["A/1"], fields: [], joins: [] });
  expect(product).toMatchObject({ sku: "A/1" });
  expect(api.requests.at(-1)?.url).toBe("/products/A%2F1");
});

test.each([
  ["orders", "id", [1, 2, 3, 4, 5]],
  ["products", "sku", ["A/1", "B", "C"]],
  ["customers", "id", [1, 2, 3]],
  ["tickets", "id", [1, 2, 3]],
])("the list of %s is read to its end, however it is paged", async (resource, key, expected) => {
  const { records, pages } = await listAll(session, { resource, fields: [], limit: 100 });
  expect(records.map((record) => record[key])).toEqual(expected);
  expect(pages).toBeGreaterThan(1);
});

test("a list whose pages repeat is told, not read forever", async () => {
  const same = { status: 200, body: { data: [{ id: 1 }] } };
  api.faults.push(same, same);
  const page = await session.list?.({ resource: "orders", fields: [], joins: [], cursor: undefined, limit: 5 });
  const second = session.list?.({ resource: "orders", fields: [], joins: [], cursor: page?.next, limit: 5 });
  expect(await failureOf(Promise.resolve(second))).toMatchObject({ class: "SchemaDrift" });
});

test("a search asks by the API's parameters and keeps what fits", async () => {
  expect((await searchOrders({ number: "A-3" })).map(({ id }) => id)).toEqual([3]);
  expect(api.requests[0]?.url).toContain("number=A-3");
  expect(await searchOrders({ number: "A-3", status: "cancelled" })).toEqual([]);
  expect((await searchOrders({ id: 4 })).map(({ number }) => number)).toEqual(["A-4"]);
  expect(await failureOf(searchOrders({ status: "open" }))).toMatchObject({ class: "SchemaDrift" });
});

test("lookups ask once for each key, or read a list once when it cannot be searched", async () => {
  const lookup = (resource: string, columns: string[], result: string, keys: (string | null)[][]) =>
    session.lookup({ resource, columns, result, keys });
  expect(await lookup("orders", ["number"], "id", [["A-1"], ["A-1"], ["X"], [null]])).toEqual([[1], [1], [], []]);
  const asked = api.requests.length;
  expect(await lookup("customers", ["email"], "id", [["C3@example.com"], ["c1@example.com"]])).toEqual([[3], [1]]);
  expect(api.requests.length - asked).toBe(2);
});

test("a created record has a key, and a repeat with the same write key makes no second one", async () => {
  const values = { number: "A-6", total: 1 };
  const lines = { lines: { add: [{ identity: "x", values: { sku: "CAP" } }], change: [], remove: [] } };
  const create = () => session.create({ resource: "orders", values, lines, writeKey: "once" });
  expect(await create()).toEqual(["6"]);
  expect(await create()).toEqual(["6"]);
  expect(api.orders).toHaveLength(6);
  expect(api.orders[5]).toMatchObject({ number: "A-6", lines: [{ sku: "CAP" }] });
});

test("a patch sends the changed fields, and records in it keep what was not changed", async () => {
  const values = { note: "new", address: { city: "Bonn" } };
  await session.update({ resource: "orders", key: ["1"], values, ...WRITE });
  const patch = api.requests.find(({ method }) => method === "PATCH");
  expect(patch?.body).toEqual({ note: "new", address: { city: "Bonn", zip: "89073" } });
  expect(api.orders[0]).toMatchObject({ total: 19.9, note: "new", address: { city: "Bonn", zip: "89073" } });
});

test("lines are added, changed and removed within their list", async () => {
  const lines = {
    add: [{ identity: "n", values: { sku: "CAP" } }],
    change: [{ key: "1", values: { sku: "HAT" } }],
    remove: [],
  };
  await session.update({ resource: "orders", key: ["1"], values: {}, lines: { lines }, writeKey: "w" });
  expect(api.orders[0]?.lines).toEqual([
    { id: 1, sku: "HAT" },
    { id: 3, sku: "CAP" },
  ]);
  const removal = { add: [], change: [], remove: ["1"] };
  await session.update({ resource: "orders", key: ["1"], values: {}, lines: { lines: removal }, writeKey: "w" });
  expect(api.orders[0]?.lines).toEqual([{ id: 3, sku: "CAP" }]);
});

test("where only PUT is there, the whole record goes back without read-only fields, unless somebody was faster", async () => {
  const update = () => session.update({ resource: "products", key: ["B"], values: { name: "Hat" }, ...WRITE });
  await update();
  expect(api.products.get("B")).toEqual({ sku: "B", name: "Hat", stock: 3 });
  expect(api.requests.at(-1)?.body).toEqual({ sku: "B", name: "Hat" });
  api.faults.push({ status: 200, body: { sku: "B", name: "Old", stock: 1 }, headers: { etag: '"old"' } });
  expect(await failureOf(update())).toMatchObject({ class: "Conflict", effect: "none" });
});

test("an operation is carried out by its path and is done when the record says so", async () => {
  const call = { resource: "orders", operation: "cancel", arguments: { reason: "no stock" } };
  expect(session.operationFields("orders", "cancel")).toEqual(["status"]);
  const done = async () => session.operationDone({ ...call, record: (await readOrder("1")) ?? {} });
  expect(await done()).toBe(false);
  await session.operate({ ...call, key: ["1"], writeKey: "w" });
  expect(await done()).toBe(true);
  expect(api.orders[0]?.note).toBe("no stock");
  const print = session.operate({ resource: "orders", operation: "print", arguments: {}, key: ["1"], writeKey: "w" });
  expect(await failureOf(print)).toMatchObject({ class: "SchemaDrift", message: expect.stringContaining("doneWhen") });
});

test("requests that are bound to no record answer a value", async () => {
  const score = (total: number) =>
    session.invoke?.({ invocation: "score", arguments: { order: { total } }, writeKey: "w" });
  expect(await score(666)).toEqual({ score: 0.95 });
  expect(await score(1)).toEqual({ score: 0.1 });
  expect(await session.invoke?.({ invocation: "rate_of", arguments: { currency: "USD" }, writeKey: "w" })).toEqual({
    rate: 1.1,
  });
  const unknown = Promise.resolve(session.invoke?.({ invocation: "nope", arguments: {}, writeKey: "w" }));
  expect(await failureOf(unknown)).toMatchObject({ class: "SchemaDrift", message: expect.stringContaining("score") });
});

test("the description and the schemas tell what the document offers", async () => {
  const description = await session.describe?.(["orders", "customers", "products"]);
  expect(description).toMatchObject({
    connector: "http",
    resources: {
      orders: {
        changes: "cursor",
        operations: {
          cancel: { doneWhen: 'status is "cancelled"', effects: ["mailsCustomer"], idempotent: "findFirst" },
        },
      },
      customers: { changes: "fullScan", writable: [] },
      products: { changes: "fullScan" },
    },
    invocations: {
      score: { idempotent: "natural", answer: { properties: { score: { type: "number" } }, required: ["score"] } },
      rate_of: { arguments: { required: ["currency"] } },
    },
  });
  expect(description?.resources.orders?.operations).not.toHaveProperty("print");
  const [document] = (await session.schemaDocuments?.(["orders"])) ?? [];
  const { orders } = JSON.parse(document?.text ?? "{}").components.schemas;
  expect(orders.properties.number).toMatchObject({ "x-xmap-searchable": true });
  expect(orders.properties.total).not.toHaveProperty("x-xmap-searchable");
  expect(orders.required).toEqual(["id", "number", "status"]);
});
