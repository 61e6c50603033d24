// Generated from xcart-acumatica/orders.xmap. Do not edit: change the mapping and compile again.

import {
  type Answers,
  type Ask,
  abs,
  add,
  addMoney,
  amount,
  type BindingModule,
  boolean,
  type DataRecord,
  dayIn,
  differentMoney,
  divide,
  equalMoney,
  type FlowModule,
  isIn,
  isLonger,
  join,
  joinName,
  type Line,
  lessThan,
  list,
  maximumMoney,
  money,
  negateMoney,
  number,
  type Report,
  type RuleModule,
  roundMoney,
  type SystemModule,
  shape,
  single,
  singleOf,
  stateCode,
  street,
  subtract,
  sum,
  sumMoney,
  text,
  truthy,
  wrongValue,
} from "@xmap/runtime";
import * as jsonata from "@xmap/runtime/jsonata";
import { type DeskOrder, deskOrderEntity, type OrderRisk, orderRiskEntity, Remembered } from "../shared/desk.ts";
import { type Order, orderEntity } from "../shared/shop.ts";
import {
  AcumaticaTaxId,
  customerEntity,
  InventoryId,
  OnAccountTerms,
  type PaymentDocument,
  paymentDocumentEntity,
  type SalesOrder,
  ShipViaCode,
  salesOrderEntity,
  steady,
} from "./entities.ts";

export const contract = 1;
export const id = "xcart-acumatica/orders";
export const hash = "0ee6130e6e5e8cce09dafa0a67992b16d453e417c5f95ba5ddf58a41689c12c2";
export const sourceFiles = [
  "shared/desk.xmap",
  "shared/shop.xmap",
  "shared/tables.xmap",
  "xcart-acumatica/entities.xmap",
  "xcart-acumatica/orders.xmap",
];

export const systems: Readonly<Record<string, SystemModule>> = {};

export type OrderStage = "alive" | "cancelled" | "refunded";

/** What a sales order may do. The answers are a closed set: a misspelt one elsewhere does not compile. */
export function orderStage(value: string | null | undefined, rule: string, report: Report): OrderStage | undefined {
  switch (value) {
    case undefined:
      return undefined;
    case "P":
    case "Q":
    case "A":
    case "PP":
      return "alive";
    case "D":
    case "C":
      return "cancelled";
    case "R":
      return "refunded";
    default:
      report.problem("hold", rule, `X-Cart payment status ${value} is new to us`);
      return undefined;
  }
}

export interface ShipToSource {
  readonly street: string | null;
  readonly zipcode: string | null;
  readonly city: string | null;
  readonly country_code: string | null;
  readonly state_name: string | null;
}

export interface ShipToDraft {
  readonly ShipToAddress: {
    readonly AddressLine1: string | undefined;
    readonly AddressLine2: string | undefined;
    readonly City: string | null | undefined;
    readonly PostalCode: string | null | undefined;
    readonly Country: string | null | undefined;
    readonly State: string | null | undefined;
  };
}

export function shipTo(address: ShipToSource | null): ShipToDraft {
  const streetOfStreet = street(address?.street);
  return {
    ShipToAddress: {
      AddressLine1: streetOfStreet.line1,
      AddressLine2: streetOfStreet.line2,
      City: address?.city,
      PostalCode: address?.zipcode,
      Country: address?.country_code,
      State: stateCode(address?.state_name, address?.country_code) || address?.state_name,
    },
  };
}

export const shipToRules: readonly RuleModule[] = [
  {
    id: "ShipTo/ShipToAddress/AddressLine1",
    target: "ShipToAddress.AddressLine1",
    file: "xcart-acumatica/orders.xmap",
    line: 18,
    column: 3,
    text: "$street(street).line1 -> ShipToAddress.AddressLine1",
  },
  {
    id: "ShipTo/ShipToAddress/AddressLine2",
    target: "ShipToAddress.AddressLine2",
    file: "xcart-acumatica/orders.xmap",
    line: 19,
    column: 3,
    text: "$street(street).line2 -> ShipToAddress.AddressLine2",
  },
  {
    id: "ShipTo/ShipToAddress/City",
    target: "ShipToAddress.City",
    file: "xcart-acumatica/orders.xmap",
    line: 20,
    column: 3,
    text: "city -> ShipToAddress.City",
  },
  {
    id: "ShipTo/ShipToAddress/PostalCode",
    target: "ShipToAddress.PostalCode",
    file: "xcart-acumatica/orders.xmap",
    line: 21,
    column: 3,
    text: "zipcode -> ShipToAddress.PostalCode",
  },
  {
    id: "ShipTo/ShipToAddress/Country",
    target: "ShipToAddress.Country",
    file: "xcart-acumatica/orders.xmap",
    line: 22,
    column: 3,
    text: "country_code -> ShipToAddress.Country",
  },
  {
    id: "ShipTo/ShipToAddress/State",
    target: "ShipToAddress.State",
    file: "xcart-acumatica/orders.xmap",
    line: 23,
    column: 3,
    text: "$stateCode(state_name, country_code) ?: state_name -> ShipToAddress.State",
  },
];

export interface BillToSource {
  readonly street: string | null;
  readonly zipcode: string | null;
  readonly city: string | null;
  readonly country_code: string | null;
  readonly state_name: string | null;
}

export interface BillToDraft {
  readonly BillToAddress: {
    readonly AddressLine1: string | undefined;
    readonly AddressLine2: string | undefined;
    readonly City: string | null | undefined;
    readonly PostalCode: string | null | undefined;
    readonly Country: string | null | undefined;
    readonly State: string | null | undefined;
  };
}

export function billTo(address: BillToSource | null): BillToDraft {
  const streetOfStreet = street(address?.street);
  return {
    BillToAddress: {
      AddressLine1: streetOfStreet.line1,
      AddressLine2: streetOfStreet.line2,
      City: address?.city,
      PostalCode: address?.zipcode,
      Country: address?.country_code,
      State: stateCode(address?.state_name, address?.country_code) || address?.state_name,
    },
  };
}

export const billToRules: readonly RuleModule[] = [
  {
    id: "BillTo/BillToAddress/AddressLine1",
    target: "BillToAddress.AddressLine1",
    file: "xcart-acumatica/orders.xmap",
    line: 27,
    column: 3,
    text: "$street(street).line1 -> BillToAddress.AddressLine1",
  },
  {
    id: "BillTo/BillToAddress/AddressLine2",
    target: "BillToAddress.AddressLine2",
    file: "xcart-acumatica/orders.xmap",
    line: 28,
    column: 3,
    text: "$street(street).line2 -> BillToAddress.AddressLine2",
  },
  {
    id: "BillTo/BillToAddress/City",
    target: "BillToAddress.City",
    file: "xcart-acumatica/orders.xmap",
    line: 29,
    column: 3,
    text: "city -> BillToAddress.City",
  },
  {
    id: "BillTo/BillToAddress/PostalCode",
    target: "BillToAddress.PostalCode",
    file: "xcart-acumatica/orders.xmap",
    line: 30,
    column: 3,
    text: "zipcode -> BillToAddress.PostalCode",
  },
  {
    id: "BillTo/BillToAddress/Country",
    target: "BillToAddress.Country",
    file: "xcart-acumatica/orders.xmap",
    line: 31,
    column: 3,
    text: "country_code -> BillToAddress.Country",
  },
  {
    id: "BillTo/BillToAddress/State",
    target: "BillToAddress.State",
    file: "xcart-acumatica/orders.xmap",
    line: 32,
    column: 3,
    text: "$stateCode(state_name, country_code) ?: state_name -> BillToAddress.State",
  },
];

export interface OrderToCustomerDraft {
  readonly Email: string | null;
  readonly CustomerName: string | null | undefined;
  readonly MainContact: {
    readonly Attention: string | null | undefined;
    readonly Phone1: string | null | undefined;
    readonly Address: {
      readonly AddressLine1: string | undefined;
      readonly AddressLine2: string | undefined;
      readonly City: string | null | undefined;
      readonly PostalCode: string | null | undefined;
      readonly Country: string | null | undefined;
      readonly State: string | null | undefined;
    } | undefined;
  };
  readonly TaxRegistrationID: string | null | undefined;
  readonly TaxExemptionNumber: string | null | undefined;
  readonly CustomerClass: string;
  readonly CurrencyID: string;
}

