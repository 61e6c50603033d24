// Generated from xcart-odoo/orders.xmap. Do not edit: change the mapping and compile again.

import {
  type Answers,
  type Ask,
  addMoney,
  type BindingModule,
  equalMoney,
  type FlowModule,
  isIn,
  isLonger,
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
  wrongValue,
} from "@xmap/runtime";
import {
  CarrierId,
  CountryId,
  type Picking,
  PricelistId,
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
import { SurchargeSku, TaxName } from "../shared/tables.ts";

export const contract = 1;
export const id = "xcart-odoo/orders";
export const hash = "900d25c638ae57386091a9940876b35bc8ac127bd2eecf44ec8132144200b5c7";
export const sourceFiles = [
  "shared/odoo.xmap",
  "shared/policies.xmap",
  "shared/shop.xmap",
  "shared/tables.xmap",
  "xcart-odoo/orders.xmap",
];

export const systems: Readonly<Record<string, SystemModule>> = {};

export type Stage = "quotation" | "sale" | "cancelled";

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
    case "R":
      return "cancelled";
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
    line: 20,
    column: 3,
    text: "street -> street",
  },
  {
    id: "PostalAddress/city",
    target: "city",
    file: "xcart-odoo/orders.xmap",
    line: 21,
    column: 3,
    text: "city -> city",
  },
  {
    id: "PostalAddress/zip",
    target: "zip",
    file: "xcart-odoo/orders.xmap",
    line: 22,
    column: 3,
    text: "zipcode -> zip",
  },
  {
    id: "PostalAddress/phone",
    target: "phone",
    file: "xcart-odoo/orders.xmap",
    line: 23,
    column: 3,
    text: "phone -> phone",
  },
  {
    id: "PostalAddress/country_id",
    target: "country_id",
    file: "xcart-odoo/orders.xmap",
    line: 24,
    column: 3,
    text: "country_code -> country_id via CountryId",
  },
  {
    id: "PostalAddress/state_id",
    target: "state_id",
    file: "xcart-odoo/orders.xmap",
    line: 25,
    column: 3,
    text: "country_code, state_name -> state_id via StateId",
  },
];

