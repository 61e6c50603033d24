import { formatOrderDate } from "./order-date.ts";
import type { Status } from "./status.ts";

/** An address as orders and profiles show it; `state` is the shop's own number, never a code. */
export type Address = {
  readonly id: number;
  readonly is_billing: boolean;
  readonly is_shipping: boolean;
  readonly is_work: boolean;
  readonly type: string;
  readonly title: string;
  readonly firstname: string;
  readonly lastname: string;
  readonly phone: string;
  readonly street: string;
  readonly zipcode: string;
  readonly city: string;
  readonly country_code: string;
  readonly state: number | null;
  readonly state_name: string;
  readonly custom_fields: readonly { readonly name: string; readonly value: string }[];
};

/** A surcharge of an order or an item; discounts are negative. */
export type Surcharge = {
  readonly id: number;
  readonly type: string;
  readonly code: string;
  readonly class: string;
  readonly include: boolean;
  readonly available: boolean;
  readonly value: number;
  readonly name: string;
  readonly weight: number;
};

/** One position of an order, its date in epoch seconds. */
export type OrderItem = {
  readonly variant: number | null;
  readonly id: number;
  readonly product_id: number;
  readonly sku: string;
  readonly updated: number;
  readonly name: string;
  readonly price: number;
  readonly item_net_price: number;
  readonly discounted_subtotal: number;
  readonly amount: number;
  readonly backordered_amount: number;
  readonly surcharges: readonly Surcharge[];
};

/** An order as the shop keeps it, dates in epoch seconds. */
export type Order = {
  readonly id: number;
  readonly order_number: string;
  readonly email: string;
  readonly items: readonly OrderItem[];
  readonly billing_address: Address | null;
  readonly shipping_address: Address | null;
  readonly created: number;
  readonly updated: number;
  readonly payment_status: Status;
  readonly shipping_status: Status;
  readonly customer_id: number | null;
  readonly order_profile_id: number | null;
  readonly shipping_id: number;
  readonly shipping_method_name: string;
  readonly notes: string;
  readonly admin_notes: string;
  readonly currency: string;
  readonly surcharges: readonly Surcharge[];
  readonly tracking_numbers: readonly { readonly id: number; readonly added: number; readonly value: string }[];
  /** Shown by shops with the companion module. */
  readonly external_number?: string | null;
  readonly used_coupons: readonly { readonly [name: string]: string | number | null }[];
};

const digitsByCurrency: { readonly [currency: string]: number } = { JPY: 0, KRW: 0, KWD: 3, BHD: 3, OMR: 3 };

/** Rounds half away from zero to the currency's digits. */
export function roundMoney(value: number, currency: string): number {
  const factor = 10 ** (digitsByCurrency[currency] ?? 2);
  const rounded = Math.floor(Math.abs(value) * factor * (1 + 2 ** -48) + 0.5) / factor;
  return value < 0 ? -rounded || 0 : rounded;
}

/** The sum of the items at their net prices. */
export function subTotalOf(order: Order): number {
  const sum = order.items.reduce((total, item) => total + item.item_net_price * item.amount, 0);
  return Math.round(sum * 10_000) / 10_000;
}

/** Items plus every surcharge that counts and is not inside a price already; never below zero. */
export function totalOf(order: Order): number {
  const extra = order.surcharges
    .filter((surcharge) => surcharge.available && !surcharge.include)
    .reduce((total, surcharge) => total + roundMoney(surcharge.value, order.currency), 0);
  return Math.max(0, Math.round((subTotalOf(order) + extra) * 10_000) / 10_000);
}

/** An order as the API shows it. */
export type ShownOrder = ReturnType<typeof buildShownOrder>;

// An order never changes, another takes its place; so it is worked out once how it looks.
const shownOrders = new WeakMap<Order, ShownOrder>();

/** Shows an order as the API does. */
export function showOrder(order: Order): ShownOrder {
  const shown = shownOrders.get(order) ?? buildShownOrder(order);
  shownOrders.set(order, shown);
  return shown;
}

function buildShownOrder(order: Order) {
  const { items, created, updated, tracking_numbers: tracking, ...rest } = order;
  return {
    ...rest,
    total: totalOf(order),
    sub_total: subTotalOf(order),
    items: items.map(({ updated: changed, ...item }) => ({ ...item, update_date: formatOrderDate(changed) })),
    create_date: formatOrderDate(created),
    update_date: formatOrderDate(updated),
    stock_status: "",
    tracking_numbers: tracking.map(({ id, added, value }) => ({ id, date: formatOrderDate(added), value })),
  };
}
