import { type OdooSandbox, startOdooSandbox } from "@xmap/sandbox/odoo";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rpcClient } from "./rpc-client.ts";

let odoo: OdooSandbox;
let confirmed: number;
let invoiced: number;
const noStock = [[0, 0, { product_id: 1, product_uom_qty: 1 }]];

beforeAll(async () => {
  odoo = await startOdooSandbox({
    users: [
      { login: "admin", password: "admin", apiKey: "0123456789", uid: 2 },
      { login: "limited", password: "limited", uid: 5, forbiddenModels: ["account.move"] },
    ],
    seed: { products: [{ sku: "A", name: "Widget", price: 10, quantity: 5, barcode: "123" }] },
  });
  const partner = odoo.call("res.partner", "create", [{ name: "Ann" }]) as number;
  const create = (): number =>
    odoo.call("sale.order", "create", [{ partner_id: partner, order_line: noStock }]) as number;
  confirmed = create();
  odoo.confirm(confirmed);
  invoiced = create();
  odoo.confirm(invoiced);
  odoo.invoice(invoiced);
});
afterAll(() => odoo.close());

describe("errors over JSON-RPC", () => {
  const cases: readonly [string, string, string, readonly unknown[], object, string][] = [
    ["unknown model", "no.such.model", "search", [[]], {}, "odoo.exceptions.UserError"],
    ["unknown method", "sale.order", "no_such_method", [[1]], {}, "builtins.AttributeError"],
    ["private method", "sale.order", "_create_invoices", [[1]], {}, "odoo.exceptions.AccessError"],
    ["unknown keyword", "sale.order", "search", [[]], { nokw: 1 }, "builtins.TypeError"],
    ["missing argument", "sale.order", "write", [[1]], {}, "builtins.TypeError"],
    ["unknown field to read", "sale.order", "search_read", [[]], { fields: ["nope"] }, "builtins.ValueError"],
    ["unknown field to search", "sale.order", "search", [[["nope", "=", 1]]], {}, "builtins.ValueError"],
    ["unknown field to create", "res.partner", "create", [{ name: "x", nope: 1 }], {}, "builtins.ValueError"],
    ["unknown field to sort", "res.partner", "search", [[]], { order: "nope" }, "builtins.ValueError"],
    ["malformed domain", "sale.order", "search", [["nonsense"]], {}, "builtins.ValueError"],
    ["bad selection", "product.template", "create", [{ name: "x", type: "nonsense" }], {}, "builtins.ValueError"],
    [
      "datetime with a zone",
      "sale.order",
      "create",
      [{ partner_id: 1, date_order: "2026-11-20T14:03:00Z" }],
      {},
      "builtins.ValueError",
    ],
    ["write on a missing id", "sale.order", "write", [[99999], { origin: "x" }], {}, "odoo.exceptions.MissingError"],
    ["method on a missing id", "sale.order", "action_confirm", [[99999]], {}, "odoo.exceptions.MissingError"],
    ["link to a missing id", "sale.order", "create", [{ partner_id: 99999 }], {}, "odoo.exceptions.MissingError"],
    [
      "partner without a name",
      "res.partner",
      "create",
      [{ email: "x@example.com" }],
      {},
      "odoo.exceptions.ValidationError",
    ],
    ["required value", "product.template", "create", [{ name: false }], {}, "odoo.exceptions.ValidationError"],
    [
      "barcode in use",
      "product.product",
      "create",
      [{ name: "dup", barcode: "123" }],
      {},
      "odoo.exceptions.ValidationError",
    ],
  ];
  test.each(cases)("%s", async (_name, model, method, args, keywords, expected) => {
    const answer = await rpcClient(odoo).execute(model, method, args, keywords);
    expect(answer).toMatchObject({
      jsonrpc: "2.0",
      id: 1,
      error: { code: 0, message: "Odoo Server Error", data: { name: expected, context: {} } },
    });
    const data = answer.error?.data as { message: string; arguments: string[]; debug: string } | undefined;
    expect(data?.arguments).toEqual([data?.message]);
    expect(data?.debug).toContain("Traceback");
  });

  test("business rules", async () => {
    const { execute } = rpcClient(odoo);
    const context = { active_model: "sale.order", active_ids: [invoiced], active_id: invoiced };
    const wizard = (await execute("sale.advance.payment.inv", "create", [{}], { context })).result;
    const empty = (await execute("account.move", "create", [{ move_type: "out_invoice", partner_id: 1 }])).result;
    const posted = odoo.records("account.move")[0]?.id;
    const answers = await Promise.all([
      execute("sale.order", "action_confirm", [[confirmed]]),
      execute("sale.order", "unlink", [[confirmed]]),
      execute("sale.advance.payment.inv", "create_invoices", [[wizard]], { context }),
      execute("account.move", "action_post", [[empty]]),
      execute("account.move", "action_post", [[posted]]),
    ]);
    expect(answers.map((answer) => answer.error?.data.name)).toEqual(Array(5).fill("odoo.exceptions.UserError"));
  });

  test("an external id is unique by module and name", async () => {
    const { execute } = rpcClient(odoo);
    const values = { module: "__shop__", name: "order_1", model: "sale.order", res_id: 1 };
    expect((await execute("ir.model.data", "create", [values])).result).toBeTypeOf("number");
    const again = await execute("ir.model.data", "create", [{ ...values, res_id: 2 }]);
    expect(again.error?.data.name).toBe("odoo.exceptions.ValidationError");
    const other = await execute("ir.model.data", "create", [{ ...values, module: "__other__" }]);
    expect(other.result).toBeTypeOf("number");
  });

  test("a failed call leaves nothing behind", async () => {
    const before = [odoo.records("sale.order").length, odoo.journal().length];
    const order_line = [...noStock, [0, 0, { product_id: 99999 }]];
    const answer = await rpcClient(odoo).execute("sale.order", "create", [{ partner_id: 1, order_line }]);
    expect(answer.error?.data.name).toBe("odoo.exceptions.MissingError");
    expect([odoo.records("sale.order").length, odoo.journal().length]).toEqual(before);
  });
});

