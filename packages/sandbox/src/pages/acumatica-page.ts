import type { JsonObject } from "../server/json.ts";
import { ACUMATICA_DEEDS } from "./acumatica-deeds.ts";
import { type Hole, type Html, html } from "./html.ts";
import { rowsOf, shown } from "./json-view.ts";
import { box, folded, form, hidden, input, select, table } from "./parts.ts";
import type { PageSection, SandboxPage } from "./sandbox-page.ts";

/** The page of an Acumatica: sales orders, shipments, invoices, payments, stock, customers. */
export const acumaticaPage: SandboxPage = { title: "Acumatica sandbox", show: showErp, deeds: ACUMATICA_DEEDS };

const ORDER_LINES = 3;

function showErp(state: JsonObject): readonly PageSection[] {
  const orders = rowsOf(state.SalesOrder);
  const customers = rowsOf(state.Customer).map(
    ({ CustomerID, CustomerName }) => [shown(CustomerID), `${shown(CustomerID)} ${shown(CustomerName)}`] as const,
  );
  const items = [...rowsOf(state.StockItem), ...rowsOf(state.NonStockItem)].map(
    ({ InventoryID, Description }) => [shown(InventoryID), `${shown(InventoryID)} ${shown(Description)}`] as const,
  );
  return [
    {
      id: "orders",
      heading: "Sales orders",
      content: html`${table("Sales orders", ["Order", "External reference", "Customer", "Status", "Total", "Lines", "Work"], orders.map(orderRow))}
${folded("Enter a sales order", orderForm(customers, items))}`,
    },
    {
      id: "shipments",
      heading: "Shipments",
      content: table(
        "Shipments",
        ["Shipment", "Status", "Lines", "Tracking", "Work"],
        rowsOf(state.Shipment).map(shipmentRow),
      ),
    },
    {
      id: "invoices",
      heading: "Invoices",
      content: table(
        "Sales invoices",
        ["Invoice", "Status", "Customer", "Amount", "Balance"],
        rowsOf(state.SalesInvoice).map((row) =>
          [row.ReferenceNbr, row.Status, row.CustomerID, row.Amount, row.Balance].map(shown),
        ),
      ),
    },
    { id: "payments", heading: "Payments", content: payments(state, customers) },
    { id: "stock", heading: "Stock", content: stock(state) },
    {
      id: "customers",
      heading: "Customers",
      content: table(
        "Customers",
        ["Customer", "Name", "Class", "Status", "External reference"],
        rowsOf(state.Customer).map((row) =>
          [row.CustomerID, row.CustomerName, row.CustomerClass, row.Status, row.AccountRef].map(shown),
        ),
      ),
    },
  ];
}

function orderRow(order: JsonObject): readonly Hole[] {
  const number = shown(order.OrderNbr);
  const key = html`${hidden("type", shown(order.OrderType))}${hidden("number", number)}`;
  const lines = rowsOf(order.Details);
  return [
    `${shown(order.OrderType)} ${number}`,
    shown(order.ExternalRef),
    shown(order.CustomerID),
    shown(order.Status),
    `${shown(order.OrderTotal)} ${shown(order.CurrencyID)}`,
    html`<ul>${lines.map((line) => html`<li>${shown(line.OrderQty)} × ${shown(line.InventoryID)}, open ${shown(line.OpenQty)}</li>`)}</ul>`,
    folded(
      `Work on ${number}`,
      html`${form("releaseOrder", "Take off hold", key)}${form("cancelOrder", "Cancel", key)}
${form(
  "createShipment",
  "Create a shipment",
  html`${key}${lines.map((line) => html`${hidden("item", shown(line.InventoryID))}${input("quantity", `How many of ${shown(line.InventoryID)} (all when empty)`, { type: "number" })}`)}${input("tracking", "Tracking numbers")}${box("confirm", "Confirm it", true)}`,
)}${form("invoiceOrder", "Invoice what is shipped", key)}`,
    ),
  ];
}

