// Generated from xcart-odoo/invoices-payments.xmap. Do not edit: change the mapping and compile again.

import {
  type Answers,
  type Ask,
  amount,
  type BindingModule,
  type EntityModule,
  equalMoney,
  type FlowModule,
  isIn,
  type LookupModule,
  money,
  type SystemModule,
  split,
  sum,
  sumMoney,
  text,
} from "@xmap/runtime";
import { type Invoice, invoiceEntity, type SaleOrder, saleOrderEntity } from "../shared/odoo.ts";
import { careful } from "../shared/policies.ts";
import { type Order, orderEntity } from "../shared/shop.ts";
import { OrderToSale } from "./orders.ts";

export const contract = 1;
export const id = "xcart-odoo/invoices-payments";
export const hash = "a910ed863758b79df66999a30d57f0effeb43a5be17d33a25743cc2282e5945e";
export const sourceFiles = [
  "shared/desk.xmap",
  "shared/odoo.xmap",
  "shared/policies.xmap",
  "shared/shop.xmap",
  "shared/tables.xmap",
  "xcart-odoo/invoices-payments.xmap",
  "xcart-odoo/orders.xmap",
];

export const systems: Readonly<Record<string, SystemModule>> = {};

export const paymentMethodRowEntity: EntityModule = {
  name: "PaymentMethodRow",
  system: "tables",
  resource: "payment_methods",
  key: [{ field: "title", type: "string" }],
  fields: ["title"],
  joins: [],
};

/** The bank or cash journal of Odoo in which money that came by a payment method of the shop is booked. */
export const PaymentJournal: LookupModule = {
  name: "PaymentJournal",
  entity: paymentMethodRowEntity,
  columns: ["title"],
  result: "odoo_journal",
  cacheMilliseconds: 0,
  none: (key) => ({ word: "hold", message: `payment method ${text(key)} is not in tables/payment_methods.csv` }),
  many: (key) => ({ word: "hold", message: `PaymentJournal finds several for ${text(key)}` }),
};

export const SaleOfName: LookupModule = {
  name: "SaleOfName",
  entity: saleOrderEntity,
  columns: ["name"],
  result: "id",
  cacheMilliseconds: 0,
  none: (key) => ({ word: "skip", message: `${text(key)} is no sale` }),
  many: (key) => ({ word: "hold", message: `SaleOfName finds several for ${text(key)}` }),
};

export interface OrderToInvoiceState {
  readonly order: Order;
  readonly sale: SaleOrder;
  readonly received: number;
  readonly billed: number;
  readonly journal: string;
  readonly bill: NonNullable<NonNullable<SaleOrder>["invoice_ids"]>[number];
  readonly invoice: Invoice;
}

/**
 * From paid order to paid invoice; products that are invoiced when delivered come with later changes of the sale.
 * xcart-odoo/invoices-payments.xmap:20
 */
