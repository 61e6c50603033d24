// Generated from xcart-acumatica/payments.xmap. Do not edit: change the mapping and compile again.

import {
  type Answers,
  type Ask,
  amount,
  type BindingModule,
  dayIn,
  distinct,
  equalMoney,
  type FlowModule,
  greaterThan,
  isIn,
  isLonger,
  type Line,
  type LookupModule,
  money,
  type Report,
  type SystemModule,
  shape,
  subtractMoney,
  sumMoney,
  text,
  wrongValue,
} from "@xmap/runtime";
import * as jsonata from "@xmap/runtime/jsonata";
import { type Order, orderEntity } from "../shared/shop.ts";
import {
  type PaymentDocument,
  PaymentMethodId,
  paymentDocumentEntity,
  type SalesInvoice,
  type SalesOrder,
  salesInvoiceEntity,
  salesOrderEntity,
  steady,
} from "./entities.ts";
import { OrderToSalesOrder } from "./orders.ts";

export const contract = 1;
export const id = "xcart-acumatica/payments";
export const hash = "0acfb35961cabbf77e57493d608d573fcda81e61116cb0eb948db3fbab6ea9f8";
export const sourceFiles = [
  "shared/desk.xmap",
  "shared/shop.xmap",
  "shared/tables.xmap",
  "xcart-acumatica/entities.xmap",
  "xcart-acumatica/orders.xmap",
  "xcart-acumatica/payments.xmap",
];

export const systems: Readonly<Record<string, SystemModule>> = {};

/** An invoice of an order that is not paid yet. */
export const OpenInvoice: LookupModule = {
  name: "OpenInvoice",
  entity: salesInvoiceEntity,
  columns: ["ExternalRef", "Status"],
  result: "ReferenceNbr",
  cacheMilliseconds: 0,
  none: () => ({ answer: "none" }),
  many: (...key) => ({ word: "hold", message: `order ${key.map(text).join(", ")} has several open invoices` }),
};

export const OpenInvoiceForOrderToInvoicePaymentDocumentsToApplyReferenceNbr: LookupModule = {
  ...OpenInvoice,
  none: (...key) => ({ word: "hold", message: `no invoice is open for ${key.map(text).join(", ")}` }),
};

export interface OrderToPaymentOrdersToApply {
  readonly OrderType: string;
  readonly OrderNbr: string | undefined;
  readonly AppliedToOrder: number;
}

export interface OrderToPaymentDraft {
  readonly Type: string;
  readonly ExternalRef: string;
  readonly PaymentRef: string;
  readonly Description: string;
  readonly CustomerID: string | undefined;
  readonly PaymentMethod: string | undefined;
  readonly CurrencyID: string;
  readonly PaymentAmount: number;
  readonly ApplicationDate: string | undefined;
  readonly Hold: boolean;
  readonly OrdersToApply: readonly Line<OrderToPaymentOrdersToApply>[];
}

function checkOrderToPayment(order: Order, report: Report): void {
  if (order.payment_transactions !== undefined && !Array.isArray(order.payment_transactions)) {
    wrongValue(report, "OrderToPayment/$done", "payment_transactions", "a list", order.payment_transactions);
  } else if (order.payment_transactions != null) {
    for (const paymentTransaction of order.payment_transactions) {
      if (typeof paymentTransaction !== "object" || paymentTransaction === null) {
        wrongValue(report, "OrderToPayment/$done", "payment_transactions[]", "a record", paymentTransaction);
      } else {
        if (!Array.isArray(paymentTransaction.backend_transactions)) {
          wrongValue(
            report,
            "OrderToPayment/$done",
            "payment_transactions[].backend_transactions",
            "a list",
            paymentTransaction.backend_transactions,
          );
        } else {
          for (const backendTransaction of paymentTransaction.backend_transactions) {
            if (typeof backendTransaction !== "object" || backendTransaction === null) {
              wrongValue(
                report,
                "OrderToPayment/$done",
                "payment_transactions[].backend_transactions[]",
                "a record",
                backendTransaction,
              );
            } else {
              if (typeof backendTransaction.status !== "string") {
                wrongValue(
                  report,
                  "OrderToPayment/$done",
                  "payment_transactions[].backend_transactions[].status",
                  "text",
                  backendTransaction.status,
                );
              }
              if (typeof backendTransaction.value !== "number") {
                wrongValue(
                  report,
                  "OrderToPayment/$amount",
                  "payment_transactions[].backend_transactions[].value",
                  "a number",
                  backendTransaction.value,
                );
              }
            }
          }
        }
        if (paymentTransaction.public_id !== null && typeof paymentTransaction.public_id !== "string") {
          wrongValue(
            report,
            "OrderToPayment/PaymentRef",
            "payment_transactions[].public_id",
            "text",
            paymentTransaction.public_id,
          );
        }
        if (paymentTransaction.local_name !== null && typeof paymentTransaction.local_name !== "string") {
          wrongValue(
            report,
            "OrderToPayment/PaymentMethod",
            "payment_transactions[].local_name",
            "text",
            paymentTransaction.local_name,
          );
        }
        if (typeof paymentTransaction.date !== "string") {
          wrongValue(
            report,
            "OrderToPayment/ApplicationDate",
            "payment_transactions[].date",
            "text",
            paymentTransaction.date,
          );
        }
      }
    }
  }
  if (typeof order.total !== "number") {
    wrongValue(report, "OrderToPayment/$amount", "total", "a number", order.total);
  }
  if (typeof order.order_number !== "string") {
    wrongValue(report, "OrderToPayment/ExternalRef", "order_number", "text", order.order_number);
  }
  if (typeof order.currency !== "string" || isLonger(order.currency, 3)) {
    wrongValue(report, "OrderToPayment/CurrencyID", "currency", "text of at most 3 characters", order.currency);
  }
}

