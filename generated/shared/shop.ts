// Generated from shared/shop.xmap. Do not edit: change the mapping and compile again.

import type { BindingModule, EntityModule, FlowModule, SystemModule } from "@xmap/runtime";

export const contract = 1;
export const id = "shared/shop";
export const hash = "72eff926109038bc320e4111a2df810cb51db39851421490beaf33007875af9c";
export const sourceFiles = ["shared/shop.xmap"];

export const systems: Readonly<Record<string, SystemModule>> = {
  shop: {
    name: "shop",
    connector: "xcart",
    options: {
      url: { env: "SHOP_URL" },
      key: { secret: "SHOP_KEY" },
      webhookSecret: { secret: "SHOP_WEBHOOK_SECRET" },
      language: { value: "en" },
    },
  },
};

export interface OrderItemSurcharge {
  readonly id: number;
  readonly type: "tax" | "discount" | "shipping" | "handling";
  readonly code: string;
  readonly class: string | null;
  readonly include: boolean;
  readonly available: boolean;
  readonly value: number;
  readonly name: string | null;
  readonly weight: number;
}

export interface OrderItem {
  readonly id: number;
  readonly product_id: number;
  readonly variant: number | null;
  readonly sku: string | null;
  readonly update_date: string;
  readonly name: string;
  readonly price: number;
  readonly item_net_price: number;
  readonly discounted_subtotal: number;
  readonly amount: number;
  readonly backordered_amount: number;
  readonly surcharges: readonly OrderItemSurcharge[];
}

export interface OrderBillingAddressCustomField {
  readonly name: string;
  readonly value: string | null;
}

export interface OrderBillingAddress {
  readonly id: number;
  readonly is_billing: boolean;
  readonly is_shipping: boolean;
  readonly is_work: boolean;
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
  readonly custom_fields: readonly OrderBillingAddressCustomField[];
}

export interface OrderShippingAddressCustomField {
  readonly name: string;
  readonly value: string | null;
}

export interface OrderShippingAddress {
  readonly id: number;
  readonly is_billing: boolean;
  readonly is_shipping: boolean;
  readonly is_work: boolean;
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
  readonly custom_fields: readonly OrderShippingAddressCustomField[];
}

export interface OrderPaymentStatus {
  readonly id: number;
  readonly code: string;
  readonly name: string | null;
  readonly customer_name: string | null;
}

export interface OrderShippingStatus {
  readonly id: number;
  readonly code: string;
  readonly name: string | null;
  readonly customer_name: string | null;
}

export interface OrderSurcharge {
  readonly id: number;
  readonly type: "tax" | "discount" | "shipping" | "handling";
  readonly code: string;
  readonly class: string | null;
  readonly include: boolean;
  readonly available: boolean;
  readonly value: number;
  readonly name: string | null;
  readonly weight: number;
}

export interface OrderTrackingNumber {
  readonly id: number;
  readonly date: string;
  readonly value: string;
}

export interface OrderPaymentTransactionBackendTransaction {
  readonly id: number;
  readonly type: string;
  readonly date: string;
  readonly status: string;
  readonly value: number;
}

export interface OrderPaymentTransaction {
  readonly id: number;
  readonly public_id: string | null;
  readonly public_txn_id: string | null;
  readonly method_id: number | null;
  readonly type: string;
  readonly date: string;
  readonly status: string | null;
  readonly name: string | null;
  readonly local_name: string | null;
  readonly currency: string;
  readonly value: number;
  readonly note: string | null;
  readonly backend_transactions: readonly OrderPaymentTransactionBackendTransaction[];
}

/** An order with everything that the shop tells of it. The lines say what the API's own schema cannot. */
export interface Order {
  readonly id: number;
  readonly order_number: string;
  readonly total: number;
  readonly sub_total: number;
  readonly email: string | null;
  readonly items: readonly OrderItem[];
  readonly billing_address: OrderBillingAddress | null;
  readonly shipping_address: OrderShippingAddress | null;
  readonly create_date: string;
  readonly update_date: string;
  readonly payment_status: OrderPaymentStatus | null;
  readonly shipping_status: OrderShippingStatus | null;
  readonly customer_id: number | null;
  readonly order_profile_id: number | null;
  readonly shipping_id: number | null;
  readonly shipping_method_name: string | null;
  readonly notes: string | null;
  readonly admin_notes: string | null;
  readonly currency: string;
  readonly stock_status: string | null;
  readonly surcharges: readonly OrderSurcharge[];
  readonly tracking_numbers: readonly OrderTrackingNumber[];
  readonly payment_transactions?: readonly OrderPaymentTransaction[];
  /** The ERP's number of the order, in shops with the companion module. */
  readonly external_number?: string | null;
}

