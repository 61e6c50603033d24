import type { DataRecord, EntitySchema } from "@xmap/contract";
import { linesIn, numberIn, type Operations, operation, statusOperation } from "./operation.ts";

const SHIPMENT_ARGUMENTS: EntitySchema = {
  type: "object",
  additionalProperties: false,
  properties: {
    ShipmentDate: { type: "string", format: "date", description: "Day of the shipment; today when not given." },
    WarehouseID: { type: "string", description: "Ships from this warehouse; from that of each line when not given." },
  },
};
const LINE_FIELDS = ["WarehouseID", "OrderQty", "OpenQty", "QtyOnShipments", "Completed"];

/** Actions of sales orders. */
export const SALES_ORDER_OPERATIONS: Operations = {
  CancelSalesOrder: statusOperation({
    action: "CancelSalesOrder",
    description: "Cancels an order that has neither shipments nor payments.",
    statuses: ["Canceled"],
    effects: ["movesStock"],
    reversible: true,
  }),
  ReopenSalesOrder: operation({
    action: "ReopenSalesOrder",
    description: "Opens a canceled or completed order again.",
    doneWhen: "Status is neither Canceled nor Completed",
    fields: ["Status"],
    done: (record) => !["Canceled", "Completed"].includes(String(record.Status)),
    effects: ["movesStock"],
    reversible: true,
  }),
  ReleaseFromHold: operation({
    action: { write: { Hold: false } },
    description: "Takes an order off hold.",
    doneWhen: "Hold is false",
    fields: ["Hold"],
    done: (record) => record.Hold === false,
    effects: ["movesStock"],
    reversible: true,
  }),
  PutOnHold: operation({
    action: { write: { Hold: true } },
    description: "Puts an order on hold, so that nothing is shipped.",
    doneWhen: "Hold is true",
    fields: ["Hold"],
    done: (record) => record.Hold === true,
    effects: ["movesStock"],
    reversible: true,
  }),
  OpenSalesOrder: operation({
    action: "OpenSalesOrder",
    description: "Opens an order that is on hold.",
    doneWhen: "Status is not On Hold",
    fields: ["Status"],
    done: (record) => record.Status !== "On Hold",
    effects: ["movesStock"],
    reversible: true,
  }),
  ReleaseFromCreditHoldSalesOrder: operation({
    action: "ReleaseFromCreditHoldSalesOrder",
    description: "Lets an order pass although the customer's credit limit is exceeded.",
    doneWhen: "CreditHold is false",
    fields: ["CreditHold"],
    done: (record) => record.CreditHold === false,
    effects: ["movesStock"],
  }),
  SalesOrderCreateShipment: operation({
    action: "SalesOrderCreateShipment",
    description: "Makes a shipment of what can be shipped.",
    doneWhen:
      "a line (of the warehouse, where one is given) is on a shipment that is not confirmed, or all are completed",
    fields: ["Status", ...LINE_FIELDS.map((field) => `Details.${field}`)],
    done: isOnShipment,
    effects: ["movesStock"],
    reversible: true,
    arguments: SHIPMENT_ARGUMENTS,
  }),
  SalesOrderCreateReceipt: operation({
    action: "SalesOrderCreateReceipt",
    description: "Makes a receipt of what comes back.",
    doneWhen:
      "a line (of the warehouse, where one is given) is on a receipt that is not confirmed, or all are completed",
    fields: ["Status", ...LINE_FIELDS.map((field) => `Details.${field}`)],
    done: isOnShipment,
    effects: ["movesStock"],
    reversible: true,
    arguments: SHIPMENT_ARGUMENTS,
  }),
  PrepareSalesInvoice: operation({
    action: "PrepareSalesInvoice",
    description: "Makes invoices of what is confirmed as shipped, or of the order where nothing is shipped.",
    doneWhen: "each confirmed shipment has an invoice, or Status is Invoiced or Completed without shipments",
    fields: ["Status", "Shipments.Status", "Shipments.InvoiceNbr"],
    done: isInvoiced,
    effects: ["postsMoney", "mailsCustomer"],
  }),
};

/** Lines on a shipment that is not confirmed count as shipments and are still open. */
function isOnShipment(record: DataRecord, given: DataRecord): boolean {
  const lines = linesIn(record, "Details").filter(
    (line) => typeof given.WarehouseID !== "string" || isSameKey(line.WarehouseID, given.WarehouseID),
  );
  if (["Completed", "Invoiced", "Canceled"].includes(String(record.Status)) || lines.length === 0) return true;
  const isWaiting = (line: DataRecord): boolean =>
    line.Completed !== true &&
    Math.abs(numberIn(line, "QtyOnShipments")) + Math.abs(numberIn(line, "OpenQty")) >
      Math.abs(numberIn(line, "OrderQty"));
  return lines.every((line) => line.Completed === true) || lines.some(isWaiting);
}

function isInvoiced(record: DataRecord): boolean {
  const shipments = linesIn(record, "Shipments");
  if (shipments.length === 0) return ["Invoiced", "Completed"].includes(String(record.Status));
  const confirmed = shipments.filter(({ Status }) => ["Confirmed", "Invoiced", "Completed"].includes(String(Status)));
  return confirmed.length > 0 && confirmed.every(({ InvoiceNbr }) => typeof InvoiceNbr === "string");
}

function isSameKey(left: unknown, right: string): boolean {
  return typeof left === "string" && left.trim().toUpperCase() === right.trim().toUpperCase();
}
