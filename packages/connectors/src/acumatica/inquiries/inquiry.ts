/** A form with parameters and results, read by PUT: its rows are records that can only be read. */
export interface Inquiry {
  readonly resource: string;
  readonly description: string;
  /** The entity of the endpoint that answers. */
  readonly entity: string;
  /** The type of its rows. */
  readonly rowType: string;
  readonly keys: readonly string[];
  /** Fields of a search that the form itself looks for. */
  readonly parameters: readonly string[];
  /** The form shows nothing before this is given. */
  readonly required: string | undefined;
  /** The parameter that leaves out what was not changed after a time. */
  readonly changedAfter: string | undefined;
}

const INVENTORY_SUMMARY: Inquiry = {
  resource: "InventorySummary",
  description: "Stock of an item by warehouse and location; only searched by item.",
  entity: "InventorySummaryInquiry",
  rowType: "InventorySummaryRow",
  keys: ["InventoryID", "WarehouseID", "LocationID"],
  parameters: ["InventoryID", "WarehouseID", "LocationID"],
  required: "InventoryID",
  changedAfter: undefined,
};

const INVENTORY_QUANTITY: Inquiry = {
  resource: "InventoryQuantityAvailable",
  description: "What of each item is available in all warehouses together.",
  entity: "InventoryQuantityAvailable",
  rowType: "InventoryQuantityAvailableDetail",
  keys: ["InventoryID"],
  parameters: ["InventoryID"],
  required: undefined,
  changedAfter: "LastModifiedDateTime",
};

/** Inquiries by the name of the resource that they are read as. */
export const INQUIRIES: Readonly<Record<string, Inquiry>> = {
  InventorySummary: INVENTORY_SUMMARY,
  InventorySummaryInquiry: INVENTORY_SUMMARY,
  InventoryQuantityAvailable: INVENTORY_QUANTITY,
};

/** The inquiry that a resource is read from; undefined for entities. */
export function inquiryOf(resource: string): Inquiry | undefined {
  return Object.hasOwn(INQUIRIES, resource) ? INQUIRIES[resource] : undefined;
}
