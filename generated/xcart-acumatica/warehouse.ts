// Generated from xcart-acumatica/warehouse.xmap. Do not edit: change the mapping and compile again.

import type { BindingModule, FlowModule, SystemModule } from "@xmap/runtime";
import {
  type AvailableQuantity,
  availableQuantityEntity,
  type SalesOrder,
  salesOrderEntity,
  steady,
} from "./entities.ts";

export const contract = 1;
export const id = "xcart-acumatica/warehouse";
export const hash = "bfdfea0797c49a0dfbd79680a9b3064077d2b798fad340babcade1c7ee67d700";
export const sourceFiles = [
  "shared/shop.xmap",
  "shared/tables.xmap",
  "xcart-acumatica/entities.xmap",
  "xcart-acumatica/warehouse.xmap",
];

export const systems: Readonly<Record<string, SystemModule>> = {};

export interface PaidOrderToWarehouseState {
  readonly sales: SalesOrder;
  readonly line: NonNullable<NonNullable<SalesOrder>["Details"]>[number];
  readonly stock: AvailableQuantity;
}

/**
 * One line whose item is not promised beyond what there is will do: Acumatica keeps the rest back by its shipping rule.
 * xcart-acumatica/warehouse.xmap:7
 */
export const PaidOrderToWarehouse: FlowModule = {
  name: "PaidOrderToWarehouse",
  subject: { name: "sales", entity: salesOrderEntity },
  where: (state: PaidOrderToWarehouseState) =>
    state.sales.OrderType === "SO" && state.sales.ExternalOrderOrigin === "X-Cart" && state.sales.Status === "Open",
  triggers: [
    {
      event: "change",
      entity: salesOrderEntity,
      via: undefined,
      at: undefined,
      hints: [
        { by: "webhook", everyMilliseconds: undefined },
        { by: "poll", everyMilliseconds: 30000 },
        { by: "sweep", everyMilliseconds: 3600000 },
      ],
    },
  ],
  policy: steady,
  atMostEveryMilliseconds: undefined,
  rules: [
    {
      id: "require (sales.Totals.UnpaidBalance ?? 1) <= 0",
      target: "require",
      file: "xcart-acumatica/warehouse.xmap",
      line: 13,
      column: 3,
      text: 'require (sales.Totals.UnpaidBalance ?? 1) <= 0 else skip "not paid"',
    },
  ],
  steps: [
    {
      step: "require",
      id: "require (sales.Totals.UnpaidBalance ?? 1) <= 0",
      file: "xcart-acumatica/warehouse.xmap",
      line: 13,
      condition: (state: PaidOrderToWarehouseState) => (state.sales.Totals?.UnpaidBalance ?? 1) <= 0,
      otherwise: () => ({ word: "skip", message: "not paid" }),
      shown: (state: PaidOrderToWarehouseState) => [state.sales.Totals?.UnpaidBalance],
    },
    {
      step: "each",
      id: "each line",
      file: "xcart-acumatica/warehouse.xmap",
      line: 14,
      name: "line",
      list: (state: PaidOrderToWarehouseState) => state.sales.Details,
      steps: [
        {
          step: "read",
          id: "stock",
          file: "xcart-acumatica/warehouse.xmap",
          line: 15,
          assign: "stock",
          entity: availableQuantityEntity,
          key: (state: PaidOrderToWarehouseState) => [state.line.InventoryID],
        },
        {
          step: "when",
          id: "each line/when stock.QtyAvailable >= 0",
          file: "xcart-acumatica/warehouse.xmap",
          line: 16,
          capability: undefined,
          condition: (state: PaidOrderToWarehouseState) => state.stock.QtyAvailable >= 0,
          steps: [
            {
              step: "call",
              id: "each line/when stock.QtyAvailable >= 0/call sales.SalesOrderCreateShipment",
              file: "xcart-acumatica/warehouse.xmap",
              line: 17,
              assign: undefined,
              target: "sales",
              entity: salesOrderEntity,
              operation: "SalesOrderCreateShipment",
              arguments: () => ({}),
            },
          ],
        },
      ],
    },
  ],
};

export const bindings: Readonly<Record<string, BindingModule>> = {};

export const flows: Readonly<Record<string, FlowModule>> = { PaidOrderToWarehouse };
//# sourceMappingURL=warehouse.ts.map