function checkOrderToCustomer(order: Order, report: Report): void {
  if (order.email !== null && typeof order.email !== "string") {
    wrongValue(report, "OrderToCustomer/require/1", "email", "text", order.email);
  }
  if (typeof order.order_number !== "string") {
    wrongValue(report, "OrderToCustomer/require/1", "order_number", "text", order.order_number);
  }
  if (order.billing_address !== null && typeof order.billing_address !== "object") {
    wrongValue(report, "OrderToCustomer/$company", "billing_address", "a record", order.billing_address);
  } else if (order.billing_address != null) {
    if (!Array.isArray(order.billing_address.custom_fields)) {
      wrongValue(
        report,
        "OrderToCustomer/$company",
        "billing_address.custom_fields",
        "a list",
        order.billing_address.custom_fields,
      );
    } else {
      for (const customField of order.billing_address.custom_fields) {
        if (typeof customField !== "object" || customField === null) {
          wrongValue(report, "OrderToCustomer/$company", "billing_address.custom_fields[]", "a record", customField);
        } else {
          if (typeof customField.name !== "string") {
            wrongValue(
              report,
              "OrderToCustomer/$company",
              "billing_address.custom_fields[].name",
              "text",
              customField.name,
            );
          }
          if (customField.value !== null && typeof customField.value !== "string") {
            wrongValue(
              report,
              "OrderToCustomer/$company",
              "billing_address.custom_fields[].value",
              "text",
              customField.value,
            );
          }
        }
      }
    }
    if (order.billing_address.firstname !== null && typeof order.billing_address.firstname !== "string") {
      wrongValue(
        report,
        "OrderToCustomer/$person",
        "billing_address.firstname",
        "text",
        order.billing_address.firstname,
      );
    }
    if (order.billing_address.lastname !== null && typeof order.billing_address.lastname !== "string") {
      wrongValue(report, "OrderToCustomer/$person", "billing_address.lastname", "text", order.billing_address.lastname);
    }
    if (order.billing_address.phone !== null && typeof order.billing_address.phone !== "string") {
      wrongValue(
        report,
        "OrderToCustomer/MainContact/Phone1",
        "billing_address.phone",
        "text",
        order.billing_address.phone,
      );
    }
    if (order.billing_address.street !== null && typeof order.billing_address.street !== "string") {
      wrongValue(
        report,
        "OrderToCustomer/MainContact/Address/AddressLine1",
        "billing_address.street",
        "text",
        order.billing_address.street,
      );
    }
    if (order.billing_address.city !== null && typeof order.billing_address.city !== "string") {
      wrongValue(
        report,
        "OrderToCustomer/MainContact/Address/City",
        "billing_address.city",
        "text",
        order.billing_address.city,
      );
    }
    if (order.billing_address.zipcode !== null && typeof order.billing_address.zipcode !== "string") {
      wrongValue(
        report,
        "OrderToCustomer/MainContact/Address/PostalCode",
        "billing_address.zipcode",
        "text",
        order.billing_address.zipcode,
      );
    }
    if (order.billing_address.country_code !== null && typeof order.billing_address.country_code !== "string") {
      wrongValue(
        report,
        "OrderToCustomer/MainContact/Address/Country",
        "billing_address.country_code",
        "text",
        order.billing_address.country_code,
      );
    }
    if (order.billing_address.state_name !== null && typeof order.billing_address.state_name !== "string") {
      wrongValue(
        report,
        "OrderToCustomer/MainContact/Address/State",
        "billing_address.state_name",
        "text",
        order.billing_address.state_name,
      );
    }
  }
  if (typeof order.currency !== "string" || isLonger(order.currency, 3)) {
    wrongValue(report, "OrderToCustomer/CurrencyID", "currency", "text of at most 3 characters", order.currency);
  }
}

function mapOrderToCustomer(order: Order, _answers: Answers, report: Report): OrderToCustomerDraft {
  const company = (order.billing_address?.custom_fields ?? [])
    .filter((customField) => customField.name === "company")
    .map((customField) => customField.value);
  const person = joinName(order.billing_address?.firstname, order.billing_address?.lastname);
  if (order.email === null) {
    report.problem("hold", "OrderToCustomer/require/1", `order ${order.order_number} has no e-mail address`);
  }
  const billingAddress = order.billing_address;
  return {
    Email: order.email,
    CustomerName: single(
      truthy(truthy(company) ? company : list(person)) ? truthy(company) ? company : list(person) : list(order.email),
      "OrderToCustomer/CustomerName",
    ),
    MainContact: {
      Attention: truthy(company) ? person : null,
      Phone1: order.billing_address?.phone,
      Address:
        billingAddress == null
          ? undefined
          : {
            AddressLine1: street(billingAddress?.street).line1,
            AddressLine2: street(billingAddress?.street).line2,
            City: billingAddress?.city,
            PostalCode: billingAddress?.zipcode,
            Country: billingAddress?.country_code,
            State: stateCode(billingAddress?.state_name, billingAddress?.country_code) || billingAddress?.state_name,
          },
    },
    TaxRegistrationID: singleOf(
      order.billing_address?.custom_fields ?? [],
      (customField) => customField.name === "vat_number",
      (customField) => customField.value,
      "OrderToCustomer/TaxRegistrationID",
    ),
    TaxExemptionNumber: singleOf(
      order.billing_address?.custom_fields ?? [],
      (customField) => customField.name === "tax_exemption_number",
      (customField) => customField.value,
      "OrderToCustomer/TaxExemptionNumber",
    ),
    CustomerClass: "DEFAULT",
    CurrencyID: order.currency,
  };
}

/**
 * The customer who pays: found by e-mail or made, never changed, so a guest cannot overwrite a known customer.
 * xcart-acumatica/orders.xmap:36
 */
export const OrderToCustomer: BindingModule = {
  name: "OrderToCustomer",
  link: "OrderToCustomer",
  left: orderEntity,
  right: customerEntity,
  key: ["Email"],
  once: [],
  lines: [],
  rules: [
    {
      id: "OrderToCustomer/Email",
      target: "Email",
      file: "xcart-acumatica/orders.xmap",
      line: 41,
      column: 3,
      text: "email -> Email key",
    },
    {
      id: "OrderToCustomer/CustomerName",
      target: "CustomerName",
      file: "xcart-acumatica/orders.xmap",
      line: 42,
      column: 3,
      text: "($company ?: $person) ?: email -> CustomerName",
    },
    {
      id: "OrderToCustomer/MainContact/Attention",
      target: "MainContact.Attention",
      file: "xcart-acumatica/orders.xmap",
      line: 43,
      column: 3,
      text: "$company ? $person : null -> MainContact.Attention",
    },
    {
      id: "OrderToCustomer/TaxRegistrationID",
      target: "TaxRegistrationID",
      file: "xcart-acumatica/orders.xmap",
      line: 44,
      column: 3,
      text: 'billing_address.custom_fields[name = "vat_number"].value -> TaxRegistrationID',
    },
    {
      id: "OrderToCustomer/TaxExemptionNumber",
      target: "TaxExemptionNumber",
      file: "xcart-acumatica/orders.xmap",
      line: 45,
      column: 3,
      text: 'billing_address.custom_fields[name = "tax_exemption_number"].value -> TaxExemptionNumber',
    },
    {
      id: "OrderToCustomer/CustomerClass",
      target: "CustomerClass",
      file: "xcart-acumatica/orders.xmap",
      line: 46,
      column: 3,
      text: '"DEFAULT" -> CustomerClass',
    },
    {
      id: "OrderToCustomer/CurrencyID",
      target: "CurrencyID",
      file: "xcart-acumatica/orders.xmap",
      line: 47,
      column: 3,
      text: "currency -> CurrencyID",
    },
    {
      id: "OrderToCustomer/MainContact/Phone1",
      target: "MainContact.Phone1",
      file: "xcart-acumatica/orders.xmap",
      line: 48,
      column: 3,
      text: "billing_address.phone -> MainContact.Phone1",
    },
    {
      id: "OrderToCustomer/MainContact/Address/AddressLine1",
      target: "MainContact.Address.AddressLine1",
      file: "xcart-acumatica/orders.xmap",
      line: 50,
      column: 5,
      text: "$street(street).line1 -> AddressLine1",
    },
    {
      id: "OrderToCustomer/MainContact/Address/AddressLine2",
      target: "MainContact.Address.AddressLine2",
      file: "xcart-acumatica/orders.xmap",
      line: 51,
      column: 5,
      text: "$street(street).line2 -> AddressLine2",
    },
    {
      id: "OrderToCustomer/MainContact/Address/City",
      target: "MainContact.Address.City",
      file: "xcart-acumatica/orders.xmap",
      line: 52,
      column: 5,
      text: "city -> City",
    },
    {
      id: "OrderToCustomer/MainContact/Address/PostalCode",
      target: "MainContact.Address.PostalCode",
      file: "xcart-acumatica/orders.xmap",
      line: 53,
      column: 5,
      text: "zipcode -> PostalCode",
    },
    {
      id: "OrderToCustomer/MainContact/Address/Country",
      target: "MainContact.Address.Country",
      file: "xcart-acumatica/orders.xmap",
      line: 54,
      column: 5,
      text: "country_code -> Country",
    },
    {
      id: "OrderToCustomer/MainContact/Address/State",
      target: "MainContact.Address.State",
      file: "xcart-acumatica/orders.xmap",
      line: 55,
      column: 5,
      text: "$stateCode(state_name, country_code) ?: state_name -> State",
    },
    {
      id: "OrderToCustomer/require/1",
      target: "require",
      file: "xcart-acumatica/orders.xmap",
      line: 39,
      column: 11,
      text: "email != null",
    },
  ],
  lookups: [],
  validate: checkOrderToCustomer,
  map: mapOrderToCustomer,
};

export interface OrderToSalesOrderDetail {
  readonly ExternalRef: string;
  readonly InventoryID: string | undefined;
  readonly LineDescription: string;
  readonly OrderQty: number;
  readonly UnitPrice: number;
  readonly ManualPrice: boolean;
}

export interface OrderToSalesOrderDiscountDetail {
  readonly ExternalDiscountCode: string;
  readonly Description: string | null;
  readonly DiscountAmount: number;
  readonly ManualDiscount: boolean;
}

export interface OrderToSalesOrderTaxDetail {
  readonly TaxID: string | undefined;
  readonly TaxAmount: number;
}

