import { type OdooPair, type OdooPairOptions, startOdooPair } from "../harness/odoo-pair.ts";

/** An order of two tape measures and a pair of gloves with its sale in some state. */
export interface SoldOrder {
  readonly pair: OdooPair;
  readonly orderId: number;
  readonly saleId: number;
}

/** What has happened in Odoo before the shop's event. */
export const SALE_STATES = {
  draft: { payment: "Q", prepare: () => {} },
  confirmed: { payment: "Q", prepare: ({ pair: { erp }, saleId }) => erp.confirm(saleId) },
  "part shipped": {
    payment: "Q",
    prepare: ({ pair: { erp }, saleId }) => {
      erp.confirm(saleId);
      erp.shipOrder(saleId, { lines: [{ sku: "TAPE", quantity: 1 }], tracking: "1Z-PART" });
    },
  },
  shipped: {
    payment: "Q",
    prepare: ({ pair: { erp }, saleId }) => {
      erp.confirm(saleId);
      erp.shipOrder(saleId, { tracking: "1Z-ALL" });
    },
  },
  invoiced: {
    payment: "Q",
    prepare: ({ pair: { erp }, saleId }) => {
      erp.confirm(saleId);
      erp.invoice(saleId);
    },
  },
  paid: { payment: "P", prepare: () => {} },
  closed: {
    payment: "P",
    prepare: ({ pair: { erp }, saleId }) => {
      erp.shipOrder(saleId, { tracking: "1Z-ALL" });
      erp.call("sale.order", "action_lock", [[saleId]]);
    },
  },
  cancelled: {
    payment: "Q",
    prepare: ({ pair: { erp }, saleId }) => void erp.call("sale.order", "action_cancel", [[saleId]]),
  },
} as const satisfies Record<string, { readonly payment: string; readonly prepare: (sold: SoldOrder) => void }>;

export type SaleState = keyof typeof SALE_STATES;

/** Brings an order and its sale into a state; the integration has seen all of it. */
export async function soldOrder(state: SaleState, options: OdooPairOptions = {}): Promise<SoldOrder> {
  const pair = await startOdooPair(options);
  const { payment, prepare } = SALE_STATES[state];
  const items = [
    { sku: "TAPE", amount: 2 },
    { sku: "GLOVES", amount: 1 },
  ];
  const order = pair.shop.placeOrder({ email: "ada@example.com", payment_status: payment, items });
  await pair.integration.settle();
  const sale = pair.erp.records("sale.order")[0];
  const sold = { pair, orderId: Number(order.id), saleId: Number(sale?.id) };
  prepare(sold);
  await pair.integration.settle();
  return sold;
}

/** What staff of the shop do. */
export const SHOP_EVENTS = {
  "line edit": ({ pair: { shop }, orderId }) => {
    const [tape] = orderOf(shop, orderId)?.items ?? [];
    shop.editItem(orderId, Number(tape?.id), { amount: 4 });
  },
  "address edit": ({ pair: { shop }, orderId }) =>
    void shop.editOrder(orderId, { billing_address: {}, shipping_address: { street: "7 Elm Street" } }),
  "discount edit": ({ pair: { shop }, orderId }) =>
    void shop.editOrder(orderId, { surcharges: [{ type: "discount", value: -5 }] }),
  "payment received": ({ pair: { shop }, orderId }) => void shop.setPaymentStatus(orderId, "P"),
  cancelled: ({ pair: { shop }, orderId }) => void shop.cancelOrder(orderId),
  "refunded in part": ({ pair: { shop }, orderId }) => void shop.refundOrder(orderId, 7.25),
  refunded: ({ pair: { shop }, orderId }) => void shop.refundOrder(orderId),
  returned: ({ pair: { shop }, orderId }) => void shop.setShippingStatus(orderId, "R"),
} as const satisfies Record<string, (sold: SoldOrder) => void>;

export type ShopEvent = keyof typeof SHOP_EVENTS;

/** What people do in Odoo, with the state that it happens in. */
export const ODOO_EVENTS = {
  confirmed: { state: "draft", happen: ({ pair: { erp }, saleId }) => erp.confirm(saleId) },
  "part shipped": {
    state: "paid",
    happen: ({ pair: { erp }, saleId }) =>
      void erp.shipOrder(saleId, { lines: [{ sku: "TAPE", quantity: 1 }], tracking: "1Z-PART" }),
  },
  shipped: {
    state: "paid",
    happen: ({ pair: { erp }, saleId }) => void erp.shipOrder(saleId, { tracking: "1Z-ALL" }),
  },
  "the rest shipped": {
    state: "part shipped",
    happen: ({ pair: { erp }, saleId }) => void erp.shipOrder(saleId, { tracking: "1Z-REST" }),
  },
  "the rest dropped": {
    state: "paid",
    happen: ({ pair: { erp }, saleId }) =>
      void erp.shipOrder(saleId, { lines: [{ sku: "TAPE", quantity: 1 }], backorder: false }),
  },
  "invoice posted": { state: "confirmed", happen: ({ pair: { erp }, saleId }) => void erp.invoice(saleId) },
  "payment registered": {
    state: "confirmed",
    happen: ({ pair: { erp }, saleId }) => void erp.invoice(saleId, { pay: true }),
  },
  "cancelled, not paid": {
    state: "confirmed",
    happen: ({ pair: { erp }, saleId }) => void erp.call("sale.order", "action_cancel", [[saleId]]),
  },
  "cancelled, paid": {
    state: "paid",
    happen: ({ pair: { erp }, saleId }) => void erp.call("sale.order", "action_cancel", [[saleId]]),
  },
} as const satisfies Record<string, { readonly state: SaleState; readonly happen: (sold: SoldOrder) => void }>;

export type OdooEvent = keyof typeof ODOO_EVENTS;

function orderOf(shop: OdooPair["shop"], id: number) {
  return shop.orders().find((order) => order.id === id);
}
