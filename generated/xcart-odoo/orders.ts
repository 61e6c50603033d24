// Generated from xcart-odoo/orders.xmap. Do not edit: change the mapping and compile again.

import {
  type Answers,
  type Ask,
  addMoney,
  type BindingModule,
  boolean,
  differs,
  equalMoney,
  type FlowModule,
  isIn,
  isLonger,
  join,
  joinName,
  type Keep,
  type Line,
  maximumMoney,
  money,
  type Report,
  type RuleModule,
  type SystemModule,
  singleOf,
  sumMoney,
  text,
  truthy,
  wrongValue,
} from "@xmap/runtime";
import { type DeskOrder, deskOrderEntity, type OrderRisk, orderRiskEntity, Remembered } from "../shared/desk.ts";
import {
  CarrierId,
  CountryId,
  PaymentTermId,
  type Picking,
  PricelistId,
  PricelistOfName,
  ProductId,
  partnerEntity,
  pickingEntity,
  type SaleOrder,
  StateId,
  saleOrderEntity,
  TaxId,
} from "../shared/odoo.ts";
import { careful } from "../shared/policies.ts";
import { type Order, orderEntity } from "../shared/shop.ts";
import { SalePricelist, SurchargeSku, TaxName, TermsOfMethod } from "../shared/tables.ts";

export const contract = 1;
export const id = "xcart-odoo/orders";
export const hash = "b0418667a6497d721ccae19dc47bdb413ba43c14486f6817af7720f07181e56a";
export const sourceFiles = [
  "shared/desk.xmap",
  "shared/odoo.xmap",
  "shared/policies.xmap",
  "shared/shop.xmap",
  "shared/tables.xmap",
  "xcart-odoo/orders.xmap",
];

export const systems: Readonly<Record<string, SystemModule>> = {};

export type Stage = "quotation" | "sale" | "cancelled" | "refunded";