export interface OrderToSalesOrderDraft extends BillToDraft, ShipToDraft {
  readonly OrderType: string;
  readonly ExternalOrderOrigin: string;
  readonly ExternalRef: string;
  readonly CustomerOrder: string | null | undefined;
  readonly Description: string;
  readonly note: string | null;
  readonly Date: string;
  readonly CustomerID: string | undefined;
  readonly CurrencyID: string;
  readonly FinancialSettings: {
    readonly Terms: string | undefined;
    readonly CustomerTaxZone: string;
    readonly OverrideTaxZone: boolean;
  };
  readonly Hold: boolean;
  readonly ShipVia: string | undefined;
  readonly ShipToAddressOverride: boolean;
  readonly ShipToContactOverride: boolean;
  readonly BillToAddressOverride: boolean;
  readonly BillToContactOverride: boolean;
  readonly BillToContact: {
    readonly Email: string | null;
    readonly Attention: string | undefined;
    readonly Phone1: string | null | undefined;
  };
  readonly ShipToContact: {
    readonly Email: string | null;
    readonly Attention: string | undefined;
    readonly Phone1: string | null | undefined;
  };
  readonly Details: readonly Line<OrderToSalesOrderDetail>[];
  readonly DisableAutomaticDiscountUpdate: boolean;
  readonly DiscountDetails: readonly Line<OrderToSalesOrderDiscountDetail>[];
  readonly ShippingSettings: {
    readonly OverrideFreightPrice: boolean;
    readonly FreightPrice: number | undefined;
    readonly PremiumFreight: number;
  };
  readonly IsTaxValid: boolean;
  readonly TaxDetails: readonly Line<OrderToSalesOrderTaxDetail>[];
}

function checkOrderToSalesOrder(order: Order, report: Report): void {
  if (!Array.isArray(order.items)) {
    wrongValue(report, "OrderToSalesOrder/require/1", "items", "a list", order.items);
  } else {
    for (const item of order.items) {
      if (typeof item !== "object" || item === null) {
        wrongValue(report, "OrderToSalesOrder/$lines", "items[]", "a record", item);
      } else {
        if (typeof item.item_net_price !== "number") {
          wrongValue(report, "OrderToSalesOrder/$lines", "items[].item_net_price", "a number", item.item_net_price);
        }
        if (typeof item.amount !== "number") {
          wrongValue(report, "OrderToSalesOrder/$lines", "items[].amount", "a number", item.amount);
        }
        if (typeof item.id !== "number") {
          wrongValue(report, "OrderToSalesOrder/Details", "items[].id", "a number", item.id);
        }
        if (item.sku !== null && (typeof item.sku !== "string" || isLonger(item.sku, 32))) {
          wrongValue(
            report,
            "OrderToSalesOrder/Details/InventoryID",
            "items[].sku",
            "text of at most 32 characters",
            item.sku,
          );
        }
        if (typeof item.name !== "string") {
          wrongValue(report, "OrderToSalesOrder/Details/LineDescription", "items[].name", "text", item.name);
        }
      }
    }
  }
  if (typeof order.order_number !== "string") {
    wrongValue(report, "OrderToSalesOrder/require/1", "order_number", "text", order.order_number);
  }
  if (typeof order.total !== "number") {
    wrongValue(report, "OrderToSalesOrder/require/2", "total", "a number", order.total);
  }
  if (typeof order.sub_total !== "number") {
    wrongValue(report, "OrderToSalesOrder/require/2", "sub_total", "a number", order.sub_total);
  }
  if (typeof order.currency !== "string" || isLonger(order.currency, 3)) {
    wrongValue(report, "OrderToSalesOrder/require/2", "currency", "text of at most 3 characters", order.currency);
  }
  if (!Array.isArray(order.surcharges)) {
    wrongValue(report, "OrderToSalesOrder/$charged", "surcharges", "a list", order.surcharges);
  } else {
    for (const surcharge of order.surcharges) {
      if (typeof surcharge !== "object" || surcharge === null) {
        wrongValue(report, "OrderToSalesOrder/$charged", "surcharges[]", "a record", surcharge);
      } else {
        if (typeof surcharge.available !== "boolean") {
          wrongValue(
            report,
            "OrderToSalesOrder/$charged",
            "surcharges[].available",
            "true or false",
            surcharge.available,
          );
        }
        if (typeof surcharge.include !== "boolean") {
          wrongValue(report, "OrderToSalesOrder/$charged", "surcharges[].include", "true or false", surcharge.include);
        }
        if (typeof surcharge.value !== "number") {
          wrongValue(report, "OrderToSalesOrder/$extras", "surcharges[].value", "a number", surcharge.value);
        }
        if (!["tax", "discount", "shipping", "handling"].includes(surcharge.type)) {
          wrongValue(
            report,
            "OrderToSalesOrder/DiscountDetails",
            "surcharges[].type",
            "one of tax, discount, shipping, handling",
            surcharge.type,
          );
        }
        if (typeof surcharge.code !== "string") {
          wrongValue(report, "OrderToSalesOrder/DiscountDetails", "surcharges[].code", "text", surcharge.code);
        }
        if (surcharge.name !== null && typeof surcharge.name !== "string") {
          wrongValue(
            report,
            "OrderToSalesOrder/DiscountDetails/Description",
            "surcharges[].name",
            "text",
            surcharge.name,
          );
        }
      }
    }
  }
  if (order.payment_transactions !== undefined && !Array.isArray(order.payment_transactions)) {
    wrongValue(report, "OrderToSalesOrder/$done", "payment_transactions", "a list", order.payment_transactions);
  } else if (order.payment_transactions != null) {
    for (const paymentTransaction of order.payment_transactions) {
      if (typeof paymentTransaction !== "object" || paymentTransaction === null) {
        wrongValue(report, "OrderToSalesOrder/$done", "payment_transactions[]", "a record", paymentTransaction);
      } else {
        if (!Array.isArray(paymentTransaction.backend_transactions)) {
          wrongValue(
            report,
            "OrderToSalesOrder/$done",
            "payment_transactions[].backend_transactions",
            "a list",
            paymentTransaction.backend_transactions,
          );
        } else {
          for (const backendTransaction of paymentTransaction.backend_transactions) {
            if (typeof backendTransaction !== "object" || backendTransaction === null) {
              wrongValue(
                report,
                "OrderToSalesOrder/$done",
                "payment_transactions[].backend_transactions[]",
                "a record",
                backendTransaction,
              );
            } else if (typeof backendTransaction.status !== "string") {
              wrongValue(
                report,
                "OrderToSalesOrder/$done",
                "payment_transactions[].backend_transactions[].status",
                "text",
                backendTransaction.status,
              );
            }
          }
        }
        if (paymentTransaction.local_name !== null && typeof paymentTransaction.local_name !== "string") {
          wrongValue(
            report,
            "OrderToSalesOrder/$terms",
            "payment_transactions[].local_name",
            "text",
            paymentTransaction.local_name,
          );
        }
      }
    }
  }
  if (order.billing_address !== null && typeof order.billing_address !== "object") {
    wrongValue(report, "OrderToSalesOrder/$company", "billing_address", "a record", order.billing_address);
  } else if (order.billing_address != null) {
    if (!Array.isArray(order.billing_address.custom_fields)) {
      wrongValue(
        report,
        "OrderToSalesOrder/$company",
        "billing_address.custom_fields",
        "a list",
        order.billing_address.custom_fields,
      );
    } else {
      for (const customField of order.billing_address.custom_fields) {
        if (typeof customField !== "object" || customField === null) {
          wrongValue(report, "OrderToSalesOrder/$company", "billing_address.custom_fields[]", "a record", customField);
        } else {
          if (typeof customField.name !== "string") {
            wrongValue(
              report,
              "OrderToSalesOrder/$company",
              "billing_address.custom_fields[].name",
              "text",
              customField.name,
            );
          }
          if (customField.value !== null && typeof customField.value !== "string") {
            wrongValue(
              report,
              "OrderToSalesOrder/$company",
              "billing_address.custom_fields[].value",
              "text",
              customField.value,
            );
          }
        }
      }
    }
    if (order.billing_address.firstname !== null && typeof order.billing_address.firstname !== "string") {
      wrongValue(
        report,
        "OrderToSalesOrder/BillToContact/Attention",
        "billing_address.firstname",
        "text",
        order.billing_address.firstname,
      );
    }
    if (order.billing_address.lastname !== null && typeof order.billing_address.lastname !== "string") {
      wrongValue(
        report,
        "OrderToSalesOrder/BillToContact/Attention",
        "billing_address.lastname",
        "text",
        order.billing_address.lastname,
      );
    }
    if (order.billing_address.phone !== null && typeof order.billing_address.phone !== "string") {
      wrongValue(
        report,
        "OrderToSalesOrder/BillToContact/Phone1",
        "billing_address.phone",
        "text",
        order.billing_address.phone,
      );
    }
    if (order.billing_address.street !== null && typeof order.billing_address.street !== "string") {
      wrongValue(
        report,
        "BillTo/BillToAddress/AddressLine1",
        "billing_address.street",
        "text",
        order.billing_address.street,
      );
    }
    if (order.billing_address.city !== null && typeof order.billing_address.city !== "string") {
      wrongValue(report, "BillTo/BillToAddress/City", "billing_address.city", "text", order.billing_address.city);
    }
    if (order.billing_address.zipcode !== null && typeof order.billing_address.zipcode !== "string") {
      wrongValue(
        report,
        "BillTo/BillToAddress/PostalCode",
        "billing_address.zipcode",
        "text",
        order.billing_address.zipcode,
      );
    }
    if (order.billing_address.country_code !== null && typeof order.billing_address.country_code !== "string") {
      wrongValue(
        report,
        "BillTo/BillToAddress/Country",
        "billing_address.country_code",
        "text",
        order.billing_address.country_code,
      );
    }
    if (order.billing_address.state_name !== null && typeof order.billing_address.state_name !== "string") {
      wrongValue(
        report,
        "BillTo/BillToAddress/State",
        "billing_address.state_name",
        "text",
        order.billing_address.state_name,
      );
    }
  }
  if (order.notes !== null && typeof order.notes !== "string") {
    wrongValue(report, "OrderToSalesOrder/note", "notes", "text", order.notes);
  }
  if (typeof order.create_date !== "string") {
    wrongValue(report, "OrderToSalesOrder/Date", "create_date", "text", order.create_date);
  }
  if (order.payment_status !== null && typeof order.payment_status !== "object") {
    wrongValue(report, "OrderToSalesOrder/Hold", "payment_status", "a record", order.payment_status);
  } else if (order.payment_status != null) {
    if (typeof order.payment_status.code !== "string" || isLonger(order.payment_status.code, 4)) {
      wrongValue(
        report,
        "OrderToSalesOrder/Hold",
        "payment_status.code",
        "text of at most 4 characters",
        order.payment_status.code,
      );
    }
  }
  if (order.shipping_method_name !== null && typeof order.shipping_method_name !== "string") {
    wrongValue(report, "OrderToSalesOrder/ShipVia", "shipping_method_name", "text", order.shipping_method_name);
  }
  if (order.shipping_address !== null && typeof order.shipping_address !== "object") {
    wrongValue(
      report,
      "OrderToSalesOrder/ShipToAddressOverride",
      "shipping_address",
      "a record",
      order.shipping_address,
    );
  } else if (order.shipping_address != null) {
    if (typeof order.shipping_address.id !== "number") {
      wrongValue(
        report,
        "OrderToSalesOrder/ShipToAddressOverride",
        "shipping_address.id",
        "a number",
        order.shipping_address.id,
      );
    }
    if (order.shipping_address.firstname !== null && typeof order.shipping_address.firstname !== "string") {
      wrongValue(
        report,
        "OrderToSalesOrder/ShipToContact/Attention",
        "shipping_address.firstname",
        "text",
        order.shipping_address.firstname,
      );
    }
    if (order.shipping_address.lastname !== null && typeof order.shipping_address.lastname !== "string") {
      wrongValue(
        report,
        "OrderToSalesOrder/ShipToContact/Attention",
        "shipping_address.lastname",
        "text",
        order.shipping_address.lastname,
      );
    }
    if (order.shipping_address.phone !== null && typeof order.shipping_address.phone !== "string") {
      wrongValue(
        report,
        "OrderToSalesOrder/ShipToContact/Phone1",
        "shipping_address.phone",
        "text",
        order.shipping_address.phone,
      );
    }
    if (order.shipping_address.street !== null && typeof order.shipping_address.street !== "string") {
      wrongValue(
        report,
        "ShipTo/ShipToAddress/AddressLine1",
        "shipping_address.street",
        "text",
        order.shipping_address.street,
      );
    }
    if (order.shipping_address.city !== null && typeof order.shipping_address.city !== "string") {
      wrongValue(report, "ShipTo/ShipToAddress/City", "shipping_address.city", "text", order.shipping_address.city);
    }
    if (order.shipping_address.zipcode !== null && typeof order.shipping_address.zipcode !== "string") {
      wrongValue(
        report,
        "ShipTo/ShipToAddress/PostalCode",
        "shipping_address.zipcode",
        "text",
        order.shipping_address.zipcode,
      );
    }
    if (order.shipping_address.country_code !== null && typeof order.shipping_address.country_code !== "string") {
      wrongValue(
        report,
        "ShipTo/ShipToAddress/Country",
        "shipping_address.country_code",
        "text",
        order.shipping_address.country_code,
      );
    }
    if (order.shipping_address.state_name !== null && typeof order.shipping_address.state_name !== "string") {
      wrongValue(
        report,
        "ShipTo/ShipToAddress/State",
        "shipping_address.state_name",
        "text",
        order.shipping_address.state_name,
      );
    }
  }
  if (order.email !== null && typeof order.email !== "string") {
    wrongValue(report, "OrderToSalesOrder/BillToContact/Email", "email", "text", order.email);
  }
}

