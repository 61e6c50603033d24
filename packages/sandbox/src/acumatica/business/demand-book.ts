import { flagOf, keyText, linesOf, numberOf, type Row, textOf } from "../record/row.ts";
import type { Demand, RowChange } from "../record/store.ts";

type Part = { readonly item: string; readonly warehouse: string; readonly orders: number; readonly shipments: number };

/** Order states in which the open quantity of a line is still to be delivered. */
const OPEN_ORDERS = new Set(["Open", "Back Order", "Shipping", "Credit Hold", "Awaiting Payment", "Pending Approval"]);

const nothing: Demand = { orders: 0, shipments: 0 };

const added = (left: Demand, right: Demand): Demand => ({
  orders: left.orders + right.orders,
  shipments: left.shipments + right.shipments,
});

/** What open orders and shipments hold back of the stock, kept in step with each commit. */
export class DemandBook {
  /** By item, then by warehouse. */
  readonly #demand = new Map<string, Map<string, Demand>>();
  readonly #changedAt = new Map<string, string>();

  /** What is held back of an item, in one warehouse or in all. */
  of(item: string, warehouse?: string): Demand {
    const held = this.#demand.get(keyText(item));
    const parts = warehouse === undefined ? [...(held?.values() ?? [])] : [held?.get(keyText(warehouse)) ?? nothing];
    return parts.reduce(added, nothing);
  }

  /** When an item's quantities changed last, as ISO 8601. */
  changedAt(item: string): string | undefined {
    return this.#changedAt.get(keyText(item));
  }

  /** An item's quantities have changed. */
  touch(item: string, at: string): void {
    this.#changedAt.set(keyText(item), at);
  }

  /** Follows committed changes. */
  follow(changes: readonly RowChange[], at: string): void {
    for (const { table, before, after } of changes) {
      for (const part of partsOf(table, before)) {
        this.#add(part, -1, at);
      }
      for (const part of partsOf(table, after)) {
        this.#add(part, 1, at);
      }
    }
  }

  #add(part: Part, sign: 1 | -1, at: string): void {
    const held = this.#demand.get(keyText(part.item)) ?? new Map<string, Demand>();
    this.#demand.set(keyText(part.item), held);
    const warehouse = keyText(part.warehouse);
    const change = { orders: sign * part.orders, shipments: sign * part.shipments };
    held.set(warehouse, added(held.get(warehouse) ?? nothing, change));
    this.touch(part.item, at);
  }
}

function partsOf(table: string, row: Row | undefined): readonly Part[] {
  if (table === "SalesOrder" && OPEN_ORDERS.has(textOf(row, "Status"))) {
    return linesOf(row, "Details")
      .filter((line) => !flagOf(line, "Completed") && textOf(line, "Operation") !== "Receipt")
      .map((line) => ({
        item: textOf(line, "InventoryID"),
        warehouse: textOf(line, "WarehouseID"),
        orders: Math.max(0, numberOf(line, "OrderQty") - numberOf(line, "QtyOnShipments")) * baseFactor(line),
        shipments: 0,
      }));
  }
  if (table === "Shipment" && textOf(row, "Operation") === "Issue" && !isIssued(row)) {
    return linesOf(row, "Details").map((line) => ({
      item: textOf(line, "InventoryID"),
      warehouse: textOf(line, "WarehouseID"),
      orders: 0,
      shipments: numberOf(line, "ShippedQty") * baseFactor(line),
    }));
  }
  return [];
}

/** True when the stock of a shipment has left the books. */
export function isIssued(shipment: Row | undefined): boolean {
  return linesOf(shipment, "Orders").some((line) => textOf(line, "InventoryRefNbr") !== "");
}

/** Base units in one unit of a document line. */
export function baseFactor(line: Row): number {
  return numberOf(line, "BaseFactor") || 1;
}
