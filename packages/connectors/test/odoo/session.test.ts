import type { ConnectorSession, DataRecord } from "@xmap/contract";
import { type OdooSandbox, startOdooSandbox } from "@xmap/sandbox/odoo";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { odooConnector } from "../../src/odoo/connector.ts";
import { failureOf, listAll, settingsFor } from "../support.ts";

let odoo: OdooSandbox;
let session: ConnectorSession;
let now = new Date("2026-03-04T12:00:00Z");

beforeEach(async () => {
  now = new Date("2026-03-04T12:00:00Z");
  odoo = await startOdooSandbox({
    now: () => now,
    seed: {
      products: [
        { sku: "A-1", name: "One", price: 10, quantity: 50 },
        { sku: "A-2", name: "Two", price: 5, quantity: 50 },
        { sku: "OLD", name: "Archived", archived: true },
      ],
    },
  });
  session = open();
});
afterEach(async () => {
  await session.close();
  await odoo.close();
});

function open(options: Record<string, string | number> = {}): ConnectorSession {
  const { url, database } = odoo;
  return odooConnector.open(settingsFor({ url, database, login: "admin", key: "admin", ...options }));
}

async function productId(sku: string): Promise<number> {
  const [hits] = await session.lookup({
    resource: "product.product",
    columns: ["default_code"],
    result: "id",
    keys: [[sku]],
  });
  return Number(hits?.[0]);
}

async function createSale(reference: string): Promise<readonly string[]> {
  const [partner] = await session.create({
    resource: "res.partner",
    values: { name: "Ada", email: "Ada@Example.com" },
    lines: {},
    writeKey: "p",
  });
  const line = { product_id: await productId("A-1"), name: "One", product_uom_qty: 2, price_unit: 9.5, tax_ids: [] };
  return session.create({
    resource: "sale.order",
    values: { partner_id: partner, client_order_ref: reference, date_order: "2026-03-04T16:22:09Z", note: null },
    lines: { order_line: { add: [{ identity: "items/1", values: line }], change: [], remove: [] } },
    writeKey: reference,
  });
}

const SALE_FIELDS = [
  "state",
  "amount_total",
  "date_order",
  "note",
  "partner_id",
  "order_line",
  "order_line.price_unit",
  "order_line.product_id",
  "order_line.product_uom_qty",
  "order_line.tax_ids",
];
const readSale = (key: readonly string[]): Promise<DataRecord | undefined> =>
  session.read({ resource: "sale.order", key, fields: SALE_FIELDS, joins: [] });

function linesOf(sale: DataRecord | undefined): readonly DataRecord[] {
  const lines = sale?.order_line;
  return Array.isArray(lines) ? lines : [];
}

