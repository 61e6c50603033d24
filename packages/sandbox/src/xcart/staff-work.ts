import { type Order, roundMoney, totalOf } from "./order.ts";
import type { ItemChange } from "./order-input.ts";
import type { XCartStore } from "./store.ts";

/** Changes one line as staff do. Throws RangeError for an unknown order or line. */
export function editItem(store: XCartStore, id: number, itemId: number, change: ItemChange, announce = true): Order {
  const { items } = store.order(id);
  if (!items.some((item) => item.id === itemId)) {
    throw new RangeError(`order ${id} has no line ${itemId}`);
  }
  const changed = items.map(({ discounted_subtotal: _sum, updated: _updated, ...item }) => {
    const net = change.item_net_price ?? change.price;
    const own = { ...change, ...(net === undefined ? {} : { item_net_price: net }) };
    return item.id === itemId ? { ...item, ...own } : item;
  });
  return store.editOrder(id, { items: changed }, announce);
}

/** Cancels an order: the payment is cancelled and nothing will be delivered. Throws RangeError for an unknown one. */
export function cancelOrder(store: XCartStore, id: number, announce = true): Order {
  store.setStatus("shipping", id, "WND", announce);
  return store.setStatus("payment", id, "C", announce);
}

/**
 * Gives money back: a refund transaction, and the status Refunded when nothing is left, else Partially Paid. All that is
 * left unless `value` says how much. Throws RangeError for more than that and for an unknown order.
 */
export function refundOrder(store: XCartStore, id: number, value?: number, announce = true): Order {
  const order = store.order(id);
  const refunded = store.transactions
    .of(id)
    .filter((transaction) => transaction.type === "refund" && transaction.outcome === "S")
    .reduce((sum, transaction) => sum + transaction.value, 0);
  const left = roundMoney(totalOf(order) - refunded, order.currency);
  const wanted = roundMoney(value ?? left, order.currency);
  if (!(wanted > 0 && wanted <= left)) {
    throw new RangeError(`of order ${id} ${left} ${order.currency} can be refunded, not ${value ?? left}`);
  }
  store.addTransaction(order, { type: "refund", value: wanted, succeeded: true });
  return store.setStatus("payment", id, wanted === left ? "R" : "PP", announce);
}