export const orderEntity: EntityModule = {
  name: "Order",
  system: "shop",
  resource: "orders",
  key: [{ field: "id", type: "integer" }],
  fields: [
    "admin_notes",
    "billing_address.city",
    "billing_address.country_code",
    "billing_address.custom_fields.name",
    "billing_address.custom_fields.value",
    "billing_address.firstname",
    "billing_address.id",
    "billing_address.is_billing",
    "billing_address.is_shipping",
    "billing_address.is_work",
    "billing_address.lastname",
    "billing_address.phone",
    "billing_address.state",
    "billing_address.state_name",
    "billing_address.street",
    "billing_address.title",
    "billing_address.type",
    "billing_address.zipcode",
    "create_date",
    "currency",
    "customer_id",
    "email",
    "external_number",
    "id",
    "items.amount",
    "items.backordered_amount",
    "items.discounted_subtotal",
    "items.id",
    "items.item_net_price",
    "items.name",
    "items.price",
    "items.product_id",
    "items.sku",
    "items.surcharges.available",
    "items.surcharges.class",
    "items.surcharges.code",
    "items.surcharges.id",
    "items.surcharges.include",
    "items.surcharges.name",
    "items.surcharges.type",
    "items.surcharges.value",
    "items.surcharges.weight",
    "items.update_date",
    "items.variant",
    "notes",
    "order_number",
    "order_profile_id",
    "payment_status.code",
    "payment_status.customer_name",
    "payment_status.id",
    "payment_status.name",
    "payment_transactions.backend_transactions.date",
    "payment_transactions.backend_transactions.id",
    "payment_transactions.backend_transactions.status",
    "payment_transactions.backend_transactions.type",
    "payment_transactions.backend_transactions.value",
    "payment_transactions.currency",
    "payment_transactions.date",
    "payment_transactions.id",
    "payment_transactions.local_name",
    "payment_transactions.method_id",
    "payment_transactions.name",
    "payment_transactions.note",
    "payment_transactions.public_id",
    "payment_transactions.public_txn_id",
    "payment_transactions.status",
    "payment_transactions.type",
    "payment_transactions.value",
    "shipping_address.city",
    "shipping_address.country_code",
    "shipping_address.custom_fields.name",
    "shipping_address.custom_fields.value",
    "shipping_address.firstname",
    "shipping_address.id",
    "shipping_address.is_billing",
    "shipping_address.is_shipping",
    "shipping_address.is_work",
    "shipping_address.lastname",
    "shipping_address.phone",
    "shipping_address.state",
    "shipping_address.state_name",
    "shipping_address.street",
    "shipping_address.title",
    "shipping_address.type",
    "shipping_address.zipcode",
    "shipping_id",
    "shipping_method_name",
    "shipping_status.code",
    "shipping_status.customer_name",
    "shipping_status.id",
    "shipping_status.name",
    "stock_status",
    "sub_total",
    "surcharges.available",
    "surcharges.class",
    "surcharges.code",
    "surcharges.id",
    "surcharges.include",
    "surcharges.name",
    "surcharges.type",
    "surcharges.value",
    "surcharges.weight",
    "total",
    "tracking_numbers.date",
    "tracking_numbers.id",
    "tracking_numbers.value",
    "update_date",
  ],
  joins: ["payment_transactions"],
};

export const addressEntity: EntityModule = {
  name: "Address",
  system: "shop",
  resource: "addresses",
  key: [{ field: "id", type: "integer" }],
  fields: ["id"],
  joins: [],
};

export interface ProfileAddressCustomField {
  readonly name: string;
  readonly value: string | null;
}

export interface ProfileAddress {
  readonly is_billing: boolean;
  readonly firstname: string | null;
  readonly lastname: string | null;
  readonly phone: string | null;
  readonly street: string | null;
  readonly zipcode: string | null;
  readonly city: string | null;
  readonly country_code: string | null;
  readonly state_name: string | null;
  readonly custom_fields: readonly ProfileAddressCustomField[];
}

/** Customers and guests, with their address books. */
export interface Profile {
  readonly login: string;
  readonly access_level: 0 | 100;
  readonly first_login_date: string | null;
  readonly status: "E" | "D";
  readonly language: string | null;
  readonly membership_id: number | null;
  readonly addresses?: readonly ProfileAddress[];
}

export const profileEntity: EntityModule = {
  name: "Profile",
  system: "shop",
  resource: "profiles",
  key: [{ field: "id", type: "integer" }],
  fields: [
    "access_level",
    "addresses.city",
    "addresses.country_code",
    "addresses.custom_fields.name",
    "addresses.custom_fields.value",
    "addresses.firstname",
    "addresses.is_billing",
    "addresses.lastname",
    "addresses.phone",
    "addresses.state_name",
    "addresses.street",
    "addresses.zipcode",
    "first_login_date",
    "id",
    "language",
    "login",
    "membership_id",
    "status",
  ],
  joins: ["addresses"],
};

export interface ShopProduct {
  readonly id: number;
  readonly sku: string;
  readonly inventory_traceable: boolean;
}

export const shopProductEntity: EntityModule = {
  name: "ShopProduct",
  system: "shop",
  resource: "products",
  key: [{ field: "id", type: "integer" }],
  fields: [
    "amount",
    "brief_description",
    "description",
    "enabled",
    "id",
    "inventory_traceable",
    "meta_description",
    "meta_tags",
    "meta_title",
    "name",
    "price",
    "sku",
    "taxable",
    "weight",
  ],
  joins: [],
};

export const variantEntity: EntityModule = {
  name: "Variant",
  system: "shop",
  resource: "product_variants",
  key: [
    { field: "product_id", type: "integer" },
    { field: "id", type: "integer" },
  ],
  fields: ["id", "product_id"],
  joins: [],
};

/** A product with the categories that it is in. */
export type PlacedProduct = object;

export const placedProductEntity: EntityModule = {
  name: "PlacedProduct",
  system: "shop",
  resource: "products",
  key: [{ field: "id", type: "integer" }],
  fields: ["categories.id", "id", "images.alt", "images.position", "images.url", "name", "sku"],
  joins: ["categories"],
};

export type ShopCategory = object;

export const shopCategoryEntity: EntityModule = {
  name: "ShopCategory",
  system: "shop",
  resource: "categories",
  key: [{ field: "id", type: "integer" }],
  fields: ["enabled", "id", "path"],
  joins: [],
};

export const bindings: Readonly<Record<string, BindingModule>> = {};

export const flows: Readonly<Record<string, FlowModule>> = {};
//# sourceMappingURL=shop.ts.map
