// @module-tag long

import { cpSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type AcumaticaSandbox, startAcumaticaSandbox } from "@xmap/sandbox/acumatica";
import { startXCartSandbox, type XCartSandbox } from "@xmap/sandbox/xcart";
import { expect, it, onTestFinished } from "vitest";
import { startCommand } from "../cli/started-command.ts";
import { MAPPINGS } from "../harness/mappings.ts";
import { type RuntimeProcess, startRuntime } from "../harness/runtime-process.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";

const MAPPING = `xmap 1

system shop = xcart { url: env("SHOP_URL"), key: secret("SHOP_KEY"), language: "en" }
system erp = acumatica {
  url: env("ACU_URL")
  tenant: env("ACU_TENANT")
  user: "admin"
  password: secret("ACU_PASSWORD")
  webhookSecret: secret("ACU_HOOK")
  zone: "America/New_York"
}

entity Order = shop.orders { key id }
entity SalesOrder = erp.SalesOrder { key OrderType + OrderNbr }
entity Customer = erp.Customer { key CustomerID }
entity Shipment = erp.Shipment { key ShipmentNbr }

binding Buyer: Order -> Customer {
  email -> AccountRef         key
  email -> CustomerName
  email -> MainContact.Email
}

binding OrderToSalesOrder: Order -> SalesOrder {
  "SO"                    -> OrderType                   key
  order_number            -> ExternalRef                 key
  create_date             -> Date                        once
  $                       -> CustomerID                  via Buyer
  false                   -> Hold
  true                    -> ShipToAddressOverride
  shipping_address.street -> ShipToAddress.AddressLine1
  shipping_address.city   -> ShipToAddress.City
  items -> Details each by id {
    sku            -> InventoryID
    amount         -> OrderQty
    item_net_price -> UnitPrice
    true           -> ManualPrice
    "WHOLESALE"    -> WarehouseID
  }
}

flow OrderToErp for order: Order {
  on change by poll every 1s

  sales = sync order via OrderToSalesOrder
  when order.payment_status.code = "P" {
    call sales.SalesOrderCreateShipment(WarehouseID: "WHOLESALE")
  }
}

flow ShipmentToShop for shipment: Shipment where Type = "Shipment" and Status = "Confirmed" {
  on change by webhook, poll every 1s

  each part in shipment.Orders {
    sales = read SalesOrder(part.OrderType, part.OrderNbr)
    order = find sales via OrderToSalesOrder else skip "not an order of the shop"
    write order { "S" -> shipping_status.code }
  }
}
`;
const PATIENCE = { timeout: 60_000, interval: 50 };

interface World {
  readonly shop: XCartSandbox;
  readonly erp: AcumaticaSandbox;
  readonly runtime: RuntimeProcess;
}

/** A shop and an ERP, the project that joins them with its schemas pulled, and its runtime; all end with the test. */
async function startWorld(): Promise<World> {
  const items = ["TAPE-5M", "HAMMER"];
  const shop = await startXCartSandbox({ products: items.map((sku) => ({ sku, name: sku, price: 7.25 })) });
  onTestFinished(() => shop.close());
  const erp = await startAcumaticaSandbox({
    instance: "/AcuSandbox",
    operations: { polls: 2 },
    hasUnstableLists: true,
    seed: {
      records: {
        StockItem: items.map((InventoryID) => ({ InventoryID, Description: InventoryID, ItemClass: "BIKEACC" })),
      },
      stock: items.map((item) => ({ item, warehouse: "WHOLESALE", quantity: 100 })),
    },
  });
  onTestFinished(() => erp.close());
  const project = temporaryFolder();
  symlinkSync(resolve(import.meta.dirname, "../../node_modules"), join(project, "node_modules"));
  cpSync(join(MAPPINGS, "schemas/shop"), join(project, "schemas/shop"), { recursive: true });
  const environments = { sandbox: { store: "store.sqlite" } };
  writeFileSync(join(project, "xmap.json"), JSON.stringify({ language: 1, installation: "test", environments }));
  writeFileSync(join(project, "main.xmap"), MAPPING);
  const environment = {
    SHOP_URL: shop.url,
    SHOP_KEY: shop.keys.all,
    ACU_URL: erp.baseUrl,
    ACU_TENANT: erp.tenant,
    ACU_PASSWORD: "admin",
    ACU_HOOK: "push-secret",
  };
  const words = ["pull", "erp", "--env", "sandbox", "--resource", "SalesOrder", "Customer", "Shipment"];
  const pull = startCommand(words, project, environment);
  expect([await pull.ended(), pull.stderr()]).toEqual([0, "3 schemas written, 0 as before\n"]);
  const store = join(project, "store.sqlite");
  const runtime = await startRuntime({ project, store, environment, pollEvery: "300ms" });
  onTestFinished(() => runtime.kill());
  const url = `${runtime.url}/webhooks/erp`;
  const header = { name: "x-xmap-secret", value: environment.ACU_HOOK };
  const fields = { ShipmentNbr: "ShipmentNbr", Status: "Status" };
  erp.setPushNotifications([{ query: "XMAP-Shipment", entity: "Shipment", fields, url, header }]);
  return { shop, erp, runtime };
}

