// Generated from shared/desk.xmap. Do not edit: change the mapping and compile again.

import {
  addMoney,
  type BindingModule,
  type EntityModule,
  equalMoney,
  type FlowModule,
  isLonger,
  join,
  lowercase,
  maximumMoney,
  money,
  type Report,
  type SystemModule,
  shape,
  sumMoney,
  text,
  textHash,
  wrongValue,
} from "@xmap/runtime";
import * as jsonata from "@xmap/runtime/jsonata";
import { type Order, orderEntity } from "./shop.ts";

export const contract = 1;
export const id = "shared/desk";
export const hash = "6909710ce31f97b1ec4b55bdcba3f7f65e441734a5253d83baec522169bbdb31";
export const sourceFiles = ["shared/desk.xmap", "shared/shop.xmap"];

export const systems: Readonly<Record<string, SystemModule>> = {
  desk: {
    name: "desk",
    connector: "sql",
    options: {
      dialect: { value: "sqlite" },
      file: { env: "DESK_FILE" },
      setup: { value: "shared/desk.sql" },
      keys: { value: "open_demand.sku, order_risk.id" },
      changedBy: { value: "count_requests.requested" },
      overlap: { value: 0 },
    },
  },
};

export interface DeskOrder {
  readonly id: string;
  readonly placed_at: string;
  readonly customer?: string | null;
  readonly address?: string | null;
  readonly billing_country?: string | null;
  readonly shipping_country?: string | null;
  readonly basket: string;
  readonly items: string;
  readonly total: number;
  readonly adds_up: boolean;
  readonly settled_items: string;
}

export const deskOrderEntity: EntityModule = {
  name: "DeskOrder",
  system: "desk",
  resource: "orders",
  key: [{ field: "id", type: "string" }],
  fields: [
    "address",
    "adds_up",
    "basket",
    "billing_country",
    "customer",
    "id",
    "items",
    "placed_at",
    "settled_items",
    "shipping_country",
    "total",
  ],
  joins: [],
};

export interface OrderRisk {
  readonly score: number;
  readonly reasons: string | null;
}

export const orderRiskEntity: EntityModule = {
  name: "OrderRisk",
  system: "desk",
  resource: "order_risk",
  key: [{ field: "id", type: "string" }],
  fields: ["id", "reasons", "score"],
  joins: [],
};

export interface CountRequest {
  readonly product_id: number;
}

export const countRequestEntity: EntityModule = {
  name: "CountRequest",
  system: "desk",
  resource: "count_requests",
  key: [{ field: "product_id", type: "integer" }],
  fields: ["asked_for", "product_id"],
  joins: [],
};

export interface RememberedDraft {
  readonly id: string;
  readonly placed_at: string;
  readonly customer: string | undefined;
  readonly address: string | undefined;
  readonly billing_country: string | null | undefined;
  readonly shipping_country: string | null | undefined;
  readonly basket: string;
  readonly items: string;
  readonly total: number;
  readonly adds_up: boolean;
}