/** What sales may do with the order. The answers are a closed set: a misspelt one elsewhere does not compile. */
export function stage(value: string | null | undefined, rule: string, report: Report): Stage | undefined {
  switch (value) {
    case undefined:
      return undefined;
    case "Q":
    case "A":
    case "PP":
      return "quotation";
    case "P":
      return "sale";
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

export interface PostalAddressSource {
  readonly phone: string | null;
  readonly street: string | null;
  readonly zipcode: string | null;
  readonly city: string | null;
  readonly country_code: string | null;
  readonly state_name: string | null;
}

export interface PostalAddressDraft {
  readonly street: string | null | undefined;
  readonly city: string | null | undefined;
  readonly zip: string | null | undefined;
  readonly phone: string | null | undefined;
  readonly country_id: number | undefined;
  readonly state_id: number | Keep | undefined;
}

/** Rules without an identity, to include in bindings. */
export function postalAddress(address: PostalAddressSource | null, answers: Answers): PostalAddressDraft {
  return {
    street: address?.street,
    city: address?.city,
    zip: address?.zipcode,
    phone: address?.phone,
    country_id: answers.lookup(CountryId, "PostalAddress/country_id", address?.country_code) as number | undefined,
    state_id: answers.lookup(
      StateId,
      "PostalAddress/state_id",
      address?.country_code,
      address?.state_name,
    ) as number | Keep | undefined,
  };
}

export function askPostalAddress(address: PostalAddressSource | null, ask: Ask): void {
  ask.lookup(CountryId, address?.country_code);
  ask.lookup(StateId, address?.country_code, address?.state_name);
}

export const postalAddressRules: readonly RuleModule[] = [
  {
    id: "PostalAddress/street",
    target: "street",
    file: "xcart-odoo/orders.xmap",
    line: 22,
    column: 3,
    text: "street -> street",
  },
  {
    id: "PostalAddress/city",
    target: "city",
    file: "xcart-odoo/orders.xmap",
    line: 23,
    column: 3,
    text: "city -> city",
  },
  {
    id: "PostalAddress/zip",
    target: "zip",
    file: "xcart-odoo/orders.xmap",
    line: 24,
    column: 3,
    text: "zipcode -> zip",
  },
  {
    id: "PostalAddress/phone",
    target: "phone",
    file: "xcart-odoo/orders.xmap",
    line: 25,
    column: 3,
    text: "phone -> phone",
  },
  {
    id: "PostalAddress/country_id",
    target: "country_id",
    file: "xcart-odoo/orders.xmap",
    line: 26,
    column: 3,
    text: "country_code -> country_id via CountryId",
  },
  {
    id: "PostalAddress/state_id",
    target: "state_id",
    file: "xcart-odoo/orders.xmap",
    line: 27,
    column: 3,
    text: "country_code, state_name -> state_id via StateId",
  },
];

export interface BuyerCompanyDraft {
  readonly name: string | null | undefined;
  readonly is_company: boolean;
  readonly vat: string | null | undefined;
}

function checkBuyerCompany(order: Order, report: Report): void {
  if (order.billing_address !== null && typeof order.billing_address !== "object") {
    wrongValue(report, "BuyerCompany/name", "billing_address", "a record", order.billing_address);
  } else if (order.billing_address != null) {
    if (!Array.isArray(order.billing_address.custom_fields)) {
      wrongValue(
        report,
        "BuyerCompany/name",
        "billing_address.custom_fields",
        "a list",
        order.billing_address.custom_fields,
      );
    } else {
      for (const customField of order.billing_address.custom_fields) {
        if (typeof customField !== "object" || customField === null) {
          wrongValue(report, "BuyerCompany/name", "billing_address.custom_fields[]", "a record", customField);
        } else {
          if (typeof customField.name !== "string") {
            wrongValue(report, "BuyerCompany/name", "billing_address.custom_fields[].name", "text", customField.name);
          }
          if (customField.value !== null && typeof customField.value !== "string") {
            wrongValue(report, "BuyerCompany/name", "billing_address.custom_fields[].value", "text", customField.value);
          }
        }
      }
    }
  }
}

function mapBuyerCompany(order: Order, _answers: Answers, report: Report): BuyerCompanyDraft {
  const name = singleOf(
    order.billing_address?.custom_fields ?? [],
    (customField) => customField.name === "company",
    (customField) => customField.value,
    "BuyerCompany/name",
  );
  if (name == null) {
    report.problem("reject", "BuyerCompany/name", "name has no value");
  }
  return {
    name,
    is_company: true,
    vat: singleOf(
      order.billing_address?.custom_fields ?? [],
      (customField) => customField.name === "vat_number",
      (customField) => customField.value,
      "BuyerCompany/vat",
    ),
  };
}

/**
 * The company that a buyer is of: found by its name or made, never changed.
 * xcart-odoo/orders.xmap:31
 */
export const BuyerCompany: BindingModule = {
  name: "BuyerCompany",
  link: "BuyerCompany",
  left: orderEntity,
  right: partnerEntity,
  key: ["name", "is_company"],
  once: [],
  lines: [],
  rules: [
    {
      id: "BuyerCompany/name",
      target: "name",
      file: "xcart-odoo/orders.xmap",
      line: 32,
      column: 3,
      text: 'billing_address.custom_fields[name = "company"].value -> name key',
    },
    {
      id: "BuyerCompany/is_company",
      target: "is_company",
      file: "xcart-odoo/orders.xmap",
      line: 33,
      column: 3,
      text: "true -> is_company key",
    },
    {
      id: "BuyerCompany/vat",
      target: "vat",
      file: "xcart-odoo/orders.xmap",
      line: 34,
      column: 3,
      text: 'billing_address.custom_fields[name = "vat_number"].value -> vat',
    },
  ],
  lookups: [],
  validate: checkBuyerCompany,
  map: mapBuyerCompany,
};

export interface BuyerDraft extends PostalAddressDraft {
  readonly email: string | null;
  readonly parent_id: number | undefined;
  readonly name: string | undefined;
  readonly vat: string | null | undefined;
}

function checkBuyer(order: Order, report: Report): void {
  if (order.email !== null && typeof order.email !== "string") {
    wrongValue(report, "Buyer/require/1", "email", "text", order.email);
  }
  if (typeof order.order_number !== "string") {
    wrongValue(report, "Buyer/require/1", "order_number", "text", order.order_number);
  }
  if (order.billing_address !== null && typeof order.billing_address !== "object") {
    wrongValue(report, "Buyer/$company", "billing_address", "a record", order.billing_address);
  } else if (order.billing_address != null) {
    if (!Array.isArray(order.billing_address.custom_fields)) {
      wrongValue(
        report,
        "Buyer/$company",
        "billing_address.custom_fields",
        "a list",
        order.billing_address.custom_fields,
      );
    } else {
      for (const customField of order.billing_address.custom_fields) {
        if (typeof customField !== "object" || customField === null) {
          wrongValue(report, "Buyer/$company", "billing_address.custom_fields[]", "a record", customField);
        } else {
          if (typeof customField.name !== "string") {
            wrongValue(report, "Buyer/$company", "billing_address.custom_fields[].name", "text", customField.name);
          }
          if (customField.value !== null && typeof customField.value !== "string") {
            wrongValue(report, "Buyer/$company", "billing_address.custom_fields[].value", "text", customField.value);
          }
        }
      }
    }
    if (order.billing_address.firstname !== null && typeof order.billing_address.firstname !== "string") {
      wrongValue(report, "Buyer/name", "billing_address.firstname", "text", order.billing_address.firstname);
    }
    if (order.billing_address.lastname !== null && typeof order.billing_address.lastname !== "string") {
      wrongValue(report, "Buyer/name", "billing_address.lastname", "text", order.billing_address.lastname);
    }
    if (order.billing_address.street !== null && typeof order.billing_address.street !== "string") {
      wrongValue(report, "PostalAddress/street", "billing_address.street", "text", order.billing_address.street);
    }
    if (order.billing_address.city !== null && typeof order.billing_address.city !== "string") {
      wrongValue(report, "PostalAddress/city", "billing_address.city", "text", order.billing_address.city);
    }
    if (order.billing_address.zipcode !== null && typeof order.billing_address.zipcode !== "string") {
      wrongValue(report, "PostalAddress/zip", "billing_address.zipcode", "text", order.billing_address.zipcode);
    }
    if (order.billing_address.phone !== null && typeof order.billing_address.phone !== "string") {
      wrongValue(report, "PostalAddress/phone", "billing_address.phone", "text", order.billing_address.phone);
    }
    if (order.billing_address.country_code !== null && typeof order.billing_address.country_code !== "string") {
      wrongValue(
        report,
        "PostalAddress/country_id",
        "billing_address.country_code",
        "text",
        order.billing_address.country_code,
      );
    }
    if (order.billing_address.state_name !== null && typeof order.billing_address.state_name !== "string") {
      wrongValue(
        report,
        "PostalAddress/state_id",
        "billing_address.state_name",
        "text",
        order.billing_address.state_name,
      );
    }
  }
}

function mapBuyer(order: Order, answers: Answers, report: Report): BuyerDraft {
  const company = (order.billing_address?.custom_fields ?? [])
    .filter((customField) => customField.name === "company")
    .map((customField) => customField.value);
  if (order.email === null) {
    report.problem("hold", "Buyer/require/1", `order ${order.order_number} has no e-mail address`);
  }
  const name = joinName(order.billing_address?.firstname, order.billing_address?.lastname);
  if (name == null) {
    report.problem("reject", "Buyer/name", "name has no value");
  }
  return {
    ...postalAddress(order.billing_address, answers),
    email: order.email,
    parent_id: differs(unwrap(company), null)
      ? (answers.reference(BuyerCompany, order) as number | undefined)
      : undefined,
    name,
    vat: singleOf(
      order.billing_address?.custom_fields ?? [],
      (customField) => customField.name === "vat_number",
      (customField) => customField.value,
      "Buyer/vat",
    ),
  };
}

/**
 * The person who pays: found by e-mail or made, never changed, so a guest cannot overwrite a known customer.
 * xcart-odoo/orders.xmap:38
 */
export const Buyer: BindingModule = {
  name: "Buyer",
  link: "Buyer",
  left: orderEntity,
  right: partnerEntity,
  key: ["email"],
  once: [],
  lines: [],
  rules: [
    ...postalAddressRules,
    {
      id: "Buyer/email",
      target: "email",
      file: "xcart-odoo/orders.xmap",
      line: 42,
      column: 3,
      text: "email -> email key",
    },
    {
      id: "Buyer/parent_id",
      target: "parent_id",
      file: "xcart-odoo/orders.xmap",
      line: 43,
      column: 3,
      text: "$ -> parent_id via BuyerCompany when $company != null",
    },
    {
      id: "Buyer/name",
      target: "name",
      file: "xcart-odoo/orders.xmap",
      line: 44,
      column: 3,
      text: "$joinName(billing_address.firstname, billing_address.lastname) -> name",
    },
    {
      id: "Buyer/vat",
      target: "vat",
      file: "xcart-odoo/orders.xmap",
      line: 45,
      column: 3,
      text: 'billing_address.custom_fields[name = "vat_number"].value -> vat',
    },
    {
      id: "Buyer/require/1",
      target: "require",
      file: "xcart-odoo/orders.xmap",
      line: 40,
      column: 11,
      text: "email != null",
    },
  ],
  lookups: [
    (order: Order, ask: Ask) => {
      const company = (order.billing_address?.custom_fields ?? [])
        .filter((customField) => customField.name === "company")
        .map((customField) => customField.value);
      askPostalAddress(order.billing_address, ask);
      if (order.email !== null) {
        if (differs(unwrap(company), null)) {
          ask.reference(BuyerCompany, order);
        }
      }
    },
  ],
  validate: checkBuyer,
  map: mapBuyer,
};

export interface RecipientDraft {
  readonly type: string;
  readonly parent_id: number | undefined;
  readonly name: string | undefined;
  readonly street: string | null | undefined;
  readonly zip: string | null | undefined;
  readonly city: string | null | undefined;
  readonly phone: string | null | undefined;
  readonly country_id: number | undefined;
  readonly state_id: number | Keep | undefined;
}

function checkRecipient(order: Order, report: Report): void {
  if (order.shipping_address !== null && typeof order.shipping_address !== "object") {
    wrongValue(report, "Recipient/name", "shipping_address", "a record", order.shipping_address);
  } else if (order.shipping_address != null) {
    if (order.shipping_address.firstname !== null && typeof order.shipping_address.firstname !== "string") {
      wrongValue(report, "Recipient/name", "shipping_address.firstname", "text", order.shipping_address.firstname);
    }
    if (order.shipping_address.lastname !== null && typeof order.shipping_address.lastname !== "string") {
      wrongValue(report, "Recipient/name", "shipping_address.lastname", "text", order.shipping_address.lastname);
    }
    if (order.shipping_address.street !== null && typeof order.shipping_address.street !== "string") {
      wrongValue(report, "Recipient/street", "shipping_address.street", "text", order.shipping_address.street);
    }
    if (order.shipping_address.zipcode !== null && typeof order.shipping_address.zipcode !== "string") {
      wrongValue(report, "Recipient/zip", "shipping_address.zipcode", "text", order.shipping_address.zipcode);
    }
    if (order.shipping_address.city !== null && typeof order.shipping_address.city !== "string") {
      wrongValue(report, "Recipient/city", "shipping_address.city", "text", order.shipping_address.city);
    }
    if (order.shipping_address.phone !== null && typeof order.shipping_address.phone !== "string") {
      wrongValue(report, "Recipient/phone", "shipping_address.phone", "text", order.shipping_address.phone);
    }
    if (order.shipping_address.country_code !== null && typeof order.shipping_address.country_code !== "string") {
      wrongValue(
        report,
        "Recipient/country_id",
        "shipping_address.country_code",
        "text",
        order.shipping_address.country_code,
      );
    }
    if (order.shipping_address.state_name !== null && typeof order.shipping_address.state_name !== "string") {
      wrongValue(
        report,
        "Recipient/state_id",
        "shipping_address.state_name",
        "text",
        order.shipping_address.state_name,
      );
    }
  }
}

function mapRecipient(order: Order, answers: Answers, report: Report): RecipientDraft {
  const name = joinName(order.shipping_address?.firstname, order.shipping_address?.lastname);
  if (name == null) {
    report.problem("reject", "Recipient/name", "name has no value");
  }
  return {
    type: "delivery",
    parent_id: answers.reference(Buyer, order) as number | undefined,
    name,
    street: order.shipping_address?.street,
    zip: order.shipping_address?.zipcode,
    city: order.shipping_address?.city,
    phone: order.shipping_address?.phone,
    country_id: answers.lookup(
      CountryId,
      "Recipient/country_id",
      order.shipping_address?.country_code,
    ) as number | undefined,
    state_id: answers.lookup(
      StateId,
      "Recipient/state_id",
      order.shipping_address?.country_code,
      order.shipping_address?.state_name,
    ) as number | Keep | undefined,
  };
}

/**
 * Where it goes: one recipient for each buyer, name and address.
 * xcart-odoo/orders.xmap:50
 */
export const Recipient: BindingModule = {
  name: "Recipient",
  link: "Recipient",
  left: orderEntity,
  right: partnerEntity,
  key: ["type", "parent_id", "name", "street", "zip"],
  once: [],
  lines: [],
  rules: [
    {
      id: "Recipient/type",
      target: "type",
      file: "xcart-odoo/orders.xmap",
      line: 51,
      column: 3,
      text: '"delivery" -> type key',
    },
    {
      id: "Recipient/parent_id",
      target: "parent_id",
      file: "xcart-odoo/orders.xmap",
      line: 52,
      column: 3,
      text: "$ -> parent_id via Buyer key",
    },
    {
      id: "Recipient/name",
      target: "name",
      file: "xcart-odoo/orders.xmap",
      line: 53,
      column: 3,
      text: "$joinName(shipping_address.firstname, shipping_address.lastname) -> name key",
    },
    {
      id: "Recipient/street",
      target: "street",
      file: "xcart-odoo/orders.xmap",
      line: 54,
      column: 3,
      text: "shipping_address.street -> street key",
    },
    {
      id: "Recipient/zip",
      target: "zip",
      file: "xcart-odoo/orders.xmap",
      line: 55,
      column: 3,
      text: "shipping_address.zipcode -> zip key",
    },
    {
      id: "Recipient/city",
      target: "city",
      file: "xcart-odoo/orders.xmap",
      line: 56,
      column: 3,
      text: "shipping_address.city -> city",
    },
    {
      id: "Recipient/phone",
      target: "phone",
      file: "xcart-odoo/orders.xmap",
      line: 57,
      column: 3,
      text: "shipping_address.phone -> phone",
    },
    {
      id: "Recipient/country_id",
      target: "country_id",
      file: "xcart-odoo/orders.xmap",
      line: 58,
      column: 3,
      text: "shipping_address.country_code -> country_id via CountryId",
    },
    {
      id: "Recipient/state_id",
      target: "state_id",
      file: "xcart-odoo/orders.xmap",
      line: 59,
      column: 3,
      text: "shipping_address.country_code, shipping_address.state_name -> state_id via StateId",
    },
  ],
  lookups: [
    (order: Order, ask: Ask) => {
      ask.reference(Buyer, order);
      ask.lookup(CountryId, order.shipping_address?.country_code);
      ask.lookup(StateId, order.shipping_address?.country_code, order.shipping_address?.state_name);
    },
  ],
  validate: checkRecipient,
  map: mapRecipient,
};

export interface OrderToSaleOrderLine {
  readonly product_id: number | undefined;
  readonly name: string;
  readonly product_uom_qty: number;
  readonly price_unit: number;
  readonly tax_ids: readonly number[];
}

export interface OrderToSaleDraft {
  readonly client_order_ref: string;
  readonly origin: string;
  readonly date_order: string;
  readonly pricelist_id: number | undefined;
  readonly payment_term_id: number | undefined;
  readonly partner_id: number | undefined;
  readonly partner_shipping_id: number | undefined;
  readonly carrier_id: number | Keep | undefined;
  readonly note: string | null;
  readonly order_line: readonly Line<OrderToSaleOrderLine>[];
}

function checkOrderToSale(order: Order, report: Report): void {
  if (!Array.isArray(order.items)) {
    wrongValue(report, "OrderToSale/require/1", "items", "a list", order.items);
  } else {
    for (const item of order.items) {
      if (typeof item !== "object" || item === null) {
        wrongValue(report, "OrderToSale/order_line", "items[]", "a record", item);
      } else {
        if (typeof item.id !== "number") {
          wrongValue(report, "OrderToSale/order_line", "items[].id", "a number", item.id);
        }
        if (item.sku !== null && (typeof item.sku !== "string" || isLonger(item.sku, 32))) {
          wrongValue(
            report,
            "OrderToSale/order_line/product_id",
            "items[].sku",
            "text of at most 32 characters",
            item.sku,
          );
        }
        if (typeof item.name !== "string") {
          wrongValue(report, "OrderToSale/order_line/name", "items[].name", "text", item.name);
        }
        if (typeof item.amount !== "number") {
          wrongValue(report, "OrderToSale/order_line/product_uom_qty", "items[].amount", "a number", item.amount);
        }
        if (typeof item.item_net_price !== "number") {
          wrongValue(
            report,
            "OrderToSale/order_line/price_unit",
            "items[].item_net_price",
            "a number",
            item.item_net_price,
          );
        }
      }
    }
  }
  if (typeof order.order_number !== "string") {
    wrongValue(report, "OrderToSale/require/1", "order_number", "text", order.order_number);
  }
  if (typeof order.total !== "number") {
    wrongValue(report, "OrderToSale/require/2", "total", "a number", order.total);
  }
  if (typeof order.sub_total !== "number") {
    wrongValue(report, "OrderToSale/require/2", "sub_total", "a number", order.sub_total);
  }
  if (typeof order.currency !== "string" || isLonger(order.currency, 3)) {
    wrongValue(report, "OrderToSale/require/2", "currency", "text of at most 3 characters", order.currency);
  }
  if (!Array.isArray(order.surcharges)) {
    wrongValue(report, "OrderToSale/$extra", "surcharges", "a list", order.surcharges);
  } else {
    for (const surcharge of order.surcharges) {
      if (typeof surcharge !== "object" || surcharge === null) {
        wrongValue(report, "OrderToSale/$extra", "surcharges[]", "a record", surcharge);
      } else {
        if (typeof surcharge.available !== "boolean") {
          wrongValue(report, "OrderToSale/$extra", "surcharges[].available", "true or false", surcharge.available);
        }
        if (typeof surcharge.include !== "boolean") {
          wrongValue(report, "OrderToSale/$extra", "surcharges[].include", "true or false", surcharge.include);
        }
        if (!["tax", "discount", "shipping", "handling"].includes(surcharge.type)) {
          wrongValue(
            report,
            "OrderToSale/$vat",
            "surcharges[].type",
            "one of tax, discount, shipping, handling",
            surcharge.type,
          );
        }
        if (typeof surcharge.code !== "string") {
          wrongValue(report, "OrderToSale/$vat", "surcharges[].code", "text", surcharge.code);
        }
        if (surcharge.name !== null && typeof surcharge.name !== "string") {
          wrongValue(report, "OrderToSale/order_line/2/name", "surcharges[].name", "text", surcharge.name);
        }
        if (typeof surcharge.value !== "number") {
          wrongValue(report, "OrderToSale/order_line/2/price_unit", "surcharges[].value", "a number", surcharge.value);
        }
      }
    }
  }
  if (order.billing_address !== null && typeof order.billing_address !== "object") {
    wrongValue(report, "OrderToSale/$purchase", "billing_address", "a record", order.billing_address);
  } else if (order.billing_address != null) {
    if (!Array.isArray(order.billing_address.custom_fields)) {
      wrongValue(
        report,
        "OrderToSale/$purchase",
        "billing_address.custom_fields",
        "a list",
        order.billing_address.custom_fields,
      );
    } else {
      for (const customField of order.billing_address.custom_fields) {
        if (typeof customField !== "object" || customField === null) {
          wrongValue(report, "OrderToSale/$purchase", "billing_address.custom_fields[]", "a record", customField);
        } else {
          if (customField.value !== null && typeof customField.value !== "string") {
            wrongValue(
              report,
              "OrderToSale/$purchase",
              "billing_address.custom_fields[].value",
              "text",
              customField.value,
            );
          }
          if (typeof customField.name !== "string") {
            wrongValue(
              report,
              "OrderToSale/$purchase",
              "billing_address.custom_fields[].name",
              "text",
              customField.name,
            );
          }
        }
      }
    }
  }
  if (order.payment_transactions !== undefined && !Array.isArray(order.payment_transactions)) {
    wrongValue(report, "OrderToSale/$terms", "payment_transactions", "a list", order.payment_transactions);
  } else if (order.payment_transactions != null) {
    for (const paymentTransaction of order.payment_transactions) {
      if (typeof paymentTransaction !== "object" || paymentTransaction === null) {
        wrongValue(report, "OrderToSale/$terms", "payment_transactions[]", "a record", paymentTransaction);
      } else if (paymentTransaction.local_name !== null && typeof paymentTransaction.local_name !== "string") {
        wrongValue(
          report,
          "OrderToSale/$terms",
          "payment_transactions[].local_name",
          "text",
          paymentTransaction.local_name,
        );
      }
    }
  }
  if (typeof order.create_date !== "string") {
    wrongValue(report, "OrderToSale/date_order", "create_date", "text", order.create_date);
  }
  if (order.shipping_address !== null && typeof order.shipping_address !== "object") {
    wrongValue(report, "OrderToSale/partner_shipping_id", "shipping_address", "a record", order.shipping_address);
  } else if (order.shipping_address != null) {
    if (typeof order.shipping_address.id !== "number") {
      wrongValue(
        report,
        "OrderToSale/partner_shipping_id",
        "shipping_address.id",
        "a number",
        order.shipping_address.id,
      );
    }
  }
  if (order.shipping_method_name !== null && typeof order.shipping_method_name !== "string") {
    wrongValue(report, "OrderToSale/carrier_id", "shipping_method_name", "text", order.shipping_method_name);
  }
  if (order.notes !== null && typeof order.notes !== "string") {
    wrongValue(report, "OrderToSale/note", "notes", "text", order.notes);
  }
}

function mapOrderToSale(order: Order, answers: Answers, report: Report): OrderToSaleDraft {
  const extra = order.surcharges.filter((surcharge) => surcharge.available && !surcharge.include);
  const vat = answers.lookupEach(
    TaxName,
    "OrderToSale/$vat",
    extra
      .filter((surcharge) => surcharge.type === "tax" && surcharge.code.includes("VAT"))
      .map((surcharge) => surcharge.code),
  ) as readonly string[];
  const charged = extra.filter((surcharge) => !(surcharge.type === "tax" && surcharge.code.includes("VAT")));
  const purchase = (order.billing_address?.custom_fields ?? [])
    .filter((customField) => customField.name === "purchase_order")
    .map((customField) => customField.value)
    .at(0);
  const company = (order.billing_address?.custom_fields ?? [])
    .filter((customField) => customField.name === "company")
    .map((customField) => customField.value);
  const terms = answers.lookup(
    TermsOfMethod,
    "OrderToSale/$terms",
    truthy(company) ? (order.payment_transactions ?? []).at(-1)?.local_name : undefined,
  ) as string | undefined;
  const listValue = answers.lookup(SalePricelist, "OrderToSale/$list", order.currency) as string | undefined;
  if (!(order.items.length > 0)) {
    report.problem("reject", "OrderToSale/require/1", `order ${order.order_number} has no lines`);
  }
  if (
    !equalMoney(
      money(order.total),
      maximumMoney([
        addMoney(money(order.sub_total), sumMoney(extra.map((surcharge) => money(surcharge.value)))),
        money(0),
      ]),
      order.currency,
    )
  ) {
    report.problem("warn", "OrderToSale/require/2", `the total of order ${order.order_number} does not add up`);
  }
  return {
    client_order_ref: order.order_number,
    origin: `X-Cart #${order.order_number}`,
    date_order: order.create_date,
    pricelist_id:
      listValue != null
        ? (answers.lookup(PricelistOfName, "OrderToSale/pricelist_id/2", listValue) as number | undefined)
        : listValue === null
          ? (answers.lookup(PricelistId, "OrderToSale/pricelist_id", order.currency) as number | undefined)
          : undefined,
    payment_term_id: answers.lookup(PaymentTermId, "OrderToSale/payment_term_id", terms) as number | undefined,
    partner_id: answers.reference(Buyer, order) as number | undefined,
    partner_shipping_id:
      order.shipping_address?.id === undefined
        ? (answers.reference(Buyer, order) as number | undefined)
        : order.shipping_address?.id !== undefined
          ? (answers.reference(Recipient, order) as number | undefined)
          : undefined,
    carrier_id: answers.lookup(
      CarrierId,
      "OrderToSale/carrier_id",
      order.shipping_method_name,
    ) as number | Keep | undefined,
    note: join(
      unwrap(
        [Boolean(purchase) ? `Purchase order ${text(purchase)}` : undefined, order.notes]
          .filter((value) => value !== undefined)
          .filter((note) => note !== null),
      ),
      "\n",
    ) ||
      null,
    order_line: [
      ...order.items.map((item): Line<OrderToSaleOrderLine> => ({
        identity: `items/${item.id}`,
        values: {
          product_id: answers.lookup(ProductId, "OrderToSale/order_line/product_id", item.sku) as number | undefined,
          name: item.name,
          product_uom_qty: item.amount,
          price_unit: item.item_net_price,
          tax_ids: answers.lookupEach(TaxId, "OrderToSale/order_line/tax_ids", vat) as readonly number[],
        },
      })),
      ...charged.map((surcharge): Line<OrderToSaleOrderLine> => {
        const product = answers.lookup(SurchargeSku, "OrderToSale/$product", surcharge.type) as string | undefined;
        return {
          identity: `charged/${surcharge.code}`,
          values: {
            product_id: answers.lookup(ProductId, "OrderToSale/order_line/2/product_id", product) as number | undefined,
            name: surcharge.name || surcharge.type,
            product_uom_qty: 1,
            price_unit: surcharge.value,
            tax_ids: answers.lookupEach(TaxId, "OrderToSale/order_line/2/tax_ids", vat) as readonly number[],
          },
        };
      }),
    ],
  };
}

/** xcart-odoo/orders.xmap:62 */
export const OrderToSale: BindingModule = {
  name: "OrderToSale",
  link: "OrderToSale",
  left: orderEntity,
  right: saleOrderEntity,
  key: ["client_order_ref", "origin"],
  once: ["date_order"],
  lines: [{ field: "order_line", key: [], once: [] }],
  rules: [
    {
      id: "OrderToSale/$vat",
      target: "$vat",
      file: "xcart-odoo/orders.xmap",
      line: 64,
      column: 3,
      text: 'let vat = $extra[type = "tax" and $contains(code, "VAT")].code via TaxName',
    },
    {
      id: "OrderToSale/$terms",
      target: "$terms",
      file: "xcart-odoo/orders.xmap",
      line: 68,
      column: 3,
      text: "let terms = ($company ? payment_transactions[-1].local_name) via TermsOfMethod",
    },
    {
      id: "OrderToSale/$list",
      target: "$list",
      file: "xcart-odoo/orders.xmap",
      line: 69,
      column: 3,
      text: "let list = currency via SalePricelist",
    },
    {
      id: "OrderToSale/client_order_ref",
      target: "client_order_ref",
      file: "xcart-odoo/orders.xmap",
      line: 74,
      column: 3,
      text: "order_number -> client_order_ref key",
    },
    {
      id: "OrderToSale/origin",
      target: "origin",
      file: "xcart-odoo/orders.xmap",
      line: 75,
      column: 3,
      text: '"X-Cart #" & order_number -> origin key',
    },
    {
      id: "OrderToSale/date_order",
      target: "date_order",
      file: "xcart-odoo/orders.xmap",
      line: 76,
      column: 3,
      text: "create_date -> date_order once",
    },
    {
      id: "OrderToSale/pricelist_id",
      target: "pricelist_id",
      file: "xcart-odoo/orders.xmap",
      line: 77,
      column: 3,
      text: "currency -> pricelist_id via PricelistId when $list = null",
    },
    {
      id: "OrderToSale/pricelist_id/2",
      target: "pricelist_id",
      file: "xcart-odoo/orders.xmap",
      line: 78,
      column: 3,
      text: "$list -> pricelist_id via PricelistOfName when $list != null",
    },
    {
      id: "OrderToSale/payment_term_id",
      target: "payment_term_id",
      file: "xcart-odoo/orders.xmap",
      line: 79,
      column: 3,
      text: "$terms -> payment_term_id via PaymentTermId",
    },
    {
      id: "OrderToSale/partner_id",
      target: "partner_id",
      file: "xcart-odoo/orders.xmap",
      line: 80,
      column: 3,
      text: "$ -> partner_id via Buyer",
    },
    {
      id: "OrderToSale/partner_shipping_id",
      target: "partner_shipping_id",
      file: "xcart-odoo/orders.xmap",
      line: 81,
      column: 3,
      text: "$ -> partner_shipping_id via Recipient when $exists(shipping_address.id)",
    },
    {
      id: "OrderToSale/partner_shipping_id/2",
      target: "partner_shipping_id",
      file: "xcart-odoo/orders.xmap",
      line: 82,
      column: 3,
      text: "$ -> partner_shipping_id via Buyer when $not($exists(shipping_address.id))",
    },
    {
      id: "OrderToSale/carrier_id",
      target: "carrier_id",
      file: "xcart-odoo/orders.xmap",
      line: 83,
      column: 3,
      text: "shipping_method_name -> carrier_id via CarrierId",
    },
    {
      id: "OrderToSale/note",
      target: "note",
      file: "xcart-odoo/orders.xmap",
      line: 84,
      column: 3,
      text: '$join([$purchase ? "Purchase order " & $purchase, notes][$ != null], "\\n") ?: null -> note',
    },
    {
      id: "OrderToSale/order_line/product_id",
      target: "order_line.product_id",
      file: "xcart-odoo/orders.xmap",
      line: 87,
      column: 5,
      text: "sku -> product_id via ProductId",
    },
    {
      id: "OrderToSale/order_line/name",
      target: "order_line.name",
      file: "xcart-odoo/orders.xmap",
      line: 88,
      column: 5,
      text: "name -> name",
    },
    {
      id: "OrderToSale/order_line/product_uom_qty",
      target: "order_line.product_uom_qty",
      file: "xcart-odoo/orders.xmap",
      line: 89,
      column: 5,
      text: "amount -> product_uom_qty",
    },
    {
      id: "OrderToSale/order_line/price_unit",
      target: "order_line.price_unit",
      file: "xcart-odoo/orders.xmap",
      line: 90,
      column: 5,
      text: "item_net_price -> price_unit",
    },
    {
      id: "OrderToSale/order_line/tax_ids",
      target: "order_line.tax_ids",
      file: "xcart-odoo/orders.xmap",
      line: 91,
      column: 5,
      text: "$vat -> tax_ids via TaxId",
    },
    {
      id: "OrderToSale/$product",
      target: "$product",
      file: "xcart-odoo/orders.xmap",
      line: 94,
      column: 5,
      text: "let product = type via SurchargeSku",
    },
    {
      id: "OrderToSale/order_line/2/product_id",
      target: "order_line.product_id",
      file: "xcart-odoo/orders.xmap",
      line: 95,
      column: 5,
      text: "$product -> product_id via ProductId",
    },
    {
      id: "OrderToSale/order_line/2/name",
      target: "order_line.name",
      file: "xcart-odoo/orders.xmap",
      line: 96,
      column: 5,
      text: "name ?: type -> name",
    },
    {
      id: "OrderToSale/order_line/2/product_uom_qty",
      target: "order_line.product_uom_qty",
      file: "xcart-odoo/orders.xmap",
      line: 97,
      column: 5,
      text: "1 -> product_uom_qty",
    },
    {
      id: "OrderToSale/order_line/2/price_unit",
      target: "order_line.price_unit",
      file: "xcart-odoo/orders.xmap",
      line: 98,
      column: 5,
      text: "value -> price_unit",
    },
    {
      id: "OrderToSale/order_line/2/tax_ids",
      target: "order_line.tax_ids",
      file: "xcart-odoo/orders.xmap",
      line: 99,
      column: 5,
      text: "$vat -> tax_ids via TaxId",
    },
    {
      id: "OrderToSale/require/1",
      target: "require",
      file: "xcart-odoo/orders.xmap",
      line: 70,
      column: 11,
      text: "$count(items) > 0",
    },
    {
      id: "OrderToSale/require/2",
      target: "require",
      file: "xcart-odoo/orders.xmap",
      line: 71,
      column: 11,
      text: "total = $max([sub_total + $sum([$extra.value]), 0])",
    },
  ],
  lookups: [
    (order: Order, ask: Ask) => {
      const extra = order.surcharges.filter((surcharge) => surcharge.available && !surcharge.include);
      const charged = extra.filter((surcharge) => !(surcharge.type === "tax" && surcharge.code.includes("VAT")));
      const company = (order.billing_address?.custom_fields ?? [])
        .filter((customField) => customField.name === "company")
        .map((customField) => customField.value);
      ask.lookupEach(
        TaxName,
        extra
          .filter((surcharge) => surcharge.type === "tax" && surcharge.code.includes("VAT"))
          .map((surcharge) => surcharge.code),
      );
      ask.lookup(TermsOfMethod, truthy(company) ? (order.payment_transactions ?? []).at(-1)?.local_name : undefined);
      ask.lookup(SalePricelist, order.currency);
      ask.lookup(CarrierId, order.shipping_method_name);
      for (const item of order.items) {
        ask.lookup(ProductId, item.sku);
      }
      for (const surcharge of charged) {
        ask.lookup(SurchargeSku, surcharge.type);
      }
      if (order.items.length > 0) {
        ask.reference(Buyer, order);
        if (order.shipping_address?.id !== undefined) {
          ask.reference(Recipient, order);
        }
        if (order.shipping_address?.id === undefined) {
          ask.reference(Buyer, order);
        }
      }
    },
    (order: Order, ask: Ask, answers: Answers) => {
      const extra = order.surcharges.filter((surcharge) => surcharge.available && !surcharge.include);
      const vat = answers.lookupEach(
        TaxName,
        "OrderToSale/$vat",
        extra
          .filter((surcharge) => surcharge.type === "tax" && surcharge.code.includes("VAT"))
          .map((surcharge) => surcharge.code),
      ) as readonly string[];
      const charged = extra.filter((surcharge) => !(surcharge.type === "tax" && surcharge.code.includes("VAT")));
      const company = (order.billing_address?.custom_fields ?? [])
        .filter((customField) => customField.name === "company")
        .map((customField) => customField.value);
      const terms = answers.lookup(
        TermsOfMethod,
        "OrderToSale/$terms",
        truthy(company) ? (order.payment_transactions ?? []).at(-1)?.local_name : undefined,
      ) as string | undefined;
      const listValue = answers.lookup(SalePricelist, "OrderToSale/$list", order.currency) as string | undefined;
      if (listValue === null) {
        ask.lookup(PricelistId, order.currency);
      }
      if (listValue != null) {
        ask.lookup(PricelistOfName, listValue);
      }
      ask.lookup(PaymentTermId, terms);
      ask.lookupEach(TaxId, vat);
      for (const surcharge of charged) {
        const product = answers.lookup(SurchargeSku, "OrderToSale/$product", surcharge.type) as string | undefined;
        ask.lookup(ProductId, product);
      }
    },
  ],
  validate: checkOrderToSale,
  map: mapOrderToSale,
};

export interface OrderToCashState {
  readonly order: Order;
  readonly desk: DeskOrder;
  readonly stage: "quotation" | "sale" | "cancelled" | "refunded" | undefined;
  readonly sold: SaleOrder | undefined;
  readonly risk: OrderRisk;
  readonly sale: SaleOrder;
  readonly onAccount: string | undefined;
}

/**
 * Runs from the top whenever the order or its sale may have changed; what is done already is not done again.
 * xcart-odoo/orders.xmap:104
 */
export const OrderToCash: FlowModule = {
  name: "OrderToCash",
  subject: { name: "order", entity: orderEntity },
  where: undefined,
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
      entity: saleOrderEntity,
      via: OrderToSale,
      at: undefined,
      hints: [
        { by: "webhook", everyMilliseconds: undefined },
        { by: "poll", everyMilliseconds: 30000 },
      ],
    },
  ],
  policy: careful,
  atMostEveryMilliseconds: undefined,
  rules: [
    {
      id: "OrderToCash/stage",
      target: "stage",
      file: "xcart-odoo/orders.xmap",
      line: 110,
      column: 3,
      text: "stage = order.payment_status.code via Stage",
    },
    {
      id: "require $exists(stage)",
      target: "require",
      file: "xcart-odoo/orders.xmap",
      line: 111,
      column: 3,
      text: 'require $exists(stage) else hold "order {order.order_number} has no payment status"',
    },
    {
      id: 'when stage in ["cancelled", "refunded"]/write desk/settled_items',
      target: "settled_items",
      file: "xcart-odoo/orders.xmap",
      line: 115,
      column: 18,
      text: "desk.items -> settled_items",
    },
    {
      id: 'when stage in ["cancelled", "refunded"]/require $exists(sold)',
      target: "require",
      file: "xcart-odoo/orders.xmap",
      line: 116,
      column: 5,
      text: 'require $exists(sold) else skip "never sold"',
    },
    {
      id: 'when stage in ["cancelled", "refunded"]/when sold.state != "cancel" and sold.delivery_status in ["started", "partial", "full"]/require stage = "refunded" and $exists(sold.invoice_ids[state = "posted" and move_type = "out_invoice"])',
      target: "require",
      file: "xcart-odoo/orders.xmap",
      line: 118,
      column: 7,
      text: 'require stage = "refunded" and $exists(sold.invoice_ids[state = "posted" and move_type = "out_invoice"]) else hold "order {order.order_number} was cancelled in the shop after delivery: a return or credit is needed"',
    },
    {
      id: 'when $exists(sold)/when sold.state = "cancel" and order.payment_status.code = "Q"/write order/payment_status/code',
      target: "payment_status.code",
      file: "xcart-odoo/orders.xmap",
      line: 128,
      column: 21,
      text: '"C" -> payment_status.code',
    },
    {
      id: 'when $exists(sold)/require sold.state != "cancel"',
      target: "require",
      file: "xcart-odoo/orders.xmap",
      line: 131,
      column: 5,
      text: 'require sold.state != "cancel" else hold "{sold.name} was cancelled in Odoo, but order {order.order_number} is paid: pay {order.total} back"',
    },
    {
      id: 'when $exists(sold)/require sold.amount_total = order.total or $not(sold.locked or sold.invoice_status = "invoiced" or sold.delivery_status in ["started", "partial", "full"])',
      target: "require",
      file: "xcart-odoo/orders.xmap",
      line: 133,
      column: 5,
      text: 'require sold.amount_total = order.total or $not(sold.locked or sold.invoice_status = "invoiced" or sold.delivery_status in ["started", "partial", "full"]) else hold "order {order.order_number} was changed after {sold.name} was locked, invoiced or delivered: Odoo says {sold.amount_total}, X-Cart {order.total}"',
    },
    {
      id: "when $not($exists(sold))/require risk.score < 80",
      target: "require",
      file: "xcart-odoo/orders.xmap",
      line: 139,
      column: 5,
      text: 'require risk.score < 80 else hold "order {order.order_number} looks like fraud ({risk.score} of 100): {risk.reasons}"',
    },
    {
      id: "require sale.amount_total = order.total",
      target: "require",
      file: "xcart-odoo/orders.xmap",
      line: 144,
      column: 3,
      text: 'require sale.amount_total = order.total else hold "Odoo says {sale.amount_total}, X-Cart {order.total}"',
    },
    {
      id: "OrderToCash/onAccount",
      target: "onAccount",
      file: "xcart-odoo/orders.xmap",
      line: 146,
      column: 3,
      text: 'onAccount = order.billing_address.custom_fields[name = "company" and value != null] ? order.payment_transactions[-1].local_name : null via TermsOfMethod',
    },
    {
      id: 'when stage = "sale" or $boolean(onAccount)/write desk/settled_items',
      target: "settled_items",
      file: "xcart-odoo/orders.xmap",
      line: 152,
      column: 18,
      text: "desk.items -> settled_items",
    },
  ],
  steps: [
    {
      step: "sync",
      id: "desk",
      file: "xcart-odoo/orders.xmap",
      line: 109,
      assign: "desk",
      binding: Remembered,
      record: (state: OrderToCashState) => state.order,
    },
    {
      step: "value",
      id: "stage",
      file: "xcart-odoo/orders.xmap",
      line: 110,
      assign: "stage",
      lookups: [],
      value: (state: OrderToCashState, _answers: Answers, report: Report) =>
        stage(state.order.payment_status?.code, "OrderToCash/stage", report),
    },
    {
      step: "require",
      id: "require $exists(stage)",
      file: "xcart-odoo/orders.xmap",
      line: 111,
      condition: (state: OrderToCashState) => state.stage !== undefined,
      otherwise: (state: OrderToCashState) => ({
        word: "hold",
        message: `order ${state.order.order_number} has no payment status`,
      }),
      shown: (state: OrderToCashState) => [state.stage],
    },
    {
      step: "find",
      id: "sold",
      file: "xcart-odoo/orders.xmap",
      line: 112,
      assign: "sold",
      binding: OrderToSale,
      side: "left",
      record: (state: OrderToCashState) => state.order,
      otherwise: undefined,
    },
    {
      step: "when",
      id: 'when stage in ["cancelled", "refunded"]',
      file: "xcart-odoo/orders.xmap",
      line: 114,
      capability: undefined,
      condition: (state: OrderToCashState) => isIn(state.stage, ["cancelled", "refunded"]),
      steps: [
        {
          step: "write",
          id: 'when stage in ["cancelled", "refunded"]/write desk',
          file: "xcart-odoo/orders.xmap",
          line: 115,
          target: "desk",
          entity: deskOrderEntity,
          lookups: [],
          map: (state: OrderToCashState) => ({
            settled_items: state.desk.items,
          }),
        },
        {
          step: "require",
          id: 'when stage in ["cancelled", "refunded"]/require $exists(sold)',
          file: "xcart-odoo/orders.xmap",
          line: 116,
          condition: (state: OrderToCashState) => state.sold !== undefined,
          otherwise: () => ({ word: "skip", message: "never sold" }),
          shown: () => [],
        },
        {
          step: "when",
          id: 'when stage in ["cancelled", "refunded"]/when sold.state != "cancel" and sold.delivery_status in ["started", "partial", "full"]',
          file: "xcart-odoo/orders.xmap",
          line: 117,
          capability: undefined,
          condition: (state: OrderToCashState) =>
            state.sold?.state !== undefined &&
            state.sold?.state !== "cancel" &&
            isIn(state.sold?.delivery_status, ["started", "partial", "full"]),
          steps: [
            {
              step: "require",
              id: 'when stage in ["cancelled", "refunded"]/when sold.state != "cancel" and sold.delivery_status in ["started", "partial", "full"]/require stage = "refunded" and $exists(sold.invoice_ids[state = "posted" and move_type = "out_invoice"])',
              file: "xcart-odoo/orders.xmap",
              line: 118,
              condition: (state: OrderToCashState) =>
                state.stage === "refunded" &&
                (state.sold?.invoice_ids ??
                  []).some((invoiceId) => invoiceId.state === "posted" && invoiceId.move_type === "out_invoice"),
              otherwise: (state: OrderToCashState) => ({
                word: "hold",
                message: `order ${state.order.order_number} was cancelled in the shop after delivery: a return or credit is needed`,
              }),
              shown: (state: OrderToCashState) => [state.stage],
            },
            {
              step: "outcome",
              id: 'when stage in ["cancelled", "refunded"]/when sold.state != "cancel" and sold.delivery_status in ["started", "partial", "full"]/skip',
              file: "xcart-odoo/orders.xmap",
              line: 120,
              outcome: () => ({ word: "skip", message: "refunded after delivery" }),
            },
          ],
        },
        {
          step: "call",
          id: 'when stage in ["cancelled", "refunded"]/call sold.action_cancel',
          file: "xcart-odoo/orders.xmap",
          line: 122,
          assign: undefined,
          target: "sold",
          entity: saleOrderEntity,
          operation: "action_cancel",
          arguments: () => ({}),
        },
        {
          step: "outcome",
          id: 'when stage in ["cancelled", "refunded"]/skip',
          file: "xcart-odoo/orders.xmap",
          line: 123,
          outcome: () => ({ word: "skip", message: "cancelled" }),
        },
      ],
    },
    {
      step: "when",
      id: "when $exists(sold)",
      file: "xcart-odoo/orders.xmap",
      line: 126,
      capability: undefined,
      condition: (state: OrderToCashState) => state.sold !== undefined,
      steps: [
        {
          step: "when",
          id: 'when $exists(sold)/when sold.state = "cancel" and order.payment_status.code = "Q"',
          file: "xcart-odoo/orders.xmap",
          line: 127,
          capability: undefined,
          condition: (state: OrderToCashState) =>
            state.sold?.state === "cancel" && state.order.payment_status?.code === "Q",
          steps: [
            {
              step: "write",
              id: 'when $exists(sold)/when sold.state = "cancel" and order.payment_status.code = "Q"/write order',
              file: "xcart-odoo/orders.xmap",
              line: 128,
              target: "order",
              entity: orderEntity,
              mailsCustomer: ["payment_status.code", "shipping_status.code"],
              lookups: [],
              map: () => ({
                payment_status: { code: "C" },
              }),
            },
            {
              step: "outcome",
              id: 'when $exists(sold)/when sold.state = "cancel" and order.payment_status.code = "Q"/skip',
              file: "xcart-odoo/orders.xmap",
              line: 129,
              outcome: () => ({ word: "skip", message: "cancelled in Odoo" }),
            },
          ],
        },
        {
          step: "require",
          id: 'when $exists(sold)/require sold.state != "cancel"',
          file: "xcart-odoo/orders.xmap",
          line: 131,
          condition: (state: OrderToCashState) => state.sold?.state !== undefined && state.sold?.state !== "cancel",
          otherwise: (state: OrderToCashState) => ({
            word: "hold",
            message: `${text(
              state.sold?.name,
            )} was cancelled in Odoo, but order ${state.order.order_number} is paid: pay ${text(
              state.order.total,
            )} back`,
          }),
          shown: (state: OrderToCashState) => [state.sold?.state],
        },
        {
          step: "require",
          id: 'when $exists(sold)/require sold.amount_total = order.total or $not(sold.locked or sold.invoice_status = "invoiced" or sold.delivery_status in ["started", "partial", "full"])',
          file: "xcart-odoo/orders.xmap",
          line: 133,
          condition: (state: OrderToCashState) =>
            equalMoney(money(state.sold?.amount_total), money(state.order.total), state.order.currency) ||
            !(state.sold?.locked === true ||
              state.sold?.invoice_status === "invoiced" ||
              isIn(state.sold?.delivery_status, ["started", "partial", "full"])),
          otherwise: (state: OrderToCashState) => ({
            word: "hold",
            message: `order ${state.order.order_number} was changed after ${text(
              state.sold?.name,
            )} was locked, invoiced or delivered: Odoo says ${text(
              state.sold?.amount_total,
            )}, X-Cart ${text(state.order.total)}`,
          }),
          shown: (state: OrderToCashState) => [
            state.sold?.amount_total,
            state.order.total,
            state.sold?.locked,
            state.sold?.invoice_status,
            state.sold?.delivery_status,
          ],
        },
      ],
    },
    {
      step: "when",
      id: "when $not($exists(sold))",
      file: "xcart-odoo/orders.xmap",
      line: 137,
      capability: undefined,
      condition: (state: OrderToCashState) => state.sold === undefined,
      steps: [
        {
          step: "read",
          id: "risk",
          file: "xcart-odoo/orders.xmap",
          line: 138,
          assign: "risk",
          entity: orderRiskEntity,
          key: (state: OrderToCashState) => [state.desk.id],
        },
        {
          step: "require",
          id: "when $not($exists(sold))/require risk.score < 80",
          file: "xcart-odoo/orders.xmap",
          line: 139,
          condition: (state: OrderToCashState) => state.risk.score < 80,
          otherwise: (state: OrderToCashState) => ({
            word: "hold",
            message: `order ${state.order.order_number} looks like fraud (${text(
              state.risk.score,
            )} of 100): ${text(state.risk.reasons)}`,
          }),
          shown: (state: OrderToCashState) => [state.risk.score],
        },
      ],
    },
    {
      step: "sync",
      id: "sale",
      file: "xcart-odoo/orders.xmap",
      line: 143,
      assign: "sale",
      binding: OrderToSale,
      record: (state: OrderToCashState) => state.order,
    },
    {
      step: "require",
      id: "require sale.amount_total = order.total",
      file: "xcart-odoo/orders.xmap",
      line: 144,
      condition: (state: OrderToCashState) =>
        equalMoney(money(state.sale.amount_total), money(state.order.total), state.order.currency),
      otherwise: (state: OrderToCashState) => ({
        word: "hold",
        message: `Odoo says ${text(state.sale.amount_total)}, X-Cart ${text(state.order.total)}`,
      }),
      shown: (state: OrderToCashState) => [state.sale.amount_total, state.order.total],
    },
    {
      step: "value",
      id: "onAccount",
      file: "xcart-odoo/orders.xmap",
      line: 146,
      assign: "onAccount",
      lookups: [
        (state: OrderToCashState, ask: Ask) => {
          ask.lookup(
            TermsOfMethod,
            (state.order.billing_address?.custom_fields ??
              []).some((customField) => customField.name === "company" && customField.value !== null)
              ? (state.order.payment_transactions ?? []).at(-1)?.local_name
              : null,
          );
        },
      ],
      value: (state: OrderToCashState, answers: Answers) =>
        answers.lookup(
          TermsOfMethod,
          "OrderToCash/onAccount",
          (state.order.billing_address?.custom_fields ??
            []).some((customField) => customField.name === "company" && customField.value !== null)
            ? (state.order.payment_transactions ?? []).at(-1)?.local_name
            : null,
        ) as string | undefined,
    },
    {
      step: "when",
      id: 'when stage = "sale" or $boolean(onAccount)',
      file: "xcart-odoo/orders.xmap",
      line: 150,
      capability: undefined,
      condition: (state: OrderToCashState) => state.stage === "sale" || boolean(state.onAccount) === true,
      steps: [
        {
          step: "call",
          id: 'when stage = "sale" or $boolean(onAccount)/call sale.action_confirm',
          file: "xcart-odoo/orders.xmap",
          line: 151,
          assign: undefined,
          target: "sale",
          entity: saleOrderEntity,
          operation: "action_confirm",
          arguments: () => ({}),
        },
        {
          step: "write",
          id: 'when stage = "sale" or $boolean(onAccount)/write desk',
          file: "xcart-odoo/orders.xmap",
          line: 152,
          target: "desk",
          entity: deskOrderEntity,
          lookups: [],
          map: (state: OrderToCashState) => ({
            settled_items: state.desk.items,
          }),
        },
      ],
    },
  ],
};

