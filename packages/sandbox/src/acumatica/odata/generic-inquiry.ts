import { entityOf, schemaOf } from "../contract/entities.ts";
import type { FieldType } from "../contract/schema.ts";
import { linesOf, numberOf, type Row, rounded, textOf } from "../record/row.ts";
import { STOCK_LEVEL } from "../record/store.ts";
import type { Tenant } from "../tenant.ts";
import type { Feed, FeedRow } from "./feed.ts";

/** A generic inquiry as an administrator designs and publishes it. */
export type GenericInquiry = {
  readonly name: string;
  readonly entity: string;
  /** A detail whose lines are joined: one row a line, none for a record without lines. */
  readonly detail?: string;
  /** Paths by column: `Status`, `Totals/UnpaidBalance` of a linked entity, `Details/InventoryID` of the joined detail. */
  readonly columns: { readonly [column: string]: string };
  /** Parameters by name with the column that each narrows. */
  readonly parameters?: { readonly [name: string]: string };
};

/** The feed of a generic inquiry. Throws RangeError for a path that the entity does not have. */
export function inquiryFeed(tenant: Tenant, inquiry: GenericInquiry): Feed {
  const columns = new Map(
    Object.entries(inquiry.columns).map(([column, path]) => [column, typeAt(inquiry, path)] as const),
  );
  const rowOf = (row: Row, line: Row | undefined): FeedRow =>
    Object.fromEntries(
      Object.entries(inquiry.columns).map(([column, path]) => {
        const [first = "", second] = path.split("/");
        const holder = second === undefined ? row : first === inquiry.detail ? line : row.links[first];
        return [column, holder?.values[second ?? first] ?? null];
      }),
    );
  return {
    name: inquiry.name,
    columns,
    keys: [],
    parameters: inquiry.parameters ?? {},
    collections: new Map(),
    rows: () =>
      tenant.store
        .rows(inquiry.entity)
        .flatMap((row) =>
          inquiry.detail === undefined
            ? [rowOf(row, undefined)]
            : linesOf(row, inquiry.detail).map((line) => rowOf(row, line)),
        ),
  };
}

function typeAt(inquiry: GenericInquiry, path: string): FieldType {
  const [first = "", second] = path.split("/");
  const { schema } = entityOf(inquiry.entity);
  const below = first === inquiry.detail ? schema.rows.get(first) : schema.links.get(first);
  const holder = second === undefined ? schema : below === undefined ? undefined : schemaOf(below);
  const type = holder?.fields.get(second ?? first);
  if (type === undefined) {
    throw new RangeError(`the generic inquiry ${inquiry.name} has no ${path} on ${inquiry.entity}`);
  }
  return type;
}

/** The predefined inquiry over stock by item and warehouse, with the time of its last change. */
export function storageDetails(tenant: Tenant): Feed {
  return {
    name: "DB-StorageDetails",
    columns: new Map<string, FieldType>([
      ["InventoryID", "string"],
      ["Description", "string"],
      ["Warehouse", "string"],
      ["QtyOnHand", "decimal"],
      ["QtyAvailable", "decimal"],
      ["LastModifiedDateofWarehouseQty", "dateTime"],
    ]),
    keys: [],
    parameters: { Warehouse: "Warehouse", InventoryID: "InventoryID" },
    collections: new Map(),
    rows: () => storageRows(tenant),
  };
}

function storageRows(tenant: Tenant): readonly FeedRow[] {
  const onHand = new Map<string, { item: string; warehouse: string; quantity: number }>();
  for (const level of tenant.store.rows(STOCK_LEVEL)) {
    const item = textOf(level, "InventoryID");
    const warehouse = textOf(level, "WarehouseID");
    const known = onHand.get(`${item}\n${warehouse}`);
    const quantity = (known?.quantity ?? 0) + numberOf(level, "QtyOnHand");
    onHand.set(`${item}\n${warehouse}`, { item, warehouse, quantity });
  }
  return [...onHand.values()].map(({ item, warehouse, quantity }) => {
    const { orders, shipments } = tenant.demand.of(item, warehouse);
    return {
      InventoryID: item,
      Description: tenant.store.byKey("StockItem", [item])?.values.Description ?? null,
      Warehouse: warehouse,
      QtyOnHand: quantity,
      QtyAvailable: rounded(quantity - orders - shipments, 6),
      LastModifiedDateofWarehouseQty: tenant.demand.changedAt(item) ?? null,
    };
  });
}
