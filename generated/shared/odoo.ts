// Generated from shared/odoo.xmap. Do not edit: change the mapping and compile again.

import {
  type BindingModule,
  type EntityModule,
  type FlowModule,
  type LookupModule,
  type SystemModule,
  text,
} from "@xmap/runtime";

export const contract = 1;
export const id = "shared/odoo";
export const hash = "504caa45ea65d50470405abcf0bb57b4873f6e4a47e56bc2561023885d22f5db";
export const sourceFiles = ["shared/odoo.xmap"];

export const systems: Readonly<Record<string, SystemModule>> = {
  erp: {
    name: "erp",
    connector: "odoo",
    options: {
      url: { env: "ODOO_URL" },
      database: { env: "ODOO_DATABASE" },
      login: { env: "ODOO_LOGIN" },
      key: { secret: "ODOO_KEY" },
    },
  },
};

export interface SaleOrder {
  /** Total */
  readonly amount_total: number;
  /** Delivery Status */
  readonly delivery_status: "pending" | "started" | "partial" | "full" | null;
  /** Invoice Status */
  readonly invoice_status: "upselling" | "invoiced" | "to invoice" | "no" | null;
}

export const saleOrderEntity: EntityModule = {
  name: "SaleOrder",
  system: "erp",
  resource: "sale.order",
  key: [{ field: "id", type: "integer" }],
  fields: [
    "amount_total",
    "carrier_id",
    "client_order_ref",
    "date_order",
    "delivery_status",
    "id",
    "invoice_status",
    "note",
    "order_line.name",
    "order_line.price_unit",
    "order_line.product_id",
    "order_line.product_uom_qty",
    "order_line.tax_ids",
    "origin",
    "partner_id",
    "partner_shipping_id",
    "pricelist_id",
  ],
  joins: [],
};

export const partnerEntity: EntityModule = {
  name: "Partner",
  system: "erp",
  resource: "res.partner",
  key: [{ field: "id", type: "integer" }],
  fields: [
    "city",
    "country_id",
    "email",
    "id",
    "name",
    "parent_id",
    "phone",
    "state_id",
    "street",
    "type",
    "vat",
    "zip",
  ],
  joins: [],
};

export interface Picking {
  /** Type of Operation */
  readonly picking_type_code: "incoming" | "outgoing" | "internal" | null;
  /** Sales Order */
  readonly sale_id: number | null;
  /** Status */
  readonly state: "draft" | "waiting" | "confirmed" | "assigned" | "done" | "cancel" | null;
}

export const pickingEntity: EntityModule = {
  name: "Picking",
  system: "erp",
  resource: "stock.picking",
  key: [{ field: "id", type: "integer" }],
  fields: ["id", "picking_type_code", "sale_id", "state"],
  joins: [],
};

export const productEntity: EntityModule = {
  name: "Product",
  system: "erp",
  resource: "product.product",
  key: [{ field: "id", type: "integer" }],
  fields: ["id"],
  joins: [],
};

export const pricelistEntity: EntityModule = {
  name: "Pricelist",
  system: "erp",
  resource: "product.pricelist",
  key: [{ field: "id", type: "integer" }],
  fields: ["id"],
  joins: [],
};

export const taxEntity: EntityModule = {
  name: "Tax",
  system: "erp",
  resource: "account.tax",
  key: [{ field: "id", type: "integer" }],
  fields: ["id"],
  joins: [],
};

export const countryEntity: EntityModule = {
  name: "Country",
  system: "erp",
  resource: "res.country",
  key: [{ field: "id", type: "integer" }],
  fields: ["id"],
  joins: [],
};

export const stateEntity: EntityModule = {
  name: "State",
  system: "erp",
  resource: "res.country.state",
  key: [{ field: "id", type: "integer" }],
  fields: ["id"],
  joins: [],
};

export const carrierEntity: EntityModule = {
  name: "Carrier",
  system: "erp",
  resource: "delivery.carrier",
  key: [{ field: "id", type: "integer" }],
  fields: ["id"],
  joins: [],
};

export const CountryId: LookupModule = {
  name: "CountryId",
  entity: countryEntity,
  columns: ["code"],
  result: "id",
  cacheMilliseconds: 86400000,
  none: (key) => ({ word: "hold", message: `country ${text(key)} is not in Odoo` }),
  many: (key) => ({ word: "hold", message: `CountryId finds several for ${text(key)}` }),
};

export const StateId: LookupModule = {
  name: "StateId",
  entity: stateEntity,
  columns: ["country_id.code", "name"],
  result: "id",
  cacheMilliseconds: 86400000,
  none: () => ({ keep: true }),
  many: (...key) => ({ word: "hold", message: `StateId finds several for ${key.map(text).join(", ")}` }),
};

export const ProductId: LookupModule = {
  name: "ProductId",
  entity: productEntity,
  columns: ["default_code"],
  result: "id",
  cacheMilliseconds: 600000,
  none: (key) => ({ word: "reject", message: `SKU ${text(key)} is not in Odoo` }),
  many: (key) => ({ word: "hold", message: `ProductId finds several for ${text(key)}` }),
};

export const CarrierId: LookupModule = {
  name: "CarrierId",
  entity: carrierEntity,
  columns: ["name"],
  result: "id",
  cacheMilliseconds: 86400000,
  none: () => ({ keep: true }),
  many: (key) => ({ word: "hold", message: `CarrierId finds several for ${text(key)}` }),
};

/** The price list decides the currency of a sale. */
export const PricelistId: LookupModule = {
  name: "PricelistId",
  entity: pricelistEntity,
  columns: ["currency_id.name"],
  result: "id",
  cacheMilliseconds: 3600000,
  none: (key) => ({ word: "hold", message: `Odoo has no price list in ${text(key)}` }),
  many: (key) => ({ word: "hold", message: `PricelistId finds several for ${text(key)}` }),
};

export const TaxId: LookupModule = {
  name: "TaxId",
  entity: taxEntity,
  columns: ["name"],
  result: "id",
  cacheMilliseconds: 3600000,
  none: (key) => ({ word: "hold", message: `tax ${text(key)} is not in Odoo` }),
  many: (key) => ({ word: "hold", message: `TaxId finds several for ${text(key)}` }),
};

export const bindings: Readonly<Record<string, BindingModule>> = {};

export const flows: Readonly<Record<string, FlowModule>> = {};
//# sourceMappingURL=odoo.ts.map
