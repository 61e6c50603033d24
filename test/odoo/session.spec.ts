import type { ConnectorSession } from "@xmap/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callOdoo } from "./odoo-calls.ts";
import { create, freshName, makeProduct, makeSale, openSession, read } from "./real-server.ts";
import { isOld, SERVER, VERSION } from "./server.ts";

const SECRET = "a-secret-of-this-test-0001";
let session: ConnectorSession;
beforeAll(() => {
  session = openSession({ webhookSecret: SECRET });
});
afterAll(() => session.close());

test("changes of one second are all found, page by page, and come again while they may change", async () => {
  const names = Array.from({ length: 12 }, () => freshName("Same second"));
  const start = await newest("res.partner.category");
  const made = (await callOdoo("res.partner.category", "create", [names.map((name) => ({ name }))])) as number[];
  for (const limit of [1, 5, 12, 100]) {
    const keys: string[] = [];
    let cursor: string | undefined = start;
    for (;;) {
      const page = await session.readChanged({ resource: "res.partner.category", cursor, limit });
      keys.push(...page.changed.map(({ key }) => String(key[0])));
      cursor = page.cursor;
      if (!page.more) break;
    }
    expect(made.filter((id) => !keys.includes(String(id)))).toEqual([]);
  }
});

async function newest(resource: string): Promise<string> {
  for (let cursor: string | undefined; ; ) {
    const page = await session.readChanged({ resource, cursor, limit: 100 });
    if (!page.more) return page.cursor;
    cursor = page.cursor;
  }
}

test("lines are added, changed and removed, before and after the sale is confirmed", async () => {
  const product = await makeProduct(session, 10);
  const sale = await makeSale(session, [
    { product, quantity: 1, price: 9.5 },
    { product, quantity: 2, price: 4 },
  ]);
  const linesOf = async (): Promise<readonly { id: number; price_unit: number; product_uom_qty: number }[]> => {
    const fields = ["order_line.price_unit", "order_line.product_uom_qty", "order_line.tax_ids"];
    return (await read(session, "sale.order", sale, fields)).order_line as never;
  };
  const [first, second] = await linesOf();
  const change = [{ key: String(first?.id), values: { product_uom_qty: 3 } }];
  const add = [{ identity: "n", values: { product_id: product, product_uom_qty: 1, price_unit: 2, tax_ids: [] } }];
  const lines = { order_line: { add, change, remove: [String(second?.id)] } };
  await session.update({ resource: "sale.order", key: [sale], values: {}, lines, writeKey: "k" });
  expect(await linesOf()).toMatchObject([
    { price_unit: 9.5, product_uom_qty: 3, tax_ids: [] },
    { price_unit: 2, product_uom_qty: 1, tax_ids: [] },
  ]);
  await session.operate({
    resource: "sale.order",
    key: [sale],
    operation: "action_confirm",
    arguments: {},
    writeKey: "k",
  });
  const remove = { order_line: { add: [], change: [], remove: [String(first?.id)] } };
  await session.update({ resource: "sale.order", key: [sale], values: {}, lines: remove, writeKey: "k" });
  expect((await linesOf())[0]).toMatchObject({ product_uom_qty: 0 });
});

test("many records are created, read and found in one call each, and one bad record lets none in", async () => {
  const names = Array.from({ length: 5 }, () => freshName("Many"));
  const creates = names.map((name) => ({
    values: { name, email: `${name.replace(" ", "")}@Example.com` },
    lines: {},
    writeKey: name,
  }));
  const keys = (await session.many?.create?.({ resource: "res.partner", creates })) ?? [];
  expect(keys).toHaveLength(5);
  const shape = { resource: "res.partner", fields: ["name"], limit: 2 };
  const records = await session.many?.read?.({ ...shape, joins: [], keys: [...keys.toReversed(), ["999999999"]] });
  expect(records?.map((record) => record?.name)).toEqual([...names.toReversed(), undefined]);
  const matches = [...names.map((name) => ({ name })), { name: "nobody" }];
  const found = await session.many?.search?.({ ...shape, matches });
  expect(found?.map((list) => list.map(({ name }) => name))).toEqual([...names.map((name) => [name]), []]);
  const byMail = names.map((name) => ({ email: ` ${name.replace(" ", "").toUpperCase()}@example.COM` }));
  expect((await session.many?.search?.({ ...shape, matches: byMail }))?.map((list) => list.length)).toEqual([
    1, 1, 1, 1, 1,
  ]);

  const name = freshName("Good");
  const mixed = [
    { values: { name }, lines: {}, writeKey: "a" },
    { values: { email: "nameless@example.com" }, lines: {}, writeKey: "b" },
  ];
  await expect(session.many?.create?.({ resource: "res.partner", creates: mixed })).rejects.toMatchObject({
    details: { class: "Invalid", effect: "none", scope: "record" },
  });
  expect(await session.search({ ...shape, match: { name } })).toEqual([]);
});

test("it tells who it is, what it may do and which modules are missing", async () => {
  const diagnosis = await session.diagnose?.(["sale.order", "no.such.model"]);
  expect(diagnosis).toMatchObject({
    product: "Odoo",
    version: expect.stringMatching(`^${VERSION}\\.0`),
    variant: "Community",
    account: expect.stringContaining("(admin)"),
    locale: "en_US",
    rights: [
      { resource: "sale.order", action: "read", allowed: true },
      { resource: "sale.order", action: "write", allowed: true },
      { resource: "sale.order", action: "create", allowed: true },
    ],
  });
  expect(diagnosis?.notes.join(" ")).toContain("no.such.model");
  expect(Math.abs((diagnosis?.serverTime ?? 0) - Date.now())).toBeLessThan(120_000);
});

test("a user with few rights is told so, and what is refused is Forbidden", async () => {
  const login = freshName("bot").replace(" ", "-");
  const name = { module: "base", name: "group_user" };
  const domain = Object.entries(name).map(([field, value]) => [field, "=", value]);
  const [group] = (await callOdoo("ir.model.data", "search_read", [domain, ["res_id"]])) as { res_id: number }[];
  const groups = { [isOld ? "groups_id" : "group_ids"]: [[6, 0, [group?.res_id]]] };
  const values = { name: login, login, password: "bot-password-1", ...groups };
  await callOdoo("res.users", "create", [values]);
  const bot = openSession({ login, key: "bot-password-1" });
  const diagnosis = await bot.diagnose?.(["account.move", "res.partner"]);
  expect(
    diagnosis?.rights.find(({ resource, action }) => resource === "account.move" && action === "create"),
  ).toMatchObject({
    allowed: false,
  });
  expect((await bot.identify()).fingerprint).toContain(SERVER.url);
  await expect(create(bot, "account.move", { move_type: "out_invoice" })).rejects.toMatchObject({
    details: { class: "Forbidden", effect: "none" },
  });
  await bot.close();
});
