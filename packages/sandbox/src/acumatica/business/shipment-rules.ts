import { linesOf, numberOf, type Row, rounded, setDefaults, textOf } from "../record/row.ts";
import { type Context, checkChoice, fromList } from "./context.ts";
import { baseFactor, isIssued } from "./demand-book.ts";
import { sumOf } from "./sales-order-totals.ts";
import { changeStock, takeStock } from "./stock-level.ts";

/** Sums up a shipment and completes its packages. */
export function completeShipmentTotals(context: Context, shipment: Row): void {
  const { workspace } = context;
  for (const line of linesOf(shipment, "Details")) {
    line.values.OpenQty = rounded(numberOf(line, "OrderedQty") - numberOf(line, "ShippedQty"), 6);
  }
  const weight = linesOf(shipment, "Details").reduce((sum, line) => {
    const item = workspace.byKey("StockItem", line.values.InventoryID);
    return sum + numberOf(line, "ShippedQty") * baseFactor(line) * numberOf(item, "DimensionWeight");
  }, 0);
  const shipped = sumOf(linesOf(shipment, "Details"), "ShippedQty", 6);
  completePackages(context, shipment, weight);
  Object.assign(shipment.values, {
    ShippedQty: shipped,
    ControlQty: shipped,
    ShippedWeight: rounded(weight, 6),
    ShippedVolume: 0,
    PackageCount: linesOf(shipment, "Packages").length,
    PackageWeight: sumOf(linesOf(shipment, "Packages"), "Weight", 6),
  });
  for (const reference of linesOf(shipment, "Orders")) {
    const own = linesOf(shipment, "Details").filter((line) => line.values.OrderNbr === reference.values.OrderNbr);
    Object.assign(reference.values, {
      ShippedQty: sumOf(own, "ShippedQty", 6),
      ShippedWeight: rounded(weight, 6),
      ShippedVolume: 0,
    });
  }
}

function completePackages(context: Context, shipment: Row, weight: number): void {
  const packages = linesOf(shipment, "Packages");
  for (const [index, box] of packages.entries()) {
    setDefaults(box, {
      LineNbr: index + 1,
      Type: "Manual",
      UOM: "KG",
      Weight: rounded(weight / packages.length, 6),
      DeclaredValue: 0,
      CODAmount: 0,
      Confirmed: false,
    });
    checkChoice(context, box, "BoxID", "Box ID", fromList(context.settings.boxes));
    box.values.Description ??= box.values.BoxID === null ? null : `${textOf(box, "BoxID")} BOX`;
    for (const [place, content] of linesOf(box, "PackageContents").entries()) {
      setDefaults(content, { ShipmentSplitLineNbr: place + 1, UOM: "EA" });
    }
  }
}

/** Puts all lines into one package with a tracking number, as a carrier's own service does at confirmation. */
export function packByCarrier({ workspace }: Context, shipment: Row): void {
  const box = workspace.insertLine(shipment, "Packages", "ShipmentPackage");
  const digits = textOf(shipment, "ShipmentNbr").replaceAll(/\D/g, "").padStart(8, "0");
  Object.assign(box.values, { BoxID: "MEDIUM", TrackingNbr: `1Z999AA101${digits}`, Type: "Auto" });
  for (const line of linesOf(shipment, "Details")) {
    const content = workspace.insertLine(box, "PackageContents", "ShipmentPackageDetail");
    Object.assign(content.values, {
      InventoryID: line.values.InventoryID ?? null,
      Quantity: line.values.ShippedQty ?? null,
      UOM: line.values.UOM ?? null,
      ShipmentSplitLineNbr: line.values.LineNbr ?? null,
    });
  }
}

/** Books what a shipment has taken from the stock, or brought back to it; does nothing the second time. */
export function updateInventory({ workspace, numbers }: Context, shipment: Row): void {
  if (isIssued(shipment)) {
    return;
  }
  for (const line of linesOf(shipment, "Details")) {
    const item = textOf(line, "InventoryID");
    const warehouse = textOf(line, "WarehouseID");
    const quantity = numberOf(line, "ShippedQty") * baseFactor(line);
    if (textOf(shipment, "Operation") === "Receipt") {
      changeStock(workspace, { item, warehouse, location: textOf(line, "LocationID") || "MAIN" }, quantity);
    } else {
      takeStock(workspace, item, warehouse, quantity);
    }
  }
  const reference = numbers.take("InventoryIssue");
  for (const line of linesOf(shipment, "Orders")) {
    Object.assign(line.values, {
      InventoryDocType: textOf(shipment, "Operation"),
      InventoryRefNbr: reference,
    });
  }
}