function mapOrderToPayment(order: Order, answers: Answers): OrderToPaymentDraft {
  const done = (order.payment_transactions ??
    []).flatMap((paymentTransaction) =>
    paymentTransaction.backend_transactions.filter((backendTransaction) => backendTransaction.status === "S"));
  const charges = done.filter((backendTransaction) =>
    jsonata.compute(
      "OrderToPayment/$charges",
      "$contains(type, /^(sale|capture)/)",
      shape.boolean,
      { root: order, context: backendTransaction },
      (run, context) => {
        return jsonata.callNative(run, 0, jsonata.functions.contains, context, [jsonata.lastStep(context, "type"), jsonata.regularExpression(run, 16, "^(sale|capture)", "")]);
      },
    ));
  const refunds = done.filter((backendTransaction) =>
    jsonata.compute(
      "OrderToPayment/$refunds",
      "$contains(type, /^refund/)",
      shape.boolean,
      { root: order, context: backendTransaction },
      (run, context) => {
        return jsonata.callNative(run, 0, jsonata.functions.contains, context, [jsonata.lastStep(context, "type"), jsonata.regularExpression(run, 16, "^refund", "")]);
      },
    ));
  const last = (order.payment_transactions ?? [])
    .filter((paymentTransaction) =>
      paymentTransaction.backend_transactions.some((backendTransaction) => backendTransaction.status === "S"))
    .at(-1);
  const amountValue = charges.length > 0
    ? sumMoney(charges.map((backendTransaction) => money(backendTransaction.value)))
    : money(order.total);
  return {
    Type: "Prepayment",
    ExternalRef: `X-Cart ${order.order_number}`,
    PaymentRef: last?.public_id || order.order_number,
    Description: `X-Cart #${order.order_number}`,
    CustomerID: answers.reference(OrderToSalesOrder, order, "CustomerID") as string | undefined,
    PaymentMethod: answers.lookup(
      PaymentMethodId,
      "OrderToPayment/PaymentMethod",
      last?.local_name || "Check",
    ) as string | undefined,
    CurrencyID: order.currency,
    PaymentAmount: amount(amountValue, order.currency),
    ApplicationDate: dayIn(last?.date, "America/New_York"),
    Hold: false,
    OrdersToApply: [order].map((line): Line<OrderToPaymentOrdersToApply> => ({
      identity: `lines/${line.id}`,
      values: {
        OrderType: "SO",
        OrderNbr: answers.reference(OrderToSalesOrder, line, "OrderNbr") as string | undefined,
        AppliedToOrder: amount(
          subtractMoney(amountValue, sumMoney(refunds.map((backendTransaction) => money(backendTransaction.value)))),
          order.currency,
        ),
      },
    })),
  };
}

/**
 * What the customer has paid for an order, less what was given back.
 * xcart-acumatica/payments.xmap:9
 */
export const OrderToPayment: BindingModule = {
  name: "OrderToPayment",
  link: "OrderToPayment",
  left: orderEntity,
  right: paymentDocumentEntity,
  key: ["Type", "ExternalRef"],
  once: ["ApplicationDate"],
  lines: [{ field: "OrdersToApply", key: [], once: [] }],
  rules: [
    {
      id: "OrderToPayment/Type",
      target: "Type",
      file: "xcart-acumatica/payments.xmap",
      line: 16,
      column: 3,
      text: '"Prepayment" -> Type key',
    },
    {
      id: "OrderToPayment/ExternalRef",
      target: "ExternalRef",
      file: "xcart-acumatica/payments.xmap",
      line: 17,
      column: 3,
      text: '"X-Cart " & order_number -> ExternalRef key',
    },
    {
      id: "OrderToPayment/PaymentRef",
      target: "PaymentRef",
      file: "xcart-acumatica/payments.xmap",
      line: 18,
      column: 3,
      text: "$last.public_id ?: order_number -> PaymentRef",
    },
    {
      id: "OrderToPayment/Description",
      target: "Description",
      file: "xcart-acumatica/payments.xmap",
      line: 19,
      column: 3,
      text: '"X-Cart #" & order_number -> Description',
    },
    {
      id: "OrderToPayment/CustomerID",
      target: "CustomerID",
      file: "xcart-acumatica/payments.xmap",
      line: 20,
      column: 3,
      text: "$ -> CustomerID via OrderToSalesOrder.CustomerID",
    },
    {
      id: "OrderToPayment/PaymentMethod",
      target: "PaymentMethod",
      file: "xcart-acumatica/payments.xmap",
      line: 21,
      column: 3,
      text: '$last.local_name ?: "Check" -> PaymentMethod via PaymentMethodId',
    },
    {
      id: "OrderToPayment/CurrencyID",
      target: "CurrencyID",
      file: "xcart-acumatica/payments.xmap",
      line: 22,
      column: 3,
      text: "currency -> CurrencyID",
    },
    {
      id: "OrderToPayment/PaymentAmount",
      target: "PaymentAmount",
      file: "xcart-acumatica/payments.xmap",
      line: 23,
      column: 3,
      text: "$amount -> PaymentAmount",
    },
    {
      id: "OrderToPayment/ApplicationDate",
      target: "ApplicationDate",
      file: "xcart-acumatica/payments.xmap",
      line: 24,
      column: 3,
      text: "$last.date -> ApplicationDate once",
    },
    {
      id: "OrderToPayment/Hold",
      target: "Hold",
      file: "xcart-acumatica/payments.xmap",
      line: 25,
      column: 3,
      text: "false -> Hold",
    },
    {
      id: "OrderToPayment/OrdersToApply/OrderType",
      target: "OrdersToApply.OrderType",
      file: "xcart-acumatica/payments.xmap",
      line: 27,
      column: 5,
      text: '"SO" -> OrderType',
    },
    {
      id: "OrderToPayment/OrdersToApply/OrderNbr",
      target: "OrdersToApply.OrderNbr",
      file: "xcart-acumatica/payments.xmap",
      line: 28,
      column: 5,
      text: "$ -> OrderNbr via OrderToSalesOrder.OrderNbr",
    },
    {
      id: "OrderToPayment/OrdersToApply/AppliedToOrder",
      target: "OrdersToApply.AppliedToOrder",
      file: "xcart-acumatica/payments.xmap",
      line: 29,
      column: 5,
      text: "$amount - $sum([$refunds.value]) -> AppliedToOrder",
    },
  ],
  lookups: [
    (order: Order, ask: Ask) => {
      const last = (order.payment_transactions ?? [])
        .filter((paymentTransaction) =>
          paymentTransaction.backend_transactions.some((backendTransaction) => backendTransaction.status === "S"))
        .at(-1);
      ask.reference(OrderToSalesOrder, order);
      ask.lookup(PaymentMethodId, last?.local_name || "Check");
      for (const line of [order]) {
        ask.reference(OrderToSalesOrder, line);
      }
    },
  ],
  validate: checkOrderToPayment,
  map: mapOrderToPayment,
};

export interface OrderToRefundDocumentsToApply {
  readonly DocType: string;
  readonly ReferenceNbr: string | undefined;
  readonly AmountPaid: number;
}

export interface OrderToRefundDraft {
  readonly Type: string;
  readonly ExternalRef: string;
  readonly PaymentRef: string;
  readonly Description: string;
  readonly CustomerID: string | undefined;
  readonly PaymentMethod: string | undefined;
  readonly CurrencyID: string;
  readonly PaymentAmount: number;
  readonly Hold: boolean;
  readonly DocumentsToApply: readonly Line<OrderToRefundDocumentsToApply>[];
}