function mapOrderToSalesOrder(order: Order, answers: Answers, report: Report): OrderToSalesOrderDraft {
  const charged = order.surcharges.filter((surcharge) => surcharge.available && !surcharge.include);
  const done = (order.payment_transactions ??
    []).flatMap((paymentTransaction) =>
    paymentTransaction.backend_transactions.filter((backendTransaction) => backendTransaction.status === "S"));
  const isPartlyRefunded = done.some((backendTransaction) =>
    jsonata.compute(
      "OrderToSalesOrder/$isPartlyRefunded",
      "$contains(type, /^(sale|capture)/)",
      shape.boolean,
      { root: order, context: backendTransaction },
      (run, context) => {
        return jsonata.callNative(run, 0, jsonata.functions.contains, context, [jsonata.lastStep(context, "type"), jsonata.regularExpression(run, 16, "^(sale|capture)", "")]);
      },
    )) &&
    done.some((backendTransaction) =>
      jsonata.compute(
        "OrderToSalesOrder/$isPartlyRefunded",
        "$contains(type, /^refund/)",
        shape.boolean,
        { root: order, context: backendTransaction },
        (run, context) => {
          return jsonata.callNative(run, 0, jsonata.functions.contains, context, [jsonata.lastStep(context, "type"), jsonata.regularExpression(run, 16, "^refund", "")]);
        },
      ));
  const lines = sum(
    order.items
      .map((item) => roundMoney(item.item_net_price * item.amount, order.currency))
      .filter((value) => value !== undefined),
  ) ??
    0;
  const extras = sum(
    charged
      .map((surcharge) => roundMoney(number(surcharge.value), order.currency))
      .filter((value) => value !== undefined),
  ) ??
    0;
  const rounding = roundMoney(subtract(subtract(number(order.total), lines), extras), order.currency);
  const company = (order.billing_address?.custom_fields ?? [])
    .filter((customField) => customField.name === "company")
    .map((customField) => customField.value);
  const terms = answers.lookup(
    OnAccountTerms,
    "OrderToSalesOrder/$terms",
    truthy(company) ? (order.payment_transactions ?? []).at(-1)?.local_name : undefined,
  ) as string | undefined;
  if (!(order.items.length > 0)) {
    report.problem("reject", "OrderToSalesOrder/require/1", `order ${order.order_number} has no lines`);
  }
  if (
    !equalMoney(
      money(order.total),
      maximumMoney([
        addMoney(money(order.sub_total), sumMoney(charged.map((surcharge) => money(surcharge.value)))),
        money(0),
      ]),
      order.currency,
    )
  ) {
    report.problem("warn", "OrderToSalesOrder/require/2", `the total of order ${order.order_number} does not add up`);
  }
  const customFieldValues = (order.billing_address?.custom_fields ?? [])
    .filter((customField) => customField.name === "purchase_order")
    .map((customField) => customField.value);
  return {
    ...billTo(order.billing_address),
    ...shipTo(order.shipping_address),
    OrderType: "SO",
    ExternalOrderOrigin: "X-Cart",
    ExternalRef: order.order_number,
    CustomerOrder: single(
      truthy(customFieldValues) ? customFieldValues : [order.order_number],
      "OrderToSalesOrder/CustomerOrder",
    ),
    Description: `X-Cart #${order.order_number}`,
    note: order.notes,
    Date: dayIn(order.create_date, "America/New_York"),
    CustomerID: answers.reference(OrderToCustomer, order) as string | undefined,
    CurrencyID: order.currency,
    FinancialSettings: { Terms: terms, CustomerTaxZone: "WAEXT", OverrideTaxZone: true },
    Hold: !(order.payment_status?.code === "P" || isPartlyRefunded || boolean(terms) === true),
    ShipVia: answers.lookup(ShipViaCode, "OrderToSalesOrder/ShipVia", order.shipping_method_name) as string | undefined,
    ShipToAddressOverride: order.shipping_address?.id !== undefined,
    ShipToContactOverride: order.shipping_address?.id !== undefined,
    BillToAddressOverride: true,
    BillToContactOverride: true,
    BillToContact: {
      Email: order.email,
      Attention: joinName(order.billing_address?.firstname, order.billing_address?.lastname),
      Phone1: order.billing_address?.phone,
    },
    ShipToContact: {
      Email: order.email,
      Attention: joinName(order.shipping_address?.firstname, order.shipping_address?.lastname),
      Phone1: order.shipping_address?.phone,
    },
    Details: order.items.map((item): Line<OrderToSalesOrderDetail> => ({
      identity: `items/${item.id}`,
      values: {
        ExternalRef: text(item.id),
        InventoryID: answers.lookup(
          InventoryId,
          "OrderToSalesOrder/Details/InventoryID",
          item.sku,
        ) as string | undefined,
        LineDescription: item.name,
        OrderQty: item.amount,
        UnitPrice: item.item_net_price,
        ManualPrice: true,
      },
    })),
    DisableAutomaticDiscountUpdate: true,
    DiscountDetails: charged
      .filter((surcharge) => surcharge.type === "discount")
      .map((surcharge): Line<OrderToSalesOrderDiscountDetail> => ({
        identity: `charged/${surcharge.code}`,
        values: {
          ExternalDiscountCode: surcharge.code,
          Description: surcharge.name,
          DiscountAmount: amount(negateMoney(money(surcharge.value)), order.currency),
          ManualDiscount: true,
        },
      })),
    ShippingSettings: {
      OverrideFreightPrice: true,
      FreightPrice: add(
        sum(
          charged
            .filter((surcharge) => surcharge.type === "shipping")
            .map((surcharge) => number(surcharge.value))
            .filter((value) => value !== undefined),
        ) ??
          0,
        lessThan(
          abs(rounding),
          divide(
            order.items.length,
            jsonata.compute(
              "OrderToSalesOrder/ShippingSettings/FreightPrice",
              "$power(10, $currencyDigits(currency))",
              shape.number,
              { root: order },
              (run, context) => {
                return jsonata.callNative(run, 0, jsonata.functions.power, context, [10, jsonata.asArgument(jsonata.callNative(run, 11, jsonata.integrations.currencyDigits, context, [jsonata.lastStep(context, "currency")]))]);
              },
            ),
          ),
        ) ===
          true
          ? rounding
          : 0,
      ),
      PremiumFreight: amount(
        sumMoney(
          charged.filter((surcharge) => surcharge.type === "handling").map((surcharge) => money(surcharge.value)),
        ),
        order.currency,
      ),
    },
    IsTaxValid: true,
    TaxDetails: charged
      .filter((surcharge) => surcharge.type === "tax")
      .map((surcharge): Line<OrderToSalesOrderTaxDetail> => ({
        identity: `charged/${surcharge.code}`,
        values: {
          TaxID: answers.lookup(
            AcumaticaTaxId,
            "OrderToSalesOrder/TaxDetails/TaxID",
            surcharge.code,
          ) as string | undefined,
          TaxAmount: surcharge.value,
        },
      })),
  };
}

