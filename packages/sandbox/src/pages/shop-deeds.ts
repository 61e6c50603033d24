import type { Json, JsonObject } from "../server/json.ts";
import { type FormFields, numberOf } from "./form-fields.ts";
import { memberAt, shown } from "./json-view.ts";
import type { Deed } from "./sandbox-page.ts";

/** What the forms of the shop's page do. */
export const SHOP_DEEDS: Readonly<Record<string, Deed>> = {
  placeOrder: async (fields, control) => {
    const placed = await control("/__sandbox/orders", readOrder(fields));
    return `Order ${numberIn(placed)} is placed.`;
  },
  setStatus: async (fields, control) => {
    const kind = fields.text("kind") === "payment" ? "payment" : "shipping";
    const order = fields.number("order");
    const changed = await control(`/__sandbox/orders/${order}/${kind}_status`, { code: fields.text("code") });
    return `The ${kind} status of order ${numberIn(changed)} is set.`;
  },
  cancelOrder: async (fields, control) =>
    `Order ${numberIn(await control(`/__sandbox/orders/${fields.number("order")}/cancel`, {}))} is cancelled.`,
  refundOrder: async (fields, control) => {
    const value = fields.optionalNumber("value");
    const path = `/__sandbox/orders/${fields.number("order")}/refund`;
    return `Order ${numberIn(await control(path, value === undefined ? {} : { value }))} is refunded.`;
  },
  editItem: async (fields, control) => {
    const change = { amount: fields.number("amount"), price: fields.number("price") };
    const path = `/__sandbox/orders/${fields.number("order")}/items/${fields.number("item")}`;
    return `The line of order ${numberIn(await control(path, change))} is changed.`;
  },
  editNotes: async (fields, control) => {
    const change = { admin_notes: fields.optional("admin_notes") ?? "" };
    return `The note of order ${numberIn(await control(`/__sandbox/orders/${fields.number("order")}`, change))} is saved.`;
  },
  addProduct: async (fields, control) => {
    const sku = fields.text("sku");
    await control("/__sandbox/products", { sku, ...goods(fields) });
    return `The shop sells ${sku} now.`;
  },
  editProduct: async (fields, control) => {
    await control(`/__sandbox/products/${fields.number("product")}`, goods(fields));
    return "The product is changed.";
  },
};

const ADDRESS = ["firstname", "lastname", "street", "zipcode", "city", "country_code", "state_name"];
const TEXTS = ["payment_status", "payment_method", "shipping_method_name", "currency", "notes"];

function readOrder(fields: FormFields): JsonObject {
  const rows = fields.rows("sku", "amount");
  const surcharges = ["shipping", "discount", "tax"].flatMap((type) => {
    const value = fields.optionalNumber(type) ?? 0;
    return value === 0 ? [] : [{ type, value: type === "discount" ? -Math.abs(value) : value }];
  });
  if (rows.length === 0) {
    throw new TypeError("Choose a product.");
  }
  return {
    email: fields.text("email"),
    items: rows.map(({ sku, amount }) => ({ sku, amount: numberOf("amount", amount) })),
    billing_address: textsOf(fields, ADDRESS),
    surcharges,
    ...textsOf(fields, TEXTS),
  };
}

function textsOf(fields: FormFields, names: readonly string[]): JsonObject {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = fields.optional(name);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

function goods(fields: FormFields): JsonObject {
  const numbers = ["price", "amount"].flatMap((name) => {
    const value = fields.optionalNumber(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...textsOf(fields, ["name"]), ...Object.fromEntries(numbers) };
}

function numberIn(order: Json): string {
  return shown(memberAt(order, "order_number"));
}
