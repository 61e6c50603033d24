import type { Order } from "../runtime/orders.ts";
import { fullName, vatOf } from "./draft-by-hand.ts";

/** The sale that is written for an order, as a programmer would write it. Throws for an order that cannot be mapped. */
export function saleByHand(order: Order): object {
  if (order.items.length === 0) throw new Error(`order ${order.order_number} has no lines`);
  if (order.email === null) throw new Error(`order ${order.order_number} has no e-mail address`);
  const { billing_address: billing, shipping_address: shipping } = order;
  const lines: object[] = [];
  for (const item of order.items)
    lines.push({ product: item.sku, name: item.name, quantity: item.amount, price: item.item_net_price });
  for (const { available, include, type, name, value } of order.surcharges)
    if (available && !include) lines.push({ product: type, name: name || type, quantity: 1, price: value });
  return {
    reference: order.order_number,
    origin: `X-Cart #${order.order_number}`,
    ordered_at: order.create_date,
    stage: stageOf(order.payment_status.code),
    currency: order.currency,
    total: order.total,
    carrier: order.shipping_method_name,
    note: order.notes,
    customer: { email: order.email, name: fullName(billing), phone: billing?.phone, vat: vatOf(billing) },
    invoice_address: {
      street: billing?.street,
      zip: billing?.zipcode,
      city: billing?.city,
      country: billing?.country_code,
    },
    delivery_address: {
      name: fullName(shipping),
      street: shipping?.street,
      zip: shipping?.zipcode,
      city: shipping?.city,
      country: shipping?.country_code,
    },
    lines,
  };
}

function stageOf(code: string): string {
  switch (code) {
    case "Q":
    case "A":
    case "PP":
      return "quotation";
    case "P":
      return "sale";
    case "D":
    case "C":
    case "R":
      return "cancelled";
    default:
      throw new Error(`payment status ${code} is not known`);
  }
}
