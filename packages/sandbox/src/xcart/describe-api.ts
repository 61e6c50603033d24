import { isJsonObject, type Json, toJson } from "../server/json.ts";
import {
  buildProduct,
  buildProfile,
  showAddress,
  showCategory,
  showProduct,
  showProfile,
  showVariant,
} from "./catalog.ts";
import { categoryFields } from "./category-routes.ts";
import { showImage } from "./image.ts";
import { imageFields } from "./image-routes.ts";
import type { InputField, InputFields } from "./input-check.ts";
import { type Address, showOrder } from "./order.ts";
import { showTransaction } from "./payment-transaction.ts";
import { productFields, variantFields } from "./product-routes.ts";
import { addressFields, profileFields } from "./profile-routes.ts";
import type { Route } from "./route.ts";

type Described = { readonly record: object; readonly input?: InputFields };

const address: Address = {
  id: 1,
  is_billing: true,
  is_shipping: true,
  is_work: false,
  type: "R",
  title: "",
  firstname: "A",
  lastname: "B",
  phone: "1",
  street: "C",
  zipcode: "1",
  city: "D",
  country_code: "US",
  state: 1,
  state_name: "",
  custom_fields: [{ name: "n", value: "v" }],
};
const surcharge = {
  id: 1,
  type: "tax",
  code: "VAT",
  class: "T",
  include: false,
  available: true,
  value: 1.5,
  name: "VAT",
  weight: 0,
};
const status = { id: 1, code: "P", name: "Paid", customer_name: "Paid" };
const order = showOrder({
  id: 1,
  order_number: "1",
  email: "a@example.com",
  items: [
    {
      variant: 1,
      id: 1,
      product_id: 1,
      sku: "S",
      updated: 0,
      name: "N",
      price: 1.5,
      item_net_price: 1.5,
      discounted_subtotal: 1.5,
      amount: 1,
      backordered_amount: 0,
      surcharges: [surcharge],
    },
  ],
  billing_address: address,
  shipping_address: address,
  created: 0,
  updated: 0,
  payment_status: status,
  shipping_status: status,
  customer_id: 1,
  order_profile_id: 1,
  shipping_id: 1,
  shipping_method_name: "M",
  notes: "",
  admin_notes: "",
  currency: "USD",
  surcharges: [surcharge],
  tracking_numbers: [{ id: 1, added: 0, value: "T" }],
  used_coupons: [],
});
const row = { id: 1, name: "N" };
const membership = { ...row, enabled: true };
const product = buildProduct(
  {
    sku: "S",
    price: 1.5,
    weight: 1.5,
    width: 1.5,
    length: 1.5,
    height: 1.5,
    product_class: row,
    tax_class: row,
    memberships: [membership],
  },
  1,
  0,
);
const profile = buildProfile(
  { login: "a@example.com", membership_id: 1, pending_membership_id: 1, registered: true },
  1,
  0,
);
const variant = {
  id: 1,
  product_id: 1,
  price: 1.5,
  default_price: false,
  amount: 1,
  default_amount: false,
  weight: 1.5,
  default_weight: false,
  default_variant: true,
  sku: "V",
};
const transaction = showTransaction({
  id: 1,
  backendId: 1,
  orderId: 1,
  type: "sale",
  at: 0,
  outcome: "S",
  localName: "Card",
  currency: "USD",
  value: 1.5,
  note: "",
});
const event = {
  id: 1,
  date: order.create_date,
  code: "C",
  description: "D",
  author: "A",
  comment: "",
  data: [],
  details: [],
  ip: "",
};
const image = { id: 1, product_id: 1, position: 0, alt: "", file: "1.png", source: "" };
const category = showCategory({
  ...row,
  enabled: true,
  show_title: true,
  position: 0,
  parent: 1,
  description: "",
  product_ids: [],
});

/** One record of each kind, made to see what it holds, by its path. */
const RECORDS: { readonly [path: string]: Described } = {
  "/api/orders/{id}": { record: order },
  "/api/orders/{id}/payment_transactions": { record: transaction },
  "/api/orders/{id}/history": { record: event },
  "/api/products/{id}": { record: showProduct(product, 0, [image]), input: productFields },
  "/api/products/{id}/images/{image_id}": { record: showImage(image), input: imageFields },
  "/api/products/{id}/variants/{variant_id}": { record: showVariant(variant, product), input: variantFields },
  "/api/categories/{id}": { record: category, input: categoryFields },
  "/api/categories/{id}/products": {
    record: { product_id: 1 },
    input: { product_id: { type: "int", required: true } },
  },
  "/api/profiles/{id}": { record: showProfile(profile), input: profileFields },
  "/api/profiles/{id}/addresses/{address_id}": {
    record: showAddress({ ...address, profile_id: 1 }),
    input: addressFields,
  },
  "/api/memberships/{id}": { record: membership },
  "/api/product_classes/{id}": { record: row },
  "/api/tax_classes/{id}": { record: row },
};