function checkOrderToRefund(order: Order, report: Report): void {
  if (order.payment_transactions !== undefined && !Array.isArray(order.payment_transactions)) {
    wrongValue(report, "OrderToRefund/$refunds", "payment_transactions", "a list", order.payment_transactions);
  } else if (order.payment_transactions != null) {
    for (const paymentTransaction of order.payment_transactions) {
      if (typeof paymentTransaction !== "object" || paymentTransaction === null) {
        wrongValue(report, "OrderToRefund/$refunds", "payment_transactions[]", "a record", paymentTransaction);
      } else if (!Array.isArray(paymentTransaction.backend_transactions)) {
        wrongValue(
          report,
          "OrderToRefund/$refunds",
          "payment_transactions[].backend_transactions",
          "a list",
          paymentTransaction.backend_transactions,
        );
      } else {
        for (const backendTransaction of paymentTransaction.backend_transactions) {
          if (typeof backendTransaction !== "object" || backendTransaction === null) {
            wrongValue(
              report,
              "OrderToRefund/$refunds",
              "payment_transactions[].backend_transactions[]",
              "a record",
              backendTransaction,
            );
          } else {
            if (typeof backendTransaction.status !== "string") {
              wrongValue(
                report,
                "OrderToRefund/$refunds",
                "payment_transactions[].backend_transactions[].status",
                "text",
                backendTransaction.status,
              );
            }
            if (typeof backendTransaction.id !== "number") {
              wrongValue(
                report,
                "OrderToRefund/PaymentRef",
                "payment_transactions[].backend_transactions[].id",
                "a number",
                backendTransaction.id,
              );
            }
            if (typeof backendTransaction.value !== "number") {
              wrongValue(
                report,
                "OrderToRefund/PaymentAmount",
                "payment_transactions[].backend_transactions[].value",
                "a number",
                backendTransaction.value,
              );
            }
          }
        }
      }
    }
  }
  if (typeof order.order_number !== "string") {
    wrongValue(report, "OrderToRefund/ExternalRef", "order_number", "text", order.order_number);
  }
  if (typeof order.currency !== "string" || isLonger(order.currency, 3)) {
    wrongValue(report, "OrderToRefund/CurrencyID", "currency", "text of at most 3 characters", order.currency);
  }
}

function mapOrderToRefund(order: Order, answers: Answers, report: Report): OrderToRefundDraft {
  const refunds = (order.payment_transactions ?? []).flatMap((paymentTransaction) =>
    paymentTransaction.backend_transactions.filter((backendTransaction) =>
      backendTransaction.status === "S" &&
      jsonata.compute(
        "OrderToRefund/$refunds",
        "$contains(type, /^refund/)",
        shape.boolean,
        { root: order, context: backendTransaction },
        (run, context) => {
          return jsonata.callNative(run, 0, jsonata.functions.contains, context, [jsonata.lastStep(context, "type"), jsonata.regularExpression(run, 16, "^refund", "")]);
        },
      )));
  if (!(refunds.length > 0)) {
    report.problem("skip", "OrderToRefund/require/1", "nothing was given back");
  }
  return {
    Type: "Refund",
    ExternalRef: `X-Cart ${order.order_number}`,
    PaymentRef: `${order.order_number}-${text(refunds.at(-1)?.id)}`,
    Description: `X-Cart #${order.order_number}`,
    CustomerID: answers.reference(OrderToSalesOrder, order, "CustomerID") as string | undefined,
    PaymentMethod: answers.reference(OrderToPayment, order, "PaymentMethod") as string | undefined,
    CurrencyID: order.currency,
    PaymentAmount: amount(
      sumMoney(refunds.map((backendTransaction) => money(backendTransaction.value))),
      order.currency,
    ),
    Hold: false,
    DocumentsToApply: [order].map((line): Line<OrderToRefundDocumentsToApply> => ({
      identity: `lines/${line.id}`,
      values: {
        DocType: "Prepayment",
        ReferenceNbr: answers.reference(OrderToPayment, line, "ReferenceNbr") as string | undefined,
        AmountPaid: amount(
          sumMoney(refunds.map((backendTransaction) => money(backendTransaction.value))),
          order.currency,
        ),
      },
    })),
  };
}

/**
 * What was given back of a prepayment that no invoice has used yet.
 * xcart-acumatica/payments.xmap:34
 */
export const OrderToRefund: BindingModule = {
  name: "OrderToRefund",
  link: "OrderToRefund",
  left: orderEntity,
  right: paymentDocumentEntity,
  key: ["Type", "ExternalRef"],
  once: [],
  lines: [{ field: "DocumentsToApply", key: [], once: [] }],
  rules: [
    {
      id: "OrderToRefund/Type",
      target: "Type",
      file: "xcart-acumatica/payments.xmap",
      line: 38,
      column: 3,
      text: '"Refund" -> Type key',
    },
    {
      id: "OrderToRefund/ExternalRef",
      target: "ExternalRef",
      file: "xcart-acumatica/payments.xmap",
      line: 39,
      column: 3,
      text: '"X-Cart " & order_number -> ExternalRef key',
    },
    {
      id: "OrderToRefund/PaymentRef",
      target: "PaymentRef",
      file: "xcart-acumatica/payments.xmap",
      line: 40,
      column: 3,
      text: 'order_number & "-" & $refunds[-1].id -> PaymentRef',
    },
    {
      id: "OrderToRefund/Description",
      target: "Description",
      file: "xcart-acumatica/payments.xmap",
      line: 41,
      column: 3,
      text: '"X-Cart #" & order_number -> Description',
    },
    {
      id: "OrderToRefund/CustomerID",
      target: "CustomerID",
      file: "xcart-acumatica/payments.xmap",
      line: 42,
      column: 3,
      text: "$ -> CustomerID via OrderToSalesOrder.CustomerID",
    },
    {
      id: "OrderToRefund/PaymentMethod",
      target: "PaymentMethod",
      file: "xcart-acumatica/payments.xmap",
      line: 43,
      column: 3,
      text: "$ -> PaymentMethod via OrderToPayment.PaymentMethod",
    },
    {
      id: "OrderToRefund/CurrencyID",
      target: "CurrencyID",
      file: "xcart-acumatica/payments.xmap",
      line: 44,
      column: 3,
      text: "currency -> CurrencyID",
    },
    {
      id: "OrderToRefund/PaymentAmount",
      target: "PaymentAmount",
      file: "xcart-acumatica/payments.xmap",
      line: 45,
      column: 3,
      text: "$sum([$refunds.value]) -> PaymentAmount",
    },
    {
      id: "OrderToRefund/Hold",
      target: "Hold",
      file: "xcart-acumatica/payments.xmap",
      line: 46,
      column: 3,
      text: "false -> Hold",
    },
    {
      id: "OrderToRefund/DocumentsToApply/DocType",
      target: "DocumentsToApply.DocType",
      file: "xcart-acumatica/payments.xmap",
      line: 48,
      column: 5,
      text: '"Prepayment" -> DocType',
    },
    {
      id: "OrderToRefund/DocumentsToApply/ReferenceNbr",
      target: "DocumentsToApply.ReferenceNbr",
      file: "xcart-acumatica/payments.xmap",
      line: 49,
      column: 5,
      text: "$ -> ReferenceNbr via OrderToPayment.ReferenceNbr",
    },
    {
      id: "OrderToRefund/DocumentsToApply/AmountPaid",
      target: "DocumentsToApply.AmountPaid",
      file: "xcart-acumatica/payments.xmap",
      line: 50,
      column: 5,
      text: "$sum([$refunds.value]) -> AmountPaid",
    },
    {
      id: "OrderToRefund/require/1",
      target: "require",
      file: "xcart-acumatica/payments.xmap",
      line: 36,
      column: 11,
      text: "$exists($refunds)",
    },
  ],
  lookups: [
    (order: Order, ask: Ask) => {
      const refunds = (order.payment_transactions ?? []).flatMap((paymentTransaction) =>
        paymentTransaction.backend_transactions.filter((backendTransaction) =>
          backendTransaction.status === "S" &&
          jsonata.compute(
            "OrderToRefund/$refunds",
            "$contains(type, /^refund/)",
            shape.boolean,
            { root: order, context: backendTransaction },
            (run, context) => {
              return jsonata.callNative(run, 0, jsonata.functions.contains, context, [jsonata.lastStep(context, "type"), jsonata.regularExpression(run, 16, "^refund", "")]);
            },
          )));
      if (refunds.length > 0) {
        ask.reference(OrderToSalesOrder, order);
        ask.reference(OrderToPayment, order);
        for (const line of [order]) {
          ask.reference(OrderToPayment, line);
        }
      }
    },
  ],
  validate: checkOrderToRefund,
  map: mapOrderToRefund,
};

