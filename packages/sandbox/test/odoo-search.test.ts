import { type OdooSandbox, startOdooSandbox } from "@xmap/sandbox/odoo";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rpcClient } from "./rpc-client.ts";

let odoo: OdooSandbox;
let rpc: ReturnType<typeof rpcClient>;
let now = new Date("2026-11-21T03:00:00.000Z");
const ids: { [name: string]: number } = {};

beforeAll(async () => {
  odoo = await startOdooSandbox({ now: () => now });
  rpc = rpcClient(odoo);
  const people = [
    { name: "Ann", email: "Ann@Example.com", country_id: 233, comment: "a" },
    { name: "Bob", email: "bob@example.com", ref: "R_1" },
    { name: "Cid", parent_id: "Ann", type: "delivery" },
    { name: "Old", email: "bob@example.com", active: false },
  ];
  for (const [index, { parent_id: parent, ...person }] of people.entries()) {
    now = new Date(Date.UTC(2026, 10, 21, 3, 1, 5, index * 100));
    const values = parent === undefined ? person : { ...person, parent_id: ids[parent] };
    ids[person.name] = await rpc.call<number>("res.partner", "create", [values]);
  }
});
afterAll(() => odoo.close());

const mine = ["id", ">", 2];
const cases: readonly [unknown[], string[]][] = [
  [[["email", "=", "bob@example.com"]], ["Bob"]],
  [
    [
      ["email", "=", "bob@example.com"],
      ["active", "in", [true, false]],
    ],
    ["Bob", "Old"],
  ],
  [[["email", "=ilike", "ann@example.com"]], ["Ann"]],
  [[["email", "=ilike", "ann@e_ample.com"]], ["Ann"]],
  [[["email", "=ilike", "ann@e\\_ample.com"]], []],
  [[["email", "=ilike", "ann@example\\.com"]], ["Ann"]],
  [[["email_normalized", "=", "ann@example.com"]], ["Ann"]],
  [[mine, ["email", "=", false]], ["Cid"]],
  [
    [mine, ["email", "!=", "bob@example.com"]],
    ["Ann", "Cid"],
  ],
  [
    ["|", ["name", "like", "An"], ["ref", "=", "R_1"]],
    ["Ann", "Bob"],
  ],
  [
    ["!", "|", ["name", "=", "Ann"], ["id", "<=", 2]],
    ["Bob", "Cid"],
  ],
  [[["country_id.code", "=", "US"], mine], ["Ann"]],
  [[["parent_id.country_id.name", "ilike", "united"]], ["Cid"]],
  [[["country_id", "ilike", "united states"], mine], ["Ann"]],
  [[["child_ids", "!=", false]], ["Ann"]],
  [[["child_ids", "any", [["name", "=", "Cid"]]]], ["Ann"]],
  [[["id", "child_of", "Ann"]], ["Ann", "Cid"]],
  [[["name", "in", ["Ann", "Bob", "Nobody"]]], ["Ann", "Bob"]],
  [
    [mine, ["name", "not in", ["Ann"]]],
    ["Bob", "Cid"],
  ],
  [[["create_date", ">", "2026-11-21 03:01:05"]], []],
  [[["create_date", ">=", "2026-11-21 03:01:05"]], ["Ann", "Bob", "Cid"]],
  [[["create_date", "=", "2026-11-21 03:01:05"]], ["Ann", "Bob", "Cid"]],
];
test.each(cases)("%j", async (domain, expected) => {
  const known = domain.map((term) =>
    JSON.stringify(term) === '["id","child_of","Ann"]' ? ["id", "child_of", ids.Ann] : term,
  );
  const rows = await rpc.call<{ name: string }[]>("res.partner", "search_read", [known], {
    fields: ["name"],
    order: "id",
  });
  expect(rows.map((row) => row.name).filter((name) => name in ids)).toEqual(expected);
});

test("archived records are found with active_test false", async () => {
  const keywords = { context: { active_test: false }, order: "id desc", limit: 1 };
  expect(await rpc.call("res.partner", "search", [[["name", "ilike", "o"]]], keywords)).toEqual([ids.Old]);
});

test("order by several columns, offset and limit, sub-second order kept", async () => {
  const found = (keywords: object) => rpc.call("res.partner", "search", [[mine]], keywords);
  expect(await found({ order: "write_date desc, id", limit: 2 })).toEqual([ids.Cid, ids.Bob]);
  expect(await found({ order: "write_date,id", offset: 1, limit: 1 })).toEqual([ids.Bob]);
});

test("many2one as pair or plain, unset as false, datetimes in whole seconds", async () => {
  const fields = ["country_id", "street", "child_ids", "write_date", "is_company"];
  const [pair] = await rpc.call<object[]>("res.partner", "read", [[ids.Ann], fields]);
  expect(pair).toEqual({
    id: ids.Ann,
    country_id: [233, "United States"],
    street: false,
    child_ids: [ids.Cid],
    write_date: "2026-11-21 03:01:05",
    is_company: false,
  });
  const [plain] = await rpc.call<object[]>("res.partner", "read", [[ids.Ann], ["country_id"]], { load: false });
  expect(plain).toEqual({ id: ids.Ann, country_id: 233 });
});

test("fields_get describes types, relations and selections", async () => {
  const fields = await rpc.call<{ [name: string]: object }>("sale.order", "fields_get", [], {
    attributes: ["type", "required", "readonly", "relation", "selection", "store"],
  });
  expect(fields.partner_id).toEqual({
    type: "many2one",
    required: true,
    readonly: false,
    store: true,
    relation: "res.partner",
  });
  expect(fields.amount_total).toMatchObject({ type: "monetary", readonly: true, store: true });
  expect(fields.state).toMatchObject({
    type: "selection",
    selection: expect.arrayContaining([["sale", "Sales Order"]]),
  });
});

test("the database says its own id", async () => {
  expect(await rpc.call("ir.config_parameter", "get_param", ["database.uuid"])).toBe(odoo.uuid);
});
