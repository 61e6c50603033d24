import { flagOf, keyText, linesOf, numberOf, type Row, setDefaults, textOf } from "../record/row.ts";
import { type Context, checkChoice, checkLabel, checkPeriod, fromList, fromTable, requireField } from "./context.ts";
import { roundedMoney } from "./money.ts";

const TYPES = ["Payment", "Prepayment", "Refund", "Credit Memo", "Voided Payment", "Voided Refund", "Balance WO"];

/** Completes and checks a payment: method, account, amounts, state and number. */
export function completePayment(context: Context, payment: Row, isNew: boolean): void {
  const { settings, workspace, merged, numbers } = context;
  checkLabel(context, payment, "Type", TYPES);
  requireField(context, payment, "CustomerID", "Customer");
  checkChoice(context, payment, "CustomerID", "Customer", fromTable(context, "Customer"));
  requireField(context, payment, "PaymentMethod", "Payment Method");
  checkChoice(context, payment, "PaymentMethod", "Payment Method", fromTable(context, "PaymentMethod"));
  const method = workspace.byKey("PaymentMethod", payment.values.PaymentMethod);
  if (method !== undefined && !flagOf(method, "Active")) {
    merged.fail(payment, "PaymentMethod", "The payment method is inactive.");
  }
  const accounts = linesOf(method, "AllowedCashAccounts");
  const standard = accounts.find((line) => flagOf(line, "ARDefault")) ?? accounts[0];
  setDefaults(payment, {
    Type: "Payment",
    ApplicationDate: workspace.work.businessDate,
    CustomerLocationID: "MAIN",
    CashAccount: standard?.values.CashAccount ?? null,
    CurrencyID: "USD",
    Branch: workspace.work.branch,
    Hold: settings.holdPaymentsOnEntry,
    IsCCPayment: false,
    PaymentAmount: 0,
  });
  setDefaults(payment, { BranchID: textOf(payment, "Branch") });
  requireField(context, payment, "CashAccount", "Cash Account");
  checkChoice(context, payment, "CashAccount", "Cash Account", fromList(settings.cashAccounts));
  checkChoice(context, payment, "CurrencyID", "Currency", fromList(settings.currencies));
  requireField(context, payment, "PaymentRef", "Payment Ref.");
  if (isNew || merged.wasSent(payment, "ApplicationDate")) {
    checkPeriod(context, payment, "ApplicationDate");
  }
  checkApplications(context, payment);
  completeBalance(payment);
  if (numberOf(payment, "AvailableBalance") < 0) {
    merged.fail(payment, "PaymentAmount", "The total application amount exceeds the payment amount.");
  }
  completePaymentStatus(payment);
  if (isNew && !merged.hasErrors) {
    payment.values.ReferenceNbr = numbers.take("Payment");
  }
}

/** Applies a part of a payment to an order; what was applied to the order before is replaced. */
export function applyToOrder({ workspace }: Context, payment: Row, order: Row, amount: number): void {
  const known = linesOf(payment, "OrdersToApply").find(
    (line) =>
      keyText(line.values.OrderType) === keyText(order.values.OrderType) &&
      keyText(line.values.OrderNbr) === keyText(order.values.OrderNbr),
  );
  const line = known ?? workspace.insertLine(payment, "OrdersToApply", "PaymentOrderDetail");
  Object.assign(line.values, {
    OrderType: order.values.OrderType ?? null,
    OrderNbr: order.values.OrderNbr ?? null,
    AppliedToOrder: amount,
  });
}

/** Sums up what a payment is applied to. */
export function completeBalance(payment: Row): void {
  const orders = linesOf(payment, "OrdersToApply").reduce((sum, line) => sum + numberOf(line, "AppliedToOrder"), 0);
  const documents = linesOf(payment, "DocumentsToApply").reduce((sum, line) => sum + numberOf(line, "AmountPaid"), 0);
  const history = linesOf(payment, "ApplicationHistory").reduce((sum, line) => sum + numberOf(line, "AmountPaid"), 0);
  Object.assign(payment.values, {
    AppliedToOrders: roundedMoney(orders, payment),
    AppliedToDocuments: roundedMoney(documents, payment),
    AvailableBalance: roundedMoney(numberOf(payment, "PaymentAmount") - orders - documents - history, payment),
  });
}

/** Writes the payment's state, which follows from its flags and balance. */
export function completePaymentStatus(payment: Row): void {
  if (flagOf(payment, "IsVoided")) {
    payment.values.Status = "Voided";
  } else if (flagOf(payment, "IsReleased")) {
    const isUsedUp = numberOf(payment, "AvailableBalance") === 0 && numberOf(payment, "AppliedToOrders") === 0;
    payment.values.Status = isUsedUp ? "Closed" : "Open";
  } else {
    const isPending = flagOf(payment, "IsCCPayment") && !flagOf(payment, "IsCaptured");
    payment.values.Status = flagOf(payment, "Hold") ? "On Hold" : isPending ? "Pending Processing" : "Balanced";
  }
}

function checkApplications(context: Context, payment: Row): void {
  const { merged } = context;
  for (const line of linesOf(payment, "OrdersToApply")) {
    line.values.OrderType ??= "SO";
    const order = context.workspace.byKey("SalesOrder", line.values.OrderType, line.values.OrderNbr);
    if (order === undefined) {
      merged.fail(line, "OrderNbr", `'Order Nbr.' '${textOf(line, "OrderNbr")}' cannot be found in the system.`);
    } else if (keyText(order.values.CustomerID) !== keyText(payment.values.CustomerID)) {
      merged.fail(line, "OrderNbr", `'Order Nbr.' '${textOf(line, "OrderNbr")}' belongs to another customer.`);
    } else {
      line.values.OrderNbr = order.values.OrderNbr ?? null;
      checkOrderAmount(context, payment, order, line);
    }
  }
  for (const line of linesOf(payment, "DocumentsToApply")) {
    line.values.DocType ??= "Invoice";
    const table = ["Payment", "Prepayment"].includes(textOf(line, "DocType")) ? "Payment" : "Invoice";
    const document = context.workspace.byKey(table, line.values.DocType, line.values.ReferenceNbr);
    const left = numberOf(document, table === "Payment" ? "AvailableBalance" : "Balance");
    if (document === undefined) {
      merged.fail(
        line,
        "ReferenceNbr",
        `'Reference Nbr.' '${textOf(line, "ReferenceNbr")}' cannot be found in the system.`,
      );
    } else if (!flagOf(payment, "IsReleased") && numberOf(line, "AmountPaid") > left) {
      merged.fail(line, "AmountPaid", "The amount paid cannot be greater than the document's balance.");
    }
  }
}

function checkOrderAmount({ workspace, merged }: Context, payment: Row, order: Row, line: Row): void {
  const others = workspace
    .rows("Payment")
    .filter((other) => other.id !== payment.id && textOf(other, "Status") !== "Voided")
    .flatMap((other) => linesOf(other, "OrdersToApply"))
    .filter((other) => other.values.OrderType === order.values.OrderType)
    .filter((other) => other.values.OrderNbr === order.values.OrderNbr);
  const applied = others.reduce((sum, other) => sum + numberOf(other, "AppliedToOrder"), 0);
  if (roundedMoney(applied + numberOf(line, "AppliedToOrder"), order) > numberOf(order, "OrderTotal")) {
    merged.fail(line, "AppliedToOrder", "The amount applied to the order cannot exceed the order's unpaid balance.");
  }
}
