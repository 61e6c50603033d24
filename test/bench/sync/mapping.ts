import {
  type BindingModule,
  type DataRecord,
  type EntityModule,
  type FlowModule,
  type MappingModule,
  MODULE_CONTRACT,
} from "@xmap/contract";
import { saleFields } from "./made-systems.ts";

const key = [{ field: "id", type: "integer" }] as const;
const ORDER: EntityModule = {
  name: "Order",
  system: "shop",
  resource: "orders",
  key,
  fields: ["id", "number", "note", "total", "currency"],
  joins: [],
};
const SALE: EntityModule = { ...ORDER, name: "Sale", system: "erp", resource: "sales", fields: ["id", "ref", "note"] };

export const ORDER_TO_SALE: BindingModule = {
  name: "OrderToSale",
  link: "OrderToSale",
  left: ORDER,
  right: SALE,
  key: ["ref"],
  once: [],
  lines: [],
  rules: [],
  lookups: [],
  map: (order: DataRecord) => saleFields(order),
};

const FLOW: FlowModule = {
  name: "OrderToCash",
  subject: { name: "order", entity: ORDER },
  where: undefined,
  triggers: [],
  policy: undefined,
  atMostEveryMilliseconds: undefined,
  rules: [],
  steps: [
    {
      step: "sync",
      id: "sale",
      file: "orders.xmap",
      line: 1,
      assign: "sale",
      binding: ORDER_TO_SALE,
      record: ({ order }: { readonly order: DataRecord }) => order,
    },
  ],
};

/** Orders of the made shop become sales of the made ERP. */
export const MODULE: MappingModule = {
  contract: MODULE_CONTRACT,
  id: "orders",
  hash: "orders-1",
  sourceFiles: ["orders.xmap"],
  systems: {},
  bindings: { OrderToSale: ORDER_TO_SALE },
  flows: { OrderToCash: FLOW },
};