function shipmentRow(shipment: JsonObject): readonly Hole[] {
  const number = shown(shipment.ShipmentNbr);
  const lines = rowsOf(shipment.Details);
  const isOpen = shipment.Status === "Open" || shipment.Status === "On Hold";
  return [
    number,
    shown(shipment.Status),
    html`<ul>${lines.map((line) => html`<li>${shown(line.ShippedQty)} × ${shown(line.InventoryID)} of ${shown(line.OrderNbr)}</li>`)}</ul>`,
    rowsOf(shipment.Packages).map(({ TrackingNbr }) => html`${shown(TrackingNbr)} `),
    isOpen &&
      form(
        "confirmShipment",
        "Confirm",
        html`${hidden("number", number)}${input("tracking", `Tracking numbers of ${number}`)}`,
      ),
  ];
}

type Choices = readonly (readonly [string, string])[];

function orderForm(customers: Choices, items: Choices): Html {
  const lines = Array.from(
    { length: ORDER_LINES },
    (_, line) =>
      html`<fieldset><legend>Line ${line + 1}</legend>${select("item", "Item", line === 0 ? items : [["", "none"], ...items])}${input("quantity", "Quantity", { type: "number", value: 1 })}</fieldset>`,
  );
  return form(
    "enterOrder",
    "Enter the order",
    html`${select("customer", "Customer", customers)}${input("reference", "Number at the customer's")}${box("hold", "On hold")}${lines}`,
  );
}

function payments(state: JsonObject, customers: Choices): Html {
  const rows = rowsOf(state.Payment).map((payment): readonly Hole[] => {
    const [type, number] = [shown(payment.Type), shown(payment.ReferenceNbr)];
    const key = html`${hidden("type", type)}${hidden("number", number)}`;
    return [
      `${type} ${number}`,
      shown(payment.Status),
      shown(payment.CustomerID),
      shown(payment.PaymentAmount),
      shown(payment.PaymentRef),
      html`${payment.Status === "Balanced" && form("releasePayment", "Release", key, `Release ${number}`)}${payment.Status !== "Voided" && form("voidPayment", "Void", key, `Void ${number}`)}`,
    ];
  });
  const methods = rowsOf(state.PaymentMethod).map(
    ({ PaymentMethodID, Description }) => [shown(PaymentMethodID), shown(Description)] as const,
  );
  const types = ["Prepayment", "Payment", "Refund"].map((type) => [type, type] as const);
  return html`${table("Payments", ["Payment", "Status", "Customer", "Amount", "Reference", "Work"], rows)}
${folded(
  "Enter a payment",
  form(
    "enterPayment",
    "Enter the payment",
    html`${select("type", "Type", types)}${select("customer", "Customer", customers)}${select("method", "Method", methods)}${input("amount", "Amount", { type: "number", required: true })}${input("reference", "Reference", { required: true })}${input("order", "Sales order that it is for")}${box("release", "Release it", true)}`,
  ),
)}`;
}

function stock(state: JsonObject): Html {
  const items = rowsOf(state.StockItem);
  const rows = items.map((item): readonly Hole[] => {
    const id = shown(item.InventoryID);
    const houses = rowsOf(item.WarehouseDetails);
    return [
      id,
      shown(item.Description),
      shown(item.DefaultPrice),
      houses.map(({ WarehouseID, QtyOnHand }) => html`${shown(WarehouseID)}: ${shown(QtyOnHand)}<br>`),
      folded(
        `Change ${id}`,
        form(
          "editItem",
          "Save",
          html`${hidden("item", id)}${input("description", "Description", { value: shown(item.Description), required: true })}${input("price", "Price", { type: "number", value: shown(item.DefaultPrice) })}`,
        ),
      ),
    ];
  });
  const houses = rowsOf(state.Warehouse).map(({ WarehouseID }) => [shown(WarehouseID), shown(WarehouseID)] as const);
  const choices = items.map(({ InventoryID }) => [shown(InventoryID), shown(InventoryID)] as const);
  return html`${table("Stock items", ["Item", "Description", "Price", "On hand", "Change"], rows)}
${form(
  "receiveStock",
  "Change the stock",
  html`${select("item", "Item", choices)}${select("warehouse", "Warehouse", houses)}${input("location", "Location", { hint: "MAIN" })}${input("quantity", "Added (less with a minus)", { type: "number", value: 1 })}`,
  "Change the stock",
)}`;
}