export interface OrderToInvoicePaymentDocumentsToApply {
  readonly DocType: string;
  readonly ReferenceNbr: string | undefined;
  readonly AmountPaid: number;
}

export interface OrderToInvoicePaymentDraft {
  readonly Type: string;
  readonly ExternalRef: string;
  readonly PaymentRef: string;
  readonly Description: string;
  readonly CustomerID: string | undefined;
  readonly PaymentMethod: string | undefined;
  readonly CurrencyID: string;
  readonly PaymentAmount: number;
  readonly Hold: boolean;
  readonly DocumentsToApply: readonly Line<OrderToInvoicePaymentDocumentsToApply>[];
}

function checkOrderToInvoicePayment(order: Order, report: Report): void {
  if (order.payment_transactions !== undefined && !Array.isArray(order.payment_transactions)) {
    wrongValue(report, "OrderToInvoicePayment/$charges", "payment_transactions", "a list", order.payment_transactions);
  } else if (order.payment_transactions != null) {
    for (const paymentTransaction of order.payment_transactions) {
      if (typeof paymentTransaction !== "object" || paymentTransaction === null) {
        wrongValue(report, "OrderToInvoicePayment/$charges", "payment_transactions[]", "a record", paymentTransaction);
      } else {
        if (!Array.isArray(paymentTransaction.backend_transactions)) {
          wrongValue(
            report,
            "OrderToInvoicePayment/$charges",
            "payment_transactions[].backend_transactions",
            "a list",
            paymentTransaction.backend_transactions,
          );
        } else {
          for (const backendTransaction of paymentTransaction.backend_transactions) {
            if (typeof backendTransaction !== "object" || backendTransaction === null) {
              wrongValue(
                report,
                "OrderToInvoicePayment/$charges",
                "payment_transactions[].backend_transactions[]",
                "a record",
                backendTransaction,
              );
            } else {
              if (typeof backendTransaction.status !== "string") {
                wrongValue(
                  report,
                  "OrderToInvoicePayment/$charges",
                  "payment_transactions[].backend_transactions[].status",
                  "text",
                  backendTransaction.status,
                );
              }
              if (typeof backendTransaction.value !== "number") {
                wrongValue(
                  report,
                  "OrderToInvoicePayment/$amount",
                  "payment_transactions[].backend_transactions[].value",
                  "a number",
                  backendTransaction.value,
                );
              }
            }
          }
        }
        if (paymentTransaction.public_id !== null && typeof paymentTransaction.public_id !== "string") {
          wrongValue(
            report,
            "OrderToInvoicePayment/PaymentRef",
            "payment_transactions[].public_id",
            "text",
            paymentTransaction.public_id,
          );
        }
        if (paymentTransaction.local_name !== null && typeof paymentTransaction.local_name !== "string") {
          wrongValue(
            report,
            "OrderToInvoicePayment/PaymentMethod",
            "payment_transactions[].local_name",
            "text",
            paymentTransaction.local_name,
          );
        }
      }
    }
  }
  if (typeof order.total !== "number") {
    wrongValue(report, "OrderToInvoicePayment/$amount", "total", "a number", order.total);
  }
  if (typeof order.order_number !== "string") {
    wrongValue(report, "OrderToInvoicePayment/ExternalRef", "order_number", "text", order.order_number);
  }
  if (typeof order.currency !== "string" || isLonger(order.currency, 3)) {
    wrongValue(report, "OrderToInvoicePayment/CurrencyID", "currency", "text of at most 3 characters", order.currency);
  }
}

function mapOrderToInvoicePayment(order: Order, answers: Answers): OrderToInvoicePaymentDraft {
  const charges = (order.payment_transactions ?? []).flatMap((paymentTransaction) =>
    paymentTransaction.backend_transactions.filter((backendTransaction) =>
      backendTransaction.status === "S" &&
      jsonata.compute(
        "OrderToInvoicePayment/$charges",
        "$contains(type, /^(sale|capture)/)",
        shape.boolean,
        { root: order, context: backendTransaction },
        (run, context) => {
          return jsonata.callNative(run, 0, jsonata.functions.contains, context, [jsonata.lastStep(context, "type"), jsonata.regularExpression(run, 16, "^(sale|capture)", "")]);
        },
      )));
  const last = (order.payment_transactions ?? [])
    .filter((paymentTransaction) =>
      paymentTransaction.backend_transactions.some((backendTransaction) => backendTransaction.status === "S"))
    .at(-1);
  const amountValue = charges.length > 0
    ? sumMoney(charges.map((backendTransaction) => money(backendTransaction.value)))
    : money(order.total);
  return {
    Type: "Payment",
    ExternalRef: `X-Cart ${order.order_number}`,
    PaymentRef: last?.public_id || order.order_number,
    Description: `X-Cart #${order.order_number}`,
    CustomerID: answers.reference(OrderToSalesOrder, order, "CustomerID") as string | undefined,
    PaymentMethod: answers.lookup(
      PaymentMethodId,
      "OrderToInvoicePayment/PaymentMethod",
      last?.local_name || "Check",
    ) as string | undefined,
    CurrencyID: order.currency,
    PaymentAmount: amount(amountValue, order.currency),
    Hold: false,
    DocumentsToApply: [order].map((line): Line<OrderToInvoicePaymentDocumentsToApply> => ({
      identity: `lines/${line.id}`,
      values: {
        DocType: "Invoice",
        ReferenceNbr: answers.lookup(
          OpenInvoiceForOrderToInvoicePaymentDocumentsToApplyReferenceNbr,
          "OrderToInvoicePayment/DocumentsToApply/ReferenceNbr",
          line.order_number,
          "Open",
        ) as string | undefined,
        AmountPaid: amount(amountValue, order.currency),
      },
    })),
  };
}

