import { keyText, linesOf, type Row, setDefaults, textOf } from "../record/row.ts";
import {
  type Behavior,
  type Context,
  checkChoice,
  checkLabel,
  fromList,
  fromTable,
  itemOf,
  refuse,
  requireField,
  shortAction,
} from "./context.ts";
import { placeItem } from "./sales-category.ts";

const STATUSES = ["Active", "No Sales", "No Purchases", "No Request", "Inactive", "Marked for Deletion"];
const FILE_TYPES = ["Image", "Video"];
const VISIBILITIES = ["Visible", "Search Only", "Invisible", "Featured", "Store Default", "X"];

/** Stock items, IN202500. */
export const stockItemBehavior: Behavior = {
  change: (context, item, isNew) => {
    completeItem(context, item, isNew);
    const unit = textOf(item, "BaseUOM") || "EA";
    setDefaults(item, {
      BaseUOM: unit,
      SalesUOM: unit,
      PurchaseUOM: unit,
      ItemType: "Finished Good",
      ValuationMethod: "Average",
      LotSerialClass: "NOTTRACKED",
      WeightUOM: "KG",
      VolumeUOM: "LITER",
      DimensionWeight: 0,
      DimensionVolume: 0,
      AverageCost: 0,
      LastCost: 0,
      NotAvailable: "Store Default",
    });
    for (const field of ["BaseUOM", "SalesUOM", "PurchaseUOM"]) {
      checkChoice(context, item, field, "UOM", fromList(context.settings.unitsOfMeasure));
    }
    checkChoice(context, item, "DefaultWarehouseID", "Default Warehouse", fromTable(context, "Warehouse"));
    for (const line of linesOf(item, "WarehouseDetails")) {
      checkChoice(context, line, "WarehouseID", "Warehouse", fromTable(context, "Warehouse"));
      setDefaults(line, { QtyOnHand: 0, Status: "Active" });
      line.values.IsDefault = keyText(line.values.WarehouseID) === keyText(item.values.DefaultWarehouseID);
    }
    for (const line of linesOf(item, "CrossReferences")) {
      setDefaults(line, { AlternateType: "Global", UOM: unit });
    }
    for (const line of linesOf(item, "FileURLs")) {
      requireField(context, line, "FileURL", "URL");
      checkLabel(context, line, "FileType", FILE_TYPES);
      setDefaults(line, { FileType: "Image" });
    }
    placeItem(context, item);
  },
  delete: forbidUsed,
  actions: {
    UpdateStandardCostStockItem: shortAction((_context, item) => {
      if (item.values.PendingStdCost !== null) {
        item.values.LastStdCost = item.values.CurrentStdCost ?? null;
        item.values.CurrentStdCost = item.values.PendingStdCost ?? null;
        item.values.PendingStdCost = null;
      }
    }),
  },
};

/** Non-stock items, IN202000. */
export const nonStockItemBehavior: Behavior = {
  change: (context, item, isNew) => {
    completeItem(context, item, isNew);
    const unit = textOf(item, "BaseUnit") || "EA";
    setDefaults(item, {
      BaseUnit: unit,
      SalesUnit: unit,
      PurchaseUnit: unit,
      ItemType: "Non-Stock Item",
      RequireShipment: false,
    });
  },
  delete: forbidUsed,
};

/** Settings of an item in a warehouse, IN204500. */
export const itemWarehouseBehavior: Behavior = {
  change: (context, row) => {
    requireField(context, row, "InventoryID", "Inventory ID");
    requireField(context, row, "WarehouseID", "Warehouse");
    checkChoice(context, row, "InventoryID", "Inventory ID", (value) => {
      const found = context.workspace.byKey("StockItem", value);
      return found === undefined ? undefined : textOf(found, "InventoryID");
    });
    checkChoice(context, row, "WarehouseID", "Warehouse", fromTable(context, "Warehouse"));
    setDefaults(row, { Status: "Active" });
  },
};

function completeItem(context: Context, item: Row, isNew: boolean): void {
  const { merged, settings } = context;
  requireField(context, item, "InventoryID", "Inventory ID");
  item.values.InventoryID = textOf(item, "InventoryID").trim().toUpperCase() || null;
  if (isNew) {
    requireField(context, item, "ItemClass", "Item Class");
    const other = itemOf(context, item.values.InventoryID);
    if (other !== undefined && other.id !== item.id) {
      merged.fail(item, "InventoryID", "An item with this identifier already exists.");
    }
  }
  checkChoice(context, item, "ItemClass", "Item Class", fromList(settings.itemClasses));
  checkChoice(context, item, "TaxCategory", "Tax Category", fromList(settings.taxCategories));
  checkLabel(context, item, "ItemStatus", STATUSES);
  checkLabel(context, item, "Visibility", VISIBILITIES);
  setDefaults(item, {
    ItemStatus: "Active",
    TaxCategory: "TAXABLE",
    PostingClass: "ALL",
    DefaultPrice: 0,
    MSRP: 0,
    IsAKit: false,
    ExportToExternal: false,
    Visibility: "Visible",
    Availability: "Store Default",
  });
  completePrices(context, item);
  completeAttributes(context, item);
}

// Two names for one price: the one that was sent is the price.
function completePrices({ merged }: Context, item: Row): void {
  for (const [field, specific] of [
    ["DefaultPrice", "CurySpecificPrice"],
    ["MSRP", "CurySpecificMSRP"],
  ] as const) {
    if (merged.wasSent(item, specific) && !merged.wasSent(item, field)) {
      item.values[field] = item.values[specific] ?? null;
    }
    item.values[specific] = item.values[field] ?? null;
  }
}

function completeAttributes({ merged, settings }: Context, item: Row): void {
  const required = settings.requiredAttributes[textOf(item, "ItemClass")] ?? [];
  for (const line of linesOf(item, "Attributes")) {
    setDefaults(line, {
      AttributeDescription: textOf(line, "AttributeID"),
      IsActive: true,
      RefNoteID: item.id,
    });
    line.values.Required = required.some((id) => keyText(id) === keyText(line.values.AttributeID));
    line.values.ValueDescription ??= line.values.Value ?? null;
  }
  const missing = required.find(
    (id) =>
      !linesOf(item, "Attributes").some(
        (line) => keyText(line.values.AttributeID) === keyText(id) && line.values.Value !== null,
      ),
  );
  if (missing !== undefined) {
    merged.fail(item, "ItemClass", `The attribute '${missing}' of the item class cannot be empty.`);
  }
}

function forbidUsed({ workspace }: Context, item: Row): void {
  const isUsed = workspace
    .rows("SalesOrder")
    .some((order) => linesOf(order, "Details").some((line) => line.values.InventoryID === item.values.InventoryID));
  if (isUsed) {
    refuse("The item cannot be deleted because it is used in sales orders.");
  }
}