/** xcart-acumatica/orders.xmap:59 */
export const OrderToSalesOrder: BindingModule = {
  name: "OrderToSalesOrder",
  link: "OrderToSalesOrder",
  left: orderEntity,
  right: salesOrderEntity,
  key: ["OrderType", "ExternalOrderOrigin", "ExternalRef"],
  once: ["Date"],
  lines: [
    { field: "Details", key: [], once: [] },
    { field: "DiscountDetails", key: [], once: [] },
    { field: "TaxDetails", key: [], once: [] },
  ],
  rules: [
    ...billToRules,
    ...shipToRules,
    {
      id: "OrderToSalesOrder/$terms",
      target: "$terms",
      file: "xcart-acumatica/orders.xmap",
      line: 68,
      column: 3,
      text: "let terms = ($company ? payment_transactions[-1].local_name) via OnAccountTerms",
    },
    {
      id: "OrderToSalesOrder/OrderType",
      target: "OrderType",
      file: "xcart-acumatica/orders.xmap",
      line: 73,
      column: 3,
      text: '"SO" -> OrderType key',
    },
    {
      id: "OrderToSalesOrder/ExternalOrderOrigin",
      target: "ExternalOrderOrigin",
      file: "xcart-acumatica/orders.xmap",
      line: 74,
      column: 3,
      text: '"X-Cart" -> ExternalOrderOrigin key',
    },
    {
      id: "OrderToSalesOrder/ExternalRef",
      target: "ExternalRef",
      file: "xcart-acumatica/orders.xmap",
      line: 75,
      column: 3,
      text: "order_number -> ExternalRef key",
    },
    {
      id: "OrderToSalesOrder/CustomerOrder",
      target: "CustomerOrder",
      file: "xcart-acumatica/orders.xmap",
      line: 76,
      column: 3,
      text: 'billing_address.custom_fields[name = "purchase_order"].value ?: order_number -> CustomerOrder',
    },
    {
      id: "OrderToSalesOrder/Description",
      target: "Description",
      file: "xcart-acumatica/orders.xmap",
      line: 77,
      column: 3,
      text: '"X-Cart #" & order_number -> Description',
    },
    {
      id: "OrderToSalesOrder/note",
      target: "note",
      file: "xcart-acumatica/orders.xmap",
      line: 78,
      column: 3,
      text: "notes -> note",
    },
    {
      id: "OrderToSalesOrder/Date",
      target: "Date",
      file: "xcart-acumatica/orders.xmap",
      line: 79,
      column: 3,
      text: "create_date -> Date once",
    },
    {
      id: "OrderToSalesOrder/CustomerID",
      target: "CustomerID",
      file: "xcart-acumatica/orders.xmap",
      line: 80,
      column: 3,
      text: "$ -> CustomerID via OrderToCustomer",
    },
    {
      id: "OrderToSalesOrder/CurrencyID",
      target: "CurrencyID",
      file: "xcart-acumatica/orders.xmap",
      line: 81,
      column: 3,
      text: "currency -> CurrencyID",
    },
    {
      id: "OrderToSalesOrder/FinancialSettings/Terms",
      target: "FinancialSettings.Terms",
      file: "xcart-acumatica/orders.xmap",
      line: 82,
      column: 3,
      text: "$terms -> FinancialSettings.Terms",
    },
    {
      id: "OrderToSalesOrder/Hold",
      target: "Hold",
      file: "xcart-acumatica/orders.xmap",
      line: 83,
      column: 3,
      text: '$not(payment_status.code = "P" or $isPartlyRefunded or $boolean($terms)) -> Hold',
    },
    {
      id: "OrderToSalesOrder/ShipVia",
      target: "ShipVia",
      file: "xcart-acumatica/orders.xmap",
      line: 84,
      column: 3,
      text: "shipping_method_name -> ShipVia via ShipViaCode",
    },
    {
      id: "OrderToSalesOrder/ShipToAddressOverride",
      target: "ShipToAddressOverride",
      file: "xcart-acumatica/orders.xmap",
      line: 85,
      column: 3,
      text: "$exists(shipping_address.id) -> ShipToAddressOverride",
    },
    {
      id: "OrderToSalesOrder/ShipToContactOverride",
      target: "ShipToContactOverride",
      file: "xcart-acumatica/orders.xmap",
      line: 86,
      column: 3,
      text: "$exists(shipping_address.id) -> ShipToContactOverride",
    },
    {
      id: "OrderToSalesOrder/BillToAddressOverride",
      target: "BillToAddressOverride",
      file: "xcart-acumatica/orders.xmap",
      line: 87,
      column: 3,
      text: "true -> BillToAddressOverride",
    },
    {
      id: "OrderToSalesOrder/BillToContactOverride",
      target: "BillToContactOverride",
      file: "xcart-acumatica/orders.xmap",
      line: 88,
      column: 3,
      text: "true -> BillToContactOverride",
    },
    {
      id: "OrderToSalesOrder/BillToContact/Email",
      target: "BillToContact.Email",
      file: "xcart-acumatica/orders.xmap",
      line: 89,
      column: 3,
      text: "email -> BillToContact.Email",
    },
    {
      id: "OrderToSalesOrder/ShipToContact/Email",
      target: "ShipToContact.Email",
      file: "xcart-acumatica/orders.xmap",
      line: 90,
      column: 3,
      text: "email -> ShipToContact.Email",
    },
    {
      id: "OrderToSalesOrder/BillToContact/Attention",
      target: "BillToContact.Attention",
      file: "xcart-acumatica/orders.xmap",
      line: 91,
      column: 3,
      text: "$joinName(billing_address.firstname, billing_address.lastname) -> BillToContact.Attention",
    },
    {
      id: "OrderToSalesOrder/ShipToContact/Attention",
      target: "ShipToContact.Attention",
      file: "xcart-acumatica/orders.xmap",
      line: 92,
      column: 3,
      text: "$joinName(shipping_address.firstname, shipping_address.lastname) -> ShipToContact.Attention",
    },
    {
      id: "OrderToSalesOrder/BillToContact/Phone1",
      target: "BillToContact.Phone1",
      file: "xcart-acumatica/orders.xmap",
      line: 93,
      column: 3,
      text: "billing_address.phone -> BillToContact.Phone1",
    },
    {
      id: "OrderToSalesOrder/ShipToContact/Phone1",
      target: "ShipToContact.Phone1",
      file: "xcart-acumatica/orders.xmap",
      line: 94,
      column: 3,
      text: "shipping_address.phone -> ShipToContact.Phone1",
    },
    {
      id: "OrderToSalesOrder/Details/ExternalRef",
      target: "Details.ExternalRef",
      file: "xcart-acumatica/orders.xmap",
      line: 98,
      column: 5,
      text: "$string(id) -> ExternalRef",
    },
    {
      id: "OrderToSalesOrder/Details/InventoryID",
      target: "Details.InventoryID",
      file: "xcart-acumatica/orders.xmap",
      line: 99,
      column: 5,
      text: "sku -> InventoryID via InventoryId",
    },
    {
      id: "OrderToSalesOrder/Details/LineDescription",
      target: "Details.LineDescription",
      file: "xcart-acumatica/orders.xmap",
      line: 100,
      column: 5,
      text: "name -> LineDescription",
    },
    {
      id: "OrderToSalesOrder/Details/OrderQty",
      target: "Details.OrderQty",
      file: "xcart-acumatica/orders.xmap",
      line: 101,
      column: 5,
      text: "amount -> OrderQty",
    },
    {
      id: "OrderToSalesOrder/Details/UnitPrice",
      target: "Details.UnitPrice",
      file: "xcart-acumatica/orders.xmap",
      line: 102,
      column: 5,
      text: "item_net_price -> UnitPrice",
    },
    {
      id: "OrderToSalesOrder/Details/ManualPrice",
      target: "Details.ManualPrice",
      file: "xcart-acumatica/orders.xmap",
      line: 103,
      column: 5,
      text: "true -> ManualPrice",
    },
    {
      id: "OrderToSalesOrder/DisableAutomaticDiscountUpdate",
      target: "DisableAutomaticDiscountUpdate",
      file: "xcart-acumatica/orders.xmap",
      line: 105,
      column: 3,
      text: "true -> DisableAutomaticDiscountUpdate",
    },
    {
      id: "OrderToSalesOrder/DiscountDetails/ExternalDiscountCode",
      target: "DiscountDetails.ExternalDiscountCode",
      file: "xcart-acumatica/orders.xmap",
      line: 107,
      column: 5,
      text: "code -> ExternalDiscountCode",
    },
    {
      id: "OrderToSalesOrder/DiscountDetails/Description",
      target: "DiscountDetails.Description",
      file: "xcart-acumatica/orders.xmap",
      line: 108,
      column: 5,
      text: "name -> Description",
    },
    {
      id: "OrderToSalesOrder/DiscountDetails/DiscountAmount",
      target: "DiscountDetails.DiscountAmount",
      file: "xcart-acumatica/orders.xmap",
      line: 109,
      column: 5,
      text: "-value -> DiscountAmount",
    },
    {
      id: "OrderToSalesOrder/DiscountDetails/ManualDiscount",
      target: "DiscountDetails.ManualDiscount",
      file: "xcart-acumatica/orders.xmap",
      line: 110,
      column: 5,
      text: "true -> ManualDiscount",
    },
    {
      id: "OrderToSalesOrder/ShippingSettings/OverrideFreightPrice",
      target: "ShippingSettings.OverrideFreightPrice",
      file: "xcart-acumatica/orders.xmap",
      line: 112,
      column: 3,
      text: "true -> ShippingSettings.OverrideFreightPrice",
    },
    {
      id: "OrderToSalesOrder/ShippingSettings/FreightPrice",
      target: "ShippingSettings.FreightPrice",
      file: "xcart-acumatica/orders.xmap",
      line: 113,
      column: 3,
      text: '$sum([$charged[type = "shipping"].$number(value)]) + ($abs($rounding) < $count(items) / $power(10, $currencyDigits(currency)) ? $rounding : 0) -> ShippingSettings.FreightPrice',
    },
    {
      id: "OrderToSalesOrder/ShippingSettings/PremiumFreight",
      target: "ShippingSettings.PremiumFreight",
      file: "xcart-acumatica/orders.xmap",
      line: 116,
      column: 3,
      text: '$sum([$charged[type = "handling"].value]) -> ShippingSettings.PremiumFreight',
    },
    {
      id: "OrderToSalesOrder/FinancialSettings/CustomerTaxZone",
      target: "FinancialSettings.CustomerTaxZone",
      file: "xcart-acumatica/orders.xmap",
      line: 117,
      column: 3,
      text: '"WAEXT" -> FinancialSettings.CustomerTaxZone',
    },
    {
      id: "OrderToSalesOrder/FinancialSettings/OverrideTaxZone",
      target: "FinancialSettings.OverrideTaxZone",
      file: "xcart-acumatica/orders.xmap",
      line: 118,
      column: 3,
      text: "true -> FinancialSettings.OverrideTaxZone",
    },
    {
      id: "OrderToSalesOrder/IsTaxValid",
      target: "IsTaxValid",
      file: "xcart-acumatica/orders.xmap",
      line: 119,
      column: 3,
      text: "true -> IsTaxValid",
    },
    {
      id: "OrderToSalesOrder/TaxDetails/TaxID",
      target: "TaxDetails.TaxID",
      file: "xcart-acumatica/orders.xmap",
      line: 121,
      column: 5,
      text: "code -> TaxID via AcumaticaTaxId",
    },
    {
      id: "OrderToSalesOrder/TaxDetails/TaxAmount",
      target: "TaxDetails.TaxAmount",
      file: "xcart-acumatica/orders.xmap",
      line: 122,
      column: 5,
      text: "value -> TaxAmount",
    },
    {
      id: "OrderToSalesOrder/require/1",
      target: "require",
      file: "xcart-acumatica/orders.xmap",
      line: 69,
      column: 11,
      text: "$count(items) > 0",
    },
    {
      id: "OrderToSalesOrder/require/2",
      target: "require",
      file: "xcart-acumatica/orders.xmap",
      line: 70,
      column: 11,
      text: "total = $max([sub_total + $sum([$charged.value]), 0])",
    },
  ],
  lookups: [
    (order: Order, ask: Ask) => {
      const charged = order.surcharges.filter((surcharge) => surcharge.available && !surcharge.include);
      const company = (order.billing_address?.custom_fields ?? [])
        .filter((customField) => customField.name === "company")
        .map((customField) => customField.value);
      ask.lookup(OnAccountTerms, truthy(company) ? (order.payment_transactions ?? []).at(-1)?.local_name : undefined);
      ask.lookup(ShipViaCode, order.shipping_method_name);
      for (const item of order.items) {
        ask.lookup(InventoryId, item.sku);
      }
      for (const surcharge of charged.filter((surcharge) => surcharge.type === "tax")) {
        ask.lookup(AcumaticaTaxId, surcharge.code);
      }
      if (order.items.length > 0) {
        ask.reference(OrderToCustomer, order);
      }
    },
  ],
  validate: checkOrderToSalesOrder,
  map: mapOrderToSalesOrder,
};

