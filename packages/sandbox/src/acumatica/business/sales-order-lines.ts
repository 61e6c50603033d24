import { flagOf, keyText, linesOf, numberOf, type Row, rounded, setDefaults, textOf } from "../record/row.ts";
import { type Context, checkChoice, checkLabel, fromList, fromTable, itemOf, requireField } from "./context.ts";
import { roundedMoney } from "./money.ts";

const SHIPPING_RULES = ["Back Order Allowed", "Ship Complete", "Cancel Remainder"];
const UNSALEABLE = ["Inactive", "No Sales", "Marked for Deletion"];

/** Completes and checks the lines of an order: item, unit, warehouse, price and amounts. */
export function completeOrderLines(context: Context, order: Row): void {
  let lastNumber = Math.max(0, ...linesOf(order, "Details").map((line) => numberOf(line, "LineNbr")));
  for (const line of linesOf(order, "Details")) {
    if (line.values.LineNbr === null || (context.merged.isAdded(line) && !isOwnNumber(order, line))) {
      lastNumber += 1;
      line.values.LineNbr = lastNumber;
    }
    completeLine(context, order, line);
  }
}

function isOwnNumber(order: Row, line: Row): boolean {
  return linesOf(order, "Details").every((other) => other === line || other.values.LineNbr !== line.values.LineNbr);
}

function completeLine(context: Context, order: Row, line: Row): void {
  requireField(context, line, "InventoryID", "Inventory ID");
  checkChoice(context, line, "InventoryID", "Inventory ID", (value) => {
    const found = itemOf(context, value);
    return found === undefined ? undefined : textOf(found, "InventoryID");
  });
  const item = itemOf(context, line.values.InventoryID);
  if (item === undefined) {
    return;
  }
  checkItem(context, line, item);
  completeSettings(context, order, line, item);
  completePrice(context, order, line, item);
  completeAmounts(order, line);
}

function checkItem(context: Context, line: Row, item: Row): void {
  const status = textOf(item, "ItemStatus");
  if (UNSALEABLE.includes(status) && (context.merged.isAdded(line) || context.merged.wasSent(line, "InventoryID"))) {
    context.merged.fail(line, "InventoryID", `The inventory item is ${status}.`);
  }
  if (numberOf(line, "OrderQty") < numberOf(line, "QtyOnShipments")) {
    context.merged.fail(line, "OrderQty", "'Quantity' cannot be less than the quantity on shipments.");
  }
}

function completeSettings(context: Context, order: Row, line: Row, item: Row): void {
  const isStock = item.type === "StockItem";
  setDefaults(line, {
    UOM: textOf(item, isStock ? "SalesUOM" : "SalesUnit") || "EA",
    Branch: textOf(order, "Branch"),
    LineDescription: item.values.Description ?? null,
    LineType: isStock ? "Goods for Inventory" : "Non-Stock Item",
    Operation: ["RC", "RM", "CR", "RR"].includes(textOf(order, "OrderType")) ? "Receipt" : "Issue",
    FreeItem: false,
    ManualPrice: false,
    ManualDiscount: false,
    Completed: false,
    OrderQty: 0,
    QtyOnShipments: 0,
    TaxCategory: textOf(item, "TaxCategory") || "TAXABLE",
    ShippingRule: textOf(order.links.ShippingSettings, "ShippingRule") || "Back Order Allowed",
    RequestedOn: textOf(order, "RequestedOn"),
    ShipOn: textOf(order, "RequestedOn"),
    Account: "40000",
  });
  if (isStock) {
    setDefaults(line, {
      WarehouseID:
        textOf(order.links.ShippingSettings, "PreferredWarehouseID") || textOf(item, "DefaultWarehouseID") || null,
    });
    requireField(context, line, "WarehouseID", "Warehouse");
  }
  checkChoice(context, line, "WarehouseID", "Warehouse", fromTable(context, "Warehouse"));
  checkChoice(context, line, "Branch", "Branch", fromList(context.settings.branches));
  checkChoice(context, line, "TaxCategory", "Tax Category", fromList(context.settings.taxCategories));
  checkLabel(context, line, "ShippingRule", SHIPPING_RULES);
  line.values.BaseFactor = unitFactor(context, line, item);
  line.values.IsStock = isStock;
}

/** Base units in one unit of the line; an unknown unit is an error of the line. */
function unitFactor(context: Context, line: Row, item: Row): number {
  const unit = keyText(line.values.UOM);
  if (unit === keyText(item.values.BaseUOM ?? item.values.BaseUnit)) {
    return 1;
  }
  const conversion = linesOf(item, "UOMConversions").find((one) => keyText(one.values.FromUOM) === unit);
  if (conversion === undefined) {
    context.merged.fail(line, "UOM", `'UOM' '${textOf(line, "UOM")}' cannot be found in the system.`);
    return 1;
  }
  const factor = numberOf(conversion, "ConversionFactor") || 1;
  return textOf(conversion, "MultiplyOrDivide") === "Divide" ? 1 / factor : factor;
}

// A price or a discount that nobody marked as manual gives way to the price list, without an error.
function completePrice({ merged }: Context, order: Row, line: Row, item: Row): void {
  if (flagOf(line, "FreeItem")) {
    Object.assign(line.values, { UnitPrice: 0, ManualPrice: true });
  } else if (!flagOf(line, "ManualPrice")) {
    line.values.UnitPrice = rounded(numberOf(item, "DefaultPrice") * (numberOf(line, "BaseFactor") || 1), 6);
  }
  line.values.UnitPrice ??= 0;
  if (!flagOf(line, "ManualDiscount") && !flagOf(order, "DisableAutomaticDiscountUpdate")) {
    Object.assign(line.values, { DiscountAmount: 0, DiscountPercent: 0 });
  }
  const extended = roundedMoney(numberOf(line, "OrderQty") * numberOf(line, "UnitPrice"), order);
  line.values.ExtendedPrice = extended;
  if (merged.wasSent(line, "DiscountAmount") || !merged.wasSent(line, "DiscountPercent")) {
    const amount = numberOf(line, "DiscountAmount");
    line.values.DiscountAmount = amount;
    line.values.DiscountPercent = extended === 0 ? 0 : rounded((amount / extended) * 100, 6);
  } else {
    line.values.DiscountAmount = roundedMoney((extended * numberOf(line, "DiscountPercent")) / 100, order);
  }
}

function completeAmounts(order: Row, line: Row): void {
  const amount = roundedMoney(numberOf(line, "ExtendedPrice") - numberOf(line, "DiscountAmount"), order);
  Object.assign(line.values, {
    Amount: amount,
    DiscountedUnitPrice: numberOf(line, "UnitPrice"),
    UnbilledAmount: roundedMoney(amount * unbilledShare(line), order),
    OpenQty: flagOf(line, "Completed") ? 0 : rounded(numberOf(line, "OrderQty") - numberOf(line, "ConfirmedQty"), 6),
  });
}

function unbilledShare(line: Row): number {
  const ordered = numberOf(line, "OrderQty");
  return ordered === 0 ? 1 : 1 - numberOf(line, "BilledQty") / ordered;
}