const NULLABLE: ReadonlySet<string> = new Set([
  "arrival_date",
  "billing_address",
  "customer_id",
  "first_login_date",
  "last_login_date",
  "membership_id",
  "method_id",
  "order_profile_id",
  "parent",
  "payment_status",
  "pending_membership_id",
  "product_class",
  "shipping_address",
  "shipping_id",
  "shipping_status",
  "state",
  "tax_class",
  "variant",
]);

/** The OpenAPI document of the Admin REST API: paths with what they answer and take. */
export function describeApi(routes: readonly Route[], lastRenewDateFilter: boolean): Json {
  const schemas: { [name: string]: Json } = {};
  const paths: { [path: string]: Json } = {};
  for (const { label, methods } of routes) {
    const told = methods.map((method): [string, Json] => [
      method.toLowerCase(),
      operation(label, method, { schemas, lastRenewDateFilter }),
    ]);
    paths[label] = Object.fromEntries(told);
  }
  return { openapi: "3.0.2", info: { title: "X-Cart API", version: "5.5.1" }, paths, components: { schemas } };
}

type Parts = { readonly schemas: { [name: string]: Json }; readonly lastRenewDateFilter: boolean };

function operation(label: string, method: string, { schemas, lastRenewDateFilter }: Parts): Json {
  const path = Object.hasOwn(RECORDS, label) ? label : itemOf(label);
  const described = path === undefined ? undefined : RECORDS[path];
  const parameters = label === "/api/orders" ? orderFilters(lastRenewDateFilter) : [];
  if (described === undefined || path === undefined) {
    return { parameters };
  }
  const name = nameOf(path);
  schemas[name] ??= schemaOf("", toJson(described.record));
  const record = { $ref: `#/components/schemas/${name}` };
  const isList = method === "GET" && (label !== path || !label.endsWith("}"));
  const answer = { content: contentOf(isList ? { type: "array", items: record } : record) };
  const responses = method === "DELETE" ? { "204": {} } : { [method === "POST" ? "201" : "200"]: answer };
  if (described.input === undefined || !["POST", "PUT"].includes(method)) {
    return { parameters, responses };
  }
  schemas[`${name}.Input`] ??= inputSchema(described.input);
  return { parameters, responses, requestBody: { content: contentOf({ $ref: `#/components/schemas/${name}.Input` }) } };
}

/** The path of one record of a list. */
function itemOf(label: string): string | undefined {
  return Object.keys(RECORDS).find((path) => path.startsWith(`${label}/{`) && path.lastIndexOf("/") === label.length);
}

function nameOf(path: string): string {
  return path
    .replace(/\{\w+\}/g, "")
    .split("/")
    .filter((part) => part !== "" && part !== "api")
    .join("_");
}

function orderFilters(lastRenewDateFilter: boolean): readonly Json[] {
  const dates = lastRenewDateFilter ? ["date", "lastRenewDate"] : ["date"];
  const operators = ["before", "strictly_before", "after", "strictly_after"];
  const filters = [
    ...dates.flatMap((field) => operators.map((operator) => `${field}[${operator}]`)),
    ...["paymentStatus.code", "paymentStatus.code[]", "shippingStatus.code", "shippingStatus.code[]", "profile.login"],
    ...["order[date]", "order[lastRenewDate]", "page", "itemsPerPage"],
  ];
  return filters.map((name) => ({ name, in: "query", required: false }));
}

function contentOf(schema: Json): Json {
  return { "application/json": { schema }, "application/ld+json": { schema } };
}

function schemaOf(name: string, value: Json): Json {
  const nullable = NULLABLE.has(name) ? { nullable: true } : {};
  if (Array.isArray(value)) {
    return { type: "array", items: value.length === 0 ? { type: "string" } : schemaOf("", value[0]) };
  }
  if (isJsonObject(value)) {
    const properties = Object.entries(value).map(([field, inner]): [string, Json] => [field, schemaOf(field, inner)]);
    return { type: "object", properties: Object.fromEntries(properties), ...nullable };
  }
  if (typeof value === "number") {
    return { type: Number.isInteger(value) && !MONEY.has(name) ? "integer" : "number", ...nullable };
  }
  if (typeof value === "string" && /^\d{4}-\d{2}-\d{2}[T ]/.test(value)) {
    return { type: "string", format: "date-time", ...nullable };
  }
  return value === null ? { nullable: true } : { type: typeof value, ...nullable };
}

const MONEY: ReadonlySet<string> = new Set(["total", "sub_total"]);

function inputSchema(fields: InputFields): Json {
  const properties = Object.entries(fields).map(([name, field]): [string, Json] => [name, inputField(field)]);
  const required = Object.entries(fields).flatMap(([name, field]) => (field.required ? [name] : []));
  return { type: "object", properties: Object.fromEntries(properties), required };
}

function inputField({ type, nullable, most, least }: InputField): Json {
  const named = { int: "integer", float: "number", string: "string", bool: "boolean", array: "array" }[type];
  return {
    type: named,
    ...(type === "array" ? { items: {} } : {}),
    ...(nullable === undefined ? {} : { nullable }),
    ...(type === "string" && most !== undefined ? { maxLength: most } : {}),
    ...(least === undefined ? {} : { minimum: least }),
  };
}