export const OrderToInvoice: FlowModule = {
  name: "OrderToInvoice",
  subject: { name: "order", entity: orderEntity },
  where: (state: OrderToInvoiceState) => state.order.payment_status?.code === "P",
  triggers: [
    {
      event: "change",
      entity: orderEntity,
      via: undefined,
      at: undefined,
      hints: [
        { by: "webhook", everyMilliseconds: undefined },
        { by: "poll", everyMilliseconds: 30000 },
      ],
    },
    {
      event: "change",
      entity: saleOrderEntity,
      via: OrderToSale,
      at: undefined,
      hints: [
        { by: "webhook", everyMilliseconds: undefined },
        { by: "poll", everyMilliseconds: 30000 },
      ],
    },
  ],
  policy: careful,
  atMostEveryMilliseconds: undefined,
  rules: [
    {
      id: 'require sale.state = "sale" and sale.amount_total = order.total',
      target: "require",
      file: "xcart-odoo/invoices-payments.xmap",
      line: 26,
      column: 3,
      text: 'require sale.state = "sale" and sale.amount_total = order.total else skip "not confirmed, or not agreed"',
    },
    {
      id: "OrderToInvoice/received",
      target: "received",
      file: "xcart-odoo/invoices-payments.xmap",
      line: 27,
      column: 3,
      text: 'received = $sum([ order.payment_transactions[type in ["sale", "capture"] and $exists(backend_transactions[status = "S"])].value ])',
    },
    {
      id: "require received = 0 or received = order.total",
      target: "require",
      file: "xcart-odoo/invoices-payments.xmap",
      line: 30,
      column: 3,
      text: 'require received = 0 or received = order.total else hold "X-Cart was paid {received}, order {order.order_number} is {order.total}"',
    },
    {
      id: "OrderToInvoice/billed",
      target: "billed",
      file: "xcart-odoo/invoices-payments.xmap",
      line: 35,
      column: 3,
      text: 'billed = $sum([sale.invoice_ids[state = "posted" and move_type = "out_invoice"].amount_total])',
    },
    {
      id: 'require sale.invoice_status != "invoiced" or billed = order.total',
      target: "require",
      file: "xcart-odoo/invoices-payments.xmap",
      line: 36,
      column: 3,
      text: 'require sale.invoice_status != "invoiced" or billed = order.total else hold "X-Cart was paid {order.total}, the invoices of {sale.name} say {billed}"',
    },
    {
      id: "require order.total > 0",
      target: "require",
      file: "xcart-odoo/invoices-payments.xmap",
      line: 38,
      column: 3,
      text: 'require order.total > 0 else skip "nothing to pay"',
    },
    {
      id: "OrderToInvoice/journal",
      target: "journal",
      file: "xcart-odoo/invoices-payments.xmap",
      line: 40,
      column: 3,
      text: 'journal = order.payment_transactions[-1].local_name ?: "unnamed" via PaymentJournal',
    },
  ],
  steps: [
    {
      step: "find",
      id: "sale",
      file: "xcart-odoo/invoices-payments.xmap",
      line: 25,
      assign: "sale",
      binding: OrderToSale,
      side: "left",
      record: (state: OrderToInvoiceState) => state.order,
      otherwise: () => ({ word: "skip", message: "not sold yet" }),
    },
    {
      step: "require",
      id: 'require sale.state = "sale" and sale.amount_total = order.total',
      file: "xcart-odoo/invoices-payments.xmap",
      line: 26,
      condition: (state: OrderToInvoiceState) =>
        state.sale.state === "sale" &&
        equalMoney(money(state.sale.amount_total), money(state.order.total), state.order.currency),
      otherwise: () => ({ word: "skip", message: "not confirmed, or not agreed" }),
      shown: (state: OrderToInvoiceState) => [state.sale.state, state.sale.amount_total, state.order.total],
    },
    {
      step: "value",
      id: "received",
      file: "xcart-odoo/invoices-payments.xmap",
      line: 27,
      assign: "received",
      lookups: [],
      value: (state: OrderToInvoiceState) =>
        amount(
          sumMoney(
            (state.order.payment_transactions ?? [])
              .filter((paymentTransaction) =>
                ["sale", "capture"].includes(paymentTransaction.type) &&
                paymentTransaction.backend_transactions.some((backendTransaction) => backendTransaction.status === "S"))
              .map((paymentTransaction) => money(paymentTransaction.value)),
          ),
          state.order.currency,
        ),
    },
    {
      step: "require",
      id: "require received = 0 or received = order.total",
      file: "xcart-odoo/invoices-payments.xmap",
      line: 30,
      condition: (state: OrderToInvoiceState) =>
        state.received === 0 || equalMoney(money(state.received), money(state.order.total), state.order.currency),
      otherwise: (state: OrderToInvoiceState) => ({
        word: "hold",
        message: `X-Cart was paid ${text(
          state.received,
        )}, order ${state.order.order_number} is ${text(state.order.total)}`,
      }),
      shown: (state: OrderToInvoiceState) => [state.received, state.order.total],
    },
    {
      step: "when",
      id: 'when sale.invoice_status = "to invoice" or $exists(sale.invoice_ids[state = "draft" and move_type = "out_invoice"])',
      file: "xcart-odoo/invoices-payments.xmap",
      line: 32,
      capability: undefined,
      condition: (state: OrderToInvoiceState) =>
        state.sale.invoice_status === "to invoice" ||
        state.sale.invoice_ids.some((invoiceId) =>
          invoiceId.state === "draft" && invoiceId.move_type === "out_invoice"),
      steps: [
        {
          step: "call",
          id: 'when sale.invoice_status = "to invoice" or $exists(sale.invoice_ids[state = "draft" and move_type = "out_invoice"])/call sale.create_invoice',
          file: "xcart-odoo/invoices-payments.xmap",
          line: 33,
          assign: undefined,
          target: "sale",
          entity: saleOrderEntity,
          operation: "create_invoice",
          arguments: () => ({ post: true }),
        },
      ],
    },
    {
      step: "value",
      id: "billed",
      file: "xcart-odoo/invoices-payments.xmap",
      line: 35,
      assign: "billed",
      lookups: [],
      value: (state: OrderToInvoiceState) =>
        sum(
          state.sale.invoice_ids
            .filter((invoiceId) => invoiceId.state === "posted" && invoiceId.move_type === "out_invoice")
            .map((invoiceId) => invoiceId.amount_total)
            .filter((value) => value !== undefined),
        ) ??
        0,
    },
    {
      step: "require",
      id: 'require sale.invoice_status != "invoiced" or billed = order.total',
      file: "xcart-odoo/invoices-payments.xmap",
      line: 36,
      condition: (state: OrderToInvoiceState) =>
        state.sale.invoice_status !== "invoiced" ||
        equalMoney(money(state.billed), money(state.order.total), state.order.currency),
      otherwise: (state: OrderToInvoiceState) => ({
        word: "hold",
        message: `X-Cart was paid ${text(
          state.order.total,
        )}, the invoices of ${state.sale.name} say ${text(state.billed)}`,
      }),
      shown: (state: OrderToInvoiceState) => [state.sale.invoice_status, state.billed, state.order.total],
    },
    {
      step: "require",
      id: "require order.total > 0",
      file: "xcart-odoo/invoices-payments.xmap",
      line: 38,
      condition: (state: OrderToInvoiceState) => state.order.total > 0,
      otherwise: () => ({ word: "skip", message: "nothing to pay" }),
      shown: (state: OrderToInvoiceState) => [state.order.total],
    },
    {
      step: "value",
      id: "journal",
      file: "xcart-odoo/invoices-payments.xmap",
      line: 40,
      assign: "journal",
      lookups: [
        (state: OrderToInvoiceState, ask: Ask) => {
          ask.lookup(PaymentJournal, (state.order.payment_transactions ?? []).at(-1)?.local_name || "unnamed");
        },
      ],
      value: (state: OrderToInvoiceState, answers: Answers) =>
        answers.lookup(
          PaymentJournal,
          "OrderToInvoice/journal",
          (state.order.payment_transactions ?? []).at(-1)?.local_name || "unnamed",
        ) as string | undefined,
    },
    {
      step: "each",
      id: "each bill",
      file: "xcart-odoo/invoices-payments.xmap",
      line: 41,
      name: "bill",
      list: (state: OrderToInvoiceState) =>
        state.sale.invoice_ids.filter((invoiceId) =>
          invoiceId.state === "posted" &&
          invoiceId.move_type === "out_invoice" &&
          isIn(invoiceId.payment_state, ["not_paid", "partial"])),
      steps: [
        {
          step: "read",
          id: "invoice",
          file: "xcart-odoo/invoices-payments.xmap",
          line: 44,
          assign: "invoice",
          entity: invoiceEntity,
          key: (state: OrderToInvoiceState) => [state.bill.id],
        },
        {
          step: "call",
          id: "each bill/call invoice.register_payment",
          file: "xcart-odoo/invoices-payments.xmap",
          line: 45,
          assign: undefined,
          target: "invoice",
          entity: invoiceEntity,
          operation: "register_payment",
          arguments: (state: OrderToInvoiceState) => ({
            journal: state.journal,
            amount: state.bill.amount_residual,
            memo: state.order.order_number,
          }),
        },
      ],
    },
  ],
};

