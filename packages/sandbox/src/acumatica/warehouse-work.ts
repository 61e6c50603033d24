import type { Json, JsonObject } from "../server/json.ts";
import { entityOf, type TopLevelEntity } from "./contract/entities.ts";
import { linesOf, numberOf, type Row, textOf } from "./record/row.ts";
import { writeRecord } from "./seed.ts";
import type { Tenant } from "./tenant.ts";
import { readParameters } from "./web/actions.ts";

/** How a warehouse ships an order. */
export type OrderShipment = {
  /** Quantities by inventory id; whatever is left out is not shipped. All that is in stock unless given. */
  readonly quantities?: { readonly [inventoryId: string]: number };
  readonly warehouse?: string;
  /** One package for each tracking number. */
  readonly trackingNumbers?: readonly string[];
  /** False leaves the shipment open; true unless given. */
  readonly confirm?: boolean;
};

/** Runs an action on a record with no HTTP between. Throws ApiError or RangeError. */
export function runAction(
  tenant: Tenant,
  entity: string,
  keys: readonly string[],
  action: string,
  parameters: JsonObject = {},
): void {
  const top = entityOf(entity);
  tenant.act(top, rowOf(tenant, top, keys).id, action, readParameters(parameters), tenant.systemWork());
}

/** Makes a shipment of an order of type SO, packs it and confirms it; answers its number. */
export function shipOrder(tenant: Tenant, orderNbr: string, request: OrderShipment = {}): string {
  const before = new Set(tenant.store.rows("Shipment").map((row) => row.id));
  const place: JsonObject = request.warehouse === undefined ? {} : { WarehouseID: request.warehouse };
  runAction(tenant, "SalesOrder", ["SO", orderNbr], "SalesOrderCreateShipment", place);
  const shipment = tenant.store.rows("Shipment").find((row) => !before.has(row.id));
  const number = textOf(shipment, "ShipmentNbr");
  const { quantities, trackingNumbers = [] } = request;
  const lines = linesOf(shipment, "Details").map((line) => ({
    LineNbr: numberOf(line, "LineNbr"),
    ShippedQty:
      quantities === undefined ? numberOf(line, "ShippedQty") : (quantities[textOf(line, "InventoryID")] ?? 0),
  }));
  const contents = linesOf(shipment, "Details").flatMap((line, place): Json[] => {
    const Quantity = lines[place]?.ShippedQty ?? 0;
    const [InventoryID, UOM] = [textOf(line, "InventoryID"), textOf(line, "UOM")];
    return Quantity > 0 ? [{ InventoryID, Quantity, UOM, ShipmentSplitLineNbr: numberOf(line, "LineNbr") }] : [];
  });
  const packages: Json[] = trackingNumbers.map((TrackingNbr, place) => ({
    BoxID: "MEDIUM",
    TrackingNbr,
    ...(place === 0 ? { PackageContents: contents } : {}),
  }));
  writeRecord(tenant, "Shipment", { ShipmentNbr: number, Details: lines, Packages: packages });
  if (request.confirm !== false) {
    runAction(tenant, "Shipment", [number], "ConfirmShipment");
  }
  return number;
}

/** Invoices what is confirmed of an order of type SO and releases the invoices; answers their numbers. */
export function invoiceOrder(tenant: Tenant, orderNbr: string): readonly string[] {
  const before = new Set(tenant.store.rows("SalesInvoice").map((row) => row.id));
  runAction(tenant, "SalesOrder", ["SO", orderNbr], "PrepareSalesInvoice");
  const made = tenant.store.rows("SalesInvoice").filter((row) => !before.has(row.id));
  for (const invoice of made) {
    const keys = [textOf(invoice, "Type"), textOf(invoice, "ReferenceNbr")];
    runAction(tenant, "SalesInvoice", keys, "ReleaseSalesInvoice");
  }
  return made.map((invoice) => textOf(invoice, "ReferenceNbr"));
}

function rowOf(tenant: Tenant, entity: TopLevelEntity, keys: readonly string[]): Row {
  const row = tenant.store.byKey(entity.name, keys);
  if (row === undefined) {
    throw new RangeError(`the sandbox has no ${entity.name} ${keys.join("/")}`);
  }
  return row;
}
