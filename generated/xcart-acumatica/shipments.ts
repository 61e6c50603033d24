// Generated from xcart-acumatica/shipments.xmap. Do not edit: change the mapping and compile again.

import {
  type Answers,
  type Ask,
  amount,
  type BindingModule,
  distinct,
  type FlowModule,
  isIn,
  isLonger,
  type Line,
  type LookupModule,
  lessOrEqual,
  money,
  type Report,
  type SystemModule,
  shape,
  sum,
  sumMoney,
  text,
  wrongValue,
} from "@xmap/runtime";
import * as jsonata from "@xmap/runtime/jsonata";
import { type Order, orderEntity } from "../shared/shop.ts";
import { InventoryId, type SalesOrder, type Shipment, salesOrderEntity, shipmentEntity, steady } from "./entities.ts";
import { OrderToSalesOrder } from "./orders.ts";

export const contract = 1;
export const id = "xcart-acumatica/shipments";
export const hash = "000b16898e52b34d5c57b34814a6d526d5342c667487678699f2fcee9978b3ac";
export const sourceFiles = [
  "shared/desk.xmap",
  "shared/shop.xmap",
  "shared/tables.xmap",
  "xcart-acumatica/entities.xmap",
  "xcart-acumatica/orders.xmap",
  "xcart-acumatica/shipments.xmap",
];

export const systems: Readonly<Record<string, SystemModule>> = {};

export const ShopOrderId: LookupModule = {
  name: "ShopOrderId",
  entity: orderEntity,
  columns: ["order_number"],
  result: "id",
  cacheMilliseconds: 0,
  none: () => ({ word: "skip", message: "not an order of the shop" }),
  many: (key) => ({ word: "hold", message: `ShopOrderId finds several for ${text(key)}` }),
};

export interface OrderToReturnDetail {
  readonly ExternalRef: string;
  readonly InventoryID: string | undefined;
  readonly LineDescription: string;
  readonly OrderQty: number;
  readonly UnitPrice: number;
  readonly ManualPrice: boolean;
  readonly Operation: string;
}

export interface OrderToReturnDraft {
  readonly OrderType: string;
  readonly ExternalOrderOrigin: string;
  readonly ExternalRef: string;
  readonly Description: string;
  readonly CustomerID: string | undefined;
  readonly CurrencyID: string;
  readonly Hold: boolean;
  readonly Details: readonly Line<OrderToReturnDetail>[];
}

function checkOrderToReturn(order: Order, report: Report): void {
  if (typeof order.order_number !== "string") {
    wrongValue(report, "OrderToReturn/ExternalRef", "order_number", "text", order.order_number);
  }
  if (typeof order.currency !== "string" || isLonger(order.currency, 3)) {
    wrongValue(report, "OrderToReturn/CurrencyID", "currency", "text of at most 3 characters", order.currency);
  }
  if (!Array.isArray(order.items)) {
    wrongValue(report, "OrderToReturn/Details", "items", "a list", order.items);
  } else {
    for (const item of order.items) {
      if (typeof item !== "object" || item === null) {
        wrongValue(report, "OrderToReturn/Details", "items[]", "a record", item);
      } else {
        if (typeof item.id !== "number") {
          wrongValue(report, "OrderToReturn/Details", "items[].id", "a number", item.id);
        }
        if (item.sku !== null && (typeof item.sku !== "string" || isLonger(item.sku, 32))) {
          wrongValue(
            report,
            "OrderToReturn/Details/InventoryID",
            "items[].sku",
            "text of at most 32 characters",
            item.sku,
          );
        }
        if (typeof item.name !== "string") {
          wrongValue(report, "OrderToReturn/Details/LineDescription", "items[].name", "text", item.name);
        }
        if (typeof item.amount !== "number") {
          wrongValue(report, "OrderToReturn/Details/OrderQty", "items[].amount", "a number", item.amount);
        }
        if (typeof item.item_net_price !== "number") {
          wrongValue(
            report,
            "OrderToReturn/Details/UnitPrice",
            "items[].item_net_price",
            "a number",
            item.item_net_price,
          );
        }
      }
    }
  }
}

