// Generated from shared/demand.xmap. Do not edit: change the mapping and compile again.

import {
  type BindingModule,
  type EntityModule,
  type FlowModule,
  type LookupModule,
  type SystemModule,
  text,
} from "@xmap/runtime";

export const contract = 1;
export const id = "shared/demand";
export const hash = "3ada2845509195322a2e5366721deef99bf14d1740eb99bca9a437849345f537";
export const sourceFiles = ["shared/demand.xmap", "shared/desk.xmap", "shared/shop.xmap", "shared/tables.xmap"];

export const systems: Readonly<Record<string, SystemModule>> = {};

export interface OpenDemand {
  readonly sku: string;
  readonly listed?: string;
}

export const openDemandEntity: EntityModule = {
  name: "OpenDemand",
  system: "desk",
  resource: "open_demand",
  key: [{ field: "sku", type: "string" }],
  fields: ["listed", "sku"],
  joins: [],
};

export const bufferRowEntity: EntityModule = {
  name: "BufferRow",
  system: "tables",
  resource: "stock_buffers",
  key: [{ field: "sku", type: "string" }],
  fields: ["sku"],
  joins: [],
};

/** How many pieces are sold in the shop that the ERP has not reserved yet. */
export const Demanded: LookupModule = {
  name: "Demanded",
  entity: openDemandEntity,
  columns: ["sku"],
  result: "amount",
  cacheMilliseconds: 0,
  none: () => ({ answer: 0 }),
  many: (key) => ({ word: "hold", message: `Demanded finds several for ${text(key)}` }),
};

/** Pieces of a product that are never offered. */
export const StockBuffer: LookupModule = {
  name: "StockBuffer",
  entity: bufferRowEntity,
  columns: ["sku"],
  result: "pieces",
  cacheMilliseconds: 0,
  none: () => ({ answer: 0 }),
  many: (key) => ({ word: "hold", message: `StockBuffer finds several for ${text(key)}` }),
};

export const bindings: Readonly<Record<string, BindingModule>> = {};

export const flows: Readonly<Record<string, FlowModule>> = {};
//# sourceMappingURL=demand.ts.map
