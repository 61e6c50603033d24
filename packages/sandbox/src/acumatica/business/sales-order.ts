import { formError } from "../api-error.ts";
import { flagOf, keyText, linesOf, linkOf, type Row, type Scalar, setDefaults, textOf } from "../record/row.ts";
import {
  type Behavior,
  type Context,
  checkChoice,
  checkCountry,
  checkPeriod,
  fromList,
  fromTable,
  periodOf,
  requireField,
} from "./context.ts";
import { salesOrderActions } from "./sales-order-actions.ts";
import { completeOrderLines } from "./sales-order-lines.ts";
import { completeOrderPayments } from "./sales-order-payments.ts";
import { completeOrderStatus, isEnded } from "./sales-order-status.ts";
import { completeOrderTotals } from "./sales-order-totals.ts";

const ORDER_TYPES = ["SO", "SA", "QT", "IN", "CS", "CR", "CM", "RC", "RM", "RR", "MO", "BL", "TR"];
const BLOCKED_CUSTOMERS = ["On Hold", "Hold", "Inactive"];
const ALWAYS_OPEN = new Set(["Description", "ExternalRef", "CustomerOrder", "OrderType", "OrderNbr", "CustomerID"]);

/** Sales orders, SO301000. */
export const salesOrderBehavior: Behavior = {
  create: ({ settings }, order) => {
    Object.assign(order.values, { OrderType: "SO", Hold: settings.holdOrdersOnEntry });
  },
  change: changeOrder,
  delete: (_context, order) => {
    if (linesOf(order, "Shipments").length > 0 || linesOf(order, "Payments").length > 0) {
      throw formError("The sales order cannot be deleted because it has shipments or applied payments.", 422);
    }
  },
  actions: salesOrderActions,
};

function changeOrder(context: Context, order: Row, isNew: boolean): void {
  if (!isNew && isEnded(context.workspace.before(order)) && touchesClosedFields(context, order)) {
    context.merged.recordError =
      "Updating  'Sales Order' record raised at least one error. The order is closed and cannot be changed.";
    return;
  }
  completeHeader(context, order, isNew);
  completeOrderLines(context, order);
  completeOrderTotals(context, order);
  if (isNew && !context.merged.hasErrors) {
    order.values.OrderNbr = context.numbers.take("SalesOrder");
    for (const line of linesOf(order, "TaxDetails")) {
      line.values.OrderNbr = order.values.OrderNbr;
    }
  }
  completeOrderPayments(context, order);
  completeOrderStatus(context, order);
}

function touchesClosedFields({ workspace, merged }: Context, order: Row): boolean {
  const sent = merged.sentOf(order);
  const before = workspace.before(order);
  const changed = Object.entries(sent?.values ?? {}).some(
    ([field, value]) => !ALWAYS_OPEN.has(field) && before?.values[field] !== value && order.values[field] === value,
  );
  return changed || Object.values(sent?.rows ?? {}).some((lines) => lines.length > 0);
}

function completeHeader(context: Context, order: Row, isNew: boolean): void {
  const { settings, workspace, merged } = context;
  checkChoice(context, order, "OrderType", "Order Type", fromList(ORDER_TYPES));
  requireField(context, order, "CustomerID", "Customer");
  checkChoice(context, order, "CustomerID", "Customer", fromTable(context, "Customer"));
  const customer = workspace.byKey("Customer", order.values.CustomerID);
  const status = textOf(customer, "Status");
  if (BLOCKED_CUSTOMERS.includes(status) && merged.wasSent(order, "CustomerID") && isNew) {
    merged.fail(order, "CustomerID", `The customer status is '${status}'.`);
  }
  setDefaults(order, {
    Date: workspace.work.businessDate,
    LocationID: "MAIN",
    Branch: workspace.work.branch,
    CurrencyID: textOf(customer, "CurrencyID") || "USD",
    BaseCurrencyID: "USD",
    CurrencyRate: 1,
    Project: "X",
    ShipVia: customer?.values.ShipVia ?? null,
    BillToAddressOverride: false,
    BillToContactOverride: false,
    ShipToAddressOverride: false,
    ShipToContactOverride: false,
    DisableAutomaticDiscountUpdate: false,
    IsTaxValid: false,
    WillCall: false,
  });
  setDefaults(order, { RequestedOn: textOf(order, "Date"), EffectiveDate: textOf(order, "Date") });
  checkLocation(context, order);
  checkChoice(context, order, "Branch", "Branch", fromList(settings.branches));
  checkChoice(context, order, "CurrencyID", "Currency", fromList(settings.currencies));
  checkChoice(context, order, "ShipVia", "Ship Via", fromTable(context, "ShipVia"));
  checkChoice(context, order, "PreferredWarehouseID", "Preferred Warehouse ID", fromTable(context, "Warehouse"));
  if (isNew || merged.wasSent(order, "Date")) {
    checkPeriod(context, order, "Date");
  }
  completeSettings(context, order, customer);
  completeAddresses(order, customer);
  checkCountry(context, linkOf(order, "BillToAddress"));
  checkCountry(context, linkOf(order, "ShipToAddress"));
}

