import { flagOf, linesOf, linkOf, numberOf, type Row, rounded, textOf } from "../record/row.ts";
import { type Context, periodOf } from "./context.ts";
import { moneyDigits, roundedMoney } from "./money.ts";
import { isOfOrder } from "./sales-order-payments.ts";
import { sumOf } from "./sales-order-totals.ts";

type InvoicedLine = { readonly line: Row; readonly quantity: number; readonly shipmentNbr: string | null };

/** Invoices all confirmed shipments of an order that have no invoice yet; answers how many invoices it made. */
export function createShipmentInvoices(context: Context, order: Row): number {
  const { workspace } = context;
  const due = workspace
    .rows("Shipment")
    .filter((shipment) => textOf(shipment, "Status") === "Confirmed")
    .filter((shipment) => linesOf(shipment, "Orders").some((line) => isOfOrder(line, order)));
  for (const shipment of due) {
    const draft = workspace.edit("Shipment", shipment);
    createShipmentInvoice(context, draft);
    draft.values.Status = linesOf(draft, "Orders").some((line) => textOf(line, "InventoryRefNbr") !== "")
      ? "Completed"
      : "Invoiced";
  }
  return due.length;
}

/** Makes one invoice for each order of a confirmed shipment. */
export function createShipmentInvoice(context: Context, shipment: Row): void {
  for (const reference of linesOf(shipment, "Orders")) {
    const stored = context.workspace.byKey("SalesOrder", reference.values.OrderType, reference.values.OrderNbr);
    if (stored !== undefined) {
      const order = context.workspace.edit("SalesOrder", stored);
      const lines = linesOf(shipment, "Details").flatMap((shipped) => {
        const line = linesOf(order, "Details").find((one) => one.values.LineNbr === shipped.values.OrderLineNbr);
        return line === undefined || !isOfOrder(shipped, order)
          ? []
          : [{ line, quantity: numberOf(shipped, "ShippedQty"), shipmentNbr: textOf(shipment, "ShipmentNbr") }];
      });
      const unshipped = linesOf(order, "Details")
        .filter((line) => line.values.IsStock === false && !isBilled(line))
        .map((line) => ({ line, quantity: numberOf(line, "OrderQty"), shipmentNbr: null }));
      const isReturn = textOf(shipment, "Operation") === "Receipt";
      const invoice = createInvoice(context, order, [...lines, ...unshipped], isReturn ? "Credit Memo" : "Invoice");
      Object.assign(reference.values, {
        InvoiceType: invoice.values.Type ?? null,
        InvoiceNbr: invoice.values.ReferenceNbr ?? null,
      });
    }
  }
}

/** Makes the invoice of an order that needs no shipment. */
export function createOrderInvoice(context: Context, order: Row): void {
  const lines = linesOf(order, "Details").map((line) => ({
    line,
    quantity: numberOf(line, "OrderQty"),
    shipmentNbr: null,
  }));
  const isReturn = ["CM", "CR"].includes(textOf(order, "OrderType"));
  createInvoice(context, order, lines, isReturn ? "Credit Memo" : "Invoice");
  order.values.IsInvoicedDirectly = true;
}