export interface BuyerDraft extends PostalAddressDraft {
  readonly email: string | null;
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
    wrongValue(report, "Buyer/name", "billing_address", "a record", order.billing_address);
  } else if (order.billing_address != null) {
    if (order.billing_address.firstname !== null && typeof order.billing_address.firstname !== "string") {
      wrongValue(report, "Buyer/name", "billing_address.firstname", "text", order.billing_address.firstname);
    }
    if (order.billing_address.lastname !== null && typeof order.billing_address.lastname !== "string") {
      wrongValue(report, "Buyer/name", "billing_address.lastname", "text", order.billing_address.lastname);
    }
    if (!Array.isArray(order.billing_address.custom_fields)) {
      wrongValue(report, "Buyer/vat", "billing_address.custom_fields", "a list", order.billing_address.custom_fields);
    } else {
      for (const customField of order.billing_address.custom_fields) {
        if (typeof customField !== "object" || customField === null) {
          wrongValue(report, "Buyer/vat", "billing_address.custom_fields[]", "a record", customField);
        } else {
          if (typeof customField.name !== "string") {
            wrongValue(report, "Buyer/vat", "billing_address.custom_fields[].name", "text", customField.name);
          }
          if (customField.value !== null && typeof customField.value !== "string") {
            wrongValue(report, "Buyer/vat", "billing_address.custom_fields[].value", "text", customField.value);
          }
        }
      }
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
 * xcart-odoo/orders.xmap:29
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
      line: 32,
      column: 3,
      text: "email -> email key",
    },
    {
      id: "Buyer/name",
      target: "name",
      file: "xcart-odoo/orders.xmap",
      line: 33,
      column: 3,
      text: "$joinName(billing_address.firstname, billing_address.lastname) -> name",
    },
    {
      id: "Buyer/vat",
      target: "vat",
      file: "xcart-odoo/orders.xmap",
      line: 34,
      column: 3,
      text: 'billing_address.custom_fields[name = "vat_number"].value -> vat',
    },
    {
      id: "Buyer/require/1",
      target: "require",
      file: "xcart-odoo/orders.xmap",
      line: 30,
      column: 11,
      text: "email != null",
    },
  ],
  lookups: [
    (order: Order, ask: Ask) => {
      askPostalAddress(order.billing_address, ask);
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
 * xcart-odoo/orders.xmap:39
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
      line: 40,
      column: 3,
      text: '"delivery" -> type key',
    },
    {
      id: "Recipient/parent_id",
      target: "parent_id",
      file: "xcart-odoo/orders.xmap",
      line: 41,
      column: 3,
      text: "$ -> parent_id via Buyer key",
    },
    {
      id: "Recipient/name",
      target: "name",
      file: "xcart-odoo/orders.xmap",
      line: 42,
      column: 3,
      text: "$joinName(shipping_address.firstname, shipping_address.lastname) -> name key",
    },
    {
      id: "Recipient/street",
      target: "street",
      file: "xcart-odoo/orders.xmap",
      line: 43,
      column: 3,
      text: "shipping_address.street -> street key",
    },
    {
      id: "Recipient/zip",
      target: "zip",
      file: "xcart-odoo/orders.xmap",
      line: 44,
      column: 3,
      text: "shipping_address.zipcode -> zip key",
    },
    {
      id: "Recipient/city",
      target: "city",
      file: "xcart-odoo/orders.xmap",
      line: 45,
      column: 3,
      text: "shipping_address.city -> city",
    },
    {
      id: "Recipient/phone",
      target: "phone",
      file: "xcart-odoo/orders.xmap",
      line: 46,
      column: 3,
      text: "shipping_address.phone -> phone",
    },
    {
      id: "Recipient/country_id",
      target: "country_id",
      file: "xcart-odoo/orders.xmap",
      line: 47,
      column: 3,
      text: "shipping_address.country_code -> country_id via CountryId",
    },
    {
      id: "Recipient/state_id",
      target: "state_id",
      file: "xcart-odoo/orders.xmap",
      line: 48,
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
    pricelist_id: answers.lookup(PricelistId, "OrderToSale/pricelist_id", order.currency) as number | undefined,
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
    note: order.notes,
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

/** xcart-odoo/orders.xmap:51 */
export const OrderToSale: BindingModule = {
  name: "OrderToSale",
  link: "OrderToSale",
  left: orderEntity,
  right: saleOrderEntity,
  key: ["client_order_ref"],
  once: ["date_order"],
  lines: [{ field: "order_line", key: [], once: [] }],
  rules: [
    {
      id: "OrderToSale/$vat",
      target: "$vat",
      file: "xcart-odoo/orders.xmap",
      line: 53,
      column: 3,
      text: 'let vat = $extra[type = "tax" and $contains(code, "VAT")].code via TaxName',
    },
    {
      id: "OrderToSale/client_order_ref",
      target: "client_order_ref",
      file: "xcart-odoo/orders.xmap",
      line: 59,
      column: 3,
      text: "order_number -> client_order_ref key",
    },
    {
      id: "OrderToSale/origin",
      target: "origin",
      file: "xcart-odoo/orders.xmap",
      line: 60,
      column: 3,
      text: '"X-Cart #" & order_number -> origin',
    },
    {
      id: "OrderToSale/date_order",
      target: "date_order",
      file: "xcart-odoo/orders.xmap",
      line: 61,
      column: 3,
      text: "create_date -> date_order once",
    },
    {
      id: "OrderToSale/pricelist_id",
      target: "pricelist_id",
      file: "xcart-odoo/orders.xmap",
      line: 62,
      column: 3,
      text: "currency -> pricelist_id via PricelistId",
    },
    {
      id: "OrderToSale/partner_id",
      target: "partner_id",
      file: "xcart-odoo/orders.xmap",
      line: 63,
      column: 3,
      text: "$ -> partner_id via Buyer",
    },
    {
      id: "OrderToSale/partner_shipping_id",
      target: "partner_shipping_id",
      file: "xcart-odoo/orders.xmap",
      line: 64,
      column: 3,
      text: "$ -> partner_shipping_id via Recipient when $exists(shipping_address.id)",
    },
    {
      id: "OrderToSale/partner_shipping_id/2",
      target: "partner_shipping_id",
      file: "xcart-odoo/orders.xmap",
      line: 65,
      column: 3,
      text: "$ -> partner_shipping_id via Buyer when $not($exists(shipping_address.id))",
    },
    {
      id: "OrderToSale/carrier_id",
      target: "carrier_id",
      file: "xcart-odoo/orders.xmap",
      line: 66,
      column: 3,
      text: "shipping_method_name -> carrier_id via CarrierId",
    },
    {
      id: "OrderToSale/note",
      target: "note",
      file: "xcart-odoo/orders.xmap",
      line: 67,
      column: 3,
      text: "notes -> note",
    },
    {
      id: "OrderToSale/order_line/product_id",
      target: "order_line.product_id",
      file: "xcart-odoo/orders.xmap",
      line: 70,
      column: 5,
      text: "sku -> product_id via ProductId",
    },
    {
      id: "OrderToSale/order_line/name",
      target: "order_line.name",
      file: "xcart-odoo/orders.xmap",
      line: 71,
      column: 5,
      text: "name -> name",
    },
    {
      id: "OrderToSale/order_line/product_uom_qty",
      target: "order_line.product_uom_qty",
      file: "xcart-odoo/orders.xmap",
      line: 72,
      column: 5,
      text: "amount -> product_uom_qty",
    },
    {
      id: "OrderToSale/order_line/price_unit",
      target: "order_line.price_unit",
      file: "xcart-odoo/orders.xmap",
      line: 73,
      column: 5,
      text: "item_net_price -> price_unit",
    },
    {
      id: "OrderToSale/order_line/tax_ids",
      target: "order_line.tax_ids",
      file: "xcart-odoo/orders.xmap",
      line: 74,
      column: 5,
      text: "$vat -> tax_ids via TaxId",
    },
    {
      id: "OrderToSale/$product",
      target: "$product",
      file: "xcart-odoo/orders.xmap",
      line: 77,
      column: 5,
      text: "let product = type via SurchargeSku",
    },
    {
      id: "OrderToSale/order_line/2/product_id",
      target: "order_line.product_id",
      file: "xcart-odoo/orders.xmap",
      line: 78,
      column: 5,
      text: "$product -> product_id via ProductId",
    },
    {
      id: "OrderToSale/order_line/2/name",
      target: "order_line.name",
      file: "xcart-odoo/orders.xmap",
      line: 79,
      column: 5,
      text: "name ?: type -> name",
    },
    {
      id: "OrderToSale/order_line/2/product_uom_qty",
      target: "order_line.product_uom_qty",
      file: "xcart-odoo/orders.xmap",
      line: 80,
      column: 5,
      text: "1 -> product_uom_qty",
    },
    {
      id: "OrderToSale/order_line/2/price_unit",
      target: "order_line.price_unit",
      file: "xcart-odoo/orders.xmap",
      line: 81,
      column: 5,
      text: "value -> price_unit",
    },
    {
      id: "OrderToSale/order_line/2/tax_ids",
      target: "order_line.tax_ids",
      file: "xcart-odoo/orders.xmap",
      line: 82,
      column: 5,
      text: "$vat -> tax_ids via TaxId",
    },
    {
      id: "OrderToSale/require/1",
      target: "require",
      file: "xcart-odoo/orders.xmap",
      line: 55,
      column: 11,
      text: "$count(items) > 0",
    },
    {
      id: "OrderToSale/require/2",
      target: "require",
      file: "xcart-odoo/orders.xmap",
      line: 56,
      column: 11,
      text: "total = $max([sub_total + $sum([$extra.value]), 0])",
    },
  ],
  lookups: [
    (order: Order, ask: Ask) => {
      const extra = order.surcharges.filter((surcharge) => surcharge.available && !surcharge.include);
      const charged = extra.filter((surcharge) => !(surcharge.type === "tax" && surcharge.code.includes("VAT")));
      ask.lookupEach(
        TaxName,
        extra
          .filter((surcharge) => surcharge.type === "tax" && surcharge.code.includes("VAT"))
          .map((surcharge) => surcharge.code),
      );
      ask.lookup(PricelistId, order.currency);
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
  readonly stage: "quotation" | "sale" | "cancelled" | undefined;
  readonly cancelled: SaleOrder;
  readonly sale: SaleOrder;
}

/**
 * Runs from the top whenever the order or its sale may have changed; what is done already is not done again.
 * xcart-odoo/orders.xmap:87
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
      hints: [{ by: "poll", everyMilliseconds: 30000 }],
    },
  ],
  policy: careful,
  atMostEveryMilliseconds: undefined,
  rules: [
    {
      id: "OrderToCash/stage",
      target: "stage",
      file: "xcart-odoo/orders.xmap",
      line: 92,
      column: 3,
      text: "stage = order.payment_status.code via Stage",
    },
    {
      id: "require $exists(stage)",
      target: "require",
      file: "xcart-odoo/orders.xmap",
      line: 93,
      column: 3,
      text: 'require $exists(stage) else hold "order {order.order_number} has no payment status"',
    },
    {
      id: 'when stage = "cancelled"/require $not(cancelled.delivery_status in ["started", "partial", "full"]) and cancelled.invoice_status != "invoiced"',
      target: "require",
      file: "xcart-odoo/orders.xmap",
      line: 96,
      column: 5,
      text: 'require $not(cancelled.delivery_status in ["started", "partial", "full"]) and cancelled.invoice_status != "invoiced" else hold "order {order.order_number} was cancelled in the shop after delivery or invoice: a return or credit is needed"',
    },
    {
      id: "require sale.amount_total = order.total",
      target: "require",
      file: "xcart-odoo/orders.xmap",
      line: 103,
      column: 3,
      text: 'require sale.amount_total = order.total else hold "Odoo says {sale.amount_total}, X-Cart {order.total}"',
    },
  ],
  steps: [
    {
      step: "value",
      id: "stage",
      file: "xcart-odoo/orders.xmap",
      line: 92,
      assign: "stage",
      lookups: [],
      value: (state: OrderToCashState, _answers: Answers, report: Report) =>
        stage(state.order.payment_status?.code, "OrderToCash/stage", report),
    },
    {
      step: "require",
      id: "require $exists(stage)",
      file: "xcart-odoo/orders.xmap",
      line: 93,
      condition: (state: OrderToCashState) => state.stage !== undefined,
      otherwise: (state: OrderToCashState) => ({
        word: "hold",
        message: `order ${state.order.order_number} has no payment status`,
      }),
      shown: (state: OrderToCashState) => [state.stage],
    },
    {
      step: "when",
      id: 'when stage = "cancelled"',
      file: "xcart-odoo/orders.xmap",
      line: 94,
      capability: undefined,
      condition: (state: OrderToCashState) => state.stage === "cancelled",
      steps: [
        {
          step: "find",
          id: "cancelled",
          file: "xcart-odoo/orders.xmap",
          line: 95,
          assign: "cancelled",
          binding: OrderToSale,
          side: "left",
          record: (state: OrderToCashState) => state.order,
          otherwise: () => ({ word: "skip", message: "never sold" }),
        },
        {
          step: "require",
          id: 'when stage = "cancelled"/require $not(cancelled.delivery_status in ["started", "partial", "full"]) and cancelled.invoice_status != "invoiced"',
          file: "xcart-odoo/orders.xmap",
          line: 96,
          condition: (state: OrderToCashState) =>
            !isIn(state.cancelled.delivery_status, ["started", "partial", "full"]) &&
            state.cancelled.invoice_status !== "invoiced",
          otherwise: (state: OrderToCashState) => ({
            word: "hold",
            message: `order ${state.order.order_number} was cancelled in the shop after delivery or invoice: a return or credit is needed`,
          }),
          shown: (state: OrderToCashState) => [state.cancelled.delivery_status, state.cancelled.invoice_status],
        },
        {
          step: "call",
          id: 'when stage = "cancelled"/call cancelled.action_cancel',
          file: "xcart-odoo/orders.xmap",
          line: 98,
          assign: undefined,
          target: "cancelled",
          entity: saleOrderEntity,
          operation: "action_cancel",
          arguments: () => ({}),
        },
        {
          step: "outcome",
          id: 'when stage = "cancelled"/skip',
          file: "xcart-odoo/orders.xmap",
          line: 99,
          outcome: () => ({ word: "skip", message: "cancelled" }),
        },
      ],
    },
    {
      step: "sync",
      id: "sale",
      file: "xcart-odoo/orders.xmap",
      line: 102,
      assign: "sale",
      binding: OrderToSale,
      record: (state: OrderToCashState) => state.order,
    },
    {
      step: "require",
      id: "require sale.amount_total = order.total",
      file: "xcart-odoo/orders.xmap",
      line: 103,
      condition: (state: OrderToCashState) =>
        equalMoney(money(state.sale.amount_total), money(state.order.total), state.order.currency),
      otherwise: (state: OrderToCashState) => ({
        word: "hold",
        message: `Odoo says ${text(state.sale.amount_total)}, X-Cart ${text(state.order.total)}`,
      }),
      shown: (state: OrderToCashState) => [state.sale.amount_total, state.order.total],
    },
    {
      step: "when",
      id: 'when stage = "sale"',
      file: "xcart-odoo/orders.xmap",
      line: 105,
      capability: undefined,
      condition: (state: OrderToCashState) => state.stage === "sale",
      steps: [
        {
          step: "call",
          id: 'when stage = "sale"/call sale.action_confirm',
          file: "xcart-odoo/orders.xmap",
          line: 106,
          assign: undefined,
          target: "sale",
          entity: saleOrderEntity,
          operation: "action_confirm",
          arguments: () => ({}),
        },
      ],
    },
  ],
};

export interface DeliveryToShopState {
  readonly picking: Picking;
  readonly sale: SaleOrder;
  readonly order: Order;
}

/**
 * Only the last of several deliveries makes the order "Shipped"; X-Cart then tells the customer.
 * xcart-odoo/orders.xmap:111
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
      hints: [{ by: "poll", everyMilliseconds: 30000 }],
    },
  ],
  policy: careful,
  atMostEveryMilliseconds: undefined,
  rules: [
    {
      id: 'when sale.delivery_status = "full" and $not(order.shipping_status.code in ["S", "D", "R", "WND"])/write order/shipping_status/code',
      target: "shipping_status.code",
      file: "xcart-odoo/orders.xmap",
      line: 118,
      column: 19,
      text: '"S" -> shipping_status.code',
    },
  ],
  steps: [
    {
      step: "read",
      id: "sale",
      file: "xcart-odoo/orders.xmap",
      line: 115,
      assign: "sale",
      entity: saleOrderEntity,
      key: (state: DeliveryToShopState) => [state.picking.sale_id],
    },
    {
      step: "find",
      id: "order",
      file: "xcart-odoo/orders.xmap",
      line: 116,
      assign: "order",
      binding: OrderToSale,
      side: "right",
      record: (state: DeliveryToShopState) => state.sale,
      otherwise: () => ({ word: "skip", message: "not an order of the shop" }),
    },
    {
      step: "when",
      id: 'when sale.delivery_status = "full" and $not(order.shipping_status.code in ["S", "D", "R", "WND"])',
      file: "xcart-odoo/orders.xmap",
      line: 117,
      capability: undefined,
      condition: (state: DeliveryToShopState) =>
        state.sale.delivery_status === "full" && !isIn(state.order.shipping_status?.code, ["S", "D", "R", "WND"]),
      steps: [
        {
          step: "write",
          id: 'when sale.delivery_status = "full" and $not(order.shipping_status.code in ["S", "D", "R", "WND"])/write order',
          file: "xcart-odoo/orders.xmap",
          line: 118,
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

export const bindings: Readonly<Record<string, BindingModule>> = { Buyer, Recipient, OrderToSale };

export const flows: Readonly<Record<string, FlowModule>> = { OrderToCash, DeliveryToShop };
//# sourceMappingURL=orders.ts.map