export interface DeliveryToShopOrderTrackingNumber {
  readonly value: string | null | undefined;
}

export interface DeliveryToShopState {
  readonly picking: Picking;
  readonly sale: SaleOrder;
  readonly order: Order;
  readonly missing: number;
}

/**
 * Only the last of several deliveries makes the order "Shipped"; X-Cart then tells the customer.
 * xcart-odoo/orders.xmap:157
 */
export const DeliveryToShop: FlowModule = {
  name: "DeliveryToShop",
  subject: { name: "picking", entity: pickingEntity },
  where: (state: DeliveryToShopState) =>
    state.picking.state === "done" && state.picking.picking_type_code === "outgoing" && state.picking.sale_id !== null,
  triggers: [
    {
      event: "change",
      entity: pickingEntity,
      via: undefined,
      at: undefined,
      hints: [
        { by: "webhook", everyMilliseconds: undefined },
        { by: "poll", everyMilliseconds: 30000 },
      ],
    },
  ],
  policy: careful,
  atMostEveryMilliseconds: undefined,
  rules: [
    {
      id: "when shop offers writeTracking/write order/external_number",
      target: "external_number",
      file: "xcart-odoo/orders.xmap",
      line: 165,
      column: 7,
      text: "sale.name -> external_number",
    },
    {
      id: "when shop offers writeTracking/write order/tracking_numbers/value",
      target: "tracking_numbers.value",
      file: "xcart-odoo/orders.xmap",
      line: 168,
      column: 9,
      text: "carrier_tracking_ref -> value",
    },
    {
      id: "DeliveryToShop/missing",
      target: "missing",
      file: "xcart-odoo/orders.xmap",
      line: 173,
      column: 5,
      text: 'missing = $count(sale.order_line[qty_delivered_method = "stock_move" and qty_delivered < product_uom_qty])',
    },
    {
      id: 'when sale.delivery_status = "full" and $not(order.shipping_status.code in ["S", "D", "R", "WND"])/require missing = 0',
      target: "require",
      file: "xcart-odoo/orders.xmap",
      line: 174,
      column: 5,
      text: 'require missing = 0 else hold "{missing} lines of {sale.name} were not delivered in full, and nothing more will come"',
    },
    {
      id: 'when sale.delivery_status = "full" and $not(order.shipping_status.code in ["S", "D", "R", "WND"])/write order/shipping_status/code',
      target: "shipping_status.code",
      file: "xcart-odoo/orders.xmap",
      line: 176,
      column: 19,
      text: '"S" -> shipping_status.code',
    },
  ],
  steps: [
    {
      step: "read",
      id: "sale",
      file: "xcart-odoo/orders.xmap",
      line: 161,
      assign: "sale",
      entity: saleOrderEntity,
      key: (state: DeliveryToShopState) => [state.picking.sale_id],
    },
    {
      step: "find",
      id: "order",
      file: "xcart-odoo/orders.xmap",
      line: 162,
      assign: "order",
      binding: OrderToSale,
      side: "right",
      record: (state: DeliveryToShopState) => state.sale,
      otherwise: () => ({ word: "skip", message: "not an order of the shop" }),
    },
    {
      step: "when",
      id: "when shop offers writeTracking",
      file: "xcart-odoo/orders.xmap",
      line: 163,
      capability: { system: "shop", name: "writeTracking" },
      condition: undefined,
      steps: [
        {
          step: "write",
          id: "when shop offers writeTracking/write order",
          file: "xcart-odoo/orders.xmap",
          line: 164,
          target: "order",
          entity: orderEntity,
          mailsCustomer: ["payment_status.code", "shipping_status.code"],
          lookups: [],
          map: (state: DeliveryToShopState, _answers: Answers, report: Report) => ({
            external_number: state.sale.name,
            tracking_numbers: state.sale.picking_ids
              .filter((pickingId) =>
                pickingId.state === "done" &&
                pickingId.picking_type_code === "outgoing" &&
                pickingId.carrier_tracking_ref != null)
              .map((pickingId): Line<DeliveryToShopOrderTrackingNumber> => {
                if (pickingId.carrier_tracking_ref == null) {
                  report.problem(
                    "reject",
                    "when shop offers writeTracking/write order/tracking_numbers/value",
                    "value has no value",
                  );
                }
                return {
                  identity: `picking_ids/${text(pickingId.id)}`,
                  values: {
                    value: pickingId.carrier_tracking_ref,
                  },
                };
              }),
          }),
        },
      ],
    },
    {
      step: "when",
      id: 'when sale.delivery_status = "full" and $not(order.shipping_status.code in ["S", "D", "R", "WND"])',
      file: "xcart-odoo/orders.xmap",
      line: 172,
      capability: undefined,
      condition: (state: DeliveryToShopState) =>
        state.sale.delivery_status === "full" && !isIn(state.order.shipping_status?.code, ["S", "D", "R", "WND"]),
      steps: [
        {
          step: "value",
          id: "missing",
          file: "xcart-odoo/orders.xmap",
          line: 173,
          assign: "missing",
          lookups: [],
          value: (state: DeliveryToShopState) =>
            state.sale.order_line.filter((orderLine) =>
              orderLine.qty_delivered_method === "stock_move" &&
              orderLine.qty_delivered < orderLine.product_uom_qty).length,
        },
        {
          step: "require",
          id: 'when sale.delivery_status = "full" and $not(order.shipping_status.code in ["S", "D", "R", "WND"])/require missing = 0',
          file: "xcart-odoo/orders.xmap",
          line: 174,
          condition: (state: DeliveryToShopState) => state.missing === 0,
          otherwise: (state: DeliveryToShopState) => ({
            word: "hold",
            message: `${text(
              state.missing,
            )} lines of ${state.sale.name} were not delivered in full, and nothing more will come`,
          }),
          shown: (state: DeliveryToShopState) => [state.missing],
        },
        {
          step: "write",
          id: 'when sale.delivery_status = "full" and $not(order.shipping_status.code in ["S", "D", "R", "WND"])/write order',
          file: "xcart-odoo/orders.xmap",
          line: 176,
          target: "order",
          entity: orderEntity,
          mailsCustomer: ["payment_status.code", "shipping_status.code"],
          lookups: [],
          map: () => ({
            shipping_status: { code: "S" },
          }),
        },
      ],
    },
  ],
};

