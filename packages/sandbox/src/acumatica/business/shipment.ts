import { flagOf, linesOf, numberOf, type Row, textOf } from "../record/row.ts";
import { type Behavior, type Context, checkChoice, fromTable, longAction, refuse, shortAction } from "./context.ts";
import { isIssued } from "./demand-book.ts";
import { createShipmentInvoice } from "./invoice-rules.ts";
import { refreshOrder } from "./refresh-order.ts";
import { completeShipmentTotals, packByCarrier, updateInventory } from "./shipment-rules.ts";

/** Shipments, SO302000. */
export const shipmentBehavior: Behavior = {
  change: (context, shipment, isNew) => {
    if (isNew) {
      context.merged.recordError =
        "Inserting  'Shipment' record raised at least one error. Shipments are created from sales orders.";
      return;
    }
    changeShipment(context, shipment);
  },
  delete: (context, shipment) => {
    if (!["Open", "On Hold"].includes(textOf(shipment, "Status"))) {
      refuse("The shipment is confirmed and cannot be deleted.");
    }
    context.workspace.delete("Shipment", shipment);
    refreshOrders(context, shipment);
  },
  actions: {
    ConfirmShipment: longAction(confirm),
    CorrectShipment: longAction(correct),
    UpdateIN: longAction((context, shipment) => {
      expectState(shipment, ["Confirmed", "Invoiced"], "Update IN");
      updateInventory(context, shipment);
      completeStatus(shipment);
      refreshOrders(context, shipment);
    }),
    PrepareInvoice: longAction((context, shipment) => {
      expectState(shipment, ["Confirmed"], "Prepare Invoice");
      createShipmentInvoice(context, shipment);
      completeStatus(shipment);
      refreshOrders(context, shipment);
    }),
    ReleaseFromHold: shortAction((context, shipment) => {
      expectState(shipment, ["On Hold"], "Remove Hold");
      shipment.values.Hold = false;
      completeStatus(shipment);
      refreshOrders(context, shipment);
    }),
    PutOnHold: shortAction((context, shipment) => {
      expectState(shipment, ["Open"], "Hold");
      shipment.values.Hold = true;
      completeStatus(shipment);
      refreshOrders(context, shipment);
    }),
  },
};

function changeShipment(context: Context, shipment: Row): void {
  const { merged, workspace } = context;
  const before = workspace.before(shipment);
  checkChoice(context, shipment, "ShipVia", "Ship Via", fromTable(context, "ShipVia"));
  for (const line of linesOf(shipment, "Details")) {
    const known = before?.rows.Details?.find((other) => other.id === line.id);
    if (known === undefined) {
      merged.fail(line, "InventoryID", "Lines of a shipment come from sales orders.");
    } else if (numberOf(line, "ShippedQty") !== numberOf(known, "ShippedQty")) {
      checkQuantity(context, shipment, line);
    }
  }
  completeShipmentTotals(context, shipment);
  completeStatus(shipment);
  if (!merged.hasErrors) {
    refreshOrders(context, shipment);
  }
}

function checkQuantity({ merged }: Context, shipment: Row, line: Row): void {
  if (!["Open", "On Hold"].includes(textOf(shipment, "Status"))) {
    merged.fail(line, "ShippedQty", "The shipment is confirmed; the quantity cannot be changed.");
  } else if (numberOf(line, "ShippedQty") > numberOf(line, "OrderedQty")) {
    merged.fail(line, "ShippedQty", "'Shipped Qty.' cannot exceed the open quantity of the order line.");
  }
}

function completeStatus(shipment: Row): void {
  const isInvoiced = linesOf(shipment, "Orders").some((line) => textOf(line, "InvoiceNbr") !== "");
  if (!flagOf(shipment, "IsConfirmed")) {
    shipment.values.Status = flagOf(shipment, "Hold") ? "On Hold" : "Open";
  } else if (isInvoiced && isIssued(shipment)) {
    shipment.values.Status = "Completed";
  } else {
    shipment.values.Status = isInvoiced ? "Invoiced" : "Confirmed";
  }
}

function expectState(shipment: Row, states: readonly string[], action: string): void {
  const status = textOf(shipment, "Status");
  if (!states.includes(status)) {
    refuse(
      `The ${action} action is not available in the ${textOf(shipment, "ShipmentNbr")} document at the moment. ` +
        `The document is being used in the ${status} status.`,
    );
  }
}

function confirm(context: Context, shipment: Row): void {
  expectState(shipment, ["Open"], "Confirm Shipment");
  if (linesOf(shipment, "Details").every((line) => numberOf(line, "ShippedQty") === 0)) {
    refuse("The shipment with zero shipped quantity cannot be confirmed.");
  }
  if (linesOf(shipment, "Packages").length === 0 && context.settings.trackingOnConfirm) {
    packByCarrier(context, shipment);
  }
  shipment.values.IsConfirmed = true;
  completeShipmentTotals(context, shipment);
  for (const box of linesOf(shipment, "Packages")) {
    box.values.Confirmed = true;
  }
  completeStatus(shipment);
  refreshOrders(context, shipment);
}

function correct(context: Context, shipment: Row): void {
  expectState(shipment, ["Confirmed"], "Correct Shipment");
  if (isIssued(shipment)) {
    refuse("The inventory issue of the shipment is released; the shipment cannot be corrected.");
  }
  shipment.values.IsConfirmed = false;
  for (const box of linesOf(shipment, "Packages")) {
    box.values.Confirmed = false;
  }
  completeStatus(shipment);
  refreshOrders(context, shipment);
}

function refreshOrders(context: Context, shipment: Row): void {
  for (const line of linesOf(shipment, "Orders")) {
    refreshOrder(context, textOf(line, "OrderType"), textOf(line, "OrderNbr"));
  }
}
