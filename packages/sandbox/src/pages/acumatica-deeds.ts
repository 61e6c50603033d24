import type { Json, JsonObject } from "../server/json.ts";
import { type FormFields, numberOf } from "./form-fields.ts";
import { memberAt, shown } from "./json-view.ts";
import type { Control, Deed } from "./sandbox-page.ts";

/** What the forms of Acumatica's page do. */
export const ACUMATICA_DEEDS: Readonly<Record<string, Deed>> = {
  enterOrder: async (fields, control) => {
    const lines = fields.rows("item", "quantity").map(({ item, quantity }) => ({
      InventoryID: item,
      OrderQty: numberOf("quantity", quantity),
    }));
    if (lines.length === 0) {
      throw new TypeError("Choose an item.");
    }
    const reference = fields.optional("reference");
    const saved = await save(control, "SalesOrder", {
      CustomerID: fields.text("customer"),
      Hold: fields.isTicked("hold"),
      ...(reference === undefined ? {} : { CustomerOrder: reference, ExternalRef: reference }),
      Details: lines,
    });
    return `Sales order ${shown(memberAt(saved, "OrderNbr"))} is entered.`;
  },
  releaseOrder: async (fields, control) => {
    const order = { OrderType: fields.text("type"), OrderNbr: fields.text("number") };
    await save(control, "SalesOrder", { ...order, Hold: false });
    return `Sales order ${order.OrderNbr} is off hold.`;
  },
  cancelOrder: async (fields, control) => {
    const number = fields.text("number");
    await act(control, "SalesOrder", [fields.text("type"), number], "CancelSalesOrder");
    return `Sales order ${number} is canceled.`;
  },
  createShipment: async (fields, control) => {
    const quantities = fields
      .rows("item", "quantity")
      .flatMap(({ item, quantity }) => (quantity === "" ? [] : [[item, numberOf("quantity", quantity)] as const]));
    const shipment = await control("/__sandbox/ship", {
      orderNbr: fields.text("number"),
      confirm: fields.isTicked("confirm"),
      trackingNumbers: trackingOf(fields),
      ...(quantities.length === 0 ? {} : { quantities: Object.fromEntries(quantities) }),
    });
    return `Shipment ${shown(shipment)} is made.`;
  },
  confirmShipment: async (fields, control) => {
    const number = fields.text("number");
    const packages = trackingOf(fields).map((TrackingNbr) => ({ BoxID: "MEDIUM", TrackingNbr }));
    await save(control, "Shipment", { ShipmentNbr: number, Packages: packages });
    await act(control, "Shipment", [number], "ConfirmShipment");
    return `Shipment ${number} is confirmed.`;
  },
  invoiceOrder: async (fields, control) => {
    const made = await control("/__sandbox/invoice", { orderNbr: fields.text("number") });
    return `Invoices made and released: ${Array.isArray(made) ? made.map(String).join(", ") : ""}.`;
  },
  enterPayment: async (fields, control) => {
    const order = fields.optional("order");
    const amount = fields.number("amount");
    const applied = [{ OrderType: "SO", OrderNbr: order ?? "", AppliedToOrder: amount }];
    const saved = await save(control, "Payment", {
      Type: fields.text("type"),
      CustomerID: fields.text("customer"),
      PaymentMethod: fields.text("method"),
      PaymentAmount: amount,
      PaymentRef: fields.text("reference"),
      Hold: false,
      ...(order === undefined ? {} : { OrdersToApply: applied }),
    });
    const number = shown(memberAt(saved, "ReferenceNbr"));
    if (fields.isTicked("release")) {
      await act(control, "Payment", [fields.text("type"), number], "ReleasePayment");
    }
    return `${fields.text("type")} ${number} is entered.`;
  },
  releasePayment: async (fields, control) => {
    await act(control, "Payment", [fields.text("type"), fields.text("number")], "ReleasePayment");
    return `${fields.text("type")} ${fields.text("number")} is released.`;
  },
  voidPayment: async (fields, control) => {
    await act(control, "Payment", [fields.text("type"), fields.text("number")], "VoidPayment");
    return `${fields.text("type")} ${fields.text("number")} is void.`;
  },
  receiveStock: async (fields, control) => {
    const item = fields.text("item");
    const place = { item, warehouse: fields.text("warehouse"), location: fields.optional("location") ?? "MAIN" };
    await control("/__sandbox/receive", { ...place, quantity: fields.number("quantity") });
    return `The stock of ${item} is changed.`;
  },
  editItem: async (fields, control) => {
    const item = fields.text("item");
    const price = fields.number("price");
    await save(control, "StockItem", {
      InventoryID: item,
      Description: fields.text("description"),
      DefaultPrice: price,
    });
    return `Item ${item} is changed.`;
  },
};

function save(control: Control, entity: string, record: JsonObject): Promise<Json> {
  return control("/__sandbox/put", { entity, record });
}

function act(control: Control, entity: string, keys: readonly string[], action: string): Promise<Json> {
  return control("/__sandbox/act", { entity, keys, action });
}

function trackingOf(fields: FormFields): readonly string[] {
  return (fields.optional("tracking") ?? "").split(/[\s,]+/).filter((number) => number !== "");
}
