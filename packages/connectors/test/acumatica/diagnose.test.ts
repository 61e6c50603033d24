import { expect, test } from "vitest";
import { startErp } from "./support.ts";

test("it tells version, endpoints, tenant, user, locale and time, and reads each resource once", async () => {
  const { acumatica, session } = await startErp({}, { branch: "PRODWHOLE" });
  const diagnosis = await session.diagnose?.(["StockItem", "Shipment", "InventorySummary", "NoSuchEntity"]);
  expect(diagnosis).toMatchObject({
    product: "Acumatica",
    version: "24.213.0017",
    variant: "endpoint Default/24.200.001",
    account: "admin, tenant HarborDemo, branch PRODWHOLE",
    locale: "en-US",
    missing: ["NoSuchEntity"],
  });
  expect(diagnosis?.serverTime).toBeTypeOf("number");
  expect(diagnosis?.rights.slice(0, 2)).toEqual([
    { resource: "StockItem", action: "read", allowed: true },
    { resource: "Shipment", action: "read", allowed: true },
  ]);
  expect(diagnosis?.notes.join(" ")).toContain("Endpoints: Default/");
  expect(acumatica.journal().filter(({ what }) => what !== "insert")).toEqual([]);
});

test("a form that the user may not open is a right that is lacking", async () => {
  const users = [{ name: "admin", password: "admin", forbidden: ["Payment"] }];
  const { session } = await startErp({ users });
  const diagnosis = await session.diagnose?.(["Payment", "SalesOrder"]);
  expect(diagnosis?.rights).toEqual([
    { resource: "Payment", action: "read", allowed: false },
    { resource: "SalesOrder", action: "read", allowed: true },
  ]);
});

test("what an administrator has to enter names forms, columns and the header, and never the secret", async () => {
  const { open } = await startErp();
  const session = open({ webhookSecret: "kept-to-oneself", webhookHeader: "X-Erp" });
  const steps = session.webhookSetup?.("https://xmap.example.com/webhooks/system", ["SalesOrder", "Shipment"]) ?? [];
  expect(steps.join("\n")).toContain("xmap-SalesOrder with the columns OrderType, OrderNbr");
  expect(steps.join("\n")).toContain("address https://xmap.example.com/webhooks/system, header name X-Erp");
  expect(steps.join("\n")).not.toContain("kept-to-oneself");
  expect(session.webhookSetup?.("https://xmap.example.com/webhooks/system", [])).toEqual([]);
});