export interface OrderToAcumaticaState {
  readonly order: Order;
  readonly stage: "alive" | "cancelled" | "refunded" | undefined;
  readonly desk: DeskOrder;
  readonly before: SalesOrder | undefined;
  readonly booked: number;
  readonly applied: NonNullable<NonNullable<SalesOrder>["Payments"]>[number];
  readonly payment: PaymentDocument;
  readonly amounts: DataRecord;
  readonly cut: string | undefined;
  readonly risk: OrderRisk;
  readonly sales: SalesOrder;
}

/**
 * Runs from the top whenever the order or its sales order may have changed; what is done already is not done again.
 * xcart-acumatica/orders.xmap:127
 */
export const OrderToAcumatica: FlowModule = {
  name: "OrderToAcumatica",
  subject: { name: "order", entity: orderEntity },
  where: (state: OrderToAcumaticaState) =>
    state.order.shipping_status?.code !== undefined && state.order.shipping_status?.code !== "NF",
  triggers: [
    {
      event: "change",
      entity: orderEntity,
      via: undefined,
      at: undefined,
      hints: [
        { by: "webhook", everyMilliseconds: undefined },
        { by: "poll", everyMilliseconds: 30000 },
      ],
    },
    {
      event: "change",
      entity: salesOrderEntity,
      via: OrderToSalesOrder,
      at: undefined,
      hints: [
        { by: "webhook", everyMilliseconds: undefined },
        { by: "poll", everyMilliseconds: 30000 },
      ],
    },
  ],
  policy: steady,
  atMostEveryMilliseconds: undefined,
  rules: [
    {
      id: "OrderToAcumatica/stage",
      target: "stage",
      file: "xcart-acumatica/orders.xmap",
      line: 132,
      column: 3,
      text: "stage = order.payment_status.code via OrderStage",
    },
    {
      id: "require $exists(stage)",
      target: "require",
      file: "xcart-acumatica/orders.xmap",
      line: 134,
      column: 3,
      text: 'require $exists(stage) else hold "order {order.order_number} has no payment status"',
    },
    {
      id: 'when stage in ["cancelled", "refunded"]/write desk/settled_items',
      target: "settled_items",
      file: "xcart-acumatica/orders.xmap",
      line: 137,
      column: 18,
      text: "desk.items -> settled_items",
    },
    {
      id: 'when stage in ["cancelled", "refunded"]/require $exists(before)',
      target: "require",
      file: "xcart-acumatica/orders.xmap",
      line: 138,
      column: 5,
      text: 'require $exists(before) else skip "never sold"',
    },
    {
      id: 'when stage in ["cancelled", "refunded"]/require before.Status != "Canceled"',
      target: "require",
      file: "xcart-acumatica/orders.xmap",
      line: 139,
      column: 5,
      text: 'require before.Status != "Canceled" else skip "cancelled"',
    },
    {
      id: 'when stage in ["cancelled", "refunded"]/require $count(before.Shipments) = 0 and $not(before.Status in ["Completed", "Invoiced"])',
      target: "require",
      file: "xcart-acumatica/orders.xmap",
      line: 140,
      column: 5,
      text: 'require $count(before.Shipments) = 0 and $not(before.Status in ["Completed", "Invoiced"]) else hold "order {order.order_number} was {stage} in the shop after Acumatica has begun to ship it ({before.OrderNbr} is {before.Status}): a return or credit is needed"',
    },
    {
      id: "OrderToAcumatica/booked",
      target: "booked",
      file: "xcart-acumatica/orders.xmap",
      line: 143,
      column: 5,
      text: "booked = $sum([before.Payments.AppliedToOrder])",
    },
    {
      id: 'when stage in ["cancelled", "refunded"]/require stage = "refunded" or booked = 0',
      target: "require",
      file: "xcart-acumatica/orders.xmap",
      line: 150,
      column: 5,
      text: 'require stage = "refunded" or booked = 0 else hold "order {order.order_number} was cancelled in the shop, and {booked} {order.currency} are booked for {before.OrderNbr}: refund the order, or take the payment back in Acumatica"',
    },
    {
      id: 'require $not(before.Status = "Canceled")',
      target: "require",
      file: "xcart-acumatica/orders.xmap",
      line: 156,
      column: 3,
      text: 'require $not(before.Status = "Canceled") else hold "{before.OrderNbr} is canceled in Acumatica, and order {order.order_number} is {order.payment_status.name} in the shop"',
    },
    {
      id: 'when before.Status in ["Completed", "Invoiced"]/require before.OrderTotal = order.total and before.OrderedQty = $sum([order.items.amount])',
      target: "require",
      file: "xcart-acumatica/orders.xmap",
      line: 159,
      column: 5,
      text: 'require before.OrderTotal = order.total and before.OrderedQty = $sum([order.items.amount]) else hold "order {order.order_number} was changed in the shop after it was shipped: Acumatica says {before.OrderTotal}, X-Cart {order.total}; a return or credit is needed"',
    },
    {
      id: "OrderToAcumatica/amounts",
      target: "amounts",
      file: "xcart-acumatica/orders.xmap",
      line: 163,
      column: 3,
      text: "amounts = (order.items{ $string(id): $sum(amount) })",
    },
    {
      id: "OrderToAcumatica/cut",
      target: "cut",
      file: "xcart-acumatica/orders.xmap",
      line: 164,
      column: 3,
      text: 'cut = $join( $map( before.Details[ExternalRef != null], function($line){ ( $kept := $lookup(amounts, $line.ExternalRef ?: "") ?: 0; $line.QtyOnShipments > $kept ? $line.QtyOnShipments & " of " & $line.InventoryID & " are on shipments, and X-Cart says " & $kept ) } ), "; " )',
    },
    {
      id: "require $not($exists(cut))",
      target: "require",
      file: "xcart-acumatica/orders.xmap",
      line: 177,
      column: 3,
      text: 'require $not($exists(cut)) else hold "order {order.order_number}: {cut}"',
    },
    {
      id: "when $not($exists(before))/require risk.score < 80",
      target: "require",
      file: "xcart-acumatica/orders.xmap",
      line: 181,
      column: 5,
      text: 'require risk.score < 80 else hold "order {order.order_number} looks like fraud ({risk.score} of 100): {risk.reasons}"',
    },
    {
      id: "require sales.OrderTotal = order.total",
      target: "require",
      file: "xcart-acumatica/orders.xmap",
      line: 188,
      column: 3,
      text: 'require sales.OrderTotal = order.total else hold "Acumatica says {sales.OrderTotal} for {sales.OrderNbr}, X-Cart {order.total}"',
    },
    {
      id: "when $not(sales.Hold)/write desk/settled_items",
      target: "settled_items",
      file: "xcart-acumatica/orders.xmap",
      line: 191,
      column: 18,
      text: "desk.items -> settled_items",
    },
  ],
  steps: [
    {
      step: "value",
      id: "stage",
      file: "xcart-acumatica/orders.xmap",
      line: 132,
      assign: "stage",
      lookups: [],
      value: (state: OrderToAcumaticaState, _answers: Answers, report: Report) =>
        orderStage(state.order.payment_status?.code, "OrderToAcumatica/stage", report),
    },
    {
      step: "sync",
      id: "desk",
      file: "xcart-acumatica/orders.xmap",
      line: 133,
      assign: "desk",
      binding: Remembered,
      record: (state: OrderToAcumaticaState) => state.order,
    },
    {
      step: "require",
      id: "require $exists(stage)",
      file: "xcart-acumatica/orders.xmap",
      line: 134,
      condition: (state: OrderToAcumaticaState) => state.stage !== undefined,
      otherwise: (state: OrderToAcumaticaState) => ({
        word: "hold",
        message: `order ${state.order.order_number} has no payment status`,
      }),
      shown: (state: OrderToAcumaticaState) => [state.stage],
    },
    {
      step: "find",
      id: "before",
      file: "xcart-acumatica/orders.xmap",
      line: 135,
      assign: "before",
      binding: OrderToSalesOrder,
      side: "left",
      record: (state: OrderToAcumaticaState) => state.order,
      otherwise: undefined,
    },
    {
      step: "when",
      id: 'when stage in ["cancelled", "refunded"]',
      file: "xcart-acumatica/orders.xmap",
      line: 136,
      capability: undefined,
      condition: (state: OrderToAcumaticaState) => isIn(state.stage, ["cancelled", "refunded"]),
      steps: [
        {
          step: "write",
          id: 'when stage in ["cancelled", "refunded"]/write desk',
          file: "xcart-acumatica/orders.xmap",
          line: 137,
          target: "desk",
          entity: deskOrderEntity,
          lookups: [],
          map: (state: OrderToAcumaticaState) => ({
            settled_items: state.desk.items,
          }),
        },
        {
          step: "require",
          id: 'when stage in ["cancelled", "refunded"]/require $exists(before)',
          file: "xcart-acumatica/orders.xmap",
          line: 138,
          condition: (state: OrderToAcumaticaState) => state.before !== undefined,
          otherwise: () => ({ word: "skip", message: "never sold" }),
          shown: () => [],
        },
        {
          step: "require",
          id: 'when stage in ["cancelled", "refunded"]/require before.Status != "Canceled"',
          file: "xcart-acumatica/orders.xmap",
          line: 139,
          condition: (state: OrderToAcumaticaState) =>
            state.before?.Status !== undefined && state.before?.Status !== "Canceled",
          otherwise: () => ({ word: "skip", message: "cancelled" }),
          shown: (state: OrderToAcumaticaState) => [state.before?.Status],
        },
        {
          step: "require",
          id: 'when stage in ["cancelled", "refunded"]/require $count(before.Shipments) = 0 and $not(before.Status in ["Completed", "Invoiced"])',
          file: "xcart-acumatica/orders.xmap",
          line: 140,
          condition: (state: OrderToAcumaticaState) =>
            (state.before?.Shipments?.length ?? 0) === 0 && !isIn(state.before?.Status, ["Completed", "Invoiced"]),
          otherwise: (state: OrderToAcumaticaState) => ({
            word: "hold",
            message: `order ${state.order.order_number} was ${text(
              state.stage,
            )} in the shop after Acumatica has begun to ship it (${text(
              state.before?.OrderNbr,
            )} is ${text(state.before?.Status)}): a return or credit is needed`,
          }),
          shown: (state: OrderToAcumaticaState) => [state.before?.Status],
        },
        {
          step: "call",
          id: 'when stage in ["cancelled", "refunded"]/call before.PutOnHold',
          file: "xcart-acumatica/orders.xmap",
          line: 142,
          assign: undefined,
          target: "before",
          entity: salesOrderEntity,
          operation: "PutOnHold",
          arguments: () => ({}),
        },
        {
          step: "value",
          id: "booked",
          file: "xcart-acumatica/orders.xmap",
          line: 143,
          assign: "booked",
          lookups: [],
          value: (state: OrderToAcumaticaState) =>
            sum((state.before?.Payments ?? []).map((payment) => payment.AppliedToOrder)) ?? 0,
        },
        {
          step: "when",
          id: 'when stage in ["cancelled", "refunded"]/when stage = "refunded"',
          file: "xcart-acumatica/orders.xmap",
          line: 144,
          capability: undefined,
          condition: (state: OrderToAcumaticaState) => state.stage === "refunded",
          steps: [
            {
              step: "each",
              id: 'when stage in ["cancelled", "refunded"]/when stage = "refunded"/each applied',
              file: "xcart-acumatica/orders.xmap",
              line: 145,
              name: "applied",
              list: (state: OrderToAcumaticaState) =>
                (state.before?.Payments ?? []).filter((payment) => payment.AppliedToOrder > 0),
              steps: [
                {
                  step: "read",
                  id: "payment",
                  file: "xcart-acumatica/orders.xmap",
                  line: 146,
                  assign: "payment",
                  entity: paymentDocumentEntity,
                  key: (state: OrderToAcumaticaState) => [state.applied.DocType, state.applied.ReferenceNbr],
                },
                {
                  step: "call",
                  id: 'when stage in ["cancelled", "refunded"]/when stage = "refunded"/each applied/call payment.VoidPayment',
                  file: "xcart-acumatica/orders.xmap",
                  line: 147,
                  assign: undefined,
                  target: "payment",
                  entity: paymentDocumentEntity,
                  operation: "VoidPayment",
                  arguments: () => ({}),
                },
              ],
            },
          ],
        },
        {
          step: "require",
          id: 'when stage in ["cancelled", "refunded"]/require stage = "refunded" or booked = 0',
          file: "xcart-acumatica/orders.xmap",
          line: 150,
          condition: (state: OrderToAcumaticaState) => state.stage === "refunded" || state.booked === 0,
          otherwise: (state: OrderToAcumaticaState) => ({
            word: "hold",
            message: `order ${state.order.order_number} was cancelled in the shop, and ${text(
              state.booked,
            )} ${state.order.currency} are booked for ${text(
              state.before?.OrderNbr,
            )}: refund the order, or take the payment back in Acumatica`,
          }),
          shown: (state: OrderToAcumaticaState) => [state.stage, state.booked],
        },
        {
          step: "call",
          id: 'when stage in ["cancelled", "refunded"]/call before.CancelSalesOrder',
          file: "xcart-acumatica/orders.xmap",
          line: 152,
          assign: undefined,
          target: "before",
          entity: salesOrderEntity,
          operation: "CancelSalesOrder",
          arguments: () => ({}),
        },
        {
          step: "outcome",
          id: 'when stage in ["cancelled", "refunded"]/skip',
          file: "xcart-acumatica/orders.xmap",
          line: 153,
          outcome: () => ({ word: "skip", message: "cancelled" }),
        },
      ],
    },
    {
      step: "require",
      id: 'require $not(before.Status = "Canceled")',
      file: "xcart-acumatica/orders.xmap",
      line: 156,
      condition: (state: OrderToAcumaticaState) => state.before?.Status !== "Canceled",
      otherwise: (state: OrderToAcumaticaState) => ({
        word: "hold",
        message: `${text(
          state.before?.OrderNbr,
        )} is canceled in Acumatica, and order ${state.order.order_number} is ${text(
          state.order.payment_status?.name,
        )} in the shop`,
      }),
      shown: (state: OrderToAcumaticaState) => [state.before?.Status],
    },
    {
      step: "when",
      id: 'when before.Status in ["Completed", "Invoiced"]',
      file: "xcart-acumatica/orders.xmap",
      line: 158,
      capability: undefined,
      condition: (state: OrderToAcumaticaState) => isIn(state.before?.Status, ["Completed", "Invoiced"]),
      steps: [
        {
          step: "require",
          id: 'when before.Status in ["Completed", "Invoiced"]/require before.OrderTotal = order.total and before.OrderedQty = $sum([order.items.amount])',
          file: "xcart-acumatica/orders.xmap",
          line: 159,
          condition: (state: OrderToAcumaticaState) =>
            equalMoney(money(state.before?.OrderTotal), money(state.order.total), state.before?.CurrencyID) &&
            state.before?.OrderedQty === (sum(state.order.items.map((item) => item.amount)) ?? 0),
          otherwise: (state: OrderToAcumaticaState) => ({
            word: "hold",
            message: `order ${state.order.order_number} was changed in the shop after it was shipped: Acumatica says ${text(
              state.before?.OrderTotal,
            )}, X-Cart ${text(state.order.total)}; a return or credit is needed`,
          }),
          shown: (state: OrderToAcumaticaState) => [
            state.before?.OrderTotal,
            state.order.total,
            state.before?.OrderedQty,
          ],
        },
        {
          step: "outcome",
          id: 'when before.Status in ["Completed", "Invoiced"]/skip',
          file: "xcart-acumatica/orders.xmap",
          line: 161,
          outcome: () => ({ word: "skip", message: "shipped" }),
        },
      ],
    },
    {
      step: "value",
      id: "amounts",
      file: "xcart-acumatica/orders.xmap",
      line: 163,
      assign: "amounts",
      lookups: [],
      value: (state: OrderToAcumaticaState) =>
        jsonata.compute(
          "OrderToAcumatica/amounts",
          "order.items{ $string(id): $sum(amount) }",
          shape.anyRecord,
          { root: state },
          (run, context) => {
            const results_1: unknown[] = [];
            for (const item_2 of jsonata.itemsOf(jsonata.step(context, "order"))) {
              run.tick();
              const value_3 = jsonata.settled(jsonata.lookup(item_2, "items"));
              if (value_3 !== undefined) results_1.push(value_3);
            }
            const items_4 = jsonata.groupItems(results_1);
            const of_5 = (context_6: unknown): unknown => {
              return jsonata.callNative(run, 13, jsonata.functions.string, context_6, [jsonata.lastStep(context_6, "id")]);
            };
            const of_7 = (context_8: unknown): unknown => {
              return jsonata.callNative(run, 26, jsonata.functions.sum, context_8, [jsonata.lastStep(context_8, "amount")]);
            };
            return jsonata.groupBy(run, 0, items_4, [of_5], [of_7]);
          },
        ),
    },
    {
      step: "value",
      id: "cut",
      file: "xcart-acumatica/orders.xmap",
      line: 164,
      assign: "cut",
      lookups: [],
      value: (state: OrderToAcumaticaState) =>
        join(
          unwrap(
            (state.before?.Details ?? [])
              .filter((detail) => detail.ExternalRef !== null)
              .map((line) =>
                jsonata.compute(
                  "OrderToAcumatica/cut",
                  '( $kept := $lookup(amounts, $line.ExternalRef ?: "") ?: 0; $line.QtyOnShipments…',
                  shape.maybe(shape.text),
                  { root: state, variables: { line } },
                  (run, context, bindings) => {
                    const value_4 = jsonata.lastStep(context, "amounts");
                    const value_2 = jsonata.settled(jsonata.binding(bindings, "line"));
                    const results_1: unknown[] = value_2 === undefined ? [] : [value_2];
                    const value_3 = jsonata.lastStep(jsonata.flatten(results_1), "ExternalRef");
                    const value_5 = jsonata.settled(jsonata.callNative(run, 21, jsonata.functions.lookup, context, [value_4, jsonata.asArgument((jsonata.isTrue(value_3) ? value_3 : ""))]));
                    const kept_6 = jsonata.settled((jsonata.isTrue(value_5) ? value_5 : 0));
                    jsonata.settled(kept_6);
                    const value_8 = jsonata.settled(jsonata.binding(bindings, "line"));
                    const results_7: unknown[] = value_8 === undefined ? [] : [value_8];
                    let value_14: unknown;
                    if (jsonata.isGreater(79, jsonata.lastStep(jsonata.flatten(results_7), "QtyOnShipments"), jsonata.settled(kept_6))) {
                      const value_10 = jsonata.settled(jsonata.binding(bindings, "line"));
                      const results_9: unknown[] = value_10 === undefined ? [] : [value_10];
                      const value_13 = jsonata.concatenate(122, jsonata.lastStep(jsonata.flatten(results_9), "QtyOnShipments"), " of ");
                      const value_12 = jsonata.settled(jsonata.binding(bindings, "line"));
                      const results_11: unknown[] = value_12 === undefined ? [] : [value_12];
                      value_14 = jsonata.concatenate(122, jsonata.concatenate(122, jsonata.concatenate(122, value_13, jsonata.lastStep(jsonata.flatten(results_11), "InventoryID")), " are on shipments, and X-Cart says "), jsonata.settled(kept_6));
                    }
                    return value_14;
                  },
                ))
              .filter((value) => value !== undefined),
          ),
          "; ",
        ),
    },
    {
      step: "require",
      id: "require $not($exists(cut))",
      file: "xcart-acumatica/orders.xmap",
      line: 177,
      condition: (state: OrderToAcumaticaState) => state.cut === undefined,
      otherwise: (state: OrderToAcumaticaState) => ({
        word: "hold",
        message: `order ${state.order.order_number}: ${text(state.cut)}`,
      }),
      shown: (state: OrderToAcumaticaState) => [state.cut],
    },
    {
      step: "when",
      id: "when $not($exists(before))",
      file: "xcart-acumatica/orders.xmap",
      line: 179,
      capability: undefined,
      condition: (state: OrderToAcumaticaState) => state.before === undefined,
      steps: [
        {
          step: "read",
          id: "risk",
          file: "xcart-acumatica/orders.xmap",
          line: 180,
          assign: "risk",
          entity: orderRiskEntity,
          key: (state: OrderToAcumaticaState) => [state.desk.id],
        },
        {
          step: "require",
          id: "when $not($exists(before))/require risk.score < 80",
          file: "xcart-acumatica/orders.xmap",
          line: 181,
          condition: (state: OrderToAcumaticaState) => state.risk.score < 80,
          otherwise: (state: OrderToAcumaticaState) => ({
            word: "hold",
            message: `order ${state.order.order_number} looks like fraud (${text(
              state.risk.score,
            )} of 100): ${text(state.risk.reasons)}`,
          }),
          shown: (state: OrderToAcumaticaState) => [state.risk.score],
        },
      ],
    },
    {
      step: "sync",
      id: "sales",
      file: "xcart-acumatica/orders.xmap",
      line: 184,
      assign: "sales",
      binding: OrderToSalesOrder,
      record: (state: OrderToAcumaticaState) => state.order,
    },
    {
      step: "when",
      id: "when sales.OrderTotal != order.total",
      file: "xcart-acumatica/orders.xmap",
      line: 185,
      capability: undefined,
      condition: (state: OrderToAcumaticaState) =>
        differentMoney(money(state.sales.OrderTotal), money(state.order.total), state.sales.CurrencyID),
      steps: [
        {
          step: "call",
          id: "when sales.OrderTotal != order.total/call sales.PutOnHold",
          file: "xcart-acumatica/orders.xmap",
          line: 186,
          assign: undefined,
          target: "sales",
          entity: salesOrderEntity,
          operation: "PutOnHold",
          arguments: () => ({}),
        },
      ],
    },
    {
      step: "require",
      id: "require sales.OrderTotal = order.total",
      file: "xcart-acumatica/orders.xmap",
      line: 188,
      condition: (state: OrderToAcumaticaState) =>
        equalMoney(money(state.sales.OrderTotal), money(state.order.total), state.sales.CurrencyID),
      otherwise: (state: OrderToAcumaticaState) => ({
        word: "hold",
        message: `Acumatica says ${text(
          state.sales.OrderTotal,
        )} for ${state.sales.OrderNbr}, X-Cart ${text(state.order.total)}`,
      }),
      shown: (state: OrderToAcumaticaState) => [state.sales.OrderTotal, state.order.total],
    },
    {
      step: "when",
      id: "when $not(sales.Hold)",
      file: "xcart-acumatica/orders.xmap",
      line: 190,
      capability: undefined,
      condition: (state: OrderToAcumaticaState) => !state.sales.Hold,
      steps: [
        {
          step: "write",
          id: "when $not(sales.Hold)/write desk",
          file: "xcart-acumatica/orders.xmap",
          line: 191,
          target: "desk",
          entity: deskOrderEntity,
          lookups: [],
          map: (state: OrderToAcumaticaState) => ({
            settled_items: state.desk.items,
          }),
        },
      ],
    },
  ],
};

export const bindings: Readonly<Record<string, BindingModule>> = { OrderToCustomer, OrderToSalesOrder };

export const flows: Readonly<Record<string, FlowModule>> = { OrderToAcumatica };

/** None is absent and one stands for itself, as paths over lists have it. */
function unwrap<Item>(items: readonly Item[]): readonly Item[] | Item | undefined {
  return items.length > 1 ? items : items[0];
}
//# sourceMappingURL=orders.ts.map
