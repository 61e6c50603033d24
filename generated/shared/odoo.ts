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
export const hash = "b8cec3467906c47d95bf016d6f793810efedf416f533cba011a015e936edf22d";
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
      webhookSecret: { secret: "ODOO_WEBHOOK_SECRET" },
    },
  },
};

export interface SaleOrderInvoiceId {
  readonly id?: number;
  readonly state?: "draft" | "posted" | "cancel";
  readonly move_type?: "entry" | "out_invoice" | "out_refund" | "in_invoice" | "in_refund" | "out_receipt" | "in_receipt";
  readonly payment_state?: "not_paid" | "in_payment" | "paid" | "partial" | "reversed" | "blocked" | "invoicing_legacy" | null;
  readonly amount_total?: number;
  readonly amount_residual?: number;
}

export interface SaleOrderOrderLine {
  /** Quantity */
  readonly product_uom_qty: number;
  /** Delivery Quantity */
  readonly qty_delivered: number;
  /** Method to update delivered qty */
  readonly qty_delivered_method: "manual" | "analytic" | "stock_move" | null;
}

export interface SaleOrderPickingId {
  readonly id?: number;
  readonly state?: "draft" | "waiting" | "confirmed" | "assigned" | "done" | "cancel";
  readonly picking_type_code?: "incoming" | "outgoing" | "internal" | "dropship" | null;
  readonly carrier_tracking_ref?: string | null;
}

export interface SaleOrder {
  /** Total */
  readonly amount_total: number;
  /** Delivery Status */
  readonly delivery_status: "pending" | "started" | "partial" | "full" | null;
  /** Invoices */
  readonly invoice_ids: readonly SaleOrderInvoiceId[];
  /** Invoice Status */
  readonly invoice_status: "upselling" | "invoiced" | "to invoice" | "no" | null;
  /** Locked */
  readonly locked: boolean;
  /** Order Reference */
  readonly name: string;
  /** Order Lines */
  readonly order_line: readonly SaleOrderOrderLine[];
  /** Transfers */
  readonly picking_ids: readonly SaleOrderPickingId[];
  /** Status */
  readonly state: "draft" | "sent" | "sale" | "cancel" | null;
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
    "invoice_ids.amount_residual",
    "invoice_ids.amount_total",
    "invoice_ids.id",
    "invoice_ids.move_type",
    "invoice_ids.payment_state",
    "invoice_ids.state",
    "invoice_status",
    "locked",
    "name",
    "note",
    "order_line.name",
    "order_line.price_unit",
    "order_line.product_id",
    "order_line.product_uom_qty",
    "order_line.qty_delivered",
    "order_line.qty_delivered_method",
    "order_line.tax_ids",
    "origin",
    "partner_id",
    "partner_shipping_id",
    "payment_term_id",
    "picking_ids.carrier_tracking_ref",
    "picking_ids.id",
    "picking_ids.picking_type_code",
    "picking_ids.state",
    "pricelist_id",
    "state",
  ],
  joins: [],
};

export interface Partner {
  /** Active */
  readonly active: boolean;
  /** City */
  readonly city: string | null;
  /** Country */
  readonly country_id: number | null;
  /** Email */
  readonly email: string | null;
  /** Language */
  readonly lang: "en_US" | null;
  /** Name */
  readonly name: string | null;
  /** Related Company */
  readonly parent_id: number | null;
  /** Phone */
  readonly phone: string | null;
  /** Street */
  readonly street: string | null;
  /** Address Type */
  readonly type: "contact" | "invoice" | "delivery" | "other" | null;
  /** Zip */
  readonly zip: string | null;
}

