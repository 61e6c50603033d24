import {
  BUSINESS_ACCOUNT_OPERATIONS,
  INVOICE_OPERATIONS,
  JOURNAL_OPERATIONS,
  PAYMENT_OPERATIONS,
  SALES_INVOICE_OPERATIONS,
  SHIPMENT_OPERATIONS,
} from "./documents.ts";
import type { Operations } from "./operation.ts";
import { SALES_ORDER_OPERATIONS } from "./sales-order.ts";

/** Operations by resource and name. */
export const ACUMATICA_OPERATIONS: Readonly<Record<string, Operations>> = {
  BusinessAccount: BUSINESS_ACCOUNT_OPERATIONS,
  Invoice: INVOICE_OPERATIONS,
  JournalTransaction: JOURNAL_OPERATIONS,
  Payment: PAYMENT_OPERATIONS,
  SalesInvoice: SALES_INVOICE_OPERATIONS,
  SalesOrder: SALES_ORDER_OPERATIONS,
  Shipment: SHIPMENT_OPERATIONS,
};
