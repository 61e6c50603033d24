import type { Json, JsonObject } from "../../server/json.ts";
import type { TopLevelEntity } from "../contract/entities.ts";
import { readSelection } from "../query/selection.ts";
import { showRecord } from "../record/record-output.ts";
import { blankRow, keyText, linesOf, numberOf, type Row, rounded, textOf } from "../record/row.ts";
import type { SentRow } from "../record/sent-row.ts";
import { STOCK_LEVEL } from "../record/store.ts";
import type { Tenant } from "../tenant.ts";
import { type Call, frameOf } from "./call.ts";

/** `PUT` of a form with parameters: the parameters and, when expanded, the results. Throws ApiError. */
export function answerInquiry(call: Call, entity: TopLevelEntity, sent: SentRow): JsonObject {
  const { tenant } = call;
  const form = blankRow(entity.name, tenant.nextId);
  Object.assign(form.values, sent.values);
  const results = entity.name === "InventorySummaryInquiry" ? summary(tenant, form) : quantities(tenant, form);
  form.rows.Results = [...results];
  const selection = readSelection(call.request.query, entity.schema);
  const shown: { [name: string]: Json } = { ...showRecord(form, selection, frameOf(call, entity)) };
  return shown;
}

/** Rows of one item by warehouse and location; the form shows nothing before an item is chosen. */
function summary(tenant: Tenant, form: Row): readonly Row[] {
  form.values.ExpandByLotSerialNbr ??= false;
  const item = tenant.store.byKey("StockItem", [form.values.InventoryID]);
  if (item === undefined) {
    return [];
  }
  const wanted = (level: Row): boolean =>
    keyText(level.values.InventoryID) === keyText(item.values.InventoryID) &&
    ["WarehouseID", "LocationID"].every(
      (field) => form.values[field] === null || keyText(form.values[field]) === keyText(level.values[field]),
    );
  const seen = new Set<string>();
  return tenant.store
    .rows(STOCK_LEVEL)
    .filter(wanted)
    .map((level) => {
      const warehouse = textOf(level, "WarehouseID");
      const isFirst = !seen.has(warehouse);
      seen.add(warehouse);
      return summaryRow(tenant, item, level, isFirst);
    });
}

// What documents hold back is not tied to a location; the first location of a warehouse carries it.
function summaryRow(tenant: Tenant, item: Row, level: Row, carriesDemand: boolean): Row {
  const row = blankRow("InventorySummaryRow", tenant.nextId);
  const onHand = numberOf(level, "QtyOnHand");
  const { orders, shipments } = carriesDemand
    ? tenant.demand.of(textOf(item, "InventoryID"), textOf(level, "WarehouseID"))
    : { orders: 0, shipments: 0 };
  const cost = numberOf(item, "AverageCost");
  Object.assign(row.values, {
    BaseUOM: item.values.BaseUOM ?? null,
    EstimatedUnitCost: cost,
    EstimatedTotalCost: rounded(cost * onHand),
    LocationID: level.values.LocationID ?? null,
    WarehouseID: level.values.WarehouseID ?? null,
    QtyOnHand: onHand,
    QtyAvailable: rounded(onHand - orders - shipments, 6),
    QtyAvailableForShipment: rounded(onHand - shipments, 6),
    QtyNotAvailable: 0,
  });
  return row;
}

/** Rows of all items, or of those whose quantities changed after a time. */
function quantities(tenant: Tenant, form: Row): readonly Row[] {
  const since = textOf(form, "LastModifiedDateTime");
  const wanted = form.values.InventoryID ?? null;
  return tenant.store
    .rows("StockItem")
    .filter((item) => wanted === null || keyText(item.values.InventoryID) === keyText(wanted))
    .flatMap((item) => {
      const id = textOf(item, "InventoryID");
      const changedAt = tenant.demand.changedAt(id) ?? textOf(item, "LastModifiedDateTime");
      if (since !== "" && changedAt <= since) {
        return [];
      }
      const row = blankRow("InventoryQuantityAvailableDetail", tenant.nextId);
      Object.assign(row.values, {
        InventoryID: id,
        LastModifiedDateTime: changedAt,
        QtyAvailable: availableOf(tenant, item),
      });
      return [row];
    });
}

/** What of an item is free in all warehouses together. */
export function availableOf(tenant: Tenant, item: Row): number {
  const onHand = linesOf(item, "WarehouseDetails").reduce((sum, line) => sum + numberOf(line, "QtyOnHand"), 0);
  const { orders, shipments } = tenant.demand.of(textOf(item, "InventoryID"));
  return rounded(onHand - orders - shipments, 6);
}
