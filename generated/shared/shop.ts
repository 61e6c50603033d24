// Generated from shared/shop.xmap. Do not edit: change the mapping and compile again.

import type { BindingModule, EntityModule, FlowModule, SystemModule } from "@xmap/runtime";

export const contract = 1;
export const id = "shared/shop";
export const hash = "0daa31dcb06fc58e694f4d95b44ca9856aa5fe190c360656c0d54c7f66e8c111";
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

export interface OrderItem {
  readonly id: number;
  readonly sku: string | null;
  readonly name: string;
  readonly item_net_price: number;
  readonly amount: number;
}

export interface OrderBillingAddressCustomField {
  readonly name: string;
  readonly value: string | null;
}

export interface OrderBillingAddress {
  readonly firstname: string | null;
  readonly lastname: string | null;
  readonly phone: string | null;
  readonly street: string | null;
  readonly zipcode: string | null;
  readonly city: string | null;
  readonly country_code: string | null;
  readonly state_name: string | null;
  readonly custom_fields: readonly OrderBillingAddressCustomField[];
}

export interface OrderShippingAddress {
  readonly id: number;
  readonly firstname: string | null;
  readonly lastname: string | null;
  readonly phone: string | null;
  readonly street: string | null;
  readonly zipcode: string | null;
  readonly city: string | null;
  readonly country_code: string | null;
  readonly state_name: string | null;
}

export interface OrderPaymentStatus {
  readonly code: string;
}

export interface OrderShippingStatus {
  readonly code: string;
}

export interface OrderSurcharge {
  readonly type: "tax" | "discount" | "shipping" | "handling";
  readonly code: string;
  readonly include: boolean;
  readonly available: boolean;
  readonly value: number;
  readonly name: string | null;
}

/** An order with everything that the shop embeds in it. The lines say what the API's own schema cannot. */
export interface Order {
  readonly order_number: string;
  readonly total: number;
  readonly sub_total: number;
  readonly email: string | null;
  readonly items: readonly OrderItem[];
  readonly billing_address: OrderBillingAddress | null;
  readonly shipping_address: OrderShippingAddress | null;
  readonly create_date: string;
  readonly payment_status: OrderPaymentStatus | null;
  readonly shipping_status: OrderShippingStatus | null;
  readonly shipping_method_name: string | null;
  readonly notes: string | null;
  readonly currency: string;
  readonly surcharges: readonly OrderSurcharge[];
}

export const orderEntity: EntityModule = {
  name: "Order",
  system: "shop",
  resource: "orders",
  key: [{ field: "id", type: "integer" }],
  fields: [
    "billing_address.city",
    "billing_address.country_code",
    "billing_address.custom_fields.name",
    "billing_address.custom_fields.value",
    "billing_address.firstname",
    "billing_address.lastname",
    "billing_address.phone",
    "billing_address.state_name",
    "billing_address.street",
    "billing_address.zipcode",
    "create_date",
    "currency",
    "email",
    "id",
    "items.amount",
    "items.id",
    "items.item_net_price",
    "items.name",
    "items.sku",
    "notes",
    "order_number",
    "payment_status.code",
    "shipping_address.city",
    "shipping_address.country_code",
    "shipping_address.firstname",
    "shipping_address.id",
    "shipping_address.lastname",
    "shipping_address.phone",
    "shipping_address.state_name",
    "shipping_address.street",
    "shipping_address.zipcode",
    "shipping_method_name",
    "shipping_status.code",
    "sub_total",
    "surcharges.available",
    "surcharges.code",
    "surcharges.include",
    "surcharges.name",
    "surcharges.type",
    "surcharges.value",
    "total",
  ],
  joins: [],
};

export const addressEntity: EntityModule = {
  name: "Address",
  system: "shop",
  resource: "addresses",
  key: [{ field: "id", type: "integer" }],
  fields: ["id"],
  joins: [],
};

export const bindings: Readonly<Record<string, BindingModule>> = {};

export const flows: Readonly<Record<string, FlowModule>> = {};
//# sourceMappingURL=shop.ts.map
