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
export const hash = "834d5128c5ab5ed0e4448d80c44925e3bf513a6785c4a69dc51dc5faaba0f278";
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

export const bindings: Readonly<Record<string, BindingModule>> = {};

export const flows: Readonly<Record<string, FlowModule>> = {};
//# sourceMappingURL=tables.ts.map
