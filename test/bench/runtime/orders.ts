import { createSeededRandom, type SeededRandom } from "@xmap/sandbox";

export interface OrderAddress {
  readonly id: number;
  readonly is_billing: boolean;
  readonly is_shipping: boolean;
  readonly type: string | null;
  readonly title: string | null;
  readonly firstname: string | null;
  readonly lastname: string | null;
  readonly phone: string | null;
  readonly street: string | null;
  readonly zipcode: string | null;
  readonly city: string | null;
  readonly country_code: string | null;
  readonly state: number | null;
  readonly state_name: string | null;
  readonly custom_fields: readonly { readonly name: string; readonly value: string | null }[];
}

export interface OrderItem {
  readonly id: number;
  readonly product_id: number;
  readonly variant: number | null;
  readonly sku: string;
  readonly name: string;
  readonly price: number;
  readonly item_net_price: number;
  readonly discounted_subtotal: number;
  readonly amount: number;
}

export interface OrderSurcharge {
  readonly id: number;
  readonly type: string;
  readonly code: string;
  readonly include: boolean;
  readonly available: boolean;
  readonly value: number;
  readonly name: string | null;
  readonly weight: number;
}

export interface OrderStatus {
  readonly id: number;
  readonly code: string;
  readonly name: string;
}

/** An order as the shop pushes it. */
export interface Order {
  readonly id: number;
  readonly order_number: string;
  readonly total: number;
  readonly sub_total: number;
  readonly email: string | null;
  readonly items: readonly OrderItem[];
  readonly billing_address: OrderAddress | null;
  readonly shipping_address: OrderAddress | null;
  readonly create_date: string;
  readonly update_date: string;
  readonly payment_status: OrderStatus;
  readonly shipping_status: OrderStatus;
  readonly customer_id: number | null;
  readonly shipping_id: number | null;
  readonly shipping_method_name: string | null;
  readonly notes: string | null;
  readonly currency: string;
  readonly surcharges: readonly OrderSurcharge[];
}

/** Number of the order before the first: all numbers have nine digits. */
export const ORDER_BASE = 100_000_000;

/** Stands in a variant's text for the order's number. */
const PLACEHOLDER = 987_654_321;
const VARIANTS = 256;

/** Orders by their running number: the same seed and number give the same order. */
export class OrderSource {
  readonly #variants: readonly (readonly string[])[];

  constructor(seed: number) {
    const random = createSeededRandom(seed);
    this.#variants = Array.from({ length: VARIANTS }, () =>
      JSON.stringify(createOrder(random)).split(String(PLACEHOLDER)),
    );
  }

  /** The order's JSON. */
  body(number: number): Buffer {
    const parts = this.#variants[number % VARIANTS] ?? [];
    return Buffer.from(parts.join(String(ORDER_BASE + number)));
  }
}

const PRODUCTS = ["Water pump", "Work gloves", "Hose clamp", "Garden shears", "Tape measure", "Cable drum"];
const FIRST_NAMES = ["Petra", "Jude", "Amara", "Søren", "Lucía", "Tomáš"];
const LAST_NAMES = ["Vogel", "Okafor", "Lindqvist", "Peña", "Novák", "Marsh"];
const STREETS = ["Werkstrasse 14", "22 Harbour Row", "Calle Mayor 8", "Depot 7, Quay Street"];
const CITIES = [
  { city: "Berlin", zipcode: "10115", country_code: "DE", state_name: "Berlin" },
  { city: "Belfast", zipcode: "BT1 3LG", country_code: "GB", state_name: "Antrim" },
  { city: "Sevilla", zipcode: "41001", country_code: "ES", state_name: "Sevilla" },
  { city: "Brno", zipcode: "602 00", country_code: "CZ", state_name: null },
];
const PAYMENT_CODES = ["Q", "A", "P", "PP", "D", "C", "R"];
const NOTES = [null, "Please ring twice.", "Leave it with the neighbour at number 12 when nobody opens the door."];