export interface ReturnToOdooState {
  readonly order: Order;
  readonly sale: SaleOrder;
  readonly sent: NonNullable<NonNullable<SaleOrder>["picking_ids"]>[number];
  readonly picking: Picking;
}

/**
 * What the shop calls returned is expected back in the warehouse; what has come back makes the order returned.
 * xcart-odoo/orders.xmap:181
 */
export const ReturnToOdoo: FlowModule = {
  name: "ReturnToOdoo",
  subject: { name: "order", entity: orderEntity },
  where: (state: ReturnToOdooState) => state.order.shipping_status?.code === "R",
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
  ],
  policy: careful,
  atMostEveryMilliseconds: undefined,
  rules: [],
  steps: [
    {
      step: "find",
      id: "sale",
      file: "xcart-odoo/orders.xmap",
      line: 185,
      assign: "sale",
      binding: OrderToSale,
      side: "left",
      record: (state: ReturnToOdooState) => state.order,
      otherwise: () => ({ word: "skip", message: "never sold" }),
    },
    {
      step: "each",
      id: "each sent",
      file: "xcart-odoo/orders.xmap",
      line: 186,
      name: "sent",
      list: (state: ReturnToOdooState) =>
        state.sale.picking_ids.filter((pickingId) =>
          pickingId.state === "done" && pickingId.picking_type_code === "outgoing"),
      steps: [
        {
          step: "read",
          id: "picking",
          file: "xcart-odoo/orders.xmap",
          line: 187,
          assign: "picking",
          entity: pickingEntity,
          key: (state: ReturnToOdooState) => [state.sent.id],
        },
        {
          step: "call",
          id: "each sent/call picking.return",
          file: "xcart-odoo/orders.xmap",
          line: 188,
          assign: undefined,
          target: "picking",
          entity: pickingEntity,
          operation: "return",
          arguments: (state: ReturnToOdooState) => ({ reference: `order ${state.order.order_number}` }),
        },
      ],
    },
  ],
};