/**
 * What the shop was paid for goods that have left: it pays the open invoice.
 * xcart-acumatica/payments.xmap:61
 */
export const OrderToInvoicePayment: BindingModule = {
  name: "OrderToInvoicePayment",
  link: "OrderToInvoicePayment",
  left: orderEntity,
  right: paymentDocumentEntity,
  key: ["Type", "ExternalRef"],
  once: [],
  lines: [{ field: "DocumentsToApply", key: [], once: [] }],
  rules: [
    {
      id: "OrderToInvoicePayment/Type",
      target: "Type",
      file: "xcart-acumatica/payments.xmap",
      line: 66,
      column: 3,
      text: '"Payment" -> Type key',
    },
    {
      id: "OrderToInvoicePayment/ExternalRef",
      target: "ExternalRef",
      file: "xcart-acumatica/payments.xmap",
      line: 67,
      column: 3,
      text: '"X-Cart " & order_number -> ExternalRef key',
    },
    {
      id: "OrderToInvoicePayment/PaymentRef",
      target: "PaymentRef",
      file: "xcart-acumatica/payments.xmap",
      line: 68,
      column: 3,
      text: "$last.public_id ?: order_number -> PaymentRef",
    },
    {
      id: "OrderToInvoicePayment/Description",
      target: "Description",
      file: "xcart-acumatica/payments.xmap",
      line: 69,
      column: 3,
      text: '"X-Cart #" & order_number -> Description',
    },
    {
      id: "OrderToInvoicePayment/CustomerID",
      target: "CustomerID",
      file: "xcart-acumatica/payments.xmap",
      line: 70,
      column: 3,
      text: "$ -> CustomerID via OrderToSalesOrder.CustomerID",
    },
    {
      id: "OrderToInvoicePayment/PaymentMethod",
      target: "PaymentMethod",
      file: "xcart-acumatica/payments.xmap",
      line: 71,
      column: 3,
      text: '$last.local_name ?: "Check" -> PaymentMethod via PaymentMethodId',
    },
    {
      id: "OrderToInvoicePayment/CurrencyID",
      target: "CurrencyID",
      file: "xcart-acumatica/payments.xmap",
      line: 72,
      column: 3,
      text: "currency -> CurrencyID",
    },
    {
      id: "OrderToInvoicePayment/PaymentAmount",
      target: "PaymentAmount",
      file: "xcart-acumatica/payments.xmap",
      line: 73,
      column: 3,
      text: "$amount -> PaymentAmount",
    },
    {
      id: "OrderToInvoicePayment/Hold",
      target: "Hold",
      file: "xcart-acumatica/payments.xmap",
      line: 74,
      column: 3,
      text: "false -> Hold",
    },
    {
      id: "OrderToInvoicePayment/DocumentsToApply/DocType",
      target: "DocumentsToApply.DocType",
      file: "xcart-acumatica/payments.xmap",
      line: 76,
      column: 5,
      text: '"Invoice" -> DocType',
    },
    {
      id: "OrderToInvoicePayment/DocumentsToApply/ReferenceNbr",
      target: "DocumentsToApply.ReferenceNbr",
      file: "xcart-acumatica/payments.xmap",
      line: 77,
      column: 5,
      text: 'order_number, "Open" -> ReferenceNbr via OpenInvoice else hold "no invoice is open for {$}"',
    },
    {
      id: "OrderToInvoicePayment/DocumentsToApply/AmountPaid",
      target: "DocumentsToApply.AmountPaid",
      file: "xcart-acumatica/payments.xmap",
      line: 78,
      column: 5,
      text: "$amount -> AmountPaid",
    },
  ],
  lookups: [
    (order: Order, ask: Ask) => {
      const last = (order.payment_transactions ?? [])
        .filter((paymentTransaction) =>
          paymentTransaction.backend_transactions.some((backendTransaction) => backendTransaction.status === "S"))
        .at(-1);
      ask.reference(OrderToSalesOrder, order);
      ask.lookup(PaymentMethodId, last?.local_name || "Check");
      for (const line of [order]) {
        ask.lookup(OpenInvoiceForOrderToInvoicePaymentDocumentsToApplyReferenceNbr, line.order_number, "Open");
      }
    },
  ],
  validate: checkOrderToInvoicePayment,
  map: mapOrderToInvoicePayment,
};

export interface PaymentToAcumaticaState {
  readonly order: Order;
  readonly sales: SalesOrder;
  readonly charged: number;
  readonly refunded: number;
  readonly isPaid: boolean;
  readonly known: PaymentDocument | undefined;
  readonly late: PaymentDocument | undefined;
  readonly booked: PaymentDocument | undefined;
  readonly open: string;
  readonly made: PaymentDocument;
  readonly payment: PaymentDocument;
  readonly refund: PaymentDocument;
}

/**
 * Books nothing that Acumatica has already, and nothing whose sums do not agree.
 * xcart-acumatica/payments.xmap:83
 */