function checkRemembered(order: Order, report: Report): void {
  if (!Array.isArray(order.surcharges)) {
    wrongValue(report, "Remembered/$charged", "surcharges", "a list", order.surcharges);
  } else {
    for (const surcharge of order.surcharges) {
      if (typeof surcharge !== "object" || surcharge === null) {
        wrongValue(report, "Remembered/$charged", "surcharges[]", "a record", surcharge);
      } else {
        if (typeof surcharge.available !== "boolean") {
          wrongValue(report, "Remembered/$charged", "surcharges[].available", "true or false", surcharge.available);
        }
        if (typeof surcharge.include !== "boolean") {
          wrongValue(report, "Remembered/$charged", "surcharges[].include", "true or false", surcharge.include);
        }
        if (typeof surcharge.value !== "number") {
          wrongValue(report, "Remembered/adds_up", "surcharges[].value", "a number", surcharge.value);
        }
      }
    }
  }
  if (typeof order.id !== "number") {
    wrongValue(report, "Remembered/id", "id", "a number", order.id);
  }
  if (typeof order.create_date !== "string") {
    wrongValue(report, "Remembered/placed_at", "create_date", "text", order.create_date);
  }
  if (order.email !== null && typeof order.email !== "string") {
    wrongValue(report, "Remembered/customer", "email", "text", order.email);
  }
  if (order.shipping_address !== null && typeof order.shipping_address !== "object") {
    wrongValue(report, "Remembered/address", "shipping_address", "a record", order.shipping_address);
  } else if (order.shipping_address != null) {
    if (order.shipping_address.zipcode !== null && typeof order.shipping_address.zipcode !== "string") {
      wrongValue(report, "Remembered/address", "shipping_address.zipcode", "text", order.shipping_address.zipcode);
    }
    if (order.shipping_address.street !== null && typeof order.shipping_address.street !== "string") {
      wrongValue(report, "Remembered/address", "shipping_address.street", "text", order.shipping_address.street);
    }
    if (order.shipping_address.country_code !== null && typeof order.shipping_address.country_code !== "string") {
      wrongValue(
        report,
        "Remembered/shipping_country",
        "shipping_address.country_code",
        "text",
        order.shipping_address.country_code,
      );
    }
  }
  if (order.billing_address !== null && typeof order.billing_address !== "object") {
    wrongValue(report, "Remembered/billing_country", "billing_address", "a record", order.billing_address);
  } else if (order.billing_address != null) {
    if (order.billing_address.country_code !== null && typeof order.billing_address.country_code !== "string") {
      wrongValue(
        report,
        "Remembered/billing_country",
        "billing_address.country_code",
        "text",
        order.billing_address.country_code,
      );
    }
  }
  if (!Array.isArray(order.items)) {
    wrongValue(report, "Remembered/basket", "items", "a list", order.items);
  } else {
    for (const item of order.items) {
      if (typeof item !== "object" || item === null) {
        wrongValue(report, "Remembered/basket", "items[]", "a record", item);
      } else {
        if (item.sku !== null && (typeof item.sku !== "string" || isLonger(item.sku, 32))) {
          wrongValue(report, "Remembered/basket", "items[].sku", "text of at most 32 characters", item.sku);
        }
        if (typeof item.amount !== "number") {
          wrongValue(report, "Remembered/basket", "items[].amount", "a number", item.amount);
        }
      }
    }
  }
  if (typeof order.total !== "number") {
    wrongValue(report, "Remembered/total", "total", "a number", order.total);
  }
  if (typeof order.sub_total !== "number") {
    wrongValue(report, "Remembered/adds_up", "sub_total", "a number", order.sub_total);
  }
  if (typeof order.currency !== "string" || isLonger(order.currency, 3)) {
    wrongValue(report, "Remembered/adds_up", "currency", "text of at most 3 characters", order.currency);
  }
}

function mapRemembered(order: Order): RememberedDraft {
  const charged = order.surcharges.filter((surcharge) => surcharge.available && !surcharge.include);
  return {
    id: text(order.id),
    placed_at: order.create_date,
    customer: textHash((order.email || "").toLowerCase()),
    address: textHash(
      lowercase(
        order.shipping_address == null
          ? undefined
          : `${text(order.shipping_address?.zipcode)} ${text(order.shipping_address?.street)}`,
      ),
    ),
    billing_country: order.billing_address?.country_code,
    shipping_country: order.shipping_address?.country_code,
    basket: join(unwrap(order.items.map((item) => `${text(item.sku)} ${text(item.amount)}`)), ", ") ?? "",
    items: jsonata.compute(
      "Remembered/items",
      '$string(items.{ "sku": sku, "amount": amount }[]) ?? "[]"',
      shape.text,
      { root: order },
      (run, context) => {
        const results_1: unknown[] = [];
        for (const item_2 of jsonata.itemsOf(jsonata.step(context, "items"))) {
          run.tick();
          const context_3 = jsonata.constructorContext(item_2);
          const object_4: Record<string, unknown> = {};
          const value_5 = jsonata.lastStep(context_3, "sku");
          if (value_5 !== undefined) object_4.sku = value_5;
          const value_6 = jsonata.lastStep(context_3, "amount");
          if (value_6 !== undefined) object_4.amount = value_6;
          results_1.push(object_4);
        }
        const value_7 = jsonata.callNative(run, 0, jsonata.functions.string, context, [jsonata.asArgument(jsonata.endList(results_1, true))]);
        return (value_7 !== undefined ? value_7 : "[]");
      },
    ),
    total: order.total,
    adds_up: equalMoney(
      money(order.total),
      maximumMoney([
        addMoney(money(order.sub_total), sumMoney(charged.map((surcharge) => money(surcharge.value)))),
        money(0),
      ]),
      order.currency,
    ),
  };
}

