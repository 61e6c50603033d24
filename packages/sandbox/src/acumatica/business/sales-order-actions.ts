import { flagOf, linesOf, linkOf, numberOf, type Row, textOf } from "../record/row.ts";
import { type Action, type Context, longAction, refuse, shortAction } from "./context.ts";
import { createOrderInvoice, createShipmentInvoices } from "./invoice-rules.ts";
import { refreshOrder } from "./refresh-order.ts";
import { completeOrderLines } from "./sales-order-lines.ts";
import { completeOrderStatus } from "./sales-order-status.ts";
import { completeOrderTotals } from "./sales-order-totals.ts";
import { createShipments } from "./shipment-creation.ts";

const CANCELABLE = ["On Hold", "Open", "Awaiting Payment", "Credit Hold"];
const DIRECTLY_INVOICED = ["IN", "CM", "CS", "CR"];

/** Actions of sales orders: those of the endpoint and those of the form's workflow. */
export const salesOrderActions: { readonly [name: string]: Action } = {
  SalesOrderCreateShipment: longAction((context, order, parameters) => {
    expectState(order, ["Open", "Back Order", "Shipping"], "Create Shipment");
    createShipments(context, order, "Issue", parameters);
  }),
  SalesOrderCreateReceipt: longAction((context, order, parameters) => {
    expectState(order, ["Open", "Back Order", "Shipping"], "Create Receipt");
    createShipments(context, order, "Receipt", parameters);
  }),
  PrepareSalesInvoice: longAction(prepareInvoice),
  CancelSalesOrder: shortAction(cancel),
  CancelOrder: shortAction(cancel),
  ReopenSalesOrder: shortAction(reopen),
  ReopenOrder: shortAction(reopen),
  OpenSalesOrder: shortAction(releaseFromHold),
  ReleaseFromHold: shortAction(releaseFromHold),
  PutOnHold: shortAction((context, order) => {
    expectState(order, ["Open", "Awaiting Payment", "Credit Hold", "Pending Approval"], "Hold");
    Object.assign(order.values, { Hold: true, CreditHold: false });
    completeOrderStatus(context, order);
  }),
  ReleaseFromCreditHoldSalesOrder: shortAction(releaseFromCreditHold),
  ReleaseFromCreditHold: shortAction(releaseFromCreditHold),
  AutoRecalculateDiscounts: shortAction((context, order) => recalculate(context, order, { prices: false })),
  RecalculatePricesDiscounts: shortAction((context, order, parameters) =>
    recalculate(context, order, {
      prices: parameters.RecalculateUnitPrices !== false,
      overridesManual: parameters.OverrideManualPrices === true,
    }),
  ),
};

function expectState(order: Row, states: readonly string[], action: string): void {
  const status = textOf(order, "Status");
  if (!states.includes(status)) {
    refuse(
      `The ${action} action is not available in the ${orderName(order)} document at the moment. ` +
        `The document is being used in the ${status} status.`,
    );
  }
}

function orderName(order: Row): string {
  return `${textOf(order, "OrderType")} ${textOf(order, "OrderNbr")}`;
}

function releaseFromHold(context: Context, order: Row): void {
  expectState(order, ["On Hold"], "Remove Hold");
  order.values.Hold = false;
  completeOrderStatus(context, order);
}

function releaseFromCreditHold(context: Context, order: Row): void {
  expectState(order, ["Credit Hold"], "Release from Credit Hold");
  Object.assign(order.values, { CreditHold: false, IsCreditReleased: true });
  completeOrderStatus(context, order);
}

function cancel(context: Context, order: Row): void {
  expectState(order, CANCELABLE, "Cancel Order");
  if (linesOf(order, "Shipments").length > 0) {
    refuse("The sales order cannot be canceled because it has shipments.");
  }
  if (linesOf(order, "Payments").some((line) => numberOf(line, "AppliedToOrder") > 0)) {
    refuse("The sales order cannot be canceled because payments are applied to it.");
  }
  Object.assign(order.values, { IsCanceled: true, Hold: false });
  linkOf(order, "ShippingSettings").values.Canceled = true;
  completeOrderStatus(context, order);
}

function reopen(context: Context, order: Row): void {
  expectState(order, ["Canceled", "Completed"], "Reopen Order");
  if (linesOf(order, "Details").every((line) => numberOf(line, "ConfirmedQty") > 0) && !flagOf(order, "IsCanceled")) {
    refuse("The sales order cannot be reopened because all its lines are shipped.");
  }
  order.values.IsCanceled = false;
  linkOf(order, "ShippingSettings").values.Canceled = false;
  completeOrderStatus(context, order);
}

function prepareInvoice(context: Context, order: Row): void {
  const isUnshipped = linesOf(order, "Details").every((line) => line.values.IsStock === false);
  if (isUnshipped || DIRECTLY_INVOICED.includes(textOf(order, "OrderType"))) {
    expectState(order, ["Open"], "Prepare Invoice");
    createOrderInvoice(context, order);
  } else if (createShipmentInvoices(context, order) === 0) {
    refuse("There are no confirmed shipments that can be invoiced.");
  }
  refreshOrder(context, textOf(order, "OrderType"), textOf(order, "OrderNbr"));
}

function recalculate(
  context: Context,
  order: Row,
  options: { readonly prices: boolean; readonly overridesManual?: boolean },
): void {
  for (const line of options.prices && options.overridesManual === true ? linesOf(order, "Details") : []) {
    line.values.ManualPrice = false;
  }
  completeOrderLines(context, order);
  completeOrderTotals(context, order);
  completeOrderStatus(context, order);
}
