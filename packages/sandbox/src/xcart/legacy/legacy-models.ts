import { toJson } from "../../server/json.ts";
import type { Profile } from "../catalog.ts";
import { type Address, type Order, subTotalOf, totalOf } from "../order.ts";
import type { Status } from "../status.ts";
import type { XCartStore } from "../store.ts";

type Row = { readonly [name: string]: unknown };

/** A model of the add-on: rows for lists hold columns only, a row by itself holds its associations one level deep. */
export type LegacyModel = {
  readonly ids: (store: XCartStore) => readonly number[];
  /** Columns of a row; undefined when there is none. */
  readonly columns: (store: XCartStore, id: number) => Row | undefined;
  readonly associations?: (store: XCartStore, id: number) => Row;
};

/** The models that the sandbox knows, by their path. */
export const legacyModels: { readonly [path: string]: LegacyModel } = {
  order: {
    ids: ({ orders }) => [...orders.keys()],
    columns: ({ orders }, id) => mapped(orders.get(id), orderColumns),
    associations: (store, id) => mapped(store.orders.get(id), (order) => orderAssociations(store, order)) ?? {},
  },
  product: {
    ids: ({ products }) => [...products.keys()].sort((left, right) => left - right),
    columns: ({ products }, id) =>
      mapped(products.get(id), ({ created, updated, arrival, ...product }) => ({
        product_id: product.id,
        sku: product.sku,
        name: product.name,
        description: product.description,
        briefDescription: product.brief_description,
        price: product.price,
        enabled: product.enabled,
        weight: product.weight,
        amount: product.amount,
        inventoryEnabled: product.inventory_traceable,
        taxable: product.taxable,
        free_shipping: product.free_shipping,
        date: created,
        updateDate: updated,
        arrivalDate: arrival,
      })),
    associations: ({ products }, id) => {
      const product = products.get(id);
      return { productClass: product?.product_class ?? null, taxClass: product?.tax_class ?? null };
    },
  },
  profile: {
    ids: ({ profiles }) => profiles.all().map(({ id }) => id),
    columns: (store, id) => mapped(profileOf(store, id), profileColumns),
    associations: (store, id) => ({ addresses: addressesOf(store, id), membership: null, pending_membership: null }),
  },
  category: {
    ids: ({ catalog }) => [...catalog.categories.keys()],
    columns: ({ catalog }, id) =>
      mapped(catalog.categories.get(id), ({ enabled, name, position }) => ({
        category_id: id,
        enabled,
        name,
        description: "",
        pos: position,
      })),
    associations: ({ catalog }, id) => {
      const parent = catalog.categories.get(id)?.parent ?? null;
      return { parent: parent === null ? null : { category_id: parent } };
    },
  },
  membership: {
    ids: ({ catalog }) => [...catalog.memberships.keys()],
    columns: ({ catalog }, id) =>
      mapped(catalog.memberships.get(id), ({ name, enabled }) => ({ membership_id: id, name, enabled })),
  },
  taxclass: {
    ids: ({ catalog }) => [...catalog.taxClasses.keys()],
    columns: ({ catalog }, id) => catalog.taxClasses.get(id),
  },
  ordertrackingnumber: {
    ids: ({ orders }) => [...orders.values()].flatMap((order) => order.tracking_numbers.map(({ id }) => id)),
    columns: ({ orders }, id) => {
      const rows = [...orders.values()].flatMap((order) => order.tracking_numbers);
      return mapped(
        rows.find((row) => row.id === id),
        trackingColumns,
      );
    },
  },
};

/** A row as the add-on shows it; undefined when there is none. */
export function showLegacy(store: XCartStore, path: string, id: number, isWhole: boolean): Row | undefined {
  const model = legacyModels[path];
  const columns = model?.columns(store, id);
  if (model === undefined || columns === undefined) {
    return undefined;
  }
  return isWhole ? { ...columns, ...model.associations?.(store, id) } : columns;
}

function mapped<Value, Result>(value: Value | undefined, show: (value: Value) => Result): Result | undefined {
  return value === undefined ? undefined : show(value);
}

function orderColumns(order: Order): Row {
  return {
    order_id: order.id,
    orderNumber: order.order_number,
    total: totalOf(order),
    subtotal: subTotalOf(order),
    date: order.created,
    lastRenewDate: order.updated,
    notes: order.notes,
    adminNotes: order.admin_notes,
    shipping_id: order.shipping_id,
    shipping_method_name: order.shipping_method_name,
    payment_method_name: "Credit card",
  };
}

function orderAssociations(store: XCartStore, order: Order): Row {
  const customer = order.customer_id === null ? undefined : store.profiles.get(order.customer_id);
  const transactions = store.transactions.of(order.id);
  return {
    profile: { profile_id: order.order_profile_id, login: order.email, access_level: 0 },
    orig_profile: customer === undefined ? null : profileColumns(customer),
    currency: { currency_id: 840, code: order.currency },
    paymentStatus: statusColumns(order.payment_status),
    shippingStatus: statusColumns(order.shipping_status),
    surcharges: order.surcharges,
    items: order.items.map((item) => ({
      item_id: item.id,
      object: { product_id: item.product_id },
      sku: item.sku,
      name: item.name,
      price: item.price,
      itemNetPrice: item.item_net_price,
      discountedSubtotal: item.discounted_subtotal,
      amount: item.amount,
      backorderedAmount: item.backordered_amount,
    })),
    trackingNumbers: order.tracking_numbers.map(trackingColumns),
    payment_transactions: transactions.map(({ id, type, at, localName, value, note }) => ({
      transaction_id: id,
      type,
      date: at,
      status: "S",
      value,
      note,
      method_name: localName,
      method_local_name: localName,
    })),
  };
}

function statusColumns({ id, code, name, customer_name }: Status): Row {
  return { id, code, name, customerName: customer_name };
}

function trackingColumns({ id, added, value }: Order["tracking_numbers"][number]): Row {
  return { tracking_id: id, creationDate: added, value };
}

function profileColumns(profile: Pick<Profile, "id" | "login"> & Partial<Profile>): Row {
  return {
    profile_id: profile.id,
    login: profile.login,
    access_level: profile.access_level ?? 0,
    added: profile.created ?? 0,
    first_login: profile.registered === true ? profile.created : 0,
    last_login: profile.registered === true ? profile.created : 0,
    status: profile.status ?? "E",
    statusComment: profile.status_comment ?? "",
    referer: profile.referer ?? "",
    language: profile.language ?? "en",
    anonymous: profile.registered !== true,
  };
}

/** A profile of a customer, or the copy that an order keeps. */
function profileOf(store: XCartStore, id: number): (Pick<Profile, "id" | "login"> & Partial<Profile>) | undefined {
  const order = orderOfProfile(store, id);
  return order === undefined ? store.profiles.get(id) : { id, login: order.email };
}

function addressesOf(store: XCartStore, id: number): readonly Row[] {
  const order = orderOfProfile(store, id);
  const own: readonly (Address | null)[] =
    order === undefined ? store.addressesOf(id) : [order.billing_address, order.shipping_address];
  const rows = own.flatMap((row) => (row === null ? [] : [row]));
  return [...new Map(rows.map((row) => [row.id, row])).values()].map(
    ({ id: address_id, state: state_id, state_name: custom_state, custom_fields: _custom, ...rest }) =>
      toJson({ address_id, state_id, custom_state, ...rest }) as Row,
  );
}

/** The order whose copy of a profile this is. */
function orderOfProfile(store: XCartStore, id: number): Order | undefined {
  return [...store.orders.values()].find((order) => order.order_profile_id === id);
}