export const partnerEntity: EntityModule = {
  name: "Partner",
  system: "erp",
  resource: "res.partner",
  key: [{ field: "id", type: "integer" }],
  fields: [
    "active",
    "city",
    "country_id",
    "email",
    "id",
    "is_company",
    "lang",
    "name",
    "parent_id",
    "phone",
    "property_product_pricelist",
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
  /** Return of */
  readonly return_id: number | null;
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
  fields: ["id", "picking_type_code", "return_id", "sale_id", "state"],
  joins: [],
};

export interface ProductBomIdProductId {
  readonly id: number;
}

export interface ProductBomIdBomLineIdProductIdBomId {
  readonly id?: number;
  readonly type: "normal" | "phantom";
}

export interface ProductBomIdBomLineIdProductId {
  readonly is_storable: boolean;
  readonly bom_ids?: readonly ProductBomIdBomLineIdProductIdBomId[];
}

export interface ProductBomIdBomLineId {
  readonly id?: number;
  readonly product_id: ProductBomIdBomLineIdProductId;
}

export interface ProductBomId {
  readonly id?: number;
  readonly type: "normal" | "phantom";
  readonly active: boolean;
  readonly product_id?: ProductBomIdProductId | null;
  readonly product_uom_id: number;
  readonly bom_line_ids?: readonly ProductBomIdBomLineId[];
}

export interface ProductBomLineIdBomIdProductId {
  readonly id: number;
  readonly default_code?: string | null;
}

export interface ProductBomLineIdBomIdProductTmplIdProductVariantId {
  readonly id: number;
  readonly default_code?: string | null;
}

export interface ProductBomLineIdBomIdProductTmplId {
  readonly id?: number;
  readonly product_variant_ids?: readonly ProductBomLineIdBomIdProductTmplIdProductVariantId[];
}

export interface ProductBomLineIdBomId {
  readonly id?: number;
  readonly type: "normal" | "phantom";
  readonly active: boolean;
  readonly product_qty: number;
  readonly product_id?: ProductBomLineIdBomIdProductId | null;
  readonly product_tmpl_id?: ProductBomLineIdBomIdProductTmplId;
}

export interface ProductBomLineId {
  readonly id?: number;
  readonly product_qty: number;
  readonly bom_id: ProductBomLineIdBomId;
}

export interface Product {
  /** Active */
  readonly active: boolean;
  /** Product Category */
  readonly categ_id: number | null;
  /** Internal Reference */
  readonly default_code: string | null;
  /** Sales Description */
  readonly description_sale: string | null;
  /** Free To Use Quantity */
  readonly free_qty: number;
  /** ID */
  readonly id: number;
  /** Track Inventory */
  readonly is_storable: boolean;
  /** Sales Price */
  readonly lst_price: number;
  /** Name */
  readonly name: string;
  /** Outgoing */
  readonly outgoing_qty: number;
  /** Attribute Values */
  readonly product_template_attribute_value_ids: readonly number[];
  /** Product Template */
  readonly product_tmpl_id: number;
  /** Products */
  readonly product_variant_ids: readonly number[];
  /** Quantity On Hand */
  readonly qty_available: number;
  /** Sales */
  readonly sale_ok: boolean;
  /** Product Type */
  readonly type: "consu" | "service" | "combo";
  /** Unit */
  readonly uom_id: number;
  /** Weight */
  readonly weight: number;
  /** Bill of Materials */
  readonly bom_ids?: readonly ProductBomId[] | null;
  /** BoM Components */
  readonly bom_line_ids?: readonly ProductBomLineId[] | null;
}

export const productEntity: EntityModule = {
  name: "Product",
  system: "erp",
  resource: "product.product",
  key: [{ field: "id", type: "integer" }],
  fields: [
    "active",
    "bom_ids.active",
    "bom_ids.bom_line_ids.id",
    "bom_ids.bom_line_ids.product_id.bom_ids.id",
    "bom_ids.bom_line_ids.product_id.bom_ids.type",
    "bom_ids.bom_line_ids.product_id.is_storable",
    "bom_ids.id",
    "bom_ids.product_id.id",
    "bom_ids.product_uom_id",
    "bom_ids.type",
    "bom_line_ids.bom_id.active",
    "bom_line_ids.bom_id.id",
    "bom_line_ids.bom_id.product_id.default_code",
    "bom_line_ids.bom_id.product_id.id",
    "bom_line_ids.bom_id.product_qty",
    "bom_line_ids.bom_id.product_tmpl_id.id",
    "bom_line_ids.bom_id.product_tmpl_id.product_variant_ids.default_code",
    "bom_line_ids.bom_id.product_tmpl_id.product_variant_ids.id",
    "bom_line_ids.bom_id.type",
    "bom_line_ids.id",
    "bom_line_ids.product_qty",
    "categ_id",
    "default_code",
    "description_sale",
    "free_qty",
    "id",
    "is_storable",
    "lst_price",
    "name",
    "outgoing_qty",
    "product_template_attribute_value_ids",
    "product_tmpl_id",
    "product_variant_ids",
    "qty_available",
    "sale_ok",
    "type",
    "uom_id",
    "weight",
  ],
  joins: [],
};

export interface ProductCategory {
  /** Complete Name */
  readonly complete_name: string | null;
}

export const productCategoryEntity: EntityModule = {
  name: "ProductCategory",
  system: "erp",
  resource: "product.category",
  key: [{ field: "id", type: "integer" }],
  fields: ["complete_name", "id"],
  joins: [],
};

export interface Quant {
  /** Product */
  readonly product_id: number;
}

export const quantEntity: EntityModule = {
  name: "Quant",
  system: "erp",
  resource: "stock.quant",
  key: [{ field: "id", type: "integer" }],
  fields: ["id", "product_id"],
  joins: [],
};

export interface BomProductTmplId {
  readonly product_variant_id?: number | null;
}

export interface Bom {
  /** Product */
  readonly product_tmpl_id: BomProductTmplId;
}

export const bomEntity: EntityModule = {
  name: "Bom",
  system: "erp",
  resource: "mrp.bom",
  key: [{ field: "id", type: "integer" }],
  fields: ["id", "product_tmpl_id.product_variant_id"],
  joins: [],
};

export interface KitProductBomIdProductId {
  readonly id: number;
  readonly default_code?: string | null;
}

export interface KitProductBomIdProductTmplIdProductVariantId {
  readonly id: number;
  readonly default_code?: string | null;
}

export interface KitProductBomIdProductTmplId {
  readonly id?: number;
  readonly product_variant_ids?: readonly KitProductBomIdProductTmplIdProductVariantId[];
}

export interface KitProductBomIdBomLineIdProductIdBomId {
  readonly id?: number;
  readonly type: "normal" | "phantom";
  readonly active: boolean;
}

export interface KitProductBomIdBomLineIdProductIdBomLineIdBomIdProductId {
  readonly id: number;
  readonly default_code?: string | null;
}

export interface KitProductBomIdBomLineIdProductIdBomLineIdBomIdProductTmplIdProductVariantId {
  readonly id: number;
  readonly default_code?: string | null;
}

export interface KitProductBomIdBomLineIdProductIdBomLineIdBomIdProductTmplId {
  readonly id?: number;
  readonly product_variant_ids?: readonly KitProductBomIdBomLineIdProductIdBomLineIdBomIdProductTmplIdProductVariantId[];
}

export interface KitProductBomIdBomLineIdProductIdBomLineIdBomId {
  readonly id?: number;
  readonly type: "normal" | "phantom";
  readonly active: boolean;
  readonly product_qty: number;
  readonly product_id?: KitProductBomIdBomLineIdProductIdBomLineIdBomIdProductId | null;
  readonly product_tmpl_id?: KitProductBomIdBomLineIdProductIdBomLineIdBomIdProductTmplId;
}

export interface KitProductBomIdBomLineIdProductIdBomLineId {
  readonly id?: number;
  readonly product_qty: number;
  readonly bom_id: KitProductBomIdBomLineIdProductIdBomLineIdBomId;
}

export interface KitProductBomIdBomLineIdProductId {
  readonly id: number;
  readonly default_code?: string | null;
  readonly is_storable: boolean;
  readonly free_qty: number;
  readonly qty_available: number;
  readonly outgoing_qty: number;
  readonly uom_id: number;
  readonly bom_ids?: readonly KitProductBomIdBomLineIdProductIdBomId[];
  /** BoM Components */
  readonly bom_line_ids?: readonly KitProductBomIdBomLineIdProductIdBomLineId[];
}

export interface KitProductBomIdBomLineId {
  readonly id?: number;
  readonly product_qty: number;
  readonly product_uom_id: number;
  readonly bom_product_template_attribute_value_ids?: readonly number[];
  readonly product_id: KitProductBomIdBomLineIdProductId;
}

export interface KitProductBomId {
  readonly id?: number;
  readonly type: "normal" | "phantom";
  readonly active: boolean;
  readonly product_qty: number;
  readonly product_id?: KitProductBomIdProductId | null;
  readonly product_tmpl_id?: KitProductBomIdProductTmplId;
  readonly product_uom_id: number;
  readonly bom_line_ids?: readonly KitProductBomIdBomLineId[];
}

export interface KitProductBomLineIdBomIdProductId {
  readonly id: number;
  readonly default_code?: string | null;
}

export interface KitProductBomLineIdBomIdProductTmplIdProductVariantId {
  readonly id: number;
  readonly default_code?: string | null;
}

export interface KitProductBomLineIdBomIdProductTmplId {
  readonly id?: number;
  readonly product_variant_ids?: readonly KitProductBomLineIdBomIdProductTmplIdProductVariantId[];
}

export interface KitProductBomLineIdBomId {
  readonly id?: number;
  readonly type: "normal" | "phantom";
  readonly active: boolean;
  readonly product_qty: number;
  readonly product_id?: KitProductBomLineIdBomIdProductId | null;
  readonly product_tmpl_id?: KitProductBomLineIdBomIdProductTmplId;
}

export interface KitProductBomLineId {
  readonly id?: number;
  readonly product_qty: number;
  readonly bom_id: KitProductBomLineIdBomId;
}

/** A product with the kits that it is or is in. Only an Odoo with the module `mrp` has any. */
export interface KitProduct {
  /** Active */
  readonly active: boolean;
  /** Internal Reference */
  readonly default_code: string | null;
  /** Free To Use Quantity */
  readonly free_qty: number;
  /** ID */
  readonly id: number;
  /** Track Inventory */
  readonly is_storable: boolean;
  /** Outgoing */
  readonly outgoing_qty: number;
  /** Attribute Values */
  readonly product_template_attribute_value_ids: readonly number[];
  /** Product Template */
  readonly product_tmpl_id: number;
  /** Products */
  readonly product_variant_ids: readonly number[];
  /** Quantity On Hand */
  readonly qty_available: number;
  /** Product Type */
  readonly type: "consu" | "service" | "combo";
  /** Unit */
  readonly uom_id: number;
  /** Bill of Materials */
  readonly bom_ids?: readonly KitProductBomId[] | null;
  /** BoM Components */
  readonly bom_line_ids?: readonly KitProductBomLineId[] | null;
}

export const kitProductEntity: EntityModule = {
  name: "KitProduct",
  system: "erp",
  resource: "product.product",
  key: [{ field: "id", type: "integer" }],
  fields: [
    "active",
    "bom_ids.active",
    "bom_ids.bom_line_ids.bom_product_template_attribute_value_ids",
    "bom_ids.bom_line_ids.id",
    "bom_ids.bom_line_ids.product_id.bom_ids.active",
    "bom_ids.bom_line_ids.product_id.bom_ids.id",
    "bom_ids.bom_line_ids.product_id.bom_ids.type",
    "bom_ids.bom_line_ids.product_id.bom_line_ids.bom_id.active",
    "bom_ids.bom_line_ids.product_id.bom_line_ids.bom_id.id",
    "bom_ids.bom_line_ids.product_id.bom_line_ids.bom_id.product_id.default_code",
    "bom_ids.bom_line_ids.product_id.bom_line_ids.bom_id.product_id.id",
    "bom_ids.bom_line_ids.product_id.bom_line_ids.bom_id.product_qty",
    "bom_ids.bom_line_ids.product_id.bom_line_ids.bom_id.product_tmpl_id.id",
    "bom_ids.bom_line_ids.product_id.bom_line_ids.bom_id.product_tmpl_id.product_variant_ids.default_code",
    "bom_ids.bom_line_ids.product_id.bom_line_ids.bom_id.product_tmpl_id.product_variant_ids.id",
    "bom_ids.bom_line_ids.product_id.bom_line_ids.bom_id.type",
    "bom_ids.bom_line_ids.product_id.bom_line_ids.id",
    "bom_ids.bom_line_ids.product_id.bom_line_ids.product_qty",
    "bom_ids.bom_line_ids.product_id.default_code",
    "bom_ids.bom_line_ids.product_id.free_qty",
    "bom_ids.bom_line_ids.product_id.id",
    "bom_ids.bom_line_ids.product_id.is_storable",
    "bom_ids.bom_line_ids.product_id.outgoing_qty",
    "bom_ids.bom_line_ids.product_id.qty_available",
    "bom_ids.bom_line_ids.product_id.uom_id",
    "bom_ids.bom_line_ids.product_qty",
    "bom_ids.bom_line_ids.product_uom_id",
    "bom_ids.id",
    "bom_ids.product_id.default_code",
    "bom_ids.product_id.id",
    "bom_ids.product_qty",
    "bom_ids.product_tmpl_id.id",
    "bom_ids.product_tmpl_id.product_variant_ids.default_code",
    "bom_ids.product_tmpl_id.product_variant_ids.id",
    "bom_ids.product_uom_id",
    "bom_ids.type",
    "bom_line_ids.bom_id.active",
    "bom_line_ids.bom_id.id",
    "bom_line_ids.bom_id.product_id.default_code",
    "bom_line_ids.bom_id.product_id.id",
    "bom_line_ids.bom_id.product_qty",
    "bom_line_ids.bom_id.product_tmpl_id.id",
    "bom_line_ids.bom_id.product_tmpl_id.product_variant_ids.default_code",
    "bom_line_ids.bom_id.product_tmpl_id.product_variant_ids.id",
    "bom_line_ids.bom_id.type",
    "bom_line_ids.id",
    "bom_line_ids.product_qty",
    "default_code",
    "free_qty",
    "id",
    "is_storable",
    "outgoing_qty",
    "product_template_attribute_value_ids",
    "product_tmpl_id",
    "product_variant_ids",
    "qty_available",
    "type",
    "uom_id",
  ],
  joins: [],
};

export interface InvoiceReversalMoveId {
  readonly id?: number;
  readonly state?: "draft" | "posted" | "cancel";
}

export interface Invoice {
  /** The document(s) that generated the invoice. */
  readonly invoice_origin: string | null;
  /** Type */
  readonly move_type: "entry" | "out_invoice" | "out_refund" | "in_invoice" | "in_refund" | "out_receipt" | "in_receipt";
  /** Number */
  readonly name: string | null;
  /** Payment Status */
  readonly payment_state: "not_paid" | "in_payment" | "paid" | "partial" | "reversed" | "blocked" | "invoicing_legacy" | null;
  /** Reference */
  readonly ref: string | null;
  /** Reversal Move */
  readonly reversal_move_ids: readonly InvoiceReversalMoveId[];
}

export const invoiceEntity: EntityModule = {
  name: "Invoice",
  system: "erp",
  resource: "account.move",
  key: [{ field: "id", type: "integer" }],
  fields: [
    "id",
    "invoice_origin",
    "move_type",
    "name",
    "payment_state",
    "ref",
    "reversal_move_ids.id",
    "reversal_move_ids.state",
  ],
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

export const paymentTermEntity: EntityModule = {
  name: "PaymentTerm",
  system: "erp",
  resource: "account.payment.term",
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

export const CountryIdBack: LookupModule = {
  name: "CountryId",
  entity: countryEntity,
  columns: ["id"],
  result: "code",
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

export const PricelistOfName: LookupModule = {
  name: "PricelistOfName",
  entity: pricelistEntity,
  columns: ["name"],
  result: "id",
  cacheMilliseconds: 3600000,
  none: (key) => ({ word: "hold", message: `Odoo has no price list ${text(key)}` }),
  many: (key) => ({ word: "hold", message: `PricelistOfName finds several for ${text(key)}` }),
};

export const PaymentTermId: LookupModule = {
  name: "PaymentTermId",
  entity: paymentTermEntity,
  columns: ["name"],
  result: "id",
  cacheMilliseconds: 3600000,
  none: (key) => ({ word: "hold", message: `Odoo has no payment terms ${text(key)}` }),
  many: (key) => ({ word: "hold", message: `PaymentTermId finds several for ${text(key)}` }),
};

export const bindings: Readonly<Record<string, BindingModule>> = {};

export const flows: Readonly<Record<string, FlowModule>> = {};
//# sourceMappingURL=odoo.ts.map
