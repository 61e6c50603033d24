import type { ConnectorSession, DataRecord } from "@xmap/contract";
import { type OdooSandbox, startOdooSandbox } from "@xmap/sandbox/odoo";
import { afterEach, describe, expect, test } from "vitest";
import { odooConnector } from "../../src/odoo/connector.ts";
import { failureOf, settingsFor } from "../support.ts";

const KEY = "0123456789012345678901234567890123456789";
const closed: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closed.splice(0)) await close();
});

type Version = "14.0" | "19.0";

async function open(
  version: Version,
  options: Readonly<Record<string, string | boolean>>,
): Promise<{ session: ConnectorSession; odoo: OdooSandbox }> {
  const odoo = await startOdooSandbox({
    version,
    users: [{ login: "admin", password: "admin", apiKey: KEY, uid: 2 }],
    seed: { products: [{ sku: "A-1", name: "One", price: 10, quantity: 50 }] },
  });
  const { url, database } = odoo;
  const session = odooConnector.open(settingsFor({ url, database, key: KEY, ...options }));
  closed.push(
    () => session.close(),
    () => odoo.close(),
  );
  return { session, odoo };
}

const CASES: readonly [Version, Readonly<Record<string, string>>][] = [
  ["19.0", { login: "admin", transport: "json-rpc" }],
  ["19.0", { login: "admin", transport: "xml-rpc" }],
  ["19.0", {}],
  ["14.0", { login: "admin" }],
  ["14.0", { login: "admin", transport: "xml-rpc" }],
];

async function operate(
  session: ConnectorSession,
  resource: string,
  id: unknown,
  operation: string,
  given: DataRecord = {},
): Promise<string> {
  const key = [String(id)];
  const fields = session.operationFields(resource, operation);
  const isDone = async (): Promise<boolean> => {
    const record = (await session.read({ resource, key, fields, joins: [] })) ?? {};
    return session.operationDone({ resource, operation, record, arguments: given });
  };
  if (await isDone()) return "was done";
  await session.operate({ resource, key, operation, arguments: given, writeKey: "w" });
  return (await isDone()) ? "done" : "not done";
}

const first = (list: unknown): unknown => (Array.isArray(list) ? list[0] : undefined);

describe.each(CASES)("Odoo %s with %j", (version, options) => {
  test("an order goes from quotation to paid invoice, partial delivery, return and credit note", async () => {
    const { session, odoo } = await open(version, options);
    const [[product] = []] = await session.lookup({
      resource: "product.product",
      columns: ["default_code"],
      result: "id",
      keys: [["A-1"]],
    });
    const [partner] = await session.create({
      resource: "res.partner",
      values: { name: "Ada & <Co>", email: "ada@example.com" },
      lines: {},
      writeKey: "p",
    });
    const line = { product_id: product ?? null, product_uom_qty: 3, price_unit: 9.5, tax_ids: [] };
    const [sale] = await session.create({
      resource: "sale.order",
      values: { partner_id: partner ?? null, client_order_ref: "1001" },
      lines: { order_line: { add: [{ identity: "1", values: line }], change: [], remove: [] } },
      writeKey: "s",
    });
    const readSale = async (): Promise<DataRecord> => {
      const fields = ["state", "locked", "amount_total", "picking_ids", "invoice_ids", "order_line.tax_ids"];
      return (await session.read({ resource: "sale.order", key: [String(sale)], fields, joins: [] })) ?? {};
    };
    expect(await readSale()).toMatchObject({
      state: "draft",
      locked: false,
      amount_total: 28.5,
      order_line: [{ tax_ids: [] }],
    });
    expect(await operate(session, "sale.order", sale, "action_confirm")).toBe("done");
    expect(await operate(session, "sale.order", sale, "action_confirm")).toBe("was done");

    const picking = first((await readSale()).picking_ids);
    const part = { backorder: true, quantities: [{ product_id: product ?? null, quantity: 2 }] };
    expect(await operate(session, "stock.picking", picking, "validate", part)).toBe("done");
    const pickings = (await readSale()).picking_ids as readonly number[];
    expect(pickings).toHaveLength(2);
    const rest = pickings.find((id) => id !== picking);
    expect(await operate(session, "stock.picking", rest, "validate", { backorder: false })).toBe("done");

    expect(await operate(session, "sale.order", sale, "create_invoice", { post: true })).toBe("done");
    expect(await operate(session, "sale.order", sale, "create_invoice", { post: true })).toBe("was done");
    const invoice = first((await readSale()).invoice_ids);
    const payment = { journal: "BNK1", amount: 28.5, memo: "PAY-1" };
    expect(await operate(session, "account.move", invoice, "register_payment", payment)).toBe("done");
    expect(await operate(session, "account.move", invoice, "register_payment", payment)).toBe("was done");
    expect(odoo.records("account.payment")).toHaveLength(1);

    expect(await operate(session, "stock.picking", picking, "return", { reference: "RMA-1" })).toBe("done");
    expect(await operate(session, "stock.picking", picking, "return", { reference: "RMA-1" })).toBe("was done");
    expect(await operate(session, "account.move", invoice, "refund", { reason: "RMA-1" })).toBe("done");
    expect(await operate(session, "account.move", invoice, "refund", { reason: "RMA-1" })).toBe("was done");
    expect(odoo.records("account.move").filter((move) => move.move_type === "out_refund")).toHaveLength(1);
  });

  test("products are storable, whatever that is called", async () => {
    const { session } = await open(version, options);
    const values = { name: "Stored", type: "consu", is_storable: true };
    const key = await session.create({ resource: "product.template", values, lines: {}, writeKey: "t" });
    const shape = { resource: "product.template", fields: ["type", "is_storable"] };
    expect(await session.read({ ...shape, key, joins: [] })).toMatchObject({ type: "consu", is_storable: true });
    const found = await session.search({ ...shape, match: { name: "Stored", is_storable: true }, limit: 2 });
    expect(found).toHaveLength(1);
  });

  test("it tells who it is and what is missing", async () => {
    const { session } = await open(version, options);
    const diagnosis = await session.diagnose?.(["sale.order", "no.such.model"]);
    expect(diagnosis).toMatchObject({
      product: "Odoo",
      version: expect.stringContaining(version),
      variant: "Community",
    });
    expect(diagnosis?.notes.join(" ")).toContain("no.such.model");
  });
});

