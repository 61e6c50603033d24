import type { ConnectorSession } from "@xmap/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeApiKey } from "./odoo-calls.ts";
import { freshName, makeProduct, makeSale, openSession, operate, read } from "./real-server.ts";
import { isOld, SERVER } from "./server.ts";

const TRANSPORTS = isOld ? ["json-rpc", "xml-rpc"] : ["json-rpc", "xml-rpc", "json-2"];
const sessions = new Map<string, ConnectorSession>();
let key: string;
beforeAll(async () => {
  key = await makeApiKey(SERVER.login, SERVER.key);
  for (const transport of TRANSPORTS) sessions.set(transport, openSession({ transport, key }));
});
afterAll(async () => {
  for (const session of sessions.values()) await session.close();
});

const sessionOf = (transport: string): ConnectorSession => sessions.get(transport) ?? openSession({ transport });

test("all transports know the same database and read the same records and fields", async () => {
  const [any] = sessions.values();
  if (any === undefined) throw new Error("there is no session");
  const product = await makeProduct(any, 10);
  const sale = await makeSale(any, [{ product, quantity: 2, price: 9.5 }]);
  const fields = [
    "name",
    "state",
    "note",
    "date_order",
    "amount_total",
    "locked",
    "partner_id.name",
    "order_line.tax_ids",
  ];
  const answers = await Promise.all(
    TRANSPORTS.map(async (transport) => {
      const session = sessionOf(transport);
      const [document] = (await session.schemaDocuments?.(["product.pricelist"])) ?? [];
      return {
        identity: await session.identify(),
        sale: await read(session, "sale.order", sale, fields),
        missing: await session.read({ resource: "sale.order", key: ["999999999"], fields: ["name"], joins: [] }),
        document: JSON.parse(document?.text ?? "{}"),
      };
    }),
  );
  expect(answers[0]?.sale).toMatchObject({ state: "draft", note: null, locked: false, amount_total: 19 });
  expect(answers).toEqual(TRANSPORTS.map(() => answers[0]));
});

test.each(TRANSPORTS)("%s creates, changes, finds and carries operations out", async (transport) => {
  const session = sessionOf(transport);
  const name = `${freshName('Ümläut & <tags> "quotes"')}\n  two lines`;
  const values = { name, comment: null, is_company: true, credit_limit: 12.5, ref: "007", category_id: [] };
  const [id] = await session.create({ resource: "res.partner", values, lines: {}, writeKey: "k" });
  const fields = ["name", "is_company", "ref", "category_id", "active"];
  expect(await read(session, "res.partner", id, fields)).toMatchObject({
    name,
    is_company: true,
    ref: "007",
    active: true,
  });
  await session.update({
    resource: "res.partner",
    key: [String(id)],
    values: { active: false },
    lines: {},
    writeKey: "k",
  });
  const found = await session.search({ resource: "res.partner", match: { name }, fields: ["active"], limit: 2 });
  expect(found).toMatchObject([{ id: Number(id), active: false }]);
  const product = await makeProduct(session, 10);
  const sale = await makeSale(session, [{ product, quantity: 2, price: 9.5 }]);
  expect(await operate(session, "sale.order", sale, "action_confirm")).toMatchObject({ acted: true, done: true });
});

test.each(TRANSPORTS)("%s tells failures apart", async (transport) => {
  const session = sessionOf(transport);
  const sale = await makeSale(session, [{ product: await makeProduct(session, 1), quantity: 1, price: 1 }]);
  const make = (values: Record<string, string | null>): Promise<unknown> =>
    session.create({ resource: "res.partner", values, lines: {}, writeKey: "k" });
  const isXml = transport === "xml-rpc";
  await expect(make({ email: "nobody@example.com" })).rejects.toMatchObject({
    // XML-RPC has one code for what is invalid and what is not allowed now.
    details: { class: isXml ? "BusinessRule" : "Invalid", effect: "none" },
  });
  await expect(make({ name: "N", type: "nonsense" })).rejects.toMatchObject({
    details: { class: "Invalid", effect: "none", message: expect.stringContaining("nonsense") },
  });
  await expect(read(session, "no.such.model", "1", ["id"])).rejects.toMatchObject({
    details: { class: "SchemaDrift" },
  });
  await expect(
    session.update({ resource: "sale.order", key: ["999999999"], values: { note: "x" }, lines: {}, writeKey: "k" }),
  ).rejects.toMatchObject({ details: { class: isXml ? "BusinessRule" : "NotFound", effect: "none" } });
  const invoice = { resource: "sale.order", key: [sale], operation: "create_invoice", arguments: {}, writeKey: "k" };
  await expect(session.operate(invoice)).rejects.toMatchObject({ details: { class: "BusinessRule" } });
  const stranger = openSession({ transport, key: "0000000000000000000000000000000000000000" });
  await expect(stranger.identify()).rejects.toMatchObject({ details: { class: "Unauthorized", scope: "system" } });
  await stranger.close();
  const lost = openSession({ transport, key, database: "nodb" });
  await expect(lost.identify()).rejects.toMatchObject({ details: { class: "Maintenance", scope: "system" } });
  await lost.close();
});

test.skipIf(isOld)("without a login the key alone is enough", async () => {
  const session = openSession({ login: null, key });
  expect(await session.identify()).toEqual(await sessionOf("json-rpc").identify());
  await session.close();
});
