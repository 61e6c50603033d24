import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type OdooSandbox, startOdooSandbox } from "@xmap/sandbox/odoo";
import { afterEach, beforeEach, expect, test } from "vitest";
import { rpcClient } from "../rpc-client.ts";

type Received = {
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: { readonly [name: string]: unknown };
};

let received: Received[];
let answerStatus: number;
let receiver: Server;
let hook: string;
let odoo: OdooSandbox;
let rpc: ReturnType<typeof rpcClient>;

beforeEach(async () => {
  received = [];
  answerStatus = 200;
  receiver = createServer((message, response) => {
    const chunks: Buffer[] = [];
    message.on("data", (chunk: Buffer) => chunks.push(chunk));
    message.on("end", () => {
      received.push({ headers: message.headers, body: JSON.parse(Buffer.concat(chunks).toString()) });
      response.writeHead(answerStatus).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  hook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  odoo = await startOdooSandbox({ seed: { products: [{ sku: "A", name: "Widget", price: 20, quantity: 25 }] } });
  rpc = rpcClient(odoo);
});
afterEach(async () => {
  await odoo.close();
  await new Promise((resolve) => receiver.close(resolve));
});

async function idOf(model: string, domain: readonly unknown[]): Promise<number> {
  const [id] = await rpc.call<number[]>(model, "search", [domain]);
  return id ?? 0;
}

async function automate(trigger: string, more: object = {}, action: object = {}): Promise<number> {
  const model = await idOf("ir.model", [["model", "=", "sale.order"]]);
  const fields = await rpc.call<number[]>("ir.model.fields", "search", [
    [
      ["model", "=", "sale.order"],
      ["name", "in", ["name", "state", "amount_total", "client_order_ref", "partner_id", "order_line", "write_date"]],
    ],
  ]);
  return await rpc.call<number>("base.automation", "create", [
    {
      name: "ok",
      model_id: model,
      trigger,
      ...more,
      action_server_ids: [
        [
          0,
          0,
          {
            name: "ok",
            model_id: model,
            state: "webhook",
            webhook_url: hook,
            webhook_field_ids: [[6, 0, fields]],
            usage: "base_automation",
            ...action,
          },
        ],
      ],
    },
  ]);
}

async function createOrder(reference = "HOOK-1"): Promise<number> {
  const line = [0, 0, { product_id: 1, product_uom_qty: 1, price_unit: 21.5 }];
  return await rpc.call<number>("sale.order", "create", [
    { partner_id: 1, client_order_ref: reference, order_line: [line] },
  ]);
}

test("a new record calls the hook five times with the recorded payload, before the caller gets its answer", async () => {
  await automate("on_create_or_write");
  const order = await createOrder();
  expect(received).toHaveLength(5);
  expect(received[0]?.body).toEqual({
    _action: expect.stringMatching(/^ok\(#\d+\)$/),
    _id: order,
    _model: "sale.order",
    amount_total: 24.73,
    client_order_ref: "HOOK-1",
    id: order,
    name: "S00001",
    order_line: [expect.any(Number)],
    partner_id: 1,
    state: "draft",
    write_date: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/),
  });
  expect(received[0]?.headers).toMatchObject({ "content-type": "application/json" });
  expect(Object.keys(received[0]?.headers ?? {}).filter((name) => /sign|token|auth/i.test(name))).toEqual([]);
});

test("a call that is rolled back and a change of a line's text call nothing", async () => {
  await automate("on_create_or_write");
  const order = await createOrder();
  received = [];
  const line = await idOf("sale.order.line", [["order_id", "=", order]]);
  await rpc.call("sale.order.line", "write", [[line], { name: "Other" }]);
  await rpc.execute("sale.order", "write", [[order], { origin: "x", partner_id: 99999999 }]);
  expect(received).toEqual([]);
});

test("a failing hook is not called again and does not fail the caller", async () => {
  answerStatus = 500;
  await automate("on_create_or_write");
  expect(await createOrder()).toBeGreaterThan(0);
  expect(received).toHaveLength(5);
  expect(odoo.webhookCounts()).toEqual({ sent: 0, failed: 5 });
});

test("a state trigger fires when the state is set, and only then", async () => {
  const field = await idOf("ir.model.fields", [
    ["model", "=", "sale.order"],
    ["name", "=", "state"],
  ]);
  const choice = await idOf("ir.model.fields.selection", [
    ["field_id", "=", field],
    ["value", "=", "sale"],
  ]);
  await automate("on_state_set", { trg_selection_field_id: choice });
  const order = await createOrder();
  expect(received).toEqual([]);
  await rpc.call("sale.order", "action_confirm", [[order]]);
  expect(new Set(received.map(({ body }) => body.state))).toEqual(new Set(["sale"]));
  received = [];
  await rpc.call("sale.order", "write", [[order], { origin: "later" }]);
  expect(received).toEqual([]);
});

test("a filter keeps other records out", async () => {
  await automate("on_create", { filter_domain: "[('client_order_ref', '=like', 'WEB-%'), ('locked', '=', False)]" });
  await createOrder("POS-1");
  expect(received).toEqual([]);
  await createOrder("WEB-1");
  expect(received[0]?.body).toMatchObject({ client_order_ref: "WEB-1" });
});

test("changes by the sandbox's own controls call hooks too", async () => {
  await automate("on_create_or_write");
  odoo.call("sale.order", "create", [{ partner_id: 1 }]);
  await odoo.webhooksSettled();
  expect(received).toHaveLength(5);
});

test("an incoming hook works on the record that the payload names, and tells no cause when it fails", async () => {
  const code = { state: "code", code: "record.write({'origin': 'from-hook'})" };
  const rule = await automate("on_webhook", {}, code);
  const [row] = await rpc.call<{ url: string; webhook_uuid: string }[]>("base.automation", "read", [
    [rule],
    ["url", "webhook_uuid"],
  ]);
  expect(row?.url).toBe(`${odoo.url}/web/hook/${row?.webhook_uuid}`);
  const order = await createOrder();
  const post = async (uuid: string | undefined, body: object): Promise<unknown[]> => {
    const response = await fetch(`${odoo.url}/web/hook/${uuid}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    return [response.status, await response.json()];
  };
  expect(await post(row?.webhook_uuid, { _model: "sale.order", _id: order })).toEqual([200, { status: "ok" }]);
  expect(odoo.records("sale.order")[0]).toMatchObject({ origin: "from-hook" });
  expect(await post(row?.webhook_uuid, { _model: "sale.order", _id: 999999 })).toEqual([500, { status: "error" }]);
  expect(await post(row?.webhook_uuid, { x: 1 })).toEqual([500, { status: "error" }]);
  expect(await post("00000000-0000-4000-8000-000000000000", {})).toEqual([404, { status: "error" }]);
});
