import type { OdooSandbox } from "@xmap/sandbox/odoo";
import type { ShownOrder } from "@xmap/sandbox/xcart";
import type { PlannedCharge, PlannedLine } from "../demo/plan.ts";
import type { Customer } from "./customers.ts";
import { type Row, salesOf } from "./odoo-books.ts";
import type { Story } from "./stories.ts";

/** What must be true of an order at the end; the script brings it up to date with each thing that it does. */
interface ExpectedEnd {
  payment: string;
  shipping: string;
  /** Undefined: Odoo must have no sale of it. */
  sale: "draft" | "sale" | "cancel" | undefined;
  total: number;
  street: string;
  /** Mails about the payment and about the shipment that the shop sends. */
  paymentMails: number;
  shippedMails: number;
  tracking: string[];
  /** Amounts of payments that came in, of credit notes, and of payments that went back. */
  paid: number[];
  credited: number[];
  paidBack: number[];
  /** Words of each hold or dead letter; others there must be none. */
  waits: string[];
}

/** One order in the script's own book. */
export interface OrderLife {
  readonly story: Story;
  readonly id: number;
  readonly number: string;
  readonly customer: Customer;
  readonly announced: boolean;
  /** As the shop showed it after the script's last own change. */
  shown: ShownOrder;
  lines: readonly PlannedLine[];
  charges: readonly PlannedCharge[];
  readonly expected: ExpectedEnd;
}

/** The sale of an order as Odoo's people see it; undefined while there is none. */
export function saleOf(erp: OdooSandbox, { number }: OrderLife): Row | undefined {
  const fields = ["state", "amount_total", "picking_ids", "invoice_ids", "partner_shipping_id"];
  return salesOf(erp, number, fields)[0];
}
