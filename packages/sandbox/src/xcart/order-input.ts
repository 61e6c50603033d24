import type { Product } from "./catalog.ts";
import type { Address, Order, OrderItem, Surcharge } from "./order.ts";

/** Everything of a type may be left out. */
type Loose<Type> = { readonly [Key in keyof Type]?: Type[Key] | undefined };

/** An item to place; `sku` of a known product fills in the rest. */
export type ItemInput = Loose<Omit<OrderItem, "updated" | "surcharges">> & {
  readonly sku: string;
  readonly surcharges?: readonly SurchargeInput[];
};

/** A surcharge to place. */
export type SurchargeInput = Loose<Surcharge> & { readonly type: string; readonly value: number };

/** An address to place. */
export type AddressInput = Loose<Omit<Address, "id" | "is_billing" | "is_shipping">>;

/** A payment attempt to place; `succeeded` says how the processor answered. */
export type TransactionInput = {
  readonly localName?: string;
  readonly value?: number;
  readonly type?: string;
  readonly succeeded?: boolean;
  readonly note?: string;
};

/** An order to place. Only items are needed. No shipping address: `null`; left out: the billing address. */
export type OrderInput = Loose<
  Pick<
    Order,
    | "order_number"
    | "email"
    | "shipping_id"
    | "shipping_method_name"
    | "notes"
    | "admin_notes"
    | "currency"
    | "used_coupons"
  >
> & {
  readonly items: readonly ItemInput[];
  readonly billing_address?: AddressInput | null;
  readonly shipping_address?: AddressInput | null;
  readonly surcharges?: readonly SurchargeInput[];
  /** Codes; Q and N unless given. */
  readonly payment_status?: string;
  readonly shipping_status?: string;
  /** Null for a customer who was deleted. */
  readonly customer_id?: number | null;
  readonly payment_method?: string;
  readonly transactions?: readonly TransactionInput[];
};

/** What staff may change of an order afterwards. */
export type OrderChange = Loose<
  Pick<Order, "email" | "notes" | "admin_notes" | "shipping_method_name" | "shipping_id">
> & {
  readonly items?: readonly ItemInput[];
  readonly surcharges?: readonly SurchargeInput[];
  readonly billing_address?: AddressInput | null;
  readonly shipping_address?: AddressInput | null;
  readonly tracking_numbers?: readonly string[];
};

/** What staff may change of one line. */
export type ItemChange = Loose<Pick<OrderItem, "amount" | "price" | "item_net_price" | "name">>;

/** What an address holds unless an order says otherwise. */
export const usualAddress: Omit<Address, "id" | "is_billing" | "is_shipping"> = {
  is_work: false,
  type: "R",
  title: "",
  firstname: "Robin",
  lastname: "Example",
  phone: "+1 503 555 0100",
  street: "100 Main Street",
  zipcode: "97201",
  city: "Portland",
  country_code: "US",
  state: 148,
  state_name: "Oregon",
  custom_fields: [],
};

const surchargeClasses: { readonly [type: string]: { code: string; class: string; name: string } } = {
  shipping: { code: "SHIPPING", class: "XLite\\Logic\\Order\\Modifier\\Shipping", name: "Shipping cost" },
  tax: { code: "CDEV.STAX.1", class: "CDev\\SalesTax\\Logic\\Order\\Modifier\\Tax", name: "Sales tax" },
  discount: { code: "DISCOUNT", class: "CDev\\VolumeDiscounts\\Logic\\Order\\Modifier\\Discount", name: "Discount" },
  handling: { code: "HANDLING", class: "XLite\\Logic\\Order\\Modifier\\Handling", name: "Handling fee" },
};

/** Gives the next number of a kind of row. */
export type NextId = (kind: string) => number;

/** A list of surcharges with ids, codes and an order of display. */
export function buildSurcharges(inputs: readonly SurchargeInput[], nextId: NextId): readonly Surcharge[] {
  return inputs.map((input, index) => {
    const usual = surchargeClasses[input.type] ?? { code: "", class: "", name: input.type };
    return {
      id: input.id ?? nextId("surcharge"),
      type: input.type,
      code: input.code ?? usual.code,
      class: input.class ?? usual.class,
      include: input.include ?? false,
      available: input.available ?? true,
      value: input.value,
      name: input.name ?? usual.name,
      weight: input.weight ?? index,
    };
  });
}

/** The items of an order; an item with the id of an earlier one keeps it. */
export function buildItems(
  inputs: readonly ItemInput[],
  updated: number,
  nextId: NextId,
  productOf: (input: ItemInput) => Product,
): readonly OrderItem[] {
  return inputs.map((input) => {
    const product = productOf(input);
    const price = input.price ?? input.item_net_price ?? product.price;
    const net = input.item_net_price ?? price;
    const amount = input.amount ?? 1;
    return {
      variant: input.variant ?? null,
      id: input.id ?? nextId("item"),
      product_id: product.id,
      sku: input.sku,
      updated,
      name: input.name ?? product.name,
      price,
      item_net_price: net,
      discounted_subtotal: input.discounted_subtotal ?? Math.round(net * amount * 10_000) / 10_000,
      amount,
      backordered_amount: input.backordered_amount ?? 0,
      surcharges: buildSurcharges(input.surcharges ?? [], nextId),
    };
  });
}

/** The pair of addresses: one row for both when no other shipping address is given. */
export function buildAddresses(
  billing: AddressInput | null | undefined,
  shipping: AddressInput | null | undefined,
  nextId: NextId,
): { readonly billing: Address | null; readonly shipping: Address | null } {
  const build = (input: AddressInput, isBilling: boolean, isShipping: boolean): Address => {
    const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
    return { ...usualAddress, ...given, id: nextId("address"), is_billing: isBilling, is_shipping: isShipping };
  };
  const own = billing === null ? null : build(billing ?? {}, true, shipping === undefined);
  if (shipping === undefined) {
    return { billing: own, shipping: own };
  }
  return { billing: own, shipping: shipping === null ? null : build(shipping, false, true) };
}
