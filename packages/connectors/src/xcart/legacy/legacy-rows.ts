import { formatInstant } from "../../shared/instants.ts";
import { isJsonObject, type JsonObject } from "../../shared/json-shape.ts";

/** Reads one value out of a row of the add-on; undefined where the row does not hold it, as lists hold no associations. */
type FieldReader = (row: JsonObject) => unknown;
type FieldReaders = Readonly<Record<string, FieldReader>>;

const same = (...names: readonly string[]): FieldReaders =>
  Object.fromEntries(names.map((name) => [name, (row) => row[name]]));
const named =
  (name: string): FieldReader =>
  (row) =>
    row[name];
const instant =
  (name: string): FieldReader =>
  (row) =>
    instantOf(row[name]);
const within =
  (name: string, inner: string): FieldReader =>
  (row) => {
    const association = row[name];
    if (association === undefined || association === null) return association;
    return isJsonObject(association) ? association[inner] : undefined;
  };
const each =
  (name: string, readers: FieldReaders): FieldReader =>
  (row) => {
    const list = row[name];
    return Array.isArray(list) ? list.filter(isJsonObject).map((item) => readRow(readers, item)) : undefined;
  };
const one =
  (name: string, readers: FieldReaders): FieldReader =>
  (row) => {
    const association = row[name];
    return isJsonObject(association) ? readRow(readers, association) : association;
  };

const STATUS: FieldReaders = { ...same("id", "code", "name"), customer_name: named("customerName") };
const SURCHARGE: FieldReaders = same("id", "type", "code", "class", "include", "available", "value", "name", "weight");
const CLASS: FieldReaders = same("id", "name");

export const ADDRESS: FieldReaders = {
  id: named("address_id"),
  ...same("is_billing", "is_shipping", "is_work", "type", "title", "firstname", "lastname", "phone", "street"),
  ...same("zipcode", "city", "country_code"),
  state: named("state_id"),
  state_name: named("custom_state"),
};

export const TRANSACTION: FieldReaders = {
  id: named("transaction_id"),
  ...same("public_id", "public_txn_id", "method_id", "type", "status", "value", "note", "currency"),
  date: instant("date"),
  name: named("method_name"),
  local_name: named("method_local_name"),
};

export const ORDER: FieldReaders = {
  id: named("order_id"),
  order_number: named("orderNumber"),
  total: named("total"),
  sub_total: named("subtotal"),
  create_date: instant("date"),
  update_date: instant("lastRenewDate"),
  notes: named("notes"),
  admin_notes: named("adminNotes"),
  shipping_id: named("shipping_id"),
  shipping_method_name: named("shipping_method_name"),
  payment_method_name: named("payment_method_name"),
  email: within("profile", "login"),
  customer_id: within("orig_profile", "profile_id"),
  order_profile_id: within("profile", "profile_id"),
  currency: within("currency", "code"),
  payment_status: one("paymentStatus", STATUS),
  shipping_status: one("shippingStatus", STATUS),
  surcharges: each("surcharges", SURCHARGE),
  items: each("items", {
    id: named("item_id"),
    product_id: (row) => within("object", "product_id")(row) ?? row.product_id,
    ...same("sku", "name", "price", "amount"),
    item_net_price: named("itemNetPrice"),
    discounted_subtotal: named("discountedSubtotal"),
    backordered_amount: named("backorderedAmount"),
  }),
  tracking_numbers: each("trackingNumbers", {
    id: named("tracking_id"),
    date: instant("creationDate"),
    value: named("value"),
  }),
};

export const PRODUCT: FieldReaders = {
  id: named("product_id"),
  ...same("sku", "name", "description", "price", "enabled", "weight", "amount", "taxable", "free_shipping"),
  brief_description: named("briefDescription"),
  inventory_traceable: named("inventoryEnabled"),
  create_date: instant("date"),
  update_date: instant("updateDate"),
  arrival_date: instant("arrivalDate"),
  product_class: one("productClass", CLASS),
  tax_class: one("taxClass", CLASS),
};

export const PROFILE: FieldReaders = {
  id: named("profile_id"),
  ...same("login", "access_level", "status", "referer", "language", "anonymous"),
  status_comment: named("statusComment"),
  create_date: instant("added"),
  first_login_date: instant("first_login"),
  last_login_date: instant("last_login"),
  membership_id: within("membership", "membership_id"),
  pending_membership_id: within("pending_membership", "membership_id"),
};

export const CATEGORY: FieldReaders = {
  id: named("category_id"),
  ...same("enabled", "name", "description"),
  position: named("pos"),
  parent: within("parent", "category_id"),
};

export const MEMBERSHIP: FieldReaders = { id: named("membership_id"), ...same("name", "enabled") };
export const TAX_CLASS: FieldReaders = CLASS;

/** A row of the add-on under the names of the Admin REST API; what it does not hold is left out. */
export function readRow(readers: FieldReaders, row: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(readers).flatMap(([name, read]): [string, unknown][] => {
      const value = read(row);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Unix seconds as an instant; 0 is no time. */
function instantOf(value: unknown): unknown {
  if (value === undefined) return undefined;
  const seconds = Number(value);
  return Number.isFinite(seconds) && seconds > 0 ? formatInstant(seconds * 1_000) : null;
}