describe("many records at once", () => {
  const partners = Array.from({ length: 10 }, (_, index) => ({ name: `P ${index}`, email: `p${index}@example.com` }));

  test("ten creates, ten reads and ten searches are one call each", async () => {
    const { session, odoo } = await open("19.0", {});
    const asked = (method: string): number => odoo.counters.values().requests[`res.partner.${method}`] ?? 0;
    const before = { create: asked("create"), read: asked("read"), search: asked("search_read") };
    const creates = partners.map((values) => ({ values, lines: {}, writeKey: values.name }));
    const keys = (await session.many?.create?.({ resource: "res.partner", creates })) ?? [];
    const shape = { resource: "res.partner", fields: ["name"] };
    const read = await session.many?.read?.({ ...shape, keys: keys.toReversed(), joins: [] });
    expect(read?.map((record) => record?.name)).toEqual(partners.map(({ name }) => name).toReversed());
    const found = await session.many?.search?.({ ...shape, matches: partners.map(({ name }) => ({ name })), limit: 2 });
    expect(found?.map((list) => list.map(({ name }) => name))).toEqual(partners.map(({ name }) => [name]));
    const after = { create: asked("create"), read: asked("read"), search: asked("search_read") };
    expect(after).toEqual({ create: before.create + 1, read: before.read + 1, search: before.search + 1 });
  });

  test("searches that one call could not tell apart are made one by one, with what each may find", async () => {
    const { session, odoo } = await open("19.0", {});
    odoo.seed({ records: Array.from({ length: 9 }, () => ({ model: "res.partner", values: { name: "Twin" } })) });
    odoo.seed({ records: [{ model: "res.partner", values: { name: "Only", ref: "7" } }] });
    const shape = { resource: "res.partner", fields: ["name"], limit: 2 };
    const twins = await session.many?.search?.({ ...shape, matches: [{ name: "Twin" }, { name: "Only" }] });
    expect(twins?.map((list) => list.length)).toEqual([2, 1]);
    const pairs = await session.many?.search?.({
      ...shape,
      matches: [
        { name: "Only", ref: "7" },
        { name: "Only", ref: "8" },
      ],
    });
    expect(pairs?.map((list) => list.length)).toEqual([1, 0]);
  });

  test("with external ids records are created one by one", async () => {
    const { session } = await open("19.0", { externalIds: true });
    expect(session.many?.create).toBeUndefined();
    expect(session.many?.read).toBeDefined();
  });
});

describe("external ids", () => {
  const request = { resource: "res.partner", values: { name: "Once" }, lines: {}, writeKey: "abc" };
  const once = (odoo: OdooSandbox): number => odoo.records("res.partner").filter(({ name }) => name === "Once").length;

  test("a creation that comes again finds its record", async () => {
    const { session, odoo } = await open("19.0", { externalIds: true });
    const key = await session.create(request);
    expect(await session.create({ ...request, values: { name: "Other" } })).toEqual(key);
    expect(once(odoo)).toBe(1);
  });

  test("of two at once one is refused as Conflict, and a creation that failed can be made anew", async () => {
    const { session, odoo } = await open("19.0", { externalIds: true });
    const nameless = { ...request, values: { email: "x@y.z" } };
    expect(await failureOf(session.create(nameless))).toMatchObject({ class: "Invalid", effect: "none" });
    const answers = await Promise.allSettled([session.create(request), session.create(request)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(once(odoo)).toBe(1);
  });

  test("while a lost creation may still be at work nobody else makes the record", async () => {
    const { session, odoo } = await open("19.0", { externalIds: true });
    odoo.faults.add({ match: { operation: "res.partner.create" }, kind: "lostAnswer", remaining: 1 });
    expect(await failureOf(session.create(request))).toMatchObject({ class: "Transient", effect: "unknown" });
    expect(await failureOf(session.create(request))).toMatchObject({ class: "Conflict", retry: { when: "after" } });
    expect(once(odoo)).toBe(1);
  });
});

describe("options", () => {
  test.each([
    [{ transport: "soap", login: "admin" }, "transport must be one of"],
    [{ transport: "xml-rpc" }, "login is missing, and xml-rpc needs it"],
    [{ externalIds: "yes" }, "externalIds must be true or false"],
  ])("%j are refused", (options, words) => {
    const base = { url: "http://127.0.0.1:1", database: "d", key: KEY };
    expect(() => odooConnector.open(settingsFor({ ...base, ...options }))).toThrow(words);
  });
});