function mapOrderToReturn(order: Order, answers: Answers): OrderToReturnDraft {
  return {
    OrderType: "RC",
    ExternalOrderOrigin: "X-Cart",
    ExternalRef: order.order_number,
    Description: `Return of X-Cart #${order.order_number}`,
    CustomerID: answers.reference(OrderToSalesOrder, order, "CustomerID") as string | undefined,
    CurrencyID: order.currency,
    Hold: false,
    Details: order.items.map((item): Line<OrderToReturnDetail> => ({
      identity: `items/${item.id}`,
      values: {
        ExternalRef: text(item.id),
        InventoryID: answers.lookup(InventoryId, "OrderToReturn/Details/InventoryID", item.sku) as string | undefined,
        LineDescription: item.name,
        OrderQty: item.amount,
        UnitPrice: item.item_net_price,
        ManualPrice: true,
        Operation: "Receipt",
      },
    })),
  };
}

/**
 * What the customer sends back: Acumatica credits the goods once the warehouse has them.
 * xcart-acumatica/shipments.xmap:67
 */
export const OrderToReturn: BindingModule = {
  name: "OrderToReturn",
  link: "OrderToReturn",
  left: orderEntity,
  right: salesOrderEntity,
  key: ["OrderType", "ExternalOrderOrigin", "ExternalRef"],
  once: [],
  lines: [{ field: "Details", key: [], once: [] }],
  rules: [
    {
      id: "OrderToReturn/OrderType",
      target: "OrderType",
      file: "xcart-acumatica/shipments.xmap",
      line: 68,
      column: 3,
      text: '"RC" -> OrderType key',
    },
    {
      id: "OrderToReturn/ExternalOrderOrigin",
      target: "ExternalOrderOrigin",
      file: "xcart-acumatica/shipments.xmap",
      line: 69,
      column: 3,
      text: '"X-Cart" -> ExternalOrderOrigin key',
    },
    {
      id: "OrderToReturn/ExternalRef",
      target: "ExternalRef",
      file: "xcart-acumatica/shipments.xmap",
      line: 70,
      column: 3,
      text: "order_number -> ExternalRef key",
    },
    {
      id: "OrderToReturn/Description",
      target: "Description",
      file: "xcart-acumatica/shipments.xmap",
      line: 71,
      column: 3,
      text: '"Return of X-Cart #" & order_number -> Description',
    },
    {
      id: "OrderToReturn/CustomerID",
      target: "CustomerID",
      file: "xcart-acumatica/shipments.xmap",
      line: 72,
      column: 3,
      text: "$ -> CustomerID via OrderToSalesOrder.CustomerID",
    },
    {
      id: "OrderToReturn/CurrencyID",
      target: "CurrencyID",
      file: "xcart-acumatica/shipments.xmap",
      line: 73,
      column: 3,
      text: "currency -> CurrencyID",
    },
    {
      id: "OrderToReturn/Hold",
      target: "Hold",
      file: "xcart-acumatica/shipments.xmap",
      line: 74,
      column: 3,
      text: "false -> Hold",
    },
    {
      id: "OrderToReturn/Details/ExternalRef",
      target: "Details.ExternalRef",
      file: "xcart-acumatica/shipments.xmap",
      line: 76,
      column: 5,
      text: "$string(id) -> ExternalRef",
    },
    {
      id: "OrderToReturn/Details/InventoryID",
      target: "Details.InventoryID",
      file: "xcart-acumatica/shipments.xmap",
      line: 77,
      column: 5,
      text: "sku -> InventoryID via InventoryId",
    },
    {
      id: "OrderToReturn/Details/LineDescription",
      target: "Details.LineDescription",
      file: "xcart-acumatica/shipments.xmap",
      line: 78,
      column: 5,
      text: "name -> LineDescription",
    },
    {
      id: "OrderToReturn/Details/OrderQty",
      target: "Details.OrderQty",
      file: "xcart-acumatica/shipments.xmap",
      line: 79,
      column: 5,
      text: "amount -> OrderQty",
    },
    {
      id: "OrderToReturn/Details/UnitPrice",
      target: "Details.UnitPrice",
      file: "xcart-acumatica/shipments.xmap",
      line: 80,
      column: 5,
      text: "item_net_price -> UnitPrice",
    },
    {
      id: "OrderToReturn/Details/ManualPrice",
      target: "Details.ManualPrice",
      file: "xcart-acumatica/shipments.xmap",
      line: 81,
      column: 5,
      text: "true -> ManualPrice",
    },
    {
      id: "OrderToReturn/Details/Operation",
      target: "Details.Operation",
      file: "xcart-acumatica/shipments.xmap",
      line: 82,
      column: 5,
      text: '"Receipt" -> Operation',
    },
  ],
  lookups: [
    (order: Order, ask: Ask) => {
      ask.reference(OrderToSalesOrder, order);
      for (const item of order.items) {
        ask.lookup(InventoryId, item.sku);
      }
    },
  ],
  validate: checkOrderToReturn,
  map: mapOrderToReturn,
};