export const PaymentToAcumatica: FlowModule = {
  name: "PaymentToAcumatica",
  subject: { name: "order", entity: orderEntity },
  where: (state: PaymentToAcumaticaState) =>
    isIn(state.order.payment_status?.code, ["P", "PP"]) && state.order.total > 0,
  triggers: [
    {
      event: "change",
      entity: orderEntity,
      via: undefined,
      at: undefined,
      hints: [
        { by: "webhook", everyMilliseconds: undefined },
        { by: "poll", everyMilliseconds: 30000 },
        { by: "sweep", everyMilliseconds: 604800000 },
      ],
    },
    {
      event: "change",
      entity: salesOrderEntity,
      via: OrderToSalesOrder,
      at: undefined,
      hints: [
        { by: "webhook", everyMilliseconds: undefined },
        { by: "poll", everyMilliseconds: 30000 },
      ],
    },
  ],
  policy: steady,
  atMostEveryMilliseconds: undefined,
  rules: [
    {
      id: 'require $not(sales.Status = "Canceled")',
      target: "require",
      file: "xcart-acumatica/payments.xmap",
      line: 89,
      column: 3,
      text: 'require $not(sales.Status = "Canceled") else skip "canceled"',
    },
    {
      id: "PaymentToAcumatica/charged",
      target: "charged",
      file: "xcart-acumatica/payments.xmap",
      line: 90,
      column: 3,
      text: 'charged = $sum([ order.payment_transactions.backend_transactions[status = "S" and $contains(type, /^(sale|capture)/)].value ])',
    },
    {
      id: "PaymentToAcumatica/refunded",
      target: "refunded",
      file: "xcart-acumatica/payments.xmap",
      line: 93,
      column: 3,
      text: 'refunded = $sum([order.payment_transactions.backend_transactions[status = "S" and $contains(type, /^refund/)].value])',
    },
    {
      id: "PaymentToAcumatica/isPaid",
      target: "isPaid",
      file: "xcart-acumatica/payments.xmap",
      line: 94,
      column: 3,
      text: 'isPaid = order.payment_status.code = "P"',
    },
    {
      id: "require isPaid or charged > 0",
      target: "require",
      file: "xcart-acumatica/payments.xmap",
      line: 95,
      column: 3,
      text: 'require isPaid or charged > 0 else skip "nothing was charged"',
    },
    {
      id: 'require $not(known.Status = "Voided" or late.Status = "Voided")',
      target: "require",
      file: "xcart-acumatica/payments.xmap",
      line: 98,
      column: 3,
      text: 'require $not(known.Status = "Voided" or late.Status = "Voided") else skip "taken back in Acumatica"',
    },
    {
      id: 'require refunded > 0 or $not($exists(known) and sales.Status in ["Completed", "Invoiced"])',
      target: "require",
      file: "xcart-acumatica/payments.xmap",
      line: 99,
      column: 3,
      text: 'require refunded > 0 or $not($exists(known) and sales.Status in ["Completed", "Invoiced"]) else skip "booked"',
    },
    {
      id: "require $not(isPaid and charged > 0) or charged - refunded = order.total",
      target: "require",
      file: "xcart-acumatica/payments.xmap",
      line: 100,
      column: 3,
      text: 'require $not(isPaid and charged > 0) or charged - refunded = order.total else hold "{charged} was paid for order {order.order_number} and {refunded} given back, and its total is {order.total}"',
    },
    {
      id: "when refunded > 0/require $not($exists(booked)) or booked.PaymentAmount = refunded",
      target: "require",
      file: "xcart-acumatica/payments.xmap",
      line: 104,
      column: 5,
      text: 'require $not($exists(booked)) or booked.PaymentAmount = refunded else hold "X-Cart gave back {refunded} for order {order.order_number}, and Acumatica has {booked.PaymentAmount} in refund {booked.ReferenceNbr}"',
    },
    {
      id: "when refunded > 0/require $exists(booked) or $count(sales.Shipments) = 0",
      target: "require",
      file: "xcart-acumatica/payments.xmap",
      line: 106,
      column: 5,
      text: 'require $exists(booked) or $count(sales.Shipments) = 0 else hold "{refunded} {order.currency} were given back for order {order.order_number} after Acumatica had begun to ship it: a credit is needed"',
    },
    {
      id: "PaymentToAcumatica/open",
      target: "open",
      file: "xcart-acumatica/payments.xmap",
      line: 110,
      column: 5,
      text: 'open = order.order_number, "Open" via OpenInvoice',
    },
    {
      id: 'when sales.Status in ["Completed", "Invoiced"] and $not($exists(known))/require $exists(late) or open != "none"',
      target: "require",
      file: "xcart-acumatica/payments.xmap",
      line: 111,
      column: 5,
      text: 'require $exists(late) or open != "none" else skip "no invoice is open"',
    },
    {
      id: "require $exists(known) or sales.Totals.UnpaidBalance > 0",
      target: "require",
      file: "xcart-acumatica/payments.xmap",
      line: 118,
      column: 3,
      text: 'require $exists(known) or sales.Totals.UnpaidBalance > 0 else skip "somebody has booked it in Acumatica"',
    },
  ],
  steps: [
    {
      step: "find",
      id: "sales",
      file: "xcart-acumatica/payments.xmap",
      line: 88,
      assign: "sales",
      binding: OrderToSalesOrder,
      side: "left",
      record: (state: PaymentToAcumaticaState) => state.order,
      otherwise: () => ({ word: "skip", message: "not sold yet" }),
    },
    {
      step: "require",
      id: 'require $not(sales.Status = "Canceled")',
      file: "xcart-acumatica/payments.xmap",
      line: 89,
      condition: (state: PaymentToAcumaticaState) => state.sales.Status !== "Canceled",
      otherwise: () => ({ word: "skip", message: "canceled" }),
      shown: (state: PaymentToAcumaticaState) => [state.sales.Status],
    },
    {
      step: "value",
      id: "charged",
      file: "xcart-acumatica/payments.xmap",
      line: 90,
      assign: "charged",
      lookups: [],
      value: (state: PaymentToAcumaticaState) =>
        amount(
          sumMoney(
            (state.order.payment_transactions ?? [])
              .flatMap((paymentTransaction) =>
                paymentTransaction.backend_transactions
                  .filter((backendTransaction) =>
                    backendTransaction.status === "S" &&
                    jsonata.compute(
                      "PaymentToAcumatica/charged",
                      "$contains(type, /^(sale|capture)/)",
                      shape.boolean,
                      { root: state, context: backendTransaction },
                      (run, context) => {
                        return jsonata.callNative(run, 0, jsonata.functions.contains, context, [jsonata.lastStep(context, "type"), jsonata.regularExpression(run, 16, "^(sale|capture)", "")]);
                      },
                    ))
                  .map((backendTransaction) => backendTransaction.value))
              .map((value) => money(value)),
          ),
          state.order.currency,
        ),
    },
    {
      step: "value",
      id: "refunded",
      file: "xcart-acumatica/payments.xmap",
      line: 93,
      assign: "refunded",
      lookups: [],
      value: (state: PaymentToAcumaticaState) =>
        amount(
          sumMoney(
            (state.order.payment_transactions ?? [])
              .flatMap((paymentTransaction) =>
                paymentTransaction.backend_transactions
                  .filter((backendTransaction) =>
                    backendTransaction.status === "S" &&
                    jsonata.compute(
                      "PaymentToAcumatica/refunded",
                      "$contains(type, /^refund/)",
                      shape.boolean,
                      { root: state, context: backendTransaction },
                      (run, context) => {
                        return jsonata.callNative(run, 0, jsonata.functions.contains, context, [jsonata.lastStep(context, "type"), jsonata.regularExpression(run, 16, "^refund", "")]);
                      },
                    ))
                  .map((backendTransaction) => backendTransaction.value))
              .map((value) => money(value)),
          ),
          state.order.currency,
        ),
    },
    {
      step: "value",
      id: "isPaid",
      file: "xcart-acumatica/payments.xmap",
      line: 94,
      assign: "isPaid",
      lookups: [],
      value: (state: PaymentToAcumaticaState) => state.order.payment_status?.code === "P",
    },
    {
      step: "require",
      id: "require isPaid or charged > 0",
      file: "xcart-acumatica/payments.xmap",
      line: 95,
      condition: (state: PaymentToAcumaticaState) => state.isPaid || state.charged > 0,
      otherwise: () => ({ word: "skip", message: "nothing was charged" }),
      shown: (state: PaymentToAcumaticaState) => [state.isPaid, state.charged],
    },
    {
      step: "find",
      id: "known",
      file: "xcart-acumatica/payments.xmap",
      line: 96,
      assign: "known",
      binding: OrderToPayment,
      side: "left",
      record: (state: PaymentToAcumaticaState) => state.order,
      otherwise: undefined,
    },
    {
      step: "find",
      id: "late",
      file: "xcart-acumatica/payments.xmap",
      line: 97,
      assign: "late",
      binding: OrderToInvoicePayment,
      side: "left",
      record: (state: PaymentToAcumaticaState) => state.order,
      otherwise: undefined,
    },
    {
      step: "require",
      id: 'require $not(known.Status = "Voided" or late.Status = "Voided")',
      file: "xcart-acumatica/payments.xmap",
      line: 98,
      condition: (state: PaymentToAcumaticaState) =>
        !(state.known?.Status === "Voided" || state.late?.Status === "Voided"),
      otherwise: () => ({ word: "skip", message: "taken back in Acumatica" }),
      shown: (state: PaymentToAcumaticaState) => [state.known?.Status, state.late?.Status],
    },
    {
      step: "require",
      id: 'require refunded > 0 or $not($exists(known) and sales.Status in ["Completed", "Invoiced"])',
      file: "xcart-acumatica/payments.xmap",
      line: 99,
      condition: (state: PaymentToAcumaticaState) =>
        state.refunded > 0 || !(state.known !== undefined && isIn(state.sales.Status, ["Completed", "Invoiced"])),
      otherwise: () => ({ word: "skip", message: "booked" }),
      shown: (state: PaymentToAcumaticaState) => [state.refunded, state.sales.Status],
    },
    {
      step: "require",
      id: "require $not(isPaid and charged > 0) or charged - refunded = order.total",
      file: "xcart-acumatica/payments.xmap",
      line: 100,
      condition: (state: PaymentToAcumaticaState) =>
        !(state.isPaid && state.charged > 0) ||
        equalMoney(money(state.charged - state.refunded), money(state.order.total), state.order.currency),
      otherwise: (state: PaymentToAcumaticaState) => ({
        word: "hold",
        message: `${text(
          state.charged,
        )} was paid for order ${state.order.order_number} and ${text(
          state.refunded,
        )} given back, and its total is ${text(state.order.total)}`,
      }),
      shown: (state: PaymentToAcumaticaState) => [state.isPaid, state.charged, state.refunded, state.order.total],
    },
    {
      step: "when",
      id: "when refunded > 0",
      file: "xcart-acumatica/payments.xmap",
      line: 102,
      capability: undefined,
      condition: (state: PaymentToAcumaticaState) => state.refunded > 0,
      steps: [
        {
          step: "find",
          id: "booked",
          file: "xcart-acumatica/payments.xmap",
          line: 103,
          assign: "booked",
          binding: OrderToRefund,
          side: "left",
          record: (state: PaymentToAcumaticaState) => state.order,
          otherwise: undefined,
        },
        {
          step: "require",
          id: "when refunded > 0/require $not($exists(booked)) or booked.PaymentAmount = refunded",
          file: "xcart-acumatica/payments.xmap",
          line: 104,
          condition: (state: PaymentToAcumaticaState) =>
            state.booked === undefined ||
            equalMoney(money(state.booked?.PaymentAmount), money(state.refunded), state.booked?.CurrencyID),
          otherwise: (state: PaymentToAcumaticaState) => ({
            word: "hold",
            message: `X-Cart gave back ${text(
              state.refunded,
            )} for order ${state.order.order_number}, and Acumatica has ${text(
              state.booked?.PaymentAmount,
            )} in refund ${text(state.booked?.ReferenceNbr)}`,
          }),
          shown: (state: PaymentToAcumaticaState) => [state.booked?.PaymentAmount, state.refunded],
        },
        {
          step: "require",
          id: "when refunded > 0/require $exists(booked) or $count(sales.Shipments) = 0",
          file: "xcart-acumatica/payments.xmap",
          line: 106,
          condition: (state: PaymentToAcumaticaState) =>
            state.booked !== undefined || state.sales.Shipments.length === 0,
          otherwise: (state: PaymentToAcumaticaState) => ({
            word: "hold",
            message: `${text(
              state.refunded,
            )} ${state.order.currency} were given back for order ${state.order.order_number} after Acumatica had begun to ship it: a credit is needed`,
          }),
          shown: () => [],
        },
      ],
    },
    {
      step: "when",
      id: 'when sales.Status in ["Completed", "Invoiced"] and $not($exists(known))',
      file: "xcart-acumatica/payments.xmap",
      line: 109,
      capability: undefined,
      condition: (state: PaymentToAcumaticaState) =>
        isIn(state.sales.Status, ["Completed", "Invoiced"]) && state.known === undefined,
      steps: [
        {
          step: "value",
          id: "open",
          file: "xcart-acumatica/payments.xmap",
          line: 110,
          assign: "open",
          lookups: [
            (state: PaymentToAcumaticaState, ask: Ask) => {
              ask.lookup(OpenInvoice, state.order.order_number, "Open");
            },
          ],
          value: (state: PaymentToAcumaticaState, answers: Answers) =>
            answers.lookup(
              OpenInvoice,
              "PaymentToAcumatica/open",
              state.order.order_number,
              "Open",
            ) as string | undefined,
        },
        {
          step: "require",
          id: 'when sales.Status in ["Completed", "Invoiced"] and $not($exists(known))/require $exists(late) or open != "none"',
          file: "xcart-acumatica/payments.xmap",
          line: 111,
          condition: (state: PaymentToAcumaticaState) => state.late !== undefined || state.open !== "none",
          otherwise: () => ({ word: "skip", message: "no invoice is open" }),
          shown: (state: PaymentToAcumaticaState) => [state.open],
        },
        {
          step: "when",
          id: 'when sales.Status in ["Completed", "Invoiced"] and $not($exists(known))/when $not($exists(late))',
          file: "xcart-acumatica/payments.xmap",
          line: 112,
          capability: undefined,
          condition: (state: PaymentToAcumaticaState) => state.late === undefined,
          steps: [
            {
              step: "sync",
              id: "made",
              file: "xcart-acumatica/payments.xmap",
              line: 113,
              assign: "made",
              binding: OrderToInvoicePayment,
              record: (state: PaymentToAcumaticaState) => state.order,
            },
            {
              step: "call",
              id: 'when sales.Status in ["Completed", "Invoiced"] and $not($exists(known))/when $not($exists(late))/call made.ReleasePayment',
              file: "xcart-acumatica/payments.xmap",
              line: 114,
              assign: undefined,
              target: "made",
              entity: paymentDocumentEntity,
              operation: "ReleasePayment",
              arguments: () => ({}),
            },
          ],
        },
        {
          step: "outcome",
          id: 'when sales.Status in ["Completed", "Invoiced"] and $not($exists(known))/skip',
          file: "xcart-acumatica/payments.xmap",
          line: 116,
          outcome: () => ({ word: "skip", message: "booked" }),
        },
      ],
    },
    {
      step: "require",
      id: "require $exists(known) or sales.Totals.UnpaidBalance > 0",
      file: "xcart-acumatica/payments.xmap",
      line: 118,
      condition: (state: PaymentToAcumaticaState) =>
        state.known !== undefined || greaterThan(state.sales.Totals?.UnpaidBalance, 0) === true,
      otherwise: () => ({ word: "skip", message: "somebody has booked it in Acumatica" }),
      shown: (state: PaymentToAcumaticaState) => [state.sales.Totals?.UnpaidBalance],
    },
    {
      step: "sync",
      id: "payment",
      file: "xcart-acumatica/payments.xmap",
      line: 119,
      assign: "payment",
      binding: OrderToPayment,
      record: (state: PaymentToAcumaticaState) => state.order,
    },
    {
      step: "call",
      id: "call payment.ReleasePayment",
      file: "xcart-acumatica/payments.xmap",
      line: 120,
      assign: undefined,
      target: "payment",
      entity: paymentDocumentEntity,
      operation: "ReleasePayment",
      arguments: () => ({}),
    },
    {
      step: "when",
      id: "when refunded > 0/2",
      file: "xcart-acumatica/payments.xmap",
      line: 121,
      capability: undefined,
      condition: (state: PaymentToAcumaticaState) => state.refunded > 0,
      steps: [
        {
          step: "sync",
          id: "refund",
          file: "xcart-acumatica/payments.xmap",
          line: 122,
          assign: "refund",
          binding: OrderToRefund,
          record: (state: PaymentToAcumaticaState) => state.order,
        },
        {
          step: "call",
          id: "when refunded > 0/2/call refund.ReleasePayment",
          file: "xcart-acumatica/payments.xmap",
          line: 123,
          assign: undefined,
          target: "refund",
          entity: paymentDocumentEntity,
          operation: "ReleasePayment",
          arguments: () => ({}),
        },
      ],
    },
  ],
};