export interface ReturnToShopState {
  readonly picking: Picking;
  readonly sale: SaleOrder;
  readonly order: Order;
}

/** xcart-odoo/orders.xmap:192 */
export const ReturnToShop: FlowModule = {
  name: "ReturnToShop",
  subject: { name: "picking", entity: pickingEntity },
  where: (state: ReturnToShopState) =>
    state.picking.state === "done" &&
    state.picking.picking_type_code === "incoming" &&
    state.picking.sale_id !== null &&
    state.picking.return_id !== null,
  triggers: [
    {
      event: "change",
      entity: pickingEntity,
      via: undefined,
      at: undefined,
      hints: [
        { by: "webhook", everyMilliseconds: undefined },
        { by: "poll", everyMilliseconds: 30000 },
      ],
    },
  ],
  policy: careful,
  atMostEveryMilliseconds: undefined,
  rules: [
    {
      id: 'when $not($exists(sale.order_line[qty_delivered > 0])) and order.shipping_status.code in ["S", "D"]/write order/shipping_status/code',
      target: "shipping_status.code",
      file: "xcart-odoo/orders.xmap",
      line: 202,
      column: 19,
      text: '"R" -> shipping_status.code',
    },
  ],
  steps: [
    {
      step: "read",
      id: "sale",
      file: "xcart-odoo/orders.xmap",
      line: 199,
      assign: "sale",
      entity: saleOrderEntity,
      key: (state: ReturnToShopState) => [state.picking.sale_id],
    },
    {
      step: "find",
      id: "order",
      file: "xcart-odoo/orders.xmap",
      line: 200,
      assign: "order",
      binding: OrderToSale,
      side: "right",
      record: (state: ReturnToShopState) => state.sale,
      otherwise: () => ({ word: "skip", message: "not an order of the shop" }),
    },
    {
      step: "when",
      id: 'when $not($exists(sale.order_line[qty_delivered > 0])) and order.shipping_status.code in ["S", "D"]',
      file: "xcart-odoo/orders.xmap",
      line: 201,
      capability: undefined,
      condition: (state: ReturnToShopState) =>
        !state.sale.order_line.some((orderLine) => orderLine.qty_delivered > 0) &&
        isIn(state.order.shipping_status?.code, ["S", "D"]),
      steps: [
        {
          step: "write",
          id: 'when $not($exists(sale.order_line[qty_delivered > 0])) and order.shipping_status.code in ["S", "D"]/write order',
          file: "xcart-odoo/orders.xmap",
          line: 202,
          target: "order",
          entity: orderEntity,
          mailsCustomer: ["payment_status.code", "shipping_status.code"],
          lookups: [],
          map: () => ({
            shipping_status: { code: "R" },
          }),
        },
      ],
    },
  ],
};

export const bindings: Readonly<Record<string, BindingModule>> = { BuyerCompany, Buyer, Recipient, OrderToSale };

export const flows: Readonly<Record<string, FlowModule>> = { OrderToCash, DeliveryToShop, ReturnToOdoo, ReturnToShop };

/** None is absent and one stands for itself, as paths over lists have it. */
function unwrap<Item>(items: readonly Item[]): readonly Item[] | Item | undefined {
  return items.length > 1 ? items : items[0];
}
//# sourceMappingURL=orders.ts.map