export interface RefundToOdooState {
  readonly order: Order;
  readonly sale: SaleOrder;
  readonly bill: number | undefined;
  readonly refunds: number;
  readonly invoice: Invoice;
  readonly refund: NonNullable<NonNullable<Order>["payment_transactions"]>[number];
  readonly journal: string;
  readonly note: NonNullable<NonNullable<Invoice>["reversal_move_ids"]>[number];
  readonly credit: Invoice;
}

/**
 * Money that went back to the customer becomes credit notes, and an invoice of what was cancelled is credited.
 * xcart-odoo/invoices-payments.xmap:50
 */
export const RefundToOdoo: FlowModule = {
  name: "RefundToOdoo",
  subject: { name: "order", entity: orderEntity },
  where: (state: RefundToOdooState) => isIn(state.order.payment_status?.code, ["PP", "R", "C"]),
  triggers: [
    {
      event: "change",
      entity: orderEntity,
      via: undefined,
      at: undefined,
      hints: [
        { by: "webhook", everyMilliseconds: undefined },
        { by: "poll", everyMilliseconds: 30000 },
      ],
    },
    {
      event: "change",
      entity: saleOrderEntity,
      via: OrderToSale,
      at: undefined,
      hints: [
        { by: "webhook", everyMilliseconds: undefined },
        { by: "poll", everyMilliseconds: 30000 },
      ],
    },
  ],
  policy: careful,
  atMostEveryMilliseconds: undefined,
  rules: [
    {
      id: "RefundToOdoo/bill",
      target: "bill",
      file: "xcart-odoo/invoices-payments.xmap",
      line: 56,
      column: 3,
      text: 'bill = sale.invoice_ids[state = "posted" and move_type = "out_invoice"][-1].id',
    },
    {
      id: "RefundToOdoo/refunds",
      target: "refunds",
      file: "xcart-odoo/invoices-payments.xmap",
      line: 57,
      column: 3,
      text: 'refunds = $count(order.payment_transactions[type = "refund" and $exists(backend_transactions[status = "S"])])',
    },
    {
      id: 'require $exists(bill) or refunds = 0 or sale.state = "cancel"',
      target: "require",
      file: "xcart-odoo/invoices-payments.xmap",
      line: 58,
      column: 3,
      text: 'require $exists(bill) or refunds = 0 or sale.state = "cancel" else hold "money of order {order.order_number} went back, but {sale.name} has no invoice to credit"',
    },
    {
      id: "require $exists(bill)",
      target: "require",
      file: "xcart-odoo/invoices-payments.xmap",
      line: 60,
      column: 3,
      text: 'require $exists(bill) else skip "nothing was invoiced"',
    },
    {
      id: 'require order.payment_status.code != "R" or sale.state = "cancel" or sale.locked or sale.delivery_status in ["started", "partial", "full"]',
      target: "require",
      file: "xcart-odoo/invoices-payments.xmap",
      line: 61,
      column: 3,
      text: 'require order.payment_status.code != "R" or sale.state = "cancel" or sale.locked or sale.delivery_status in ["started", "partial", "full"] else skip "cancelled first"',
    },
    {
      id: "RefundToOdoo/journal",
      target: "journal",
      file: "xcart-odoo/invoices-payments.xmap",
      line: 70,
      column: 5,
      text: 'journal = refund.local_name ?: "unnamed" via PaymentJournal',
    },
    {
      id: 'when refunds = 0 and sale.state = "cancel"/require $not(invoice.payment_state in ["paid", "in_payment"])',
      target: "require",
      file: "xcart-odoo/invoices-payments.xmap",
      line: 86,
      column: 5,
      text: 'require $not(invoice.payment_state in ["paid", "in_payment"]) else hold "order {order.order_number} was cancelled after it was paid: pay {order.total} back and book it on the credit note of {invoice.name}"',
    },
  ],
  steps: [
    {
      step: "find",
      id: "sale",
      file: "xcart-odoo/invoices-payments.xmap",
      line: 55,
      assign: "sale",
      binding: OrderToSale,
      side: "left",
      record: (state: RefundToOdooState) => state.order,
      otherwise: () => ({ word: "skip", message: "never sold" }),
    },
    {
      step: "value",
      id: "bill",
      file: "xcart-odoo/invoices-payments.xmap",
      line: 56,
      assign: "bill",
      lookups: [],
      value: (state: RefundToOdooState) =>
        state.sale.invoice_ids
          .filter((invoiceId) => invoiceId.state === "posted" && invoiceId.move_type === "out_invoice")
          .at(-1)?.id,
    },
    {
      step: "value",
      id: "refunds",
      file: "xcart-odoo/invoices-payments.xmap",
      line: 57,
      assign: "refunds",
      lookups: [],
      value: (state: RefundToOdooState) =>
        (state.order.payment_transactions ??
          []).filter((paymentTransaction) =>
          paymentTransaction.type === "refund" &&
          paymentTransaction.backend_transactions.some((backendTransaction) =>
            backendTransaction.status === "S")).length,
    },
    {
      step: "require",
      id: 'require $exists(bill) or refunds = 0 or sale.state = "cancel"',
      file: "xcart-odoo/invoices-payments.xmap",
      line: 58,
      condition: (state: RefundToOdooState) =>
        state.bill !== undefined || state.refunds === 0 || state.sale.state === "cancel",
      otherwise: (state: RefundToOdooState) => ({
        word: "hold",
        message: `money of order ${state.order.order_number} went back, but ${state.sale.name} has no invoice to credit`,
      }),
      shown: (state: RefundToOdooState) => [state.bill, state.refunds, state.sale.state],
    },
    {
      step: "require",
      id: "require $exists(bill)",
      file: "xcart-odoo/invoices-payments.xmap",
      line: 60,
      condition: (state: RefundToOdooState) => state.bill !== undefined,
      otherwise: () => ({ word: "skip", message: "nothing was invoiced" }),
      shown: (state: RefundToOdooState) => [state.bill],
    },
    {
      step: "require",
      id: 'require order.payment_status.code != "R" or sale.state = "cancel" or sale.locked or sale.delivery_status in ["started", "partial", "full"]',
      file: "xcart-odoo/invoices-payments.xmap",
      line: 61,
      condition: (state: RefundToOdooState) =>
        (state.order.payment_status?.code !== undefined && state.order.payment_status?.code !== "R") ||
        state.sale.state === "cancel" ||
        state.sale.locked ||
        isIn(state.sale.delivery_status, ["started", "partial", "full"]),
      otherwise: () => ({ word: "skip", message: "cancelled first" }),
      shown: (state: RefundToOdooState) => [
        state.order.payment_status?.code,
        state.sale.state,
        state.sale.locked,
        state.sale.delivery_status,
      ],
    },
    {
      step: "read",
      id: "invoice",
      file: "xcart-odoo/invoices-payments.xmap",
      line: 66,
      assign: "invoice",
      entity: invoiceEntity,
      key: (state: RefundToOdooState) => [state.bill],
    },
    {
      step: "each",
      id: "each refund",
      file: "xcart-odoo/invoices-payments.xmap",
      line: 68,
      name: "refund",
      list: (state: RefundToOdooState) =>
        (state.order.payment_transactions ??
          []).filter((paymentTransaction) =>
          paymentTransaction.type === "refund" &&
          paymentTransaction.backend_transactions.some((backendTransaction) => backendTransaction.status === "S")),
      steps: [
        {
          step: "call",
          id: "each refund/call invoice.refund",
          file: "xcart-odoo/invoices-payments.xmap",
          line: 69,
          assign: undefined,
          target: "invoice",
          entity: invoiceEntity,
          operation: "refund",
          arguments: (state: RefundToOdooState) => ({
            reason: `refund ${text(state.refund.public_id)}`,
            amount: state.refund.value,
          }),
        },
        {
          step: "value",
          id: "journal",
          file: "xcart-odoo/invoices-payments.xmap",
          line: 70,
          assign: "journal",
          lookups: [
            (state: RefundToOdooState, ask: Ask) => {
              ask.lookup(PaymentJournal, state.refund.local_name || "unnamed");
            },
          ],
          value: (state: RefundToOdooState, answers: Answers) =>
            answers.lookup(
              PaymentJournal,
              "RefundToOdoo/journal",
              state.refund.local_name || "unnamed",
            ) as string | undefined,
        },
        {
          step: "each",
          id: "each refund/each note",
          file: "xcart-odoo/invoices-payments.xmap",
          line: 71,
          name: "note",
          list: (state: RefundToOdooState) =>
            state.invoice.reversal_move_ids.filter((reversalMoveId) =>
              reversalMoveId.state !== undefined && reversalMoveId.state !== "cancel"),
          steps: [
            {
              step: "read",
              id: "credit",
              file: "xcart-odoo/invoices-payments.xmap",
              line: 72,
              assign: "credit",
              entity: invoiceEntity,
              key: (state: RefundToOdooState) => [state.note.id],
            },
            {
              step: "when",
              id: 'each refund/each note/when $split(credit.ref ?: "", ", ")[-1] = "refund " & refund.public_id',
              file: "xcart-odoo/invoices-payments.xmap",
              line: 73,
              capability: undefined,
              condition: (state: RefundToOdooState) =>
                (split(state.credit.ref || "", ", ") ?? []).at(-1) === `refund ${text(state.refund.public_id)}`,
              steps: [
                {
                  step: "call",
                  id: 'each refund/each note/when $split(credit.ref ?: "", ", ")[-1] = "refund " & refund.public_id/call credit.post',
                  file: "xcart-odoo/invoices-payments.xmap",
                  line: 74,
                  assign: undefined,
                  target: "credit",
                  entity: invoiceEntity,
                  operation: "post",
                  arguments: () => ({}),
                },
                {
                  step: "call",
                  id: 'each refund/each note/when $split(credit.ref ?: "", ", ")[-1] = "refund " & refund.public_id/call credit.register_payment',
                  file: "xcart-odoo/invoices-payments.xmap",
                  line: 75,
                  assign: undefined,
                  target: "credit",
                  entity: invoiceEntity,
                  operation: "register_payment",
                  arguments: (state: RefundToOdooState) => ({
                    journal: state.journal,
                    amount: state.refund.value,
                    memo: state.refund.public_id,
                  }),
                },
              ],
            },
          ],
        },
      ],
    },
    {
      step: "when",
      id: 'when refunds = 0 and sale.state = "cancel"',
      file: "xcart-odoo/invoices-payments.xmap",
      line: 80,
      capability: undefined,
      condition: (state: RefundToOdooState) => state.refunds === 0 && state.sale.state === "cancel",
      steps: [
        {
          step: "call",
          id: 'when refunds = 0 and sale.state = "cancel"/call invoice.refund',
          file: "xcart-odoo/invoices-payments.xmap",
          line: 81,
          assign: undefined,
          target: "invoice",
          entity: invoiceEntity,
          operation: "refund",
          arguments: (state: RefundToOdooState) => ({ reason: `order ${state.order.order_number} was cancelled` }),
        },
        {
          step: "each",
          id: 'when refunds = 0 and sale.state = "cancel"/each note',
          file: "xcart-odoo/invoices-payments.xmap",
          line: 82,
          name: "note",
          list: (state: RefundToOdooState) =>
            state.invoice.reversal_move_ids.filter((reversalMoveId) => reversalMoveId.state === "draft"),
          steps: [
            {
              step: "read",
              id: "credit/2",
              file: "xcart-odoo/invoices-payments.xmap",
              line: 83,
              assign: "credit",
              entity: invoiceEntity,
              key: (state: RefundToOdooState) => [state.note.id],
            },
            {
              step: "call",
              id: 'when refunds = 0 and sale.state = "cancel"/each note/call credit.post',
              file: "xcart-odoo/invoices-payments.xmap",
              line: 84,
              assign: undefined,
              target: "credit",
              entity: invoiceEntity,
              operation: "post",
              arguments: () => ({}),
            },
          ],
        },
        {
          step: "require",
          id: 'when refunds = 0 and sale.state = "cancel"/require $not(invoice.payment_state in ["paid", "in_payment"])',
          file: "xcart-odoo/invoices-payments.xmap",
          line: 86,
          condition: (state: RefundToOdooState) => !isIn(state.invoice.payment_state, ["paid", "in_payment"]),
          otherwise: (state: RefundToOdooState) => ({
            word: "hold",
            message: `order ${state.order.order_number} was cancelled after it was paid: pay ${text(
              state.order.total,
            )} back and book it on the credit note of ${text(state.invoice.name)}`,
          }),
          shown: (state: RefundToOdooState) => [state.invoice.payment_state],
        },
        {
          step: "each",
          id: 'when refunds = 0 and sale.state = "cancel"/each note/2',
          file: "xcart-odoo/invoices-payments.xmap",
          line: 88,
          name: "note",
          list: (state: RefundToOdooState) => state.invoice.reversal_move_ids,
          steps: [
            {
              step: "read",
              id: "credit/3",
              file: "xcart-odoo/invoices-payments.xmap",
              line: 89,
              assign: "credit",
              entity: invoiceEntity,
              key: (state: RefundToOdooState) => [state.note.id],
            },
            {
              step: "call",
              id: 'when refunds = 0 and sale.state = "cancel"/each note/2/call credit.reconcile',
              file: "xcart-odoo/invoices-payments.xmap",
              line: 90,
              assign: undefined,
              target: "credit",
              entity: invoiceEntity,
              operation: "reconcile",
              arguments: () => ({}),
            },
          ],
        },
      ],
    },
  ],
};