function checkLocation(context: Context, order: Row): void {
  const location: Scalar = order.values.LocationID ?? null;
  const isKnown =
    keyText(location) === "MAIN" ||
    context.workspace.byKey("CustomerLocation", order.values.CustomerID, location) !== undefined;
  if (!isKnown) {
    context.merged.fail(order, "LocationID", `'Location' '${location}' cannot be found in the system.`);
  }
}

function completeSettings(context: Context, order: Row, customer: Row | undefined): void {
  const { settings } = context;
  const date = textOf(order, "Date");
  const financial = linkOf(order, "FinancialSettings");
  setDefaults(financial, {
    Branch: textOf(order, "Branch"),
    Terms: textOf(customer, "Terms") || null,
    OverrideTaxZone: false,
    BillSeparately: false,
    InvoiceDate: date,
    PostPeriod: periodOf(date),
  });
  checkChoice(context, financial, "Terms", "Terms", fromList(settings.terms));
  const shipping = linkOf(order, "ShippingSettings");
  if (context.merged.wasSent(shipping, "ShipVia")) {
    order.values.ShipVia = shipping.values.ShipVia ?? null;
    checkChoice(context, shipping, "ShipVia", "Ship Via", fromTable(context, "ShipVia"));
  }
  setDefaults(shipping, {
    CancelByDate: date,
    ScheduledShipmentDate: date,
    FreightPrice: 0,
    FreightCost: 0,
    OverrideFreightPrice: false,
    PremiumFreight: 0,
    Priority: 0,
    PreferredWarehouseID: order.values.PreferredWarehouseID ?? customer?.values.WarehouseID ?? null,
    ShippingRule: textOf(customer, "ShippingRule") || "Back Order Allowed",
    ShippingTerms: customer?.values.ShippingTerms ?? null,
  });
  shipping.values.ShipVia = order.values.ShipVia ?? null;
  checkChoice(context, shipping, "ShippingTerms", "Shipping Terms", fromList(settings.shippingTerms));
  checkChoice(context, shipping, "PreferredWarehouseID", "Preferred Warehouse ID", fromTable(context, "Warehouse"));
}

// Without an override the customer's own address and contact win over what was sent.
function completeAddresses(order: Row, customer: Row | undefined): void {
  const sides = [
    { name: "BillTo", own: "Billing" },
    { name: "ShipTo", own: "Shipping" },
  ];
  for (const { name, own } of sides) {
    const special = customer?.links[`${own}Contact`];
    const main = customer?.links.MainContact;
    if (!flagOf(order, `${name}AddressOverride`)) {
      const contact = flagOf(customer, `${own}AddressOverride`) ? special : main;
      copyValues(contact?.links.Address, linkOf(order, `${name}Address`), ADDRESS_FIELDS);
    }
    if (!flagOf(order, `${name}ContactOverride`)) {
      const source = flagOf(customer, `${own}ContactOverride`) ? special : main;
      const target = linkOf(order, `${name}Contact`);
      copyValues(source, target, ["Attention", "Email", "Phone1"]);
      target.values.BusinessName = source?.values.FullName ?? customer?.values.CustomerName ?? null;
    }
  }
}

const ADDRESS_FIELDS = ["AddressLine1", "AddressLine2", "City", "State", "PostalCode", "Country"];

function copyValues(from: Row | undefined, to: Row, fields: readonly string[]): void {
  for (const field of fields) {
    to.values[field] = from?.values[field] ?? null;
  }
}