export interface SalesInvoiceToShopState {
  readonly invoice: SalesInvoice;
  readonly number: string;
  readonly sales: SalesOrder;
  readonly order: Order;
  readonly open: string | undefined;
}

/**
 * An invoice that Acumatica was paid after the delivery makes the order paid.
 * xcart-acumatica/payments.xmap:128
 */
export const SalesInvoiceToShop: FlowModule = {
  name: "SalesInvoiceToShop",
  subject: { name: "invoice", entity: salesInvoiceEntity },
  where: (state: SalesInvoiceToShopState) => state.invoice.Type === "Invoice" && state.invoice.Status === "Closed",
  triggers: [
    {
      event: "change",
      entity: salesInvoiceEntity,
      via: undefined,
      at: undefined,
      hints: [
        { by: "webhook", everyMilliseconds: undefined },
        { by: "poll", everyMilliseconds: 60000 },
      ],
    },
  ],
  policy: steady,
  atMostEveryMilliseconds: undefined,
  rules: [
    {
      id: "SalesInvoiceToShop/open",
      target: "open",
      file: "xcart-acumatica/payments.xmap",
      line: 135,
      column: 5,
      text: 'open = sales.ExternalRef, "Open" via OpenInvoice',
    },
    {
      id: 'each number/when open = "none" and sales.Status = "Completed" and order.payment_status.code in ["Q", "A"]/write order/payment_status/code',
      target: "payment_status.code",
      file: "xcart-acumatica/payments.xmap",
      line: 137,
      column: 21,
      text: '"P" -> payment_status.code',
    },
  ],
  steps: [
    {
      step: "each",
      id: "each number",
      file: "xcart-acumatica/payments.xmap",
      line: 132,
      name: "number",
      list: (state: SalesInvoiceToShopState) =>
        distinct(state.invoice.Details.filter((detail) => detail.OrderType === "SO").map((detail) => detail.OrderNbr)),
      steps: [
        {
          step: "read",
          id: "sales",
          file: "xcart-acumatica/payments.xmap",
          line: 133,
          assign: "sales",
          entity: salesOrderEntity,
          key: (state: SalesInvoiceToShopState) => ["SO", state.number],
        },
        {
          step: "find",
          id: "order",
          file: "xcart-acumatica/payments.xmap",
          line: 134,
          assign: "order",
          binding: OrderToSalesOrder,
          side: "right",
          record: (state: SalesInvoiceToShopState) => state.sales,
          otherwise: () => ({ word: "skip", message: "not an order of the shop" }),
        },
        {
          step: "value",
          id: "open",
          file: "xcart-acumatica/payments.xmap",
          line: 135,
          assign: "open",
          lookups: [
            (state: SalesInvoiceToShopState, ask: Ask) => {
              ask.lookup(OpenInvoice, state.sales.ExternalRef, "Open");
            },
          ],
          value: (state: SalesInvoiceToShopState, answers: Answers) =>
            answers.lookup(
              OpenInvoice,
              "SalesInvoiceToShop/open",
              state.sales.ExternalRef,
              "Open",
            ) as string | undefined,
        },
        {
          step: "when",
          id: 'each number/when open = "none" and sales.Status = "Completed" and order.payment_status.code in ["Q", "A"]',
          file: "xcart-acumatica/payments.xmap",
          line: 136,
          capability: undefined,
          condition: (state: SalesInvoiceToShopState) =>
            state.open === "none" &&
            state.sales.Status === "Completed" &&
            isIn(state.order.payment_status?.code, ["Q", "A"]),
          steps: [
            {
              step: "write",
              id: 'each number/when open = "none" and sales.Status = "Completed" and order.payment_status.code in ["Q", "A"]/write order',
              file: "xcart-acumatica/payments.xmap",
              line: 137,
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
    },
  ],
};

export const bindings: Readonly<Record<string, BindingModule>> = { OrderToPayment, OrderToRefund, OrderToInvoicePayment };

export const flows: Readonly<Record<string, FlowModule>> = { PaymentToAcumatica, SalesInvoiceToShop };
//# sourceMappingURL=payments.ts.map