export interface PaymentToShopState {
  readonly invoice: Invoice;
  readonly id: number | undefined;
  readonly sale: SaleOrder;
  readonly order: Order;
}

/**
 * An invoice that is paid in Odoo, by a bank transfer say, makes the order paid in the shop; X-Cart then tells the customer.
 * xcart-odoo/invoices-payments.xmap:96
 */
export const PaymentToShop: FlowModule = {
  name: "PaymentToShop",
  subject: { name: "invoice", entity: invoiceEntity },
  where: (state: PaymentToShopState) =>
    state.invoice.move_type === "out_invoice" &&
    isIn(state.invoice.payment_state, ["paid", "in_payment"]) &&
    state.invoice.invoice_origin !== null,
  triggers: [
    {
      event: "change",
      entity: invoiceEntity,
      via: undefined,
      at: undefined,
      hints: [
        { by: "webhook", everyMilliseconds: undefined },
        { by: "poll", everyMilliseconds: 30000 },
      ],
    },
  ],
  policy: careful,
  atMostEveryMilliseconds: undefined,
  rules: [
    {
      id: "PaymentToShop/id",
      target: "id",
      file: "xcart-odoo/invoices-payments.xmap",
      line: 102,
      column: 3,
      text: "id = invoice.invoice_origin via SaleOfName",
    },
    {
      id: 'require sale.invoice_status = "invoiced" and $not($exists(sale.invoice_ids[state = "posted" and payment_state in ["not_paid", "partial"]]))',
      target: "require",
      file: "xcart-odoo/invoices-payments.xmap",
      line: 105,
      column: 3,
      text: 'require sale.invoice_status = "invoiced" and $not($exists(sale.invoice_ids[state = "posted" and payment_state in ["not_paid", "partial"]])) else skip "more is to be paid"',
    },
    {
      id: 'when order.payment_status.code in ["Q", "A"]/write order/payment_status/code',
      target: "payment_status.code",
      file: "xcart-odoo/invoices-payments.xmap",
      line: 109,
      column: 19,
      text: '"P" -> payment_status.code',
    },
  ],
  steps: [
    {
      step: "value",
      id: "id",
      file: "xcart-odoo/invoices-payments.xmap",
      line: 102,
      assign: "id",
      lookups: [
        (state: PaymentToShopState, ask: Ask) => {
          ask.lookup(SaleOfName, state.invoice.invoice_origin);
        },
      ],
      value: (state: PaymentToShopState, answers: Answers) =>
        answers.lookup(SaleOfName, "PaymentToShop/id", state.invoice.invoice_origin) as number | undefined,
    },
    {
      step: "read",
      id: "sale",
      file: "xcart-odoo/invoices-payments.xmap",
      line: 103,
      assign: "sale",
      entity: saleOrderEntity,
      key: (state: PaymentToShopState) => [state.id],
    },
    {
      step: "find",
      id: "order",
      file: "xcart-odoo/invoices-payments.xmap",
      line: 104,
      assign: "order",
      binding: OrderToSale,
      side: "right",
      record: (state: PaymentToShopState) => state.sale,
      otherwise: () => ({ word: "skip", message: "not an order of the shop" }),
    },
    {
      step: "require",
      id: 'require sale.invoice_status = "invoiced" and $not($exists(sale.invoice_ids[state = "posted" and payment_state in ["not_paid", "partial"]]))',
      file: "xcart-odoo/invoices-payments.xmap",
      line: 105,
      condition: (state: PaymentToShopState) =>
        state.sale.invoice_status === "invoiced" &&
        !state.sale.invoice_ids.some((invoiceId) =>
          invoiceId.state === "posted" && isIn(invoiceId.payment_state, ["not_paid", "partial"])),
      otherwise: () => ({ word: "skip", message: "more is to be paid" }),
      shown: (state: PaymentToShopState) => [state.sale.invoice_status],
    },
    {
      step: "when",
      id: 'when order.payment_status.code in ["Q", "A"]',
      file: "xcart-odoo/invoices-payments.xmap",
      line: 108,
      capability: undefined,
      condition: (state: PaymentToShopState) => isIn(state.order.payment_status?.code, ["Q", "A"]),
      steps: [
        {
          step: "write",
          id: 'when order.payment_status.code in ["Q", "A"]/write order',
          file: "xcart-odoo/invoices-payments.xmap",
          line: 109,
          target: "order",
          entity: orderEntity,
          mailsCustomer: ["payment_status.code", "shipping_status.code"],
          lookups: [],
          map: () => ({
            payment_status: { code: "P" },
          }),
        },
      ],
    },
  ],
};

export const bindings: Readonly<Record<string, BindingModule>> = {};

export const flows: Readonly<Record<string, FlowModule>> = { OrderToInvoice, RefundToOdoo, PaymentToShop };
//# sourceMappingURL=invoices-payments.ts.map
