import { keyText, numberOf, type Row, rounded, textOf } from "../record/row.ts";
import { STOCK_LEVEL } from "../record/store.ts";
import type { Workspace } from "../record/workspace.ts";

/** Where stock lies. */
export type StockPlace = { readonly item: string; readonly warehouse: string; readonly location: string };

/** Stock levels of an item, in one warehouse or in all. */
export function stockLevels(workspace: Workspace, item: string, warehouse?: string): readonly Row[] {
  return workspace
    .where(STOCK_LEVEL, "InventoryID", item)
    .filter((level) => warehouse === undefined || keyText(level.values.WarehouseID) === keyText(warehouse));
}

/** What lies on the shelves of a warehouse. */
export function quantityOnHand(workspace: Workspace, item: string, warehouse?: string): number {
  return stockLevels(workspace, item, warehouse).reduce((sum, level) => sum + numberOf(level, "QtyOnHand"), 0);
}

/** Adds to (or takes from) the stock at a place; the item itself keeps the time of its last change. */
export function changeStock(workspace: Workspace, place: StockPlace, change: number): void {
  const known = workspace.byKey(STOCK_LEVEL, place.item, place.warehouse, place.location);
  const level = known === undefined ? newLevel(workspace, place) : workspace.edit(STOCK_LEVEL, known);
  level.values.QtyOnHand = rounded(numberOf(level, "QtyOnHand") + change, 6);
  showOnItem(workspace, place);
}

/** Takes a quantity from a warehouse, fullest location first. */
export function takeStock(workspace: Workspace, item: string, warehouse: string, quantity: number): void {
  let rest = quantity;
  const levels = [...stockLevels(workspace, item, warehouse)].sort(
    (left, right) => numberOf(right, "QtyOnHand") - numberOf(left, "QtyOnHand"),
  );
  for (const level of levels) {
    const taken = Math.min(rest, Math.max(0, numberOf(level, "QtyOnHand")));
    if (taken > 0) {
      changeStock(workspace, { item, warehouse, location: textOf(level, "LocationID") }, -taken);
      rest -= taken;
    }
  }
  if (rest > 0) {
    changeStock(workspace, { item, warehouse, location: textOf(levels[0], "LocationID") || "MAIN" }, -rest);
  }
}

function newLevel(workspace: Workspace, place: StockPlace): Row {
  const level: Row = {
    id: workspace.nextId(),
    type: STOCK_LEVEL,
    values: {
      InventoryID: place.item,
      WarehouseID: place.warehouse,
      LocationID: place.location,
      QtyOnHand: 0,
    },
    links: {},
    rows: {},
    custom: {},
    note: "",
  };
  workspace.add(STOCK_LEVEL, level);
  return level;
}

function showOnItem(workspace: Workspace, { item, warehouse, location }: StockPlace): void {
  const stored = workspace.byKey("StockItem", item);
  if (stored === undefined) {
    return;
  }
  const row = workspace.edit("StockItem", stored, { silent: true });
  const known = row.rows.WarehouseDetails?.find((line) => keyText(line.values.WarehouseID) === keyText(warehouse));
  const line = known ?? workspace.insertLine(row, "WarehouseDetails", "StockItemWarehouseDetail");
  Object.assign(line.values, { WarehouseID: warehouse, QtyOnHand: quantityOnHand(workspace, item, warehouse) });
  line.values.DefaultIssueLocationID ??= location;
  line.values.Status ??= "Active";
  line.values.IsDefault = keyText(row.values.DefaultWarehouseID) === keyText(warehouse);
}