describe("who may call", () => {
  test.each([
    ["wrong password", { secret: "wrong" }, "odoo.exceptions.AccessDenied"],
    ["another user's key", { uid: 5, secret: "0123456789" }, "odoo.exceptions.AccessDenied"],
    ["unknown database", { database: "nodb" }, "psycopg2.OperationalError"],
    ["forbidden model", { uid: 5, secret: "limited" }, "odoo.exceptions.AccessError"],
  ])("%s", async (_name, login, expected) => {
    const answer = await rpcClient(odoo, login).execute("account.move", "search", [[]]);
    expect(answer.error?.data.name).toBe(expected);
  });

  test("an API key stands in for the password", async () => {
    const answer = await rpcClient(odoo, { secret: "0123456789" }).execute("res.company", "search", [[]]);
    expect(answer.result).toEqual([1]);
  });

  test("authenticate answers the uid, or false", async () => {
    const { send } = rpcClient(odoo);
    const sent = (secret: string) => send("common", "authenticate", [odoo.database, "admin", secret, {}]);
    expect([(await sent("admin")).result, (await sent("nope")).result]).toEqual([2, false]);
    expect((await send("common", "version", [])).result).toMatchObject({ server_serie: "19.0" });
  });
});

describe("answers that are not errors", () => {
  test("a read of a missing id is empty, and None has no result", async () => {
    const { execute } = rpcClient(odoo);
    expect((await execute("sale.order", "read", [[99999], ["name"]])).result).toEqual([]);
    expect(await execute("sale.order", "action_lock", [[confirmed]])).toEqual({ jsonrpc: "2.0", id: 1 });
    const cancelled = await execute("sale.order", "action_cancel", [[confirmed]]);
    expect(cancelled.error?.data.name).toBe("odoo.exceptions.UserError");
  });

  test.each([
    ["{nope", "application/json", 400],
    ["[1]", "application/json", 400],
    ["{}", "text/plain", 415],
  ])("body %s as %s", async (body, type, status) => {
    const response = await fetch(`${odoo.url}/jsonrpc`, { method: "POST", headers: { "Content-Type": type }, body });
    expect([response.status, response.headers.get("content-type")]).toEqual([status, "text/html; charset=utf-8"]);
  });
});