describe("an Odoo session", () => {
  test("knows its database and refuses a wrong key", async () => {
    expect(await session.identify()).toEqual({
      fingerprint: `database.uuid=${odoo.uuid}`,
      label: `${odoo.url} (${odoo.database})`,
    });
    const refused = await failureOf(open({ key: "wrong-key" }).identify());
    expect(refused).toMatchObject({ class: "Unauthorized", scope: "system", effect: "none" });
    expect(JSON.stringify(refused)).not.toContain("wrong-key");
    expect(await failureOf(open({ database: "nodb" }).identify())).toMatchObject({
      class: "Maintenance",
      scope: "system",
    });
  });

  test("creates an order with lines and reads it in the contract's values", async () => {
    const key = await createSale("1001");
    expect(await readSale(key)).toMatchObject({
      id: Number(key[0]),
      state: "draft",
      amount_total: 19,
      date_order: "2026-03-04T16:22:09Z",
      note: null,
      partner_id: expect.any(Number),
      order_line: [
        {
          id: expect.any(Number),
          price_unit: 9.5,
          product_id: await productId("A-1"),
          product_uom_qty: 2,
          tax_ids: [],
        },
      ],
    });
    expect(
      await session.read({ resource: "sale.order", key: ["999999"], fields: ["state"], joins: [] }),
    ).toBeUndefined();
  });

  test("changes, adds and removes lines, and a new quantity keeps the agreed price", async () => {
    const key = await createSale("1002");
    const [first] = linesOf(await readSale(key));
    const added = { product_id: await productId("A-2"), name: "Two", product_uom_qty: 1, price_unit: 4, tax_ids: [] };
    const change = [{ key: String(first?.id), values: { product_uom_qty: 3 } }];
    const lines = { order_line: { add: [{ identity: "items/2", values: added }], change, remove: [] } };
    await session.update({ resource: "sale.order", key, values: { note: "ring" }, lines, writeKey: "w" });
    const changed = await readSale(key);
    expect(changed).toMatchObject({
      amount_total: 32.5,
      order_line: [{ id: first?.id, price_unit: 9.5, product_uom_qty: 3 }, { price_unit: 4 }],
    });
    const remove = { order_line: { add: [], change: [], remove: [String(first?.id)] } };
    await session.update({ resource: "sale.order", key, values: {}, lines: remove, writeKey: "w" });
    expect((await readSale(key))?.order_line).toMatchObject([{ price_unit: 4 }]);
  });

  test("looks up many keys in one search, through references, in the order asked", async () => {
    const asked = () => odoo.counters.values().requests["res.country.state.search_read"] ?? 0;
    const columns = ["country_id.code", "name"];
    const keys = [
      ["US", "Oregon"],
      ["US", "Nowhere"],
      ["DE", "Oregon"],
      ["US", null],
      ["US", " Texas "],
    ];
    const before = asked();
    const states = await session.lookup({ resource: "res.country.state", columns, result: "name", keys });
    expect(states).toEqual([["Oregon"], [], [], [], ["Texas"]]);
    expect(asked()).toBe(before + 1);
    const archived = await session.lookup({
      resource: "product.product",
      columns: ["default_code"],
      result: "id",
      keys: [["OLD"], ["A-1"]],
    });
    expect(archived.map((hits) => hits.length)).toEqual([1, 1]);
    const [several] = await session.lookup({
      resource: "account.tax",
      columns: ["name"],
      result: "id",
      keys: [["15%"]],
    });
    expect(several).toHaveLength(2);
  });

  test("finds e-mail addresses in any case, without taking wildcards, archived records too", async () => {
    const make = (email: string, active = true) =>
      session.create({ resource: "res.partner", values: { name: "N", email, active }, lines: {}, writeKey: email });
    const [wanted] = await make("Ada.King@Example.com", false);
    const find = (email: string) =>
      session.search({ resource: "res.partner", match: { email }, fields: ["email", "parent_id"], limit: 5 });
    expect(await find(" ada.KING@example.com ")).toMatchObject([{ id: Number(wanted), parent_id: null }]);
    expect(await find("ada_king@example.com")).toEqual([]);
    expect(await find("%@example.com")).toEqual([]);
  });

  test("carries operations out and says when they are done", async () => {
    const key = await createSale("1003");
    const sale = { resource: "sale.order", key, arguments: {}, writeKey: "o" };
    const done = async (operation: string) =>
      session.operationDone({ ...sale, operation, record: (await readSale(key)) ?? {} });
    expect(session.operationFields("sale.order", "action_confirm")).toEqual(["state"]);
    expect(await done("action_confirm")).toBe(false);
    await session.operate({ ...sale, operation: "action_confirm" });
    expect(await done("action_confirm")).toBe(true);
    expect(await failureOf(session.operate({ ...sale, operation: "action_confirm" }))).toMatchObject({
      class: "BusinessRule",
      effect: "none",
    });
    await session.operate({ ...sale, operation: "action_cancel" });
    expect(await done("action_cancel")).toBe(true);
    expect(() => session.operationFields("sale.order", "unlink")).toThrow("knows no operation unlink");
  });

  test("an answer that is lost leaves the effect unknown and the record findable", async () => {
    await createSale("1004");
    odoo.faults.add({ match: { operation: "sale.order.create" }, kind: "lostAnswer", remaining: 1 });
    expect(await failureOf(createSale("1005"))).toMatchObject({
      class: "Transient",
      effect: "unknown",
      scope: "record",
    });
    expect(
      await session.search({
        resource: "sale.order",
        match: { client_order_ref: "1005" },
        fields: ["state"],
        limit: 2,
      }),
    ).toHaveLength(1);
  });

  test("unknown fields and models are drift, wrong values are invalid", async () => {
    expect(
      await failureOf(session.read({ resource: "sale.order", key: ["1"], fields: ["nope"], joins: [] })),
    ).toMatchObject({ class: "SchemaDrift" });
    expect(await failureOf(session.read({ resource: "no.model", key: ["1"], fields: ["x"], joins: [] }))).toMatchObject(
      { class: "SchemaDrift" },
    );
    expect(
      await failureOf(
        session.create({ resource: "res.partner", values: { email: "x@y.z" }, lines: {}, writeKey: "x" }),
      ),
    ).toMatchObject({ class: "Invalid", effect: "none" });
  });
});

