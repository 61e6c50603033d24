import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { WebhookRequest } from "@xmap/contract";
import { expect, onTestFinished, test } from "vitest";
import { readPushNotification } from "../../src/acumatica/push-notification.ts";
import { failureOf, settingsFor } from "../support.ts";
import { createOrder, startErp } from "./support.ts";

const OPTIONS = { tenant: "HarborDemo", webhookSecret: "old-one new-one" };
const NOTIFICATION = {
  Inserted: [{ ShipmentNbr: "003377", Status: "Confirmed", OrderType: "SO", OrderNbr: "004218" }],
  Deleted: [{ ShipmentNbr: "003377", Status: "Open", OrderType: "SO", OrderNbr: "004218" }],
  Query: "XC-Push-Shipment",
  CompanyId: "HarborDemo",
  Id: "66d22876-72fd-4202-aa96-fb1a14a0f9e7",
  TimeStamp: 1,
  AdditionalInfo: {},
};

function hints(body: object | string, options: Record<string, string> = {}, secret = "new-one") {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const request = { headers: { "X-Xmap-Secret": secret }, body: new TextEncoder().encode(text) };
  return readPushNotification(settingsFor({ ...OPTIONS, ...options }), request);
}

const refusal = (...given: Parameters<typeof hints>) => failureOf(Promise.resolve().then(() => hints(...given)));

test("points at each record once, with an event id that a resend repeats", () => {
  const first = hints(NOTIFICATION);
  expect(first.records).toEqual([{ resource: "Shipment", key: ["003377"] }]);
  expect(hints(NOTIFICATION, {}, "old-one")).toEqual(first);
  expect(first.event).toContain("XC-Push-Shipment/66d22876-72fd-4202-aa96-fb1a14a0f9e7");
  expect(hints({ ...NOTIFICATION, Deleted: [] }).event).not.toBe(first.event);
});

test("takes the resource from option pushQueries, and keys from columns behind a table's name", () => {
  const Inserted = [{ SOOrder_orderType: "SO", SOOrder_orderNbr: " 004218 " }];
  const body = { ...NOTIFICATION, Inserted, Deleted: [], Query: "Orders of the shop" };
  const options = { pushQueries: "Something: Shipment; Orders of the shop: SalesOrder" };
  expect(hints(body, options).records).toEqual([{ resource: "SalesOrder", key: ["SO", "004218"] }]);
});

test.each([
  ["no secret in the options", [NOTIFICATION, { webhookSecret: "" }], "Unauthorized", "webhookSecret"],
  ["another secret", [NOTIFICATION, {}, "guess"], "Unauthorized", "x-xmap-secret"],
  ["no JSON", ["{"], "Invalid", "Query"],
  ["another tenant", [{ ...NOTIFICATION, CompanyId: "Staging" }], "Invalid", "Staging"],
  ["a query of no resource", [{ ...NOTIFICATION, Query: "Stuff" }], "Invalid", "pushQueries"],
  ["rows without keys", [{ ...NOTIFICATION, Inserted: [{ Status: "Open" }] }], "Invalid", "ShipmentNbr"],
  ["an option of no form", [NOTIFICATION, { pushQueries: "Shipment" }], "Invalid", "pushQueries"],
] as const)("refuses %s", async (_name, given, failureClass, words) => {
  const [body, options, secret] = given as unknown as Parameters<typeof hints>;
  expect(await refusal(body, options, secret)).toMatchObject({
    class: failureClass,
    message: expect.stringContaining(words),
  });
});

test("understands what Acumatica sends when an order changes", async () => {
  const received: WebhookRequest[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      received.push({ headers: request.headers as Record<string, string>, body: Buffer.concat(parts) });
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const fields = { OrderType: "OrderType", OrderNbr: "OrderNbr", Status: "Status" };
  const header = { name: "X-Xmap-Secret", value: "s3cret" };
  const definition = { query: "XMAP-SalesOrder", entity: "SalesOrder", fields, url, header };
  const { session, acumatica } = await startErp({ pushNotifications: [definition] }, { webhookSecret: "s3cret" });
  const key = await createOrder(session);
  await acumatica.drainPushNotifications();
  const [request] = received;
  if (request === undefined) throw new Error("no notification came");
  expect(session.verifyWebhook(request)).toEqual({
    event: expect.stringContaining("XMAP-SalesOrder/"),
    records: [{ resource: "SalesOrder", key }],
  });
});
