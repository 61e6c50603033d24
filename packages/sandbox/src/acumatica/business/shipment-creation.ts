import { flagOf, linesOf, linkOf, numberOf, type Row, rounded, textOf } from "../record/row.ts";
import { type ActionParameters, type Context, refuse } from "./context.ts";
import { baseFactor } from "./demand-book.ts";
import { refreshOrder } from "./refresh-order.ts";
import { completeShipmentTotals } from "./shipment-rules.ts";
import { quantityOnHand, stockLevels } from "./stock-level.ts";

/** What of an order line goes into a shipment, in the line's unit. */
type Part = { readonly line: Row; readonly open: number; readonly quantity: number };

/**
 * Makes one shipment for each warehouse (or for the one that `WarehouseID` names) of what is open and in stock.
 * Throws ApiError when nothing can be shipped, or not all of a line that ships complete.
 */
export function createShipments(
  context: Context,
  order: Row,
  operation: "Issue" | "Receipt",
  parameters: ActionParameters,
): void {
  const { workspace, merged } = context;
  const wanted = parameters.WarehouseID ?? null;
  if (wanted !== null && workspace.byKey("Warehouse", wanted) === undefined) {
    refuse(`'Warehouse' '${wanted}' cannot be found in the system.`);
  }
  const lines = openLines(order, operation);
  const warehouses = [...new Set(lines.map((line) => textOf(line, "WarehouseID")))].filter(
    (warehouse) => wanted === null || warehouse === workspace.byKey("Warehouse", wanted)?.values.WarehouseID,
  );
  let made = 0;
  for (const warehouse of warehouses) {
    const parts = partsOf(context, lines, warehouse, operation);
    if (parts.length > 0) {
      made += 1;
      makeShipment(context, order, { warehouse, operation, parts, date: parameters.ShipmentDate ?? null });
    }
  }
  if (made === 0) {
    const name = `${textOf(order, "OrderType")} ${textOf(order, "OrderNbr")}`;
    refuse(`The ${name} sales order does not contain any items available for shipment on the specified date.`);
  }
  if (!merged.hasErrors) {
    refreshOrder(context, textOf(order, "OrderType"), textOf(order, "OrderNbr"));
  }
}

function openLines(order: Row, operation: string): readonly Row[] {
  return linesOf(order, "Details").filter(
    (line) =>
      flagOf(line, "IsStock") &&
      !flagOf(line, "Completed") &&
      textOf(line, "Operation") === operation &&
      Math.abs(numberOf(line, "OrderQty")) > numberOf(line, "QtyOnShipments"),
  );
}

function partsOf(context: Context, lines: readonly Row[], warehouse: string, operation: string): readonly Part[] {
  const promised = new Map<string, number>();
  return lines
    .filter((line) => textOf(line, "WarehouseID") === warehouse)
    .flatMap((line) => {
      const item = textOf(line, "InventoryID");
      const open = rounded(Math.abs(numberOf(line, "OrderQty")) - numberOf(line, "QtyOnShipments"), 6);
      if (operation === "Receipt") {
        return [{ line, open, quantity: open }];
      }
      const inBase =
        quantityOnHand(context.workspace, item, warehouse) -
        context.demand.of(item, warehouse).shipments -
        (promised.get(item) ?? 0);
      const quantity = Math.min(open, Math.max(0, Math.floor(inBase / baseFactor(line))));
      if (quantity < open && textOf(line, "ShippingRule") === "Ship Complete") {
        refuse(`The ${item} item must be shipped complete, and the ${warehouse} warehouse does not hold enough of it.`);
      }
      promised.set(item, (promised.get(item) ?? 0) + quantity * baseFactor(line));
      return quantity > 0 ? [{ line, open, quantity }] : [];
    });
}

function makeShipment(
  context: Context,
  order: Row,
  plan: {
    readonly warehouse: string;
    readonly operation: string;
    readonly parts: readonly Part[];
    readonly date: string | number | boolean | null;
  },
): void {
  const { workspace, numbers } = context;
  const shipment = workspace.insert("Shipment");
  const shipping = linkOf(order, "ShippingSettings");
  const isFirst = linesOf(order, "Shipments").length === 0;
  Object.assign(shipment.values, {
    ShipmentNbr: numbers.take("Shipment"),
    Type: "Shipment",
    Status: "Open",
    Operation: plan.operation,
    Hold: false,
    Picked: false,
    ShipmentDate: plan.date ?? workspace.work.businessDate,
    CustomerID: order.values.CustomerID ?? null,
    LocationID: order.values.LocationID ?? null,
    WarehouseID: plan.warehouse,
    ShipVia: order.values.ShipVia ?? null,
    ShippingTerms: shipping.values.ShippingTerms ?? null,
    FreightCurrencyID: order.values.CurrencyID ?? null,
    FreightCost: 0,
    FreightPrice: isFirst ? numberOf(shipping, "FreightPrice") : 0,
    OverrideFreightPrice: flagOf(shipping, "OverrideFreightPrice"),
  });
  copyShipTo(order, linkOf(shipment, "ShippingSettings"));
  for (const { line, open, quantity } of plan.parts) {
    addLine(context, order, shipment, { line, open, quantity });
  }
  const reference = workspace.insertLine(shipment, "Orders", "ShipmentOrderDetail");
  Object.assign(reference.values, {
    OrderType: order.values.OrderType ?? null,
    OrderNbr: order.values.OrderNbr ?? null,
    OrderNoteID: order.id,
    ShipmentNbr: shipment.values.ShipmentNbr ?? null,
    ShipmentType: "Shipment",
  });
  completeShipmentTotals(context, shipment);
}

function addLine({ workspace }: Context, order: Row, shipment: Row, { line, open, quantity }: Part): void {
  const shipped = workspace.insertLine(shipment, "Details", "ShipmentDetail");
  const item = textOf(line, "InventoryID");
  const [level] = stockLevels(workspace, item, textOf(line, "WarehouseID"));
  Object.assign(shipped.values, {
    LineNbr: linesOf(shipment, "Details").length,
    OrderType: order.values.OrderType ?? null,
    OrderNbr: order.values.OrderNbr ?? null,
    OrderLineNbr: line.values.LineNbr ?? null,
    InventoryID: item,
    Description: line.values.LineDescription ?? null,
    UOM: line.values.UOM ?? null,
    WarehouseID: line.values.WarehouseID ?? null,
    LocationID: level?.values.LocationID ?? null,
    OrderedQty: open,
    OriginalQty: quantity,
    ShippedQty: quantity,
    OpenQty: rounded(open - quantity, 6),
    FreeItem: flagOf(line, "FreeItem"),
    BaseFactor: baseFactor(line),
  });
}

function copyShipTo(order: Row, target: Row): void {
  Object.assign(target.values, {
    ShipToAddressOverride: flagOf(order, "ShipToAddressOverride"),
    ShipToContactOverride: flagOf(order, "ShipToContactOverride"),
    Validated: false,
  });
  Object.assign(linkOf(target, "ShipToAddress").values, linkOf(order, "ShipToAddress").values);
  Object.assign(linkOf(target, "ShipToContact").values, linkOf(order, "ShipToContact").values);
}