describe("changes in Odoo", () => {
  async function readAll(start: string | undefined, limit: number): Promise<{ keys: string[]; cursor: string }> {
    const keys: string[] = [];
    let cursor = start;
    for (;;) {
      const page = await session.readChanged({ resource: "res.partner", cursor, limit });
      keys.push(...page.changed.map((record) => String(record.key[0])));
      cursor = page.cursor;
      if (!page.more) return { keys, cursor };
    }
  }

  test("500 records of one second are all found, page by page, and the next poll reaches back", async () => {
    const early = await readAll(undefined, 50);
    now = new Date("2026-03-04T13:00:00Z");
    odoo.seed({
      records: Array.from({ length: 500 }, (_, index) => ({ model: "res.partner", values: { name: `P${index}` } })),
    });
    const seeded = odoo.records("res.partner").filter((partner) => String(partner.name).startsWith("P"));
    const later = await readAll(early.cursor, 50);
    expect(seeded.filter((partner) => !later.keys.includes(String(partner.id)))).toEqual([]);
    expect(new Set(later.keys).size).toBe(later.keys.length);
    now = new Date("2026-03-04T12:55:01Z");
    const [slow] = odoo.seed({ records: [{ model: "res.partner", values: { name: "slow transaction" } }] }).records;
    expect((await readAll(later.cursor, 100)).keys).toContain(String(slow));
  });

  test("pages that end within a second lose nothing when ids and times are in different orders", async () => {
    const start = (await readAll(undefined, 50)).cursor;
    now = new Date("2026-03-04T14:00:00Z");
    const ids = odoo.seed({
      records: Array.from({ length: 9 }, (_, index) => ({ model: "res.partner", values: { name: `P${index}` } })),
    }).records;
    for (const [position, id] of ids.toReversed().entries()) {
      now = new Date(Date.parse("2026-03-04T14:10:00Z") + position * 300);
      odoo.call("res.partner", "write", [[id], { name: "moved" }]);
    }
    for (const limit of [1, 2, 3, 4, 9, 100]) {
      const { keys } = await readAll(start, limit);
      expect(ids.filter((id) => !keys.includes(String(id)))).toEqual([]);
    }
  });
});

test("lists every record once, archived ones too, in as few calls as pages", async () => {
  const { records, pages } = await listAll(session, {
    resource: "product.product",
    fields: ["default_code"],
    limit: 2,
  });
  const codes = records.map(({ default_code }) => default_code);
  expect(codes).toEqual([...new Set(codes)]);
  expect(codes).toEqual(expect.arrayContaining(["A-1", "A-2", "OLD"]));
  expect(pages).toBe(Math.floor(records.length / 2) + 1);
});
