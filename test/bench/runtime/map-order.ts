import type { Order, OrderAddress } from "./orders.ts";

/** A sale as the sink takes it; a field without a value is left out. */
export interface Sale {
  readonly reference: string;
  readonly origin: string;
  readonly ordered_at: string;
  readonly stage: string;
  readonly currency: string;
  readonly total: number;
  readonly carrier: string | undefined;
  readonly note: string | undefined;
  readonly customer: object;
  readonly invoice_address: object;
  readonly delivery_address: object;
  readonly lines: readonly { product: string; name: string; quantity: number; price: number }[];
}

/**
 * The mapping of `project/orders.xmap` as a programmer would write it by hand. Node-RED runs the text of this function, so
 * it uses nothing from outside. Throws for an order that cannot be mapped.
 */
export function mapOrder(order: Order): Sale {
  const stageOf = (code: string): string => {
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
  };
  const fullName = (address: OrderAddress | null): string | undefined =>
    [address?.firstname, address?.lastname].filter((part) => part !== null && part !== undefined).join(" ") ||
    undefined;

  if (order.items.length === 0) throw new Error(`order ${order.order_number} has no lines`);
  if (order.email === null) throw new Error(`order ${order.order_number} has no e-mail address`);
  const { billing_address: billing, shipping_address: shipping } = order;
  const lines = order.items.map((item) => ({
    product: item.sku,
    name: item.name,
    quantity: item.amount,
    price: item.item_net_price,
  }));
  for (const surcharge of order.surcharges) {
    if (!surcharge.available || surcharge.include) continue;
    lines.push({
      product: surcharge.type,
      name: surcharge.name || surcharge.type,
      quantity: 1,
      price: surcharge.value,
    });
  }
  return {
    reference: order.order_number,
    origin: `X-Cart #${order.order_number}`,
    ordered_at: order.create_date,
    stage: stageOf(order.payment_status.code),
    currency: order.currency,
    total: order.total,
    carrier: order.shipping_method_name ?? undefined,
    note: order.notes ?? undefined,
    customer: {
      email: order.email,
      name: fullName(billing),
      phone: billing?.phone ?? undefined,
      vat: billing?.custom_fields.find(({ name }) => name === "vat_number")?.value ?? undefined,
    },
    invoice_address: {
      street: billing?.street ?? undefined,
      zip: billing?.zipcode ?? undefined,
      city: billing?.city ?? undefined,
      country: billing?.country_code ?? undefined,
    },
    delivery_address: {
      name: fullName(shipping),
      street: shipping?.street ?? undefined,
      zip: shipping?.zipcode ?? undefined,
      city: shipping?.city ?? undefined,
      country: shipping?.country_code ?? undefined,
    },
    lines,
  };
}