export interface SalesOrderToShopState {
  readonly sales: SalesOrder;
  readonly order: Order;
  readonly refunded: number;
}

/**
 * The number, that it is being packed, that it is paid or cancelled. Shipping is told by the shipments.
 * xcart-acumatica/shipments.xmap:9
 */
export const SalesOrderToShop: FlowModule = {
  name: "SalesOrderToShop",
  subject: { name: "sales", entity: salesOrderEntity },
  where: (state: SalesOrderToShopState) => state.sales.OrderType === "SO",
  triggers: [
    {
      event: "change",
      entity: salesOrderEntity,
      via: undefined,
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
      id: "when shop offers writeTracking/write order/external_number",
      target: "external_number",
      file: "xcart-acumatica/shipments.xmap",
      line: 15,
      column: 19,
      text: "sales.OrderNbr -> external_number",
    },
    {
      id: 'when sales.Status = "Canceled"/when order.payment_status.code = "Q"/write order/payment_status/code',
      target: "payment_status.code",
      file: "xcart-acumatica/shipments.xmap",
      line: 19,
      column: 21,
      text: '"C" -> payment_status.code',
    },
    {
      id: "SalesOrderToShop/refunded",
      target: "refunded",
      file: "xcart-acumatica/shipments.xmap",
      line: 23,
      column: 3,
      text: 'refunded = $sum([order.payment_transactions.backend_transactions[status = "S" and $contains(type, /^refund/)].value])',
    },
    {
      id: 'when order.payment_status.code in ["Q", "A", "PP"] and refunded = 0 and sales.OrderTotal > 0 and sales.Totals.UnpaidBalance <= 0/write order/payment_status/code',
      target: "payment_status.code",
      file: "xcart-acumatica/shipments.xmap",
      line: 28,
      column: 19,
      text: '"P" -> payment_status.code',
    },
    {
      id: 'when sales.Status in ["Shipping", "Back Order"] and order.shipping_status.code = "N"/write order/shipping_status/code',
      target: "shipping_status.code",
      file: "xcart-acumatica/shipments.xmap",
      line: 31,
      column: 19,
      text: '"P" -> shipping_status.code',
    },
  ],
  steps: [
    {
      step: "find",
      id: "order",
      file: "xcart-acumatica/shipments.xmap",
      line: 13,
      assign: "order",
      binding: OrderToSalesOrder,
      side: "right",
      record: (state: SalesOrderToShopState) => state.sales,
      otherwise: () => ({ word: "skip", message: "not an order of the shop" }),
    },
    {
      step: "when",
      id: "when shop offers writeTracking",
      file: "xcart-acumatica/shipments.xmap",
      line: 14,
      capability: { system: "shop", name: "writeTracking" },
      condition: undefined,
      steps: [
        {
          step: "write",
          id: "when shop offers writeTracking/write order",
          file: "xcart-acumatica/shipments.xmap",
          line: 15,
          target: "order",
          entity: orderEntity,
          mailsCustomer: ["payment_status.code", "shipping_status.code"],
          lookups: [],
          map: (state: SalesOrderToShopState) => ({
            external_number: state.sales.OrderNbr,
          }),
        },
      ],
    },
    {
      step: "when",
      id: 'when sales.Status = "Canceled"',
      file: "xcart-acumatica/shipments.xmap",
      line: 17,
      capability: undefined,
      condition: (state: SalesOrderToShopState) => state.sales.Status === "Canceled",
      steps: [
        {
          step: "when",
          id: 'when sales.Status = "Canceled"/when order.payment_status.code = "Q"',
          file: "xcart-acumatica/shipments.xmap",
          line: 18,
          capability: undefined,
          condition: (state: SalesOrderToShopState) => state.order.payment_status?.code === "Q",
          steps: [
            {
              step: "write",
              id: 'when sales.Status = "Canceled"/when order.payment_status.code = "Q"/write order',
              file: "xcart-acumatica/shipments.xmap",
              line: 19,
              target: "order",
              entity: orderEntity,
              mailsCustomer: ["payment_status.code", "shipping_status.code"],
              lookups: [],
              map: () => ({
                payment_status: { code: "C" },
              }),
            },
          ],
        },
        {
          step: "outcome",
          id: 'when sales.Status = "Canceled"/skip',
          file: "xcart-acumatica/shipments.xmap",
          line: 21,
          outcome: () => ({ word: "skip", message: "canceled" }),
        },
      ],
    },
    {
      step: "value",
      id: "refunded",
      file: "xcart-acumatica/shipments.xmap",
      line: 23,
      assign: "refunded",
      lookups: [],
      value: (state: SalesOrderToShopState) =>
        amount(
          sumMoney(
            (state.order.payment_transactions ?? [])
              .flatMap((paymentTransaction) =>
                paymentTransaction.backend_transactions
                  .filter((backendTransaction) =>
                    backendTransaction.status === "S" &&
                    jsonata.compute(
                      "SalesOrderToShop/refunded",
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
      step: "when",
      id: 'when order.payment_status.code in ["Q", "A", "PP"] and refunded = 0 and sales.OrderTotal > 0 and sales.Totals.UnpaidBalance <= 0',
      file: "xcart-acumatica/shipments.xmap",
      line: 24,
      capability: undefined,
      condition: (state: SalesOrderToShopState) =>
        isIn(state.order.payment_status?.code, ["Q", "A", "PP"]) &&
        state.refunded === 0 &&
        state.sales.OrderTotal > 0 &&
        lessOrEqual(state.sales.Totals?.UnpaidBalance, 0) === true,
      steps: [
        {
          step: "write",
          id: 'when order.payment_status.code in ["Q", "A", "PP"] and refunded = 0 and sales.OrderTotal > 0 and sales.Totals.UnpaidBalance <= 0/write order',
          file: "xcart-acumatica/shipments.xmap",
          line: 28,
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
    {
      step: "when",
      id: 'when sales.Status in ["Shipping", "Back Order"] and order.shipping_status.code = "N"',
      file: "xcart-acumatica/shipments.xmap",
      line: 30,
      capability: undefined,
      condition: (state: SalesOrderToShopState) =>
        isIn(state.sales.Status, ["Shipping", "Back Order"]) && state.order.shipping_status?.code === "N",
      steps: [
        {
          step: "write",
          id: 'when sales.Status in ["Shipping", "Back Order"] and order.shipping_status.code = "N"/write order',
          file: "xcart-acumatica/shipments.xmap",
          line: 31,
          target: "order",
          entity: orderEntity,
          mailsCustomer: ["payment_status.code", "shipping_status.code"],
          lookups: [],
          map: () => ({
            shipping_status: { code: "P" },
          }),
        },
      ],
    },
  ],
};

export interface ShipmentToShopOrderTrackingNumber {
  readonly value: string;
}

export interface ShipmentToShopState {
  readonly shipment: Shipment;
  readonly part: NonNullable<NonNullable<Shipment>["Orders"]>[number];
  readonly sales: SalesOrder;
  readonly order: Order;
  readonly listed: NonNullable<NonNullable<SalesOrder>["Shipments"]>[number];
  readonly parcel: Shipment;
}

/**
 * Only the last of several shipments makes the order "Shipped"; X-Cart then tells the customer, with all tracking numbers.
 * xcart-acumatica/shipments.xmap:36
 */
export const ShipmentToShop: FlowModule = {
  name: "ShipmentToShop",
  subject: { name: "shipment", entity: shipmentEntity },
  where: (state: ShipmentToShopState) =>
    state.shipment.Type === "Shipment" &&
    state.shipment.Operation === "Issue" &&
    isIn(state.shipment.Status, ["Confirmed", "Invoiced", "Completed"]),
  triggers: [
    {
      event: "change",
      entity: shipmentEntity,
      via: undefined,
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
      id: "each part/when shop offers writeTracking/each listed/write order/tracking_numbers/value",
      target: "tracking_numbers.value",
      file: "xcart-acumatica/shipments.xmap",
      line: 55,
      column: 13,
      text: "number -> value",
    },
    {
      id: 'each part/when sales.Status in ["Completed", "Invoiced"] and $not(order.shipping_status.code in ["S", "D", "R", "WND"])/write order/shipping_status/code',
      target: "shipping_status.code",
      file: "xcart-acumatica/shipments.xmap",
      line: 61,
      column: 21,
      text: '"S" -> shipping_status.code',
    },
  ],
  steps: [
    {
      step: "each",
      id: "each part",
      file: "xcart-acumatica/shipments.xmap",
      line: 42,
      name: "part",
      list: (state: ShipmentToShopState) => state.shipment.Orders,
      steps: [
        {
          step: "read",
          id: "sales",
          file: "xcart-acumatica/shipments.xmap",
          line: 43,
          assign: "sales",
          entity: salesOrderEntity,
          key: (state: ShipmentToShopState) => [state.part.OrderType, state.part.OrderNbr],
        },
        {
          step: "find",
          id: "order",
          file: "xcart-acumatica/shipments.xmap",
          line: 44,
          assign: "order",
          binding: OrderToSalesOrder,
          side: "right",
          record: (state: ShipmentToShopState) => state.sales,
          otherwise: () => ({ word: "skip", message: "not an order of the shop" }),
        },
        {
          step: "when",
          id: "each part/when shop offers writeTracking",
          file: "xcart-acumatica/shipments.xmap",
          line: 45,
          capability: { system: "shop", name: "writeTracking" },
          condition: undefined,
          steps: [
            {
              step: "each",
              id: "each part/when shop offers writeTracking/each listed",
              file: "xcart-acumatica/shipments.xmap",
              line: 46,
              name: "listed",
              list: (state: ShipmentToShopState) => state.sales.Shipments,
              steps: [
                {
                  step: "read",
                  id: "parcel",
                  file: "xcart-acumatica/shipments.xmap",
                  line: 47,
                  assign: "parcel",
                  entity: shipmentEntity,
                  key: (state: ShipmentToShopState) => [state.listed.ShipmentNbr],
                },
                {
                  step: "write",
                  id: "each part/when shop offers writeTracking/each listed/write order",
                  file: "xcart-acumatica/shipments.xmap",
                  line: 48,
                  target: "order",
                  entity: orderEntity,
                  mailsCustomer: ["payment_status.code", "shipping_status.code"],
                  lookups: [],
                  map: (state: ShipmentToShopState) => ({
                    tracking_numbers: distinct([
                      ...state.order.tracking_numbers.map((trackingNumber) => ({ number: trackingNumber.value })),
                      ...state.parcel.Packages
                        .filter((packageValue) => packageValue.TrackingNbr !== null)
                        .map((packageValue) => ({ number: `${text(packageValue.TrackingNbr)}` })),
                    ]).map((line): Line<ShipmentToShopOrderTrackingNumber> => ({
                      identity: `lines/${line.number}`,
                      values: {
                        value: line.number,
                      },
                    })),
                  }),
                },
              ],
            },
          ],
        },
        {
          step: "when",
          id: 'each part/when sales.Status in ["Completed", "Invoiced"] and $not(order.shipping_status.code in ["S", "D", "R", "WND"])',
          file: "xcart-acumatica/shipments.xmap",
          line: 60,
          capability: undefined,
          condition: (state: ShipmentToShopState) =>
            isIn(state.sales.Status, ["Completed", "Invoiced"]) &&
            !isIn(state.order.shipping_status?.code, ["S", "D", "R", "WND"]),
          steps: [
            {
              step: "write",
              id: 'each part/when sales.Status in ["Completed", "Invoiced"] and $not(order.shipping_status.code in ["S", "D", "R", "WND"])/write order',
              file: "xcart-acumatica/shipments.xmap",
              line: 61,
              target: "order",
              entity: orderEntity,
              mailsCustomer: ["payment_status.code", "shipping_status.code"],
              lookups: [],
              map: () => ({
                shipping_status: { code: "S" },
              }),
            },
          ],
        },
      ],
    },
  ],
};

export interface ReturnToAcumaticaState {
  readonly order: Order;
  readonly sales: SalesOrder;
  readonly asked: SalesOrder | undefined;
  readonly made: SalesOrder;
  readonly returned: SalesOrder;
}

/** xcart-acumatica/shipments.xmap:86 */
export const ReturnToAcumatica: FlowModule = {
  name: "ReturnToAcumatica",
  subject: { name: "order", entity: orderEntity },
  where: (state: ReturnToAcumaticaState) => state.order.shipping_status?.code === "R",
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
  ],
  policy: steady,
  atMostEveryMilliseconds: undefined,
  rules: [
    {
      id: 'require sales.Status in ["Completed", "Invoiced"]',
      target: "require",
      file: "xcart-acumatica/shipments.xmap",
      line: 91,
      column: 3,
      text: 'require sales.Status in ["Completed", "Invoiced"] else hold "order {order.order_number} came back in the shop, and {sales.OrderNbr} is {sales.Status} in Acumatica"',
    },
    {
      id: 'require $not($exists(asked)) or asked.Status = "Open"',
      target: "require",
      file: "xcart-acumatica/shipments.xmap",
      line: 94,
      column: 3,
      text: 'require $not($exists(asked)) or asked.Status = "Open" else skip "it is expected already"',
    },
  ],
  steps: [
    {
      step: "find",
      id: "sales",
      file: "xcart-acumatica/shipments.xmap",
      line: 90,
      assign: "sales",
      binding: OrderToSalesOrder,
      side: "left",
      record: (state: ReturnToAcumaticaState) => state.order,
      otherwise: () => ({ word: "skip", message: "never sold" }),
    },
    {
      step: "require",
      id: 'require sales.Status in ["Completed", "Invoiced"]',
      file: "xcart-acumatica/shipments.xmap",
      line: 91,
      condition: (state: ReturnToAcumaticaState) => isIn(state.sales.Status, ["Completed", "Invoiced"]),
      otherwise: (state: ReturnToAcumaticaState) => ({
        word: "hold",
        message: `order ${state.order.order_number} came back in the shop, and ${state.sales.OrderNbr} is ${text(
          state.sales.Status,
        )} in Acumatica`,
      }),
      shown: (state: ReturnToAcumaticaState) => [state.sales.Status],
    },
    {
      step: "find",
      id: "asked",
      file: "xcart-acumatica/shipments.xmap",
      line: 93,
      assign: "asked",
      binding: OrderToReturn,
      side: "left",
      record: (state: ReturnToAcumaticaState) => state.order,
      otherwise: undefined,
    },
    {
      step: "require",
      id: 'require $not($exists(asked)) or asked.Status = "Open"',
      file: "xcart-acumatica/shipments.xmap",
      line: 94,
      condition: (state: ReturnToAcumaticaState) => state.asked === undefined || state.asked?.Status === "Open",
      otherwise: () => ({ word: "skip", message: "it is expected already" }),
      shown: (state: ReturnToAcumaticaState) => [state.asked?.Status],
    },
    {
      step: "when",
      id: "when $not($exists(asked))",
      file: "xcart-acumatica/shipments.xmap",
      line: 95,
      capability: undefined,
      condition: (state: ReturnToAcumaticaState) => state.asked === undefined,
      steps: [
        {
          step: "sync",
          id: "made",
          file: "xcart-acumatica/shipments.xmap",
          line: 96,
          assign: "made",
          binding: OrderToReturn,
          record: (state: ReturnToAcumaticaState) => state.order,
        },
      ],
    },
    {
      step: "find",
      id: "returned",
      file: "xcart-acumatica/shipments.xmap",
      line: 98,
      assign: "returned",
      binding: OrderToReturn,
      side: "left",
      record: (state: ReturnToAcumaticaState) => state.order,
      otherwise: () => ({ word: "fail", message: "its return is not made yet" }),
    },
    {
      step: "call",
      id: "call returned.SalesOrderCreateReceipt",
      file: "xcart-acumatica/shipments.xmap",
      line: 99,
      assign: undefined,
      target: "returned",
      entity: salesOrderEntity,
      operation: "SalesOrderCreateReceipt",
      arguments: () => ({}),
    },
  ],
};

export interface ReceiptToShopState {
  readonly shipment: Shipment;
  readonly part: NonNullable<NonNullable<Shipment>["Orders"]>[number];
  readonly returned: SalesOrder;
  readonly id: number | undefined;
  readonly order: Order;
}

/**
 * Goods that are back in the warehouse, whoever has asked for it.
 * xcart-acumatica/shipments.xmap:105
 */
export const ReceiptToShop: FlowModule = {
  name: "ReceiptToShop",
  subject: { name: "shipment", entity: shipmentEntity },
  where: (state: ReceiptToShopState) =>
    state.shipment.Type === "Shipment" &&
    state.shipment.Operation === "Receipt" &&
    isIn(state.shipment.Status, ["Confirmed", "Invoiced", "Completed"]),
  triggers: [
    {
      event: "change",
      entity: shipmentEntity,
      via: undefined,
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
      id: 'each part/require returned.ExternalOrderOrigin = "X-Cart"',
      target: "require",
      file: "xcart-acumatica/shipments.xmap",
      line: 113,
      column: 5,
      text: 'require returned.ExternalOrderOrigin = "X-Cart" else skip "not an order of the shop"',
    },
    {
      id: "ReceiptToShop/id",
      target: "id",
      file: "xcart-acumatica/shipments.xmap",
      line: 114,
      column: 5,
      text: "id = returned.ExternalRef via ShopOrderId",
    },
    {
      id: 'each part/when returned.Status in ["Completed", "Invoiced"] and returned.OrderedQty >= $sum([order.items.amount]) and order.shipping_status.code in ["S", "D"]/write order/shipping_status/code',
      target: "shipping_status.code",
      file: "xcart-acumatica/shipments.xmap",
      line: 119,
      column: 21,
      text: '"R" -> shipping_status.code',
    },
  ],
  steps: [
    {
      step: "each",
      id: "each part",
      file: "xcart-acumatica/shipments.xmap",
      line: 111,
      name: "part",
      list: (state: ReceiptToShopState) => state.shipment.Orders,
      steps: [
        {
          step: "read",
          id: "returned",
          file: "xcart-acumatica/shipments.xmap",
          line: 112,
          assign: "returned",
          entity: salesOrderEntity,
          key: (state: ReceiptToShopState) => [state.part.OrderType, state.part.OrderNbr],
        },
        {
          step: "require",
          id: 'each part/require returned.ExternalOrderOrigin = "X-Cart"',
          file: "xcart-acumatica/shipments.xmap",
          line: 113,
          condition: (state: ReceiptToShopState) => state.returned.ExternalOrderOrigin === "X-Cart",
          otherwise: () => ({ word: "skip", message: "not an order of the shop" }),
          shown: (state: ReceiptToShopState) => [state.returned.ExternalOrderOrigin],
        },
        {
          step: "value",
          id: "id",
          file: "xcart-acumatica/shipments.xmap",
          line: 114,
          assign: "id",
          lookups: [
            (state: ReceiptToShopState, ask: Ask) => {
              ask.lookup(ShopOrderId, state.returned.ExternalRef);
            },
          ],
          value: (state: ReceiptToShopState, answers: Answers) =>
            answers.lookup(ShopOrderId, "ReceiptToShop/id", state.returned.ExternalRef) as number | undefined,
        },
        {
          step: "read",
          id: "order",
          file: "xcart-acumatica/shipments.xmap",
          line: 115,
          assign: "order",
          entity: orderEntity,
          key: (state: ReceiptToShopState) => [state.id],
        },
        {
          step: "when",
          id: 'each part/when returned.Status in ["Completed", "Invoiced"] and returned.OrderedQty >= $sum([order.items.amount]) and order.shipping_status.code in ["S", "D"]',
          file: "xcart-acumatica/shipments.xmap",
          line: 116,
          capability: undefined,
          condition: (state: ReceiptToShopState) =>
            isIn(state.returned.Status, ["Completed", "Invoiced"]) &&
            state.returned.OrderedQty >= (sum(state.order.items.map((item) => item.amount)) ?? 0) &&
            isIn(state.order.shipping_status?.code, ["S", "D"]),
          steps: [
            {
              step: "write",
              id: 'each part/when returned.Status in ["Completed", "Invoiced"] and returned.OrderedQty >= $sum([order.items.amount]) and order.shipping_status.code in ["S", "D"]/write order',
              file: "xcart-acumatica/shipments.xmap",
              line: 119,
              target: "order",
              entity: orderEntity,
              mailsCustomer: ["payment_status.code", "shipping_status.code"],
              lookups: [],
              map: () => ({
                shipping_status: { code: "R" },
              }),
            },
          ],
        },
      ],
    },
  ],
};

export const bindings: Readonly<Record<string, BindingModule>> = { OrderToReturn };

export const flows: Readonly<Record<string, FlowModule>> = { SalesOrderToShop, ShipmentToShop, ReturnToAcumatica, ReceiptToShop };
//# sourceMappingURL=shipments.ts.map