function createOrder(random: SeededRandom): Order {
  const items = Array.from({ length: random.whole(2, 5) }, (_, index) => createItem(random, index));
  const subTotal = cents(items.reduce((sum, item) => sum + item.discounted_subtotal, 0));
  const surcharges = createSurcharges(random, subTotal);
  const charged = surcharges.filter(({ include }) => !include).reduce((sum, { value }) => sum + value, 0);
  const created = new Date(Date.UTC(2026, random.whole(0, 9), random.whole(1, 28), random.whole(0, 23)));
  const payment = random.pick(PAYMENT_CODES);
  return {
    id: PLACEHOLDER,
    order_number: String(PLACEHOLDER),
    total: cents(subTotal + charged),
    sub_total: subTotal,
    email: `buyer${PLACEHOLDER}@shop.example`,
    items,
    billing_address: createAddress(random, true),
    shipping_address: createAddress(random, false),
    create_date: created.toISOString(),
    update_date: new Date(created.getTime() + random.whole(0, 100_000) * 1_000).toISOString(),
    payment_status: { id: PAYMENT_CODES.indexOf(payment) + 1, code: payment, name: `Payment ${payment}` },
    shipping_status: { id: 1, code: "N", name: "New" },
    customer_id: random.whole(1, 90_000),
    shipping_id: random.whole(1, 30),
    shipping_method_name: random.pick(["DHL Paket", "Courier", "Freight"]),
    notes: random.pick(NOTES),
    currency: random.pick(["EUR", "USD", "GBP"]),
    surcharges,
  };
}

function createItem(random: SeededRandom, index: number): OrderItem {
  const price = random.whole(99, 19_999) / 100;
  const amount = random.whole(1, 9);
  const product = random.whole(100, 999);
  return {
    id: random.whole(1_000, 9_000) * 10 + index,
    product_id: product,
    variant: random.fraction() < 0.3 ? random.whole(1, 99) : null,
    sku: `SKU-${product}-${random.pick(["S", "M", "L"])}`,
    name: `${random.pick(PRODUCTS)} ${product}`,
    price,
    item_net_price: price,
    discounted_subtotal: cents(price * amount),
    amount,
  };
}

function createSurcharges(random: SeededRandom, subTotal: number): OrderSurcharge[] {
  const first = random.whole(1_000, 9_000) * 10;
  const shipping = random.whole(300, 1_999) / 100;
  const tax = cents(subTotal * 0.19);
  const common = { available: true, weight: 0 };
  return [
    {
      ...common,
      id: first,
      type: "shipping",
      code: "SHIPPING",
      include: false,
      value: shipping,
      name: "Shipping cost",
    },
    {
      ...common,
      id: first + 1,
      type: "tax",
      code: "CDEV.VAT.1",
      include: random.fraction() < 0.5,
      value: tax,
      name: "VAT",
    },
    ...(random.fraction() < 0.4
      ? [{ ...common, id: first + 2, type: "discount", code: "DISCOUNT", include: false, value: -5, name: null }]
      : []),
  ];
}

function createAddress(random: SeededRandom, isBilling: boolean): OrderAddress {
  const { city, zipcode, country_code, state_name } = random.pick(CITIES);
  return {
    id: random.whole(1_000, 99_000),
    is_billing: isBilling,
    is_shipping: !isBilling,
    type: "C",
    title: null,
    firstname: random.pick(FIRST_NAMES),
    lastname: random.pick(LAST_NAMES),
    phone: random.fraction() < 0.7 ? `+49 30 5550 0${random.whole(100, 999)}` : null,
    street: random.pick(STREETS),
    zipcode,
    city,
    country_code,
    state: null,
    state_name,
    custom_fields: isBilling
      ? [
          { name: "company", value: "Example Works Ltd" },
          { name: "vat_number", value: random.fraction() < 0.5 ? `DE${random.whole(100_000_000, 999_999_999)}` : null },
        ]
      : [],
  };
}

function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
