import type { Json, JsonObject } from "../server/json.ts";
import { type Hole, type Html, html } from "./html.ts";
import { memberAt, rowsOf, shown } from "./json-view.ts";
import { folded, form, hidden, input, select, table } from "./parts.ts";
import type { PageSection, SandboxPage } from "./sandbox-page.ts";
import { SHOP_DEEDS } from "./shop-deeds.ts";

/** The page of an X-Cart: orders, products, mails. */
export const shopPage: SandboxPage = { title: "X-Cart sandbox", show: showShop, deeds: SHOP_DEEDS };

const PAYMENT_STATUSES = [
  ["Q", "Awaiting payment"],
  ["A", "Authorized"],
  ["PP", "Partially paid"],
  ["P", "Paid"],
  ["D", "Declined"],
  ["C", "Cancelled"],
  ["R", "Refunded"],
] as const;

const SHIPPING_STATUSES = [
  ["N", "New"],
  ["P", "Processing"],
  ["S", "Shipped"],
  ["D", "Delivered"],
  ["WND", "Will not deliver"],
  ["R", "Returned"],
] as const;

const ORDER_LINES = 3;

function showShop(state: JsonObject): readonly PageSection[] {
  const products = rowsOf(state.products);
  const customers = rowsOf(state.profiles);
  const mails = rowsOf(state.mails);
  return [
    {
      id: "orders",
      heading: "Orders",
      content: table(
        "Orders",
        ["Order", "Customer", "Total", "Payment", "Shipping", "Lines", "Tracking", "Work"],
        rowsOf(state.orders).map(orderRow),
      ),
    },
    { id: "place", heading: "Place an order", content: placeForm(products) },
    {
      id: "products",
      heading: "Products",
      content: html`${table("Products", ["SKU", "Name", "Price", "In stock", "Change"], products.map(productRow))}
${form(
  "addProduct",
  "Add the product",
  html`${input("sku", "SKU", { required: true })}${input("name", "Name")}${input("price", "Price", { type: "number", value: 10 })}${input("amount", "In stock", { type: "number", value: 1000 })}`,
  "Add a product",
)}`,
    },
    {
      id: "customers",
      heading: "Customers",
      content: table(
        "Customers",
        ["Number", "Login", "Language"],
        customers.map(({ id, login, language }) => [shown(id), shown(login), shown(language)]),
      ),
    },
    {
      id: "mails",
      heading: "Mails sent",
      content: table(
        "Mails",
        ["Order", "What", "When"],
        mails.map(({ orderId, kind, at }) => [shown(orderId), shown(kind), shown(at)]),
      ),
    },
  ];
}

function orderRow(order: JsonObject): readonly Hole[] {
  const id = shown(order.id);
  const payment = shown(memberAt(order, "payment_status", "code"));
  const shipping = shown(memberAt(order, "shipping_status", "code"));
  const number = shown(order.order_number);
  const items = rowsOf(order.items);
  return [
    number,
    html`${shown(order.email)}<br>${addressOf(order.shipping_address)}`,
    `${shown(order.total)} ${shown(order.currency)}`,
    statusForm(order, "payment", PAYMENT_STATUSES, payment),
    statusForm(order, "shipping", SHIPPING_STATUSES, shipping),
    html`<ul>${items.map((item) => html`<li>${shown(item.amount)} × ${shown(item.sku)} at ${shown(item.item_net_price)}</li>`)}</ul>`,
    rowsOf(order.tracking_numbers).map(({ value }) => html`${shown(value)} `),
    folded(
      `Work on ${number}`,
      html`${form("cancelOrder", "Cancel the order", hidden("order", id))}
${form("refundOrder", "Refund", html`${hidden("order", id)}${input("value", "Amount (all unless given)", { type: "number" })}`)}
${items.map((item) => lineForm(id, item))}
${form("editNotes", "Save the note", html`${hidden("order", id)}${input("admin_notes", "Note of the staff", { value: shown(order.admin_notes) })}`)}`,
    ),
  ];
}

function statusForm(
  order: JsonObject,
  kind: "payment" | "shipping",
  choices: readonly (readonly [string, string])[],
  code: string,
): Hole {
  const known = choices.some(([choice]) => choice === code);
  const name = shown(memberAt(order, `${kind}_status`, "name"));
  return form(
    "setStatus",
    "Set",
    html`${hidden("order", shown(order.id))}${hidden("kind", kind)}${select("code", `${kind === "payment" ? "Payment" : "Shipping"} of ${shown(order.order_number)}`, known ? choices : [[code, name], ...choices], code)}`,
  );
}

function lineForm(order: string, item: JsonObject): Hole {
  const sku = shown(item.sku);
  return form(
    "editItem",
    "Change the line",
    html`${hidden("order", order)}${hidden("item", shown(item.id))}${input("amount", `How many of ${sku}`, { type: "number", value: shown(item.amount) })}${input("price", `Price of ${sku}`, { type: "number", value: shown(item.item_net_price) })}`,
  );
}

function addressOf(address: Json | undefined): string {
  const place = ["firstname", "lastname", "street", "zipcode", "city", "country_code"];
  return place.map((name) => shown(memberAt(address, name))).join(" ");
}

function productRow(product: JsonObject): readonly Hole[] {
  const sku = shown(product.sku);
  return [
    sku,
    shown(product.name),
    shown(product.price),
    product.inventory_traceable === true ? shown(product.amount) : "not counted",
    folded(
      `Change ${sku}`,
      form(
        "editProduct",
        "Save",
        html`${hidden("product", shown(product.id))}${input("name", "Name", { value: shown(product.name) })}${input("price", "Price", { type: "number", value: shown(product.price) })}${input("amount", "In stock", { type: "number", value: shown(product.amount) })}`,
      ),
    ),
  ];
}

function placeForm(products: readonly JsonObject[]): Html {
  const choices = products.map(({ sku, name }) => [shown(sku), `${shown(sku)} ${shown(name)}`] as const);
  const lines = Array.from(
    { length: ORDER_LINES },
    (_, line) =>
      html`<fieldset><legend>Line ${line + 1}</legend>${select("sku", "Product", line === 0 ? choices : [["", "none"], ...choices])}${input("amount", "How many", { type: "number", value: 1 })}</fieldset>`,
  );
  return form(
    "placeOrder",
    "Place the order",
    html`${lines}
<fieldset><legend>Customer</legend>${input("email", "E-mail", { type: "email", required: true, value: "you@example.com" })}${input("firstname", "First name", { value: "Robin" })}${input("lastname", "Last name", { value: "Example" })}</fieldset>
<fieldset><legend>Address</legend>${input("street", "Street", { value: "100 Main Street" })}${input("zipcode", "ZIP code", { value: "97201" })}${input("city", "City", { value: "Portland" })}${input("country_code", "Country, two letters", { value: "US" })}${input("state_name", "State", { value: "Oregon" })}</fieldset>
<fieldset><legend>Payment and shipping</legend>${select("payment_status", "Payment", PAYMENT_STATUSES, "P")}${input("payment_method", "Paid by", { value: "Credit card" })}${input("shipping_method_name", "Shipped by", { value: "Courier" })}${input("shipping", "Shipping cost", { type: "number", value: 4.9 })}${input("discount", "Discount", { type: "number", value: 0 })}${input("tax", "Sales tax", { type: "number", value: 0 })}${input("currency", "Currency", { value: "USD" })}</fieldset>
<fieldset><legend>Note</legend>${input("notes", "Note of the customer")}</fieldset>`,
    "Place an order",
  );
}