function salesOf(erp: AcumaticaSandbox, orderNumber: unknown) {
  return erp.records("SalesOrder").filter(({ ExternalRef }) => ExternalRef === String(orderNumber));
}

it("an order of the shop is made, changed and shipped in Acumatica, once each, and the shop learns of it", async () => {
  const { shop, erp, runtime } = await startWorld();
  erp.faults.add({ match: { operation: "SalesOrder.put" }, kind: "lostAnswer", remaining: 1 });
  erp.faults.add({ match: { operation: "Customer.put" }, kind: "lostAnswer", remaining: 1 });
  const items = [{ sku: "TAPE-5M", price: 7.25, amount: 2 }];
  const placed = shop.placeOrder({ email: "ada@example.com", payment_status: "Q", items });
  const sale = () => salesOf(erp, placed.order_number);
  await expect
    .poll(() => sale().map(({ Status, OrderTotal }) => [Status, OrderTotal]), PATIENCE)
    .toEqual([["Open", 14.5]]);
  const hammer = { sku: "HAMMER", price: 10, amount: 1 };
  shop.editOrder(Number(placed.id), { items: [{ sku: "TAPE-5M", price: 7.25, amount: 4 }, hammer] });
  const lines = () => {
    const details = sale()[0]?.Details;
    return Array.isArray(details)
      ? details.map((line) => [Reflect.get(Object(line), "InventoryID"), Reflect.get(Object(line), "OrderQty")])
      : [];
  };
  await expect
    .poll(() => lines().toSorted(), PATIENCE)
    .toEqual([
      ["HAMMER", 1],
      ["TAPE-5M", 4],
    ]);
  erp.endSessions();
  shop.setPaymentStatus(Number(placed.id), "P");
  await expect.poll(() => sale().map(({ Status }) => Status), PATIENCE).toEqual(["Shipping"]);
  const [shipment] = erp.records("Shipment");
  expect(erp.records("Customer").filter(({ AccountRef }) => AccountRef === "ada@example.com")).toHaveLength(1);
  erp.act("Shipment", [String(shipment?.ShipmentNbr)], "ConfirmShipment");
  const shippingStatus = () => {
    const found = shop.orders().find(({ id }) => id === placed.id);
    return (found?.shipping_status as { readonly code?: string } | null)?.code;
  };
  await expect.poll(shippingStatus, PATIENCE).toBe("S");
  await erp.drainPushNotifications();
  expect(erp.pushCounts()).toMatchObject({ sent: 2, attempts: 2, failed: 0 });
  expect(erp.records("Shipment")).toHaveLength(1);
  expect(lines()).toHaveLength(2);
  expect(await runtime.stop()).toBe(0);
  expect(erp.sessionCount()).toBe(0);
}, 120_000);
