import { isJsonObject, type Json, type JsonObject, toJson } from "../server/json.ts";
import type { TenantSettings } from "./business/settings.ts";
import { changeStock, type StockPlace } from "./business/stock-level.ts";
import { entityOf, schemaOf } from "./contract/entities.ts";
import { messagesIn } from "./record/merge.ts";
import type { Row } from "./record/row.ts";
import { readSentRow } from "./record/sent-row.ts";
import type { Tenant } from "./tenant.ts";

/** Content to begin with, or to add later. */
export type AcumaticaSeed = {
  /** Settings that replace those of the tenant. */
  readonly settings?: Partial<TenantSettings>;
  /** Records by entity, with or without `{ "value": … }`, written in this order as a user would. */
  readonly records?: { readonly [entity: string]: readonly JsonObject[] };
  /** Quantities that are added to the stock; the location is `MAIN` unless given. */
  readonly stock?: readonly {
    readonly item: string;
    readonly warehouse: string;
    readonly location?: string;
    readonly quantity: number;
    /** What one base unit has cost; the item takes it as its last and average cost. */
    readonly unitCost?: number;
  }[];
};

const yes = { Active: true };

/** What every tenant holds: warehouses, carriers, payment methods and tax zones. */
export const FRESH_CONTENT: AcumaticaSeed = {
  records: {
    Warehouse: [
      {
        WarehouseID: "WHOLESALE",
        Description: "Wholesale warehouse",
        ...yes,
        Locations: [
          { LocationID: "R1S1", SalesAllowed: true, ...yes },
          { LocationID: "R1S2", SalesAllowed: true, ...yes },
        ],
      },
      {
        WarehouseID: "RETAIL",
        Description: "Retail store",
        ...yes,
        Locations: [{ LocationID: "S1", SalesAllowed: true, ...yes }],
      },
    ],
    ShipVia: [
      { CarrierID: "UPSGROUND", Description: "UPS Ground", CommonCarrier: true, CalculationMethod: "Manual" },
      { CarrierID: "FEDEX2DAY", Description: "FedEx 2Day", CommonCarrier: true, CalculationMethod: "Manual" },
      { CarrierID: "LOCAL", Description: "Local pickup", CommonCarrier: false, CalculationMethod: "Manual" },
    ],
    CustomerPriceClass: [
      { PriceClassID: "RETAIL", Description: "Retail customers" },
      { PriceClassID: "WHOLESALE", Description: "Wholesale customers" },
    ],
    PaymentMethod: [
      {
        PaymentMethodID: "ONLINE",
        Description: "Paid in the shop",
        MeansOfPayment: "Cash/Check",
        UseInAR: true,
        ...yes,
        AllowedCashAccounts: [{ CashAccount: "10250ST", UseInAR: true, ARDefault: true }],
      },
      {
        PaymentMethodID: "CARD",
        Description: "Card with a processing center",
        MeansOfPayment: "Credit Card",
        IntegratedProcessing: true,
        UseInAR: true,
        ...yes,
        AllowedCashAccounts: [{ CashAccount: "10250ST", UseInAR: true, ARDefault: true }],
      },
      {
        PaymentMethodID: "CHECK",
        Description: "Check",
        MeansOfPayment: "Cash/Check",
        UseInAR: true,
        ...yes,
        AllowedCashAccounts: [{ CashAccount: "10200", UseInAR: true, ARDefault: true }],
      },
    ],
    TaxZone: [
      { TaxZoneID: "WAEXT", Description: "Washington, taxes from outside", ApplicableTaxes: [{ TaxID: "WAEXTTAX" }] },
      { TaxZoneID: "NYC", Description: "New York City", ApplicableTaxes: [{ TaxID: "NYSTATE" }, { TaxID: "NYCITY" }] },
      { TaxZoneID: "EXEMPT", Description: "No taxes" },
    ],
  },
};

/** Adds content. Throws RangeError that names the record and field when the system refuses one. */
export function seedTenant(tenant: Tenant, seed: AcumaticaSeed, options: { readonly quiet?: boolean } = {}): void {
  tenant.settings = { ...tenant.settings, ...seed.settings };
  for (const [entity, records] of Object.entries(seed.records ?? {})) {
    for (const record of records) {
      writeRecord(tenant, entity, record, options);
    }
  }
  for (const { item, warehouse, location = "MAIN", quantity, unitCost } of seed.stock ?? []) {
    receiveStock(tenant, { item, warehouse, location }, quantity, {
      ...options,
      ...(unitCost === undefined ? {} : { unitCost }),
    });
  }
}

/** Writes one record with no HTTP between; answers it. Throws RangeError when the system refuses it. */
export function writeRecord(
  tenant: Tenant,
  entity: string,
  record: JsonObject,
  options: { readonly quiet?: boolean } = {},
): Row {
  const top = entityOf(entity);
  const sent = readSentRow(wrapped(toJson(record)), entity);
  const written = tenant.write(top, sent, { work: tenant.systemWork(), quiet: options.quiet === true });
  if (written.merged.hasErrors) {
    throw new RangeError(`${entity} is refused: ${messagesIn(written.row, written.merged).join(" ")}`);
  }
  return written.row;
}

/** Adds to the stock at a place, or takes from it. Throws RangeError for an unknown item or warehouse. */
export function receiveStock(
  tenant: Tenant,
  place: StockPlace,
  quantity: number,
  options: { readonly quiet?: boolean; readonly unitCost?: number } = {},
): void {
  const item = tenant.store.byKey("StockItem", [place.item]);
  const warehouse = tenant.store.byKey("Warehouse", [place.warehouse]);
  if (item === undefined || warehouse === undefined) {
    throw new RangeError(`the sandbox has no stock item ${place.item} or no warehouse ${place.warehouse}`);
  }
  const known = {
    item: String(item.values.InventoryID),
    warehouse: String(warehouse.values.WarehouseID),
    location: place.location,
  };
  tenant.transaction(
    tenant.systemWork(),
    ({ workspace, demand }) => {
      changeStock(workspace, known, quantity);
      if (options.unitCost !== undefined) {
        const costs = workspace.edit("StockItem", item, { silent: true }).values;
        Object.assign(costs, { LastCost: options.unitCost, AverageCost: options.unitCost });
      }
      demand.touch(known.item, workspace.at);
    },
    options,
  );
}

/** A record as plain values: no wrappers, no system members but the id. */
export function plainRecord(row: Row): JsonObject {
  const schema = schemaOf(row.type);
  const shown: { [name: string]: Json } = { id: row.id };
  for (const field of schema.fields.keys()) {
    shown[field] = row.values[field] ?? null;
  }
  for (const [name, linked] of Object.entries(row.links)) {
    shown[name] = plainRecord(linked);
  }
  for (const [name, lines] of Object.entries(row.rows)) {
    shown[name] = lines.map(plainRecord);
  }
  return { ...shown, custom: row.custom, note: row.note };
}

const UNWRAPPED = new Set(["id", "delete", "custom", "note"]);

function wrapped(value: Json): Json {
  if (Array.isArray(value)) {
    return value.map(wrapped);
  }
  if (!isJsonObject(value)) {
    return { value };
  }
  if ("value" in value) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, UNWRAPPED.has(name) ? member : wrapped(member)]),
  );
}