function createInvoice(context: Context, order: Row, parts: readonly InvoicedLine[], type: string): Row {
  const { workspace, numbers } = context;
  const invoice = workspace.insert("SalesInvoice");
  const isFirst = linesOf(order, "Details").every((line) => !isBilled(line));
  const shipping = linkOf(order, "ShippingSettings");
  const freight = isFirst ? numberOf(shipping, "FreightPrice") + numberOf(shipping, "PremiumFreight") : 0;
  Object.assign(invoice.values, {
    Type: type,
    ReferenceNbr: numbers.take("SalesInvoice"),
    Date: workspace.work.businessDate,
    DueDate: workspace.work.businessDate,
    CustomerID: order.values.CustomerID ?? null,
    CustomerOrder: order.values.CustomerOrder ?? null,
    ExternalRef: order.values.ExternalRef ?? null,
    Description: order.values.Description ?? null,
    Currency: order.values.CurrencyID ?? null,
    Project: "X",
    Hold: false,
    CreditHold: false,
    IsTaxValid: flagOf(order, "IsTaxValid"),
    FreightPrice: roundedMoney(freight, order),
    PostPeriod: periodOf(workspace.work.businessDate),
  });
  for (const part of parts) {
    addLine(context, order, invoice, part);
  }
  const share = shareOf(order, invoice);
  addTaxes(context, order, invoice, share);
  const discount = roundedMoney(numberOf(linkOf(order, "Totals"), "DiscountTotal") * share, order);
  const detailTotal = sumOf(linesOf(invoice, "Details"), "Amount", moneyDigits(order));
  const tax = sumOf(linesOf(invoice, "TaxDetails"), "TaxAmount", moneyDigits(order));
  const amount = roundedMoney(detailTotal - discount + freight + tax, order);
  Object.assign(invoice.values, {
    DetailTotal: detailTotal,
    DiscountTotal: discount,
    TaxTotal: tax,
    Amount: amount,
    Balance: amount,
    CashDiscount: 0,
    PaymentTotal: 0,
    Status: "Balanced",
  });
  linkOf(invoice, "FinancialDetails").values.Branch = order.values.Branch ?? null;
  Object.assign(linkOf(invoice, "BillToAddress").values, linkOf(order, "BillToAddress").values);
  Object.assign(linkOf(invoice, "BillToContact").values, linkOf(order, "BillToContact").values);
  Object.assign(linkOf(invoice, "ShipToAddress").values, linkOf(order, "ShipToAddress").values);
  Object.assign(linkOf(invoice, "ShipToContact").values, linkOf(order, "ShipToContact").values);
  return invoice;
}

function addLine(
  { workspace }: Context,
  order: Row,
  invoice: Row,
  { line, quantity, shipmentNbr }: InvoicedLine,
): void {
  const invoiced = workspace.insertLine(invoice, "Details", "SalesInvoiceDetail");
  const ordered = numberOf(line, "OrderQty");
  const share = ordered === 0 ? 1 : quantity / ordered;
  Object.assign(invoiced.values, {
    LineNbr: linesOf(invoice, "Details").length,
    InventoryID: line.values.InventoryID ?? null,
    TransactionDescr: line.values.LineDescription ?? null,
    Qty: quantity,
    UOM: line.values.UOM ?? null,
    UnitPrice: line.values.UnitPrice ?? null,
    DiscountAmount: roundedMoney(numberOf(line, "DiscountAmount") * share, order),
    DiscountPercent: line.values.DiscountPercent ?? null,
    Amount: roundedMoney(numberOf(line, "Amount") * share, order),
    TaxCategory: line.values.TaxCategory ?? null,
    WarehouseID: line.values.WarehouseID ?? null,
    BranchID: line.values.Branch ?? null,
    ExternalRef: line.values.ExternalRef ?? null,
    ShipmentNbr: shipmentNbr,
    OrderType: order.values.OrderType ?? null,
    OrderNbr: order.values.OrderNbr ?? null,
    OrderLineNbr: line.values.LineNbr ?? null,
    ManualPrice: flagOf(line, "ManualPrice"),
    ManualDiscount: flagOf(line, "ManualDiscount"),
  });
  line.values.BilledQty = rounded(numberOf(line, "BilledQty") + quantity, 6);
}

function isBilled(line: Row): boolean {
  return numberOf(line, "BilledQty") !== 0;
}

function shareOf(order: Row, invoice: Row): number {
  const total = sumOf(linesOf(order, "Details"), "Amount", moneyDigits(order));
  return total === 0 ? 1 : sumOf(linesOf(invoice, "Details"), "Amount", moneyDigits(order)) / total;
}

function addTaxes({ workspace }: Context, order: Row, invoice: Row, share: number): void {
  for (const tax of linesOf(order, "TaxDetails")) {
    const line = workspace.insertLine(invoice, "TaxDetails", "SalesInvoiceTaxDetail");
    Object.assign(line.values, {
      TaxID: tax.values.TaxID ?? null,
      TaxableAmount: roundedMoney(numberOf(tax, "TaxableAmount") * share, order),
      TaxAmount: roundedMoney(numberOf(tax, "TaxAmount") * share, order),
    });
  }
}
