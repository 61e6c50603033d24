import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type AcumaticaSandbox, type PushDefinition, startAcumaticaSandbox } from "@xmap/sandbox/acumatica";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Loose } from "./acumatica-client.ts";
import { factsSeed, plainOrder } from "./facts-seed.ts";

let sandbox: AcumaticaSandbox;
let receiver: Server;
let url: string;
let received: { text: string; body: Loose; header: unknown }[];
let refusals: number;

beforeEach(async () => {
  received = [];
  refusals = 0;
  receiver = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    if (refusals > 0) {
      refusals -= 1;
      response.writeHead(500).end();
      return;
    }
    const text = Buffer.concat(chunks).toString("utf8");
    received.push({ text, body: JSON.parse(text), header: request.headers["x-push-key"] });
    response.writeHead(204).end();
  }).listen(0, "127.0.0.1");
  await once(receiver, "listening");
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/push`;
  sandbox = await startAcumaticaSandbox({
    seed: factsSeed,
    now: () => new Date("2026-03-10T11:20:45.667Z"),
    pushPauseMilliseconds: 1,
  });
});
afterEach(async () => {
  await sandbox.close();
  receiver.close();
});

const shipments = (): PushDefinition => ({
  query: "XC-Push-Shipments",
  entity: "Shipment",
  detail: "Orders",
  fields: {
    ShipmentNbr: "ShipmentNbr",
    Status: "Status",
    SOShipment_lastModifiedDateTime: "LastModifiedDateTime",
    OrderType: "Orders/OrderType",
    OrderNbr: "Orders/OrderNbr",
  },
  url,
  header: { name: "X-Push-Key", value: "secret" },
});

test("a new record is Inserted, a changed one is Inserted and Deleted, and the body is that of the example", async () => {
  sandbox.setPushNotifications([shipments()]);
  sandbox.put("SalesOrder", plainOrder);
  sandbox.shipOrder("000001");
  await sandbox.drainPushNotifications();
  const row = {
    ShipmentNbr: "000001",
    Status: "Open",
    SOShipment_lastModifiedDateTime: "2026-03-10T11:20:45.667",
    OrderType: "SO",
    OrderNbr: "000001",
  };
  expect(received.map(({ body }) => [body.Inserted, body.Deleted])).toEqual([
    [[row], []],
    [[{ ...row, Status: "Confirmed" }], [row]],
  ]);
  expect(received[0]?.body).toMatchObject({
    Query: "XC-Push-Shipments",
    CompanyId: "HarborDemo",
    Id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    AdditionalInfo: {},
  });
  expect(received[0]?.text).toContain('"TimeStamp":639087384456670000,');
  expect(received[0]?.header).toBe("secret");
});

test("a change of nothing that the inquiry shows tells nobody, and a deletion is only Deleted", async () => {
  sandbox.setPushNotifications([
    { query: "Q", entity: "Customer", fields: { CustomerID: "CustomerID", Mail: "MainContact/Email" }, url },
  ]);
  sandbox.put("Customer", { CustomerID: "C000000417", CustomerName: "Other" });
  sandbox.put("Customer", { CustomerID: "C000000417", Email: "new@example.com" });
  await sandbox.drainPushNotifications();
  expect(received.map(({ body }) => body.Inserted)).toEqual([[{ CustomerID: "C000000417", Mail: "new@example.com" }]]);
});

test("attributes that have not changed come as null", async () => {
  sandbox.setPushNotifications([
    {
      query: "Q",
      entity: "StockItem",
      fields: { Id: "InventoryID", Price: "DefaultPrice" },
      attributes: { Color: "COLOR" },
      url,
    },
  ]);
  sandbox.put("StockItem", { InventoryID: "BIKE-HELM-M", DefaultPrice: 60 });
  sandbox.put("StockItem", { InventoryID: "BIKE-HELM-M", Attributes: [{ AttributeID: "COLOR", Value: "RED" }] });
  await sandbox.drainPushNotifications();
  expect(received.map(({ body }) => body.Inserted[0].Color)).toEqual([null, "RED"]);
  expect(received[0]?.body.Deleted).toEqual([{ Id: "BIKE-HELM-M", Price: 59, Color: "BLK" }]);
});

test("old and new rows can come apart, the old ones first, under one id", async () => {
  sandbox.setPushNotifications([{ ...shipments(), isSplit: true }]);
  sandbox.put("SalesOrder", plainOrder);
  sandbox.shipOrder("000001");
  await sandbox.drainPushNotifications();
  expect(received.map(({ body }) => [body.Deleted.length, body.Inserted.length])).toEqual([
    [0, 1],
    [1, 0],
    [0, 1],
  ]);
  expect(received[1]?.body.Id).toBe(received[2]?.body.Id);
});

test.each([
  { refused: 4, counts: { sent: 1, attempts: 5, failed: 0 } },
  { refused: 5, counts: { sent: 0, attempts: 5, failed: 1 } },
])("a notification that is refused $refused times is tried five times at most", async ({ refused, counts }) => {
  refusals = refused;
  sandbox.setPushNotifications([{ query: "Q", entity: "SalesOrder", fields: { Nbr: "OrderNbr" }, url }]);
  sandbox.put("SalesOrder", plainOrder);
  await sandbox.drainPushNotifications();
  expect(sandbox.pushCounts()).toEqual(counts);
  sandbox.resendPushNotifications();
  await sandbox.drainPushNotifications();
  expect([sandbox.pushCounts().failed, received.length]).toEqual([0, 1]);
});