/**
 * Nothing by which a person could be known: e-mail and address are kept as hashes.
 * shared/desk.xmap:20
 */
export const Remembered: BindingModule = {
  name: "Remembered",
  link: "Remembered",
  left: orderEntity,
  right: deskOrderEntity,
  key: ["id"],
  once: ["placed_at"],
  lines: [],
  rules: [
    { id: "Remembered/id", target: "id", file: "shared/desk.xmap", line: 23, column: 3, text: "$string(id) -> id key" },
    {
      id: "Remembered/placed_at",
      target: "placed_at",
      file: "shared/desk.xmap",
      line: 24,
      column: 3,
      text: "create_date -> placed_at once",
    },
    {
      id: "Remembered/customer",
      target: "customer",
      file: "shared/desk.xmap",
      line: 25,
      column: 3,
      text: '$hash($lowercase(email ?: "")) -> customer',
    },
    {
      id: "Remembered/address",
      target: "address",
      file: "shared/desk.xmap",
      line: 26,
      column: 3,
      text: '$hash($lowercase(shipping_address.(zipcode & " " & street))) -> address',
    },
    {
      id: "Remembered/billing_country",
      target: "billing_country",
      file: "shared/desk.xmap",
      line: 27,
      column: 3,
      text: "billing_address.country_code -> billing_country",
    },
    {
      id: "Remembered/shipping_country",
      target: "shipping_country",
      file: "shared/desk.xmap",
      line: 28,
      column: 3,
      text: "shipping_address.country_code -> shipping_country",
    },
    {
      id: "Remembered/basket",
      target: "basket",
      file: "shared/desk.xmap",
      line: 29,
      column: 3,
      text: '$join(items.(sku & " " & $string(amount)), ", ") ?? "" -> basket',
    },
    {
      id: "Remembered/items",
      target: "items",
      file: "shared/desk.xmap",
      line: 30,
      column: 3,
      text: '$string(items.{ "sku": sku, "amount": amount }[]) ?? "[]" -> items',
    },
    { id: "Remembered/total", target: "total", file: "shared/desk.xmap", line: 31, column: 3, text: "total -> total" },
    {
      id: "Remembered/adds_up",
      target: "adds_up",
      file: "shared/desk.xmap",
      line: 32,
      column: 3,
      text: "total = $max([sub_total + $sum([$charged.value]), 0]) -> adds_up",
    },
  ],
  lookups: [],
  validate: checkRemembered,
  map: mapRemembered,
};

export interface RememberOrderState {
  readonly order: Order;
  readonly seen: DeskOrder;
}

/**
 * Whatever else waits: what the shop has sold is known before its stock is told anything.
 * shared/desk.xmap:36
 */
export const RememberOrder: FlowModule = {
  name: "RememberOrder",
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
  ],
  policy: undefined,
  atMostEveryMilliseconds: undefined,
  rules: [],
  steps: [
    {
      step: "sync",
      id: "seen",
      file: "shared/desk.xmap",
      line: 39,
      assign: "seen",
      binding: Remembered,
      record: (state: RememberOrderState) => state.order,
    },
  ],
};

export const bindings: Readonly<Record<string, BindingModule>> = { Remembered };

export const flows: Readonly<Record<string, FlowModule>> = { RememberOrder };

/** None is absent and one stands for itself, as paths over lists have it. */
function unwrap<Item>(items: readonly Item[]): readonly Item[] | Item | undefined {
  return items.length > 1 ? items : items[0];
}
//# sourceMappingURL=desk.ts.map
