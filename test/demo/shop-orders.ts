import type { AddressInput, ItemInput, OrderInput, SurchargeInput, XCartSandbox } from "@xmap/sandbox/xcart";
import type { PlannedAddress, PlannedCharge, PlannedLine, PlannedOrder } from "./plan.ts";

/** A planned order with the numbers that the shop gave it. */
export interface PlacedOrder {
  readonly plan: PlannedOrder;
  readonly id: number;
  readonly number: string;
}

/** Places a planned order in the shop. */
export function placeOrder(shop: XCartSandbox, plan: PlannedOrder): PlacedOrder {
  const input: OrderInput = {
    email: plan.email,
    currency: plan.market.currency,
    payment_status: plan.paymentStatus,
    shipping_method_name: plan.carrier,
    items: plan.lines.map(toItem),
    surcharges: plan.charges.map(toSurcharge),
    billing_address: toAddress(plan.billing),
    ...(plan.shipping === undefined ? {} : { shipping_address: toAddress(plan.shipping) }),
  };
  const order = shop.placeOrder(input, { announce: plan.announced });
  return { plan, id: Number(order.id), number: String(order.order_number) };
}

/** What the customer or the staff of the shop does with the order before anything is shipped. */
export function changeOrder(shop: XCartSandbox, { plan, id }: PlacedOrder): void {
  const announcement = { announce: plan.announced };
  if (plan.story === "paidLater") shop.setPaymentStatus(id, "P", announcement);
  if (plan.story === "cancelled") shop.setPaymentStatus(id, "C", announcement);
  if (plan.movedTo !== undefined) shop.editOrder(id, { shipping_address: toAddress(plan.movedTo) }, announcement);
  if (plan.edited !== undefined) {
    const known = shop.orders().find((order) => order.id === id);
    const items = Array.isArray(known?.items) ? (known.items as readonly { id: number; sku: string }[]) : [];
    const change = {
      items: plan.edited.lines.map(
        (line): ItemInput => ({ ...toItem(line), id: items.find((item) => item.sku === line.sku)?.id }),
      ),
      surcharges: plan.edited.charges.map(toSurcharge),
    };
    shop.editOrder(id, change, announcement);
  }
}

/** Cancels what has been delivered already. */
export function cancelDelivered(shop: XCartSandbox, { plan, id }: PlacedOrder): void {
  if (plan.story === "cancelledAfterDelivery") shop.setPaymentStatus(id, "C", { announce: plan.announced });
}

/** A planned line as the shop takes it. */
export function toItem(line: PlannedLine): ItemInput {
  return {
    sku: line.sku,
    name: line.name,
    price: line.unitPrice,
    item_net_price: line.unitPrice,
    amount: line.quantity,
  };
}

/** A planned charge as the shop takes it. */
export function toSurcharge(charge: PlannedCharge): SurchargeInput {
  return { type: charge.type, code: charge.code, name: charge.name, value: charge.value };
}

/** A planned address as the shop takes it. */
export function toAddress(address: PlannedAddress): AddressInput {
  const { country, state, ...rest } = address;
  return { ...rest, country_code: country, state: null, state_name: state };
}
