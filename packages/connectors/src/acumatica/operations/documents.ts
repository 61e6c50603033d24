import { type Operations, operation, statusOperation } from "./operation.ts";

/** Actions of shipments. */
export const SHIPMENT_OPERATIONS: Operations = {
  ConfirmShipment: statusOperation({
    action: "ConfirmShipment",
    description: "Confirms that a shipment has left.",
    statuses: ["Confirmed", "Invoiced", "Completed"],
    effects: ["movesStock", "mailsCustomer"],
    reversible: true,
  }),
  CorrectShipment: statusOperation({
    action: "CorrectShipment",
    description: "Opens a confirmed shipment again.",
    statuses: ["Open", "On Hold"],
    effects: ["movesStock"],
    reversible: true,
  }),
  PrepareInvoice: statusOperation({
    action: "PrepareInvoice",
    description: "Makes the invoice of a confirmed shipment.",
    statuses: ["Invoiced", "Completed"],
    effects: ["postsMoney", "mailsCustomer"],
  }),
  UpdateIN: operation({
    action: "UpdateIN",
    description: "Takes what was shipped out of the stock's books.",
    doneWhen: "each order of the shipment has an inventory document",
    fields: ["Status", "Orders.InventoryRefNbr"],
    done: ({ Status, Orders }) =>
      Status === "Completed" ||
      (Array.isArray(Orders) && Orders.length > 0 && Orders.every(({ InventoryRefNbr }) => InventoryRefNbr !== null)),
    effects: ["movesStock", "postsMoney"],
  }),
};

/** Actions of payments. */
export const PAYMENT_OPERATIONS: Operations = {
  ReleasePayment: statusOperation({
    action: "ReleasePayment",
    description: "Books a payment and its applications.",
    statuses: ["Open", "Closed", "Reserved", "Voided"],
    effects: ["postsMoney"],
  }),
  VoidPayment: statusOperation({
    action: "VoidPayment",
    description: "Voids a payment: one that is released is reversed by a new document.",
    statuses: ["Voided"],
    effects: ["postsMoney"],
  }),
};

/** Actions of invoices of sales. */
export const SALES_INVOICE_OPERATIONS: Operations = {
  ReleaseSalesInvoice: statusOperation({
    action: "ReleaseSalesInvoice",
    description: "Books an invoice and what was shipped by it.",
    statuses: ["Open", "Closed", "Canceled", "Voided"],
    effects: ["postsMoney", "movesStock", "mailsCustomer"],
  }),
};

/** Actions of invoices without shipments. */
export const INVOICE_OPERATIONS: Operations = {
  ReleaseInvoice: statusOperation({
    action: "ReleaseInvoice",
    description: "Books an invoice.",
    statuses: ["Open", "Closed", "Voided", "Canceled"],
    effects: ["postsMoney", "mailsCustomer"],
  }),
};

/** Actions of batches of the ledger. */
export const JOURNAL_OPERATIONS: Operations = {
  ReleaseJournalTransaction: statusOperation({
    action: "ReleaseJournalTransaction",
    description: "Books a balanced batch.",
    statuses: ["Posted", "Unposted"],
    effects: ["postsMoney"],
  }),
};

/** Actions of business accounts. */
export const BUSINESS_ACCOUNT_OPERATIONS: Operations = {
  ConvertBusinessAccountToCustomer: operation({
    action: "ConvertBusinessAccountToCustomer",
    description: "Makes a business account a customer that can be billed.",
    doneWhen: "Type names a customer",
    fields: ["Type"],
    done: ({ Type }) => /customer/i.test(String(Type)),
  }),
};
