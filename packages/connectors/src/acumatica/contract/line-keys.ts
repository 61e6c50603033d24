import type { DataRecord, Value } from "@xmap/contract";
import { uriComponent } from "../../shared/uri-component.ts";
import type { RecordType } from "./catalog.ts";
import type { FieldType } from "./field-types.ts";

/**
 * Fields by which the system finds a line again. The ids of lines are others in every session, so they cannot be kept.
 */
const LINE_KEYS: Readonly<Record<string, readonly string[]>> = {
  AttributeValue: ["AttributeID"],
  BoxStockItem: ["BoxID"],
  CategoryStockItem: ["CategoryID"],
  CustomerContact: ["ContactID"],
  InventoryItemCrossReference: ["AlternateType", "AlternateID"],
  InventoryItemUOMConversion: ["FromUOM", "ToUOM"],
  PaymentApplicationHistoryDetail: ["DisplayDocType", "DisplayRefNbr", "AdjustmentNbr"],
  PaymentDetail: ["DocType", "ReferenceNbr"],
  PaymentMethodAllowedCashAccountDetail: ["CashAccount"],
  PaymentOrderDetail: ["OrderType", "OrderNbr"],
  SalesOrderDetailAllocation: ["SplitLineNbr"],
  SalesOrderPayment: ["DocType", "ReferenceNbr"],
  SalesOrderShipment: ["ShipmentType", "ShipmentNbr"],
  SalesOrdersDiscountDetails: ["Type", "DiscountCode", "ExternalDiscountCode"],
  ShipmentDetailAllocation: ["SplitLineNbr"],
  ShipmentOrderDetail: ["OrderType", "OrderNbr"],
  ShipmentPackageDetail: ["ShipmentSplitLineNbr", "InventoryID"],
  StockItemWarehouseDetail: ["WarehouseID"],
  TaxDetail: ["TaxID"],
  TaxZoneApplicableTaxDetail: ["TaxID"],
  WarehouseLocation: ["LocationID"],
};

/** The key fields of lines of this type; none when only their numbering in a session is known. */
export function lineKeys(type: RecordType): readonly string[] {
  const listed = Object.hasOwn(LINE_KEYS, type.name) ? LINE_KEYS[type.name] : undefined;
  if (listed !== undefined) return listed.filter((field) => type.fields.has(field));
  if (type.fields.has("LineNbr")) return ["LineNbr"];
  return type.fields.has("NoteID") ? ["NoteID"] : [];
}

/** The key of a line in one text, in which each part is percent-encoded; undefined when no part has a value. */
export function lineKeyText(fields: readonly string[], values: DataRecord): string | undefined {
  const parts = fields.map((field) => values[field] ?? null);
  if (parts.every((part) => part === null)) return undefined;
  return parts.map((part) => (part === null ? "" : uriComponent(String(part)))).join("/");
}

/** The key fields of a line out of its key's text; undefined when it is none of this type, or one of several. */
export function lineKeyValues(type: RecordType, text: string): Readonly<Record<string, Value>> | undefined {
  const fields = lineKeys(type);
  const parts = text.split("/");
  if (fields.length === 0 || parts.length !== fields.length || /~\d+$/.test(text)) return undefined;
  const values = fields.map((field, index): [string, Value] => {
    const part = decodeURIComponent(parts[index] ?? "");
    return [field, part === "" ? null : keyValue(type.fields.get(field), part)];
  });
  return Object.fromEntries(values.filter(([, value]) => value !== null));
}

function keyValue(type: FieldType | undefined, text: string): Value {
  const isNumber = type === "int" || type === "short" || type === "byte";
  return isNumber && /^-?\d{1,10}$/.test(text) ? Number(text) : text;
}
