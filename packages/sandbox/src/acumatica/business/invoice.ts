import { flagOf, linesOf, numberOf, type Row, textOf } from "../record/row.ts";
import { type Behavior, type Context, longAction, refuse } from "./context.ts";
import { roundedMoney } from "./money.ts";
import { payDocument } from "./payment.ts";
import { completeBalance, completePaymentStatus } from "./payment-rules.ts";
import { refreshOrder } from "./refresh-order.ts";
import { updateInventory } from "./shipment-rules.ts";

/** Invoices of the shop flow, SO303000. */
export const salesInvoiceBehavior: Behavior = {
  change: (context, invoice, isNew) => {
    if (isNew) {
      context.merged.recordError =
        "Inserting  'Invoice' record raised at least one error. Invoices are prepared from sales orders and shipments.";
    } else if (!flagOf(invoice, "IsReleased")) {
      invoice.values.Status = flagOf(invoice, "Hold") ? "On Hold" : "Balanced";
    }
  },
  delete: (_context, invoice) => {
    if (flagOf(invoice, "IsReleased")) {
      refuse("The document is released and cannot be deleted.");
    }
  },
  actions: { ReleaseSalesInvoice: longAction(releaseSalesInvoice), Release: longAction(releaseSalesInvoice) },
};

/** Releases an invoice: the stock leaves the books and prepayments of its orders pay it. Throws ApiError. */
export function releaseSalesInvoice(context: Context, invoice: Row): void {
  if (textOf(invoice, "Status") !== "Balanced") {
    refuse("Document Status is invalid for processing.");
  }
  Object.assign(invoice.values, { IsReleased: true, Status: "Open" });
  issueStock(context, invoice);
  const orders = new Map(
    linesOf(invoice, "Details").map((line) => [`${line.values.OrderType}/${line.values.OrderNbr}`, line] as const),
  );
  for (const line of orders.values()) {
    transferPrepayments(context, invoice, textOf(line, "OrderType"), textOf(line, "OrderNbr"));
    refreshOrder(context, textOf(line, "OrderType"), textOf(line, "OrderNbr"));
  }
  if (numberOf(invoice, "Balance") === 0) {
    invoice.values.Status = "Closed";
  }
}

function issueStock(context: Context, invoice: Row): void {
  const numbers = new Set(linesOf(invoice, "Details").map((line) => textOf(line, "ShipmentNbr")));
  for (const number of numbers) {
    const stored = context.workspace.byKey("Shipment", number);
    if (stored !== undefined) {
      const shipment = context.workspace.edit("Shipment", stored);
      updateInventory(context, shipment);
      shipment.values.Status = "Completed";
    }
  }
}

// What released payments hold for the order pays its invoice.
function transferPrepayments(context: Context, invoice: Row, orderType: string, orderNbr: string): void {
  if (textOf(invoice, "Type") !== "Invoice") {
    return;
  }
  for (const stored of context.workspace.rows("Payment")) {
    const isUsable = flagOf(stored, "IsReleased") && !flagOf(stored, "IsVoided");
    const found = linesOf(stored, "OrdersToApply").some((line) => isFor(line, orderType, orderNbr));
    if (isUsable && found) {
      const payment = context.workspace.edit("Payment", stored);
      for (const line of linesOf(payment, "OrdersToApply").filter((one) => isFor(one, orderType, orderNbr))) {
        const amount = Math.min(numberOf(line, "AppliedToOrder"), numberOf(invoice, "Balance"));
        if (amount > 0) {
          line.values.AppliedToOrder = roundedMoney(numberOf(line, "AppliedToOrder") - amount, invoice);
          line.values.TransferredtoInvoice = roundedMoney(numberOf(line, "TransferredtoInvoice") + amount, invoice);
          payDocument(context, payment, textOf(invoice, "Type"), textOf(invoice, "ReferenceNbr"), amount);
        }
      }
      completeBalance(payment);
      completePaymentStatus(payment);
    }
  }
}

function isFor(line: Row, orderType: string, orderNbr: string): boolean {
  return textOf(line, "OrderType") === orderType && textOf(line, "OrderNbr") === orderNbr;
}
