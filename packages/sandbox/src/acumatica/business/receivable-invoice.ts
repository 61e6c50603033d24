import { flagOf, linesOf, linkOf, numberOf, type Row, rounded, setDefaults, textOf } from "../record/row.ts";
import {
  type Behavior,
  type Context,
  checkChoice,
  checkLabel,
  checkPeriod,
  fromList,
  fromTable,
  itemOf,
  longAction,
  periodOf,
  refuse,
  requireField,
} from "./context.ts";
import { releaseSalesInvoice } from "./invoice.ts";
import { roundedMoney } from "./money.ts";
import { sumOf } from "./sales-order-totals.ts";

const TYPES = ["Invoice", "Debit Memo", "Credit Memo"];

/** Invoices and memos of accounts receivable, AR301000; those of sales orders show here too. */
export const receivableInvoiceBehavior: Behavior = {
  create: (_context, invoice) => {
    Object.assign(invoice.values, { Type: "Invoice", Hold: true });
  },
  change: changeInvoice,
  delete: (_context, invoice) => {
    if (flagOf(invoice, "IsReleased") || flagOf(invoice, "IsOfOrder")) {
      refuse("The document is released or belongs to a sales order and cannot be deleted.");
    }
  },
  actions: { ReleaseInvoice: longAction(release), Release: longAction(release) },
};

function changeInvoice(context: Context, invoice: Row, isNew: boolean): void {
  const { merged, settings, workspace, numbers } = context;
  if (flagOf(invoice, "IsReleased") || flagOf(invoice, "IsOfOrder")) {
    merged.recordError =
      "Updating  'Invoice' record raised at least one error. The document is released or belongs to a sales order.";
    return;
  }
  checkLabel(context, invoice, "Type", TYPES);
  requireField(context, invoice, "Customer", "Customer");
  checkChoice(context, invoice, "Customer", "Customer", fromTable(context, "Customer"));
  const customer = workspace.byKey("Customer", invoice.values.Customer);
  setDefaults(invoice, {
    Date: workspace.work.businessDate,
    DueDate: workspace.work.businessDate,
    LinkBranch: workspace.work.branch,
    LocationID: "MAIN",
    Terms: textOf(customer, "Terms") || null,
    Project: "X",
  });
  checkPeriod(context, invoice, "Date");
  invoice.values.PostPeriod ??= periodOf(textOf(invoice, "Date"));
  checkChoice(context, invoice, "Terms", "Terms", fromList(settings.terms));
  for (const [index, line] of linesOf(invoice, "Details").entries()) {
    completeLine(context, line, index + 1);
  }
  const amount = rounded(
    sumOf(linesOf(invoice, "Details"), "Amount") + sumOf(linesOf(invoice, "TaxDetails"), "TaxAmount"),
  );
  Object.assign(invoice.values, {
    Amount: amount,
    Balance: amount,
    TaxTotal: sumOf(linesOf(invoice, "TaxDetails"), "TaxAmount"),
    Status: flagOf(invoice, "Hold") ? "On Hold" : "Balanced",
  });
  if (isNew && !merged.hasErrors) {
    invoice.values.ReferenceNbr = numbers.take("Invoice");
  }
}

function completeLine(context: Context, line: Row, number: number): void {
  checkChoice(context, line, "InventoryID", "Inventory ID", (value) => {
    const item = itemOf(context, value);
    return item === undefined ? undefined : textOf(item, "InventoryID");
  });
  checkChoice(context, line, "Account", "Account", fromList(context.settings.accounts));
  const item = itemOf(context, line.values.InventoryID);
  setDefaults(line, {
    LineNbr: number,
    Qty: 1,
    DiscountAmount: 0,
    UnitPrice: numberOf(item, "DefaultPrice"),
    TransactionDescription: item?.values.Description ?? null,
    Branch: context.workspace.work.branch,
  });
  line.values.ExtendedPrice = rounded(numberOf(line, "Qty") * numberOf(line, "UnitPrice"));
  line.values.Amount = rounded(numberOf(line, "ExtendedPrice") - numberOf(line, "DiscountAmount"));
}

function release(context: Context, invoice: Row): void {
  const { workspace } = context;
  if (flagOf(invoice, "IsOfOrder")) {
    const own = workspace.byKey("SalesInvoice", invoice.values.Type, invoice.values.ReferenceNbr);
    if (own !== undefined) {
      releaseSalesInvoice(context, workspace.edit("SalesInvoice", own));
    }
    return;
  }
  if (textOf(invoice, "Status") !== "Balanced") {
    refuse("Document Status is invalid for processing.");
  }
  const isPaid = numberOf(invoice, "Balance") === 0;
  Object.assign(invoice.values, { IsReleased: true, Status: isPaid ? "Closed" : "Open" });
}

const SHARED = ["Type", "ReferenceNbr", "Status", "Hold", "Date", "DueDate", "Description", "CustomerOrder", "Amount"];

/** Shows invoices of sales orders among those of accounts receivable as well. */
export function mirrorInvoices({ workspace }: Context): void {
  for (const source of workspace.changed("SalesInvoice")) {
    const stored = workspace.byKey("Invoice", source.values.Type, source.values.ReferenceNbr);
    const invoice = stored === undefined ? workspace.insert("Invoice") : workspace.edit("Invoice", stored);
    for (const field of [...SHARED, "Balance", "TaxTotal", "IsTaxValid", "Project", "PostPeriod"]) {
      invoice.values[field] = source.values[field] ?? null;
    }
    Object.assign(invoice.values, {
      Customer: source.values.CustomerID ?? null,
      LinkBranch: linkOf(source, "FinancialDetails").values.Branch ?? null,
      LocationID: "MAIN",
      IsReleased: flagOf(source, "IsReleased"),
      IsOfOrder: true,
    });
    if (stored === undefined) {
      copyLines(workspace, source, invoice);
    }
  }
}

function copyLines(workspace: Context["workspace"], source: Row, invoice: Row): void {
  for (const from of linesOf(source, "Details")) {
    const line = workspace.insertLine(invoice, "Details", "InvoiceDetail");
    for (const field of [
      "LineNbr",
      "InventoryID",
      "Qty",
      "UOM",
      "UnitPrice",
      "DiscountAmount",
      "Amount",
      "TaxCategory",
    ]) {
      line.values[field] = from.values[field] ?? null;
    }
    line.values.TransactionDescription = from.values.TransactionDescr ?? null;
    line.values.Branch = from.values.BranchID ?? null;
    line.values.ExtendedPrice = roundedMoney(numberOf(from, "Qty") * numberOf(from, "UnitPrice"), source);
  }
  for (const from of linesOf(source, "TaxDetails")) {
    const line = workspace.insertLine(invoice, "TaxDetails", "InvoiceTaxDetail");
    Object.assign(line.values, from.values);
  }
}
