import type { Report } from "@xmap/contract";
import type { Order, OrderAddress, OrderSurcharge } from "../runtime/orders.ts";

/** What the binding of `project/orders.xmap` makes of an order, as a programmer would write it: the same values and reports. */
export function draftByHand(order: Order, report: Report): object {
  if (order.items.length === 0)
    report.problem("reject", "OrderToSale/require/1", `order ${order.order_number} has no lines`);
  if (order.email === null)
    report.problem("hold", "OrderToSale/require/2", `order ${order.order_number} has no e-mail address`);
  const { billing_address: billing, shipping_address: shipping } = order;
  const lines: object[] = [];
  for (const item of order.items) {
    lines.push({
      identity: `items/${item.id}`,
      values: { product: item.sku, name: item.name, quantity: item.amount, price: item.item_net_price },
    });
  }
  for (const surcharge of order.surcharges) {
    if (surcharge.available && !surcharge.include) lines.push(lineOf(surcharge));
  }
  return {
    reference: order.order_number,
    origin: `X-Cart #${order.order_number}`,
    ordered_at: order.create_date,
    stage: stageOf(order.payment_status.code, report),
    currency: order.currency,
    total: order.total,
    carrier: order.shipping_method_name,
    note: order.notes,
    customer: {
      email: order.email,
      name: fullName(billing),
      phone: billing?.phone,
      vat: vatOf(billing),
    },
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

function lineOf({ code, type, name, value }: OrderSurcharge): object {
  return { identity: `charged/${code}`, values: { product: type, name: name || type, quantity: 1, price: value } };
}

function stageOf(code: string, report: Report): string | undefined {
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
      report.problem("hold", "OrderToSale/stage", `payment status ${code} is not known`);
      return undefined;
  }
}

export function fullName(address: OrderAddress | null): string | undefined {
  const first = address?.firstname?.trim();
  const last = address?.lastname?.trim();
  if (!first) return last || undefined;
  return last ? `${first} ${last}` : first;
}

export function vatOf(address: OrderAddress | null): string | null | undefined {
  for (const field of address?.custom_fields ?? []) if (field.name === "vat_number") return field.value;
  return undefined;
}
