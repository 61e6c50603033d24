// Generated from shared/tables.xmap. Do not edit: change the mapping and compile again.

import {
  type BindingModule,
  type EntityModule,
  type FlowModule,
  type LookupModule,
  type SystemModule,
  text,
} from "@xmap/runtime";

export const contract = 1;
export const id = "shared/tables";
export const hash = "5bdf7760ba3bf5610f047ebe29ef6a0b4ffd52fd92cdfdb1c84019c0dbcf1927";
export const sourceFiles = ["shared/tables.xmap"];

export const systems: Readonly<Record<string, SystemModule>> = {
  tables: { name: "tables", connector: "csv", options: { folder: { value: "tables" } } },
};

export const taxRowEntity: EntityModule = {
  name: "TaxRow",
  system: "tables",
  resource: "taxes",
  key: [{ field: "code", type: "string" }],
  fields: ["code"],
  joins: [],
};

export const surchargeRowEntity: EntityModule = {
  name: "SurchargeRow",
  system: "tables",
  resource: "surcharges",
  key: [{ field: "type", type: "string" }],
  fields: ["type"],
  joins: [],
};

export const salePricelistRowEntity: EntityModule = {
  name: "SalePricelistRow",
  system: "tables",
  resource: "sale_pricelists",
  key: [{ field: "currency", type: "string" }],
  fields: ["currency"],
  joins: [],
};

export const termsRowEntity: EntityModule = {
  name: "TermsRow",
  system: "tables",
  resource: "payment_terms",
  key: [{ field: "title", type: "string" }],
  fields: ["title"],
  joins: [],
};

export interface ImageRow {
  readonly sku: string;
}

export const imageRowEntity: EntityModule = {
  name: "ImageRow",
  system: "tables",
  resource: "product_images",
  key: [{ field: "sku", type: "string" }],
  fields: ["sku"],
  joins: [],
};

export const TaxName: LookupModule = {
  name: "TaxName",
  entity: taxRowEntity,
  columns: ["code"],
  result: "odoo_tax",
  cacheMilliseconds: 0,
  none: (key) => ({ word: "hold", message: `tax ${text(key)} is not in tables/taxes.csv` }),
  many: (key) => ({ word: "hold", message: `TaxName finds several for ${text(key)}` }),
};

export const SurchargeSku: LookupModule = {
  name: "SurchargeSku",
  entity: surchargeRowEntity,
  columns: ["type"],
  result: "sku",
  cacheMilliseconds: 0,
  none: (key) => ({ word: "hold", message: `surcharge ${text(key)} is not in tables/surcharges.csv` }),
  many: (key) => ({ word: "hold", message: `SurchargeSku finds several for ${text(key)}` }),
};

/** Which of several price lists in a currency sales have. */
export const SalePricelist: LookupModule = {
  name: "SalePricelist",
  entity: salePricelistRowEntity,
  columns: ["currency"],
  result: "odoo_pricelist",
  cacheMilliseconds: 0,
  none: () => ({ answer: null }),
  many: (key) => ({ word: "hold", message: `SalePricelist finds several for ${text(key)}` }),
};

/** When companies pay that buy on account by this method. */
export const TermsOfMethod: LookupModule = {
  name: "TermsOfMethod",
  entity: termsRowEntity,
  columns: ["title"],
  result: "odoo_terms",
  cacheMilliseconds: 0,
  none: () => ({ answer: null }),
  many: (key) => ({ word: "hold", message: `TermsOfMethod finds several for ${text(key)}` }),
};

export const bindings: Readonly<Record<string, BindingModule>> = {};

export const flows: Readonly<Record<string, FlowModule>> = {};
//# sourceMappingURL=tables.ts.map
