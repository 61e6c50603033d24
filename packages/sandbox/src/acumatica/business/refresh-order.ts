import { linesOf, numberOf, type Row, rounded, setDefaults, textOf } from "../record/row.ts";
import type { Context } from "./context.ts";
import { completeOrderLines } from "./sales-order-lines.ts";
import { showOrderPayments } from "./sales-order-payments.ts";
import { completeOrderStatus } from "./sales-order-status.ts";
import { completeOrderTotals } from "./sales-order-totals.ts";

/** Computes an order anew after one of its shipments, invoices or payments has changed. */
export function refreshOrder(context: Context, type: string, number: string): void {
  const stored = context.workspace.byKey("SalesOrder", type, number);
  if (stored === undefined) {
    return;
  }
  const order = context.workspace.edit("SalesOrder", stored);
  followShipments(context, order);
  completeOrderLines(context, order);
  completeOrderTotals(context, order);
  showOrderPayments(context, order);
  completeOrderStatus(context, order);
}

// Lines that nobody ships are done when the rest is.
function followUnshippedLines(order: Row): void {
  const shipped = linesOf(order, "Details").filter((line) => line.values.IsStock !== false);
  const isDone = shipped.length > 0 && shipped.every((line) => line.values.Completed === true);
  for (const line of linesOf(order, "Details").filter((one) => one.values.IsStock === false)) {
    line.values.Completed = isDone;
  }
}

type ShipmentPart = { readonly shipment: Row; readonly reference: Row };

function followShipments({ workspace }: Context, order: Row): void {
  const type = textOf(order, "OrderType");
  const number = textOf(order, "OrderNbr");
  const parts = workspace.rows("Shipment").flatMap((shipment) =>
    linesOf(shipment, "Orders")
      .filter((line) => textOf(line, "OrderType") === type && textOf(line, "OrderNbr") === number)
      .map((reference) => ({ shipment, reference })),
  );
  for (const line of linesOf(order, "Details")) {
    followLine(line, type, number, parts);
  }
  followUnshippedLines(order);
  const before = linesOf(order, "Shipments");
  order.rows.Shipments = [];
  for (const { shipment, reference } of parts) {
    const shown = before.find((line) => line.values.ShipmentNbr === shipment.values.ShipmentNbr);
    const line = shown ?? workspace.insertLine(order, "Shipments", "SalesOrderShipment");
    if (shown !== undefined) {
      order.rows.Shipments.push(shown);
    }
    for (const field of ["ShipmentNbr", "ShipmentType", "InvoiceType", "InvoiceNbr", "InventoryRefNbr", "ShippedQty"]) {
      line.values[field] = reference.values[field] ?? null;
    }
    line.values.ShipmentDate = shipment.values.ShipmentDate ?? null;
    line.values.Status = shipment.values.Status ?? null;
    line.values.LastModifiedDateTime = workspace.at;
    setDefaults(line, { ShippingNoteID: shipment.id });
  }
}

function followLine(line: Row, type: string, number: string, parts: readonly ShipmentPart[]): void {
  let planned = 0;
  let confirmed = 0;
  for (const { shipment } of parts) {
    for (const shipped of linesOf(shipment, "Details")) {
      const isOfLine =
        shipped.values.OrderType === type &&
        shipped.values.OrderNbr === number &&
        shipped.values.OrderLineNbr === line.values.LineNbr;
      if (isOfLine) {
        planned += numberOf(shipped, "ShippedQty");
        confirmed += ["Open", "On Hold"].includes(textOf(shipment, "Status")) ? 0 : numberOf(shipped, "ShippedQty");
      }
    }
  }
  line.values.QtyOnShipments = rounded(planned, 6);
  line.values.ConfirmedQty = rounded(confirmed, 6);
  const isCut = textOf(line, "ShippingRule") === "Cancel Remainder" && confirmed > 0;
  line.values.Completed = isCut || (confirmed > 0 && confirmed >= numberOf(line, "OrderQty"));
}
