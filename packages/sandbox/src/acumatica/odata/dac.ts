import { entityOf, schemaOf } from "../contract/entities.ts";
import type { FieldType } from "../contract/schema.ts";
import { linesOf, type Row } from "../record/row.ts";
import type { Tenant } from "../tenant.ts";
import type { Feed, FeedRow } from "./feed.ts";

type Dac = {
  readonly name: string;
  readonly entity: string;
  readonly detail?: string;
  readonly keys: string;
  /** Contract fields by DAC field, `DAC=contract` or one name for both; `/` leads from a line to its record. */
  readonly fields: string;
  readonly collections?: { readonly [name: string]: string };
};

const DACS: readonly Dac[] = [
  {
    name: "SOOrder",
    entity: "SalesOrder",
    keys: "OrderType OrderNbr",
    fields: `OrderType OrderNbr Status Hold CreditHold OrderDate=Date RequestDate=RequestedOn OrderDesc=Description
      CustomerID CustomerLocationID=LocationID CustomerOrderNbr=CustomerOrder CustomerRefNbr=ExternalRef
      CuryID=CurrencyID CuryOrderTotal=OrderTotal CuryTaxTotal=TaxTotal OrderQty=OrderedQty ShipVia NoteID
      LastModifiedDateTime=LastModified CreatedDateTime=CreatedDate`,
    collections: { SOLineCollection: "SOLine" },
  },
  {
    name: "SOLine",
    entity: "SalesOrder",
    detail: "Details",
    keys: "OrderType OrderNbr LineNbr",
    fields: `OrderType=/OrderType OrderNbr=/OrderNbr LineNbr InventoryID OrderQty UOM CuryUnitPrice=UnitPrice
      CuryLineAmt=Amount SiteID=WarehouseID TranDesc=LineDescription OpenQty ShippedQty=QtyOnShipments Completed`,
  },
  {
    name: "SOShipment",
    entity: "Shipment",
    keys: "ShipmentNbr",
    fields: `ShipmentNbr ShipmentType=Type Status CustomerID SiteID=WarehouseID ShipDate=ShipmentDate ShipVia
      ShipmentQty=ShippedQty PackageCount NoteID LastModifiedDateTime CreatedDateTime`,
  },
  {
    name: "InventoryItem",
    entity: "StockItem",
    keys: "InventoryCD",
    fields: `InventoryCD=InventoryID Descr=Description ItemStatus ItemClassID=ItemClass BaseUnit=BaseUOM
      SalesUnit=SalesUOM BasePrice=DefaultPrice RecPrice=MSRP TaxCategoryID=TaxCategory NoteID LastModifiedDateTime`,
  },
  {
    name: "Customer",
    entity: "Customer",
    keys: "AcctCD",
    fields: `AcctCD=CustomerID AcctName=CustomerName Status CustomerClassID=CustomerClass AcctReferenceNbr=AccountRef
      CuryID=CurrencyID TermsID=Terms CreditLimit NoteID LastModifiedDateTime CreatedDateTime`,
  },
  {
    name: "ARPayment",
    entity: "Payment",
    keys: "DocType RefNbr",
    fields: `DocType=Type RefNbr=ReferenceNbr Status CustomerID AdjDate=ApplicationDate PaymentMethodID=PaymentMethod
      ExtRefNbr=PaymentRef CuryOrigDocAmt=PaymentAmount CuryUnappliedBal=AvailableBalance NoteID LastModifiedDateTime`,
  },
];

/** Feeds of the data access classes that the sandbox publishes. */
export function dacFeeds(tenant: Tenant): readonly Feed[] {
  return DACS.map((dac) => dacFeed(tenant, dac));
}

function dacFeed(tenant: Tenant, dac: Dac): Feed {
  const fields = dac.fields.split(/\s+/).map((text) => {
    const [column = "", path = column] = text.split("=");
    return { column, path };
  });
  const { schema } = entityOf(dac.entity);
  const lineSchema = dac.detail === undefined ? schema : schemaOf(schema.rows.get(dac.detail) ?? "");
  const typeOf = (path: string): FieldType =>
    (path.startsWith("/") ? schema.fields.get(path.slice(1)) : lineSchema.fields.get(path)) ?? "string";
  const rowOf = (record: Row, line: Row): FeedRow =>
    Object.fromEntries(
      fields.map(({ column, path }) => {
        const value = path.startsWith("/") ? record.values[path.slice(1)] : line.values[path];
        return [column, column === "NoteID" ? line.id : (value ?? null)];
      }),
    );
  return {
    name: dac.name,
    columns: new Map(fields.map(({ column, path }) => [column, typeOf(path)] as const)),
    keys: dac.keys.split(" "),
    parameters: {},
    collections: new Map(Object.entries(dac.collections ?? {})),
    rows: () =>
      tenant.store
        .rows(dac.entity)
        .flatMap((record) =>
          dac.detail === undefined
            ? [rowOf(record, record)]
            : linesOf(record, dac.detail).map((line) => rowOf(record, line)),
        ),
  };
}
