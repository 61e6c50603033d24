// Generated from xcart-odoo/products-stock.xmap. Do not edit: change the mapping and compile again.

import {
  type Answers,
  type Ask,
  type BindingModule,
  type FlowModule,
  floor,
  isIn,
  isLonger,
  type LookupModule,
  maximum,
  minimum,
  number,
  type Report,
  round,
  type SystemModule,
  subtract,
  text,
  wrongValue,
} from "@xmap/runtime";
import { Demanded, StockBuffer } from "../shared/demand.ts";
import { bomEntity, type Product, productEntity, quantEntity, type SaleOrder } from "../shared/odoo.ts";
import { careful } from "../shared/policies.ts";
import { type Order, orderEntity, type ShopProduct, shopProductEntity } from "../shared/shop.ts";
import { OrderToSale } from "./orders.ts";

export const contract = 1;
export const id = "xcart-odoo/products-stock";
export const hash = "dc07bdcd4780ba6d89644ab3497ff4e7a76c755546d8bb7a96cbae1908c740bf";
export const sourceFiles = [
  "shared/demand.xmap",
  "shared/desk.xmap",
  "shared/odoo.xmap",
  "shared/policies.xmap",
  "shared/shop.xmap",
  "shared/tables.xmap",
  "xcart-odoo/orders.xmap",
  "xcart-odoo/products-stock.xmap",
];

export const systems: Readonly<Record<string, SystemModule>> = {};

/** Goods that the shop may have sold although Odoo does not know them are left alone. */
export const StockedId: LookupModule = {
  name: "StockedId",
  entity: productEntity,
  columns: ["default_code"],
  result: "id",
  cacheMilliseconds: 600000,
  none: (key) => ({ word: "skip", message: `SKU ${text(key)} is not in Odoo` }),
  many: (key) => ({ word: "hold", message: `StockedId finds several for ${text(key)}` }),
};

export interface ProductsDraft {
  readonly sku: string | null;
  readonly name: string;
  readonly description: string | null;
  readonly price: number;
  readonly weight: number;
  readonly enabled: boolean;
  readonly inventory_traceable: boolean;
  readonly amount: number;
}

function checkProducts(product: Product, report: Report): void {
  if (product.default_code !== null && typeof product.default_code !== "string") {
    wrongValue(report, "Products/require/1", "default_code", "text", product.default_code);
  }
  if (typeof product.sale_ok !== "boolean") {
    wrongValue(report, "Products/require/2", "sale_ok", "true or false", product.sale_ok);
  }
  if (!["consu", "service", "combo"].includes(product.type)) {
    wrongValue(report, "Products/require/2", "type", "one of consu, service, combo", product.type);
  }
  if (typeof product.id !== "number") {
    wrongValue(report, "Products/$own", "id", "a number", product.id);
  }
  if (typeof product.name !== "string") {
    wrongValue(report, "Products/name", "name", "text", product.name);
  }
  if (product.description_sale !== null && typeof product.description_sale !== "string") {
    wrongValue(report, "Products/description", "description_sale", "text", product.description_sale);
  }
  if (typeof product.lst_price !== "number") {
    wrongValue(report, "Products/price", "lst_price", "a number", product.lst_price);
  }
  if (typeof product.weight !== "number") {
    wrongValue(report, "Products/weight", "weight", "a number", product.weight);
  }
  if (typeof product.active !== "boolean") {
    wrongValue(report, "Products/enabled", "active", "true or false", product.active);
  }
  if (typeof product.is_storable !== "boolean") {
    wrongValue(report, "Products/inventory_traceable", "is_storable", "true or false", product.is_storable);
  }
  if (product.bom_ids !== undefined && product.bom_ids !== null && !Array.isArray(product.bom_ids)) {
    wrongValue(report, "Products/inventory_traceable", "bom_ids", "a list", product.bom_ids);
  } else if (product.bom_ids != null) {
    for (const bomId of product.bom_ids) {
      if (typeof bomId !== "object" || bomId === null) {
        wrongValue(report, "Products/inventory_traceable", "bom_ids[]", "a record", bomId);
      } else {
        if (!["normal", "phantom"].includes(bomId.type)) {
          wrongValue(report, "Products/inventory_traceable", "bom_ids[].type", "one of normal, phantom", bomId.type);
        }
        if (typeof bomId.active !== "boolean") {
          wrongValue(report, "Products/inventory_traceable", "bom_ids[].active", "true or false", bomId.active);
        }
        if (bomId.product_id !== undefined && bomId.product_id !== null && typeof bomId.product_id !== "object") {
          wrongValue(report, "Products/inventory_traceable", "bom_ids[].product_id", "a record", bomId.product_id);
        } else if (bomId.product_id != null) {
          if (typeof bomId.product_id.id !== "number") {
            wrongValue(
              report,
              "Products/inventory_traceable",
              "bom_ids[].product_id.id",
              "a number",
              bomId.product_id.id,
            );
          }
        }
        if (bomId.bom_line_ids !== undefined && !Array.isArray(bomId.bom_line_ids)) {
          wrongValue(report, "Products/inventory_traceable", "bom_ids[].bom_line_ids", "a list", bomId.bom_line_ids);
        } else if (bomId.bom_line_ids != null) {
          for (const bomLineId of bomId.bom_line_ids) {
            if (typeof bomLineId !== "object" || bomLineId === null) {
              wrongValue(report, "Products/inventory_traceable", "bom_ids[].bom_line_ids[]", "a record", bomLineId);
            } else {
              if (typeof bomLineId.product_id !== "object" || bomLineId.product_id === null) {
                wrongValue(
                  report,
                  "Products/inventory_traceable",
                  "bom_ids[].bom_line_ids[].product_id",
                  "a record",
                  bomLineId.product_id,
                );
              } else {
                if (typeof bomLineId.product_id.is_storable !== "boolean") {
                  wrongValue(
                    report,
                    "Products/inventory_traceable",
                    "bom_ids[].bom_line_ids[].product_id.is_storable",
                    "true or false",
                    bomLineId.product_id.is_storable,
                  );
                }
                if (bomLineId.product_id.bom_ids !== undefined && !Array.isArray(bomLineId.product_id.bom_ids)) {
                  wrongValue(
                    report,
                    "Products/inventory_traceable",
                    "bom_ids[].bom_line_ids[].product_id.bom_ids",
                    "a list",
                    bomLineId.product_id.bom_ids,
                  );
                } else if (bomLineId.product_id.bom_ids != null) {
                  for (const bomIdValue of bomLineId.product_id.bom_ids) {
                    if (typeof bomIdValue !== "object" || bomIdValue === null) {
                      wrongValue(
                        report,
                        "Products/inventory_traceable",
                        "bom_ids[].bom_line_ids[].product_id.bom_ids[]",
                        "a record",
                        bomIdValue,
                      );
                    } else {
                      if (!["normal", "phantom"].includes(bomIdValue.type)) {
                        wrongValue(
                          report,
                          "Products/inventory_traceable",
                          "bom_ids[].bom_line_ids[].product_id.bom_ids[].type",
                          "one of normal, phantom",
                          bomIdValue.type,
                        );
                      }
                      if (bomIdValue.id !== undefined && typeof bomIdValue.id !== "number") {
                        wrongValue(
                          report,
                          "Products/inventory_traceable",
                          "bom_ids[].bom_line_ids[].product_id.bom_ids[].id",
                          "a number",
                          bomIdValue.id,
                        );
                      }
                    }
                  }
                }
              }
              if (bomLineId.id !== undefined && typeof bomLineId.id !== "number") {
                wrongValue(
                  report,
                  "Products/inventory_traceable",
                  "bom_ids[].bom_line_ids[].id",
                  "a number",
                  bomLineId.id,
                );
              }
            }
          }
        }
      }
    }
  }
}

function mapProducts(product: Product, _answers: Answers, report: Report): ProductsDraft {
  const own = product.id;
  if (product.default_code === null) {
    report.problem("skip", "Products/require/1", "no SKU");
  }
  if (!(product.sale_ok && product.type !== "service")) {
    report.problem("skip", "Products/require/2", "not for sale in the shop");
  }
  const sku = product.default_code;
  if (product.default_code == null) {
    report.problem("reject", "Products/sku", "sku has no value");
  }
  if (typeof sku === "string" && isLonger(sku, 32)) {
    wrongValue(report, "Products/sku", "sku", "text of at most 32 characters", sku);
  }
  return {
    sku,
    name: product.name,
    description: product.description_sale,
    price: product.lst_price,
    weight: product.weight,
    enabled: product.active,
    inventory_traceable: product.is_storable ||
      (product.bom_ids ?? [])
        .filter((bomId) =>
          bomId.type === "phantom" && bomId.active && (bomId.product_id === null || bomId.product_id?.id === own))
        .flatMap((bomId) =>
          (bomId.bom_line_ids ?? [])
            .filter((bomLineId) =>
              bomLineId.product_id.is_storable ||
              (bomLineId.product_id.bom_ids ?? [])
                .filter((bomIdValue) => bomIdValue.type === "phantom")
                .map((bomIdValue) => bomIdValue.id)
                .some((value) => value !== undefined))
            .map((bomLineId) => bomLineId.id)
            .filter((value) => value !== undefined)).length >
        0,
    amount: 0,
  };
}

/** xcart-odoo/products-stock.xmap:11 */
export const Products: BindingModule = {
  name: "Products",
  link: "Products",
  left: productEntity,
  right: shopProductEntity,
  key: ["sku"],
  once: ["amount"],
  lines: [],
  rules: [
    {
      id: "Products/sku",
      target: "sku",
      file: "xcart-odoo/products-stock.xmap",
      line: 16,
      column: 3,
      text: "default_code -> sku key",
    },
    {
      id: "Products/name",
      target: "name",
      file: "xcart-odoo/products-stock.xmap",
      line: 17,
      column: 3,
      text: "name -> name",
    },
    {
      id: "Products/description",
      target: "description",
      file: "xcart-odoo/products-stock.xmap",
      line: 18,
      column: 3,
      text: "description_sale -> description",
    },
    {
      id: "Products/price",
      target: "price",
      file: "xcart-odoo/products-stock.xmap",
      line: 19,
      column: 3,
      text: "lst_price -> price",
    },
    {
      id: "Products/weight",
      target: "weight",
      file: "xcart-odoo/products-stock.xmap",
      line: 20,
      column: 3,
      text: "weight -> weight",
    },
    {
      id: "Products/enabled",
      target: "enabled",
      file: "xcart-odoo/products-stock.xmap",
      line: 21,
      column: 3,
      text: "active -> enabled",
    },
    {
      id: "Products/inventory_traceable",
      target: "inventory_traceable",
      file: "xcart-odoo/products-stock.xmap",
      line: 22,
      column: 3,
      text: 'is_storable or $exists( bom_ids[type = "phantom" and active and (product_id = null or product_id.id = $own)].bom_line_ids[ product_id.is_storable or $exists(product_id.bom_ids[type = "phantom"].id) ].id ) -> inventory_traceable',
    },
    {
      id: "Products/amount",
      target: "amount",
      file: "xcart-odoo/products-stock.xmap",
      line: 28,
      column: 3,
      text: "0 -> amount once",
    },
    {
      id: "Products/require/1",
      target: "require",
      file: "xcart-odoo/products-stock.xmap",
      line: 13,
      column: 11,
      text: "default_code != null",
    },
    {
      id: "Products/require/2",
      target: "require",
      file: "xcart-odoo/products-stock.xmap",
      line: 14,
      column: 11,
      text: 'sale_ok and type != "service"',
    },
  ],
  lookups: [],
  validate: checkProducts,
  map: mapProducts,
};

export interface ProductToShopState {
  readonly product: Product;
  readonly goods: ShopProduct;
}

/** xcart-odoo/products-stock.xmap:31 */
export const ProductToShop: FlowModule = {
  name: "ProductToShop",
  subject: { name: "product", entity: productEntity },
  where: undefined,
  triggers: [
    {
      event: "change",
      entity: productEntity,
      via: undefined,
      at: undefined,
      hints: [
        { by: "webhook", everyMilliseconds: undefined },
        { by: "poll", everyMilliseconds: 60000 },
      ],
    },
    {
      event: "change",
      entity: bomEntity,
      via: undefined,
      at: "product_tmpl_id.product_variant_id",
      hints: [{ by: "poll", everyMilliseconds: 60000 }],
    },
  ],
  policy: careful,
  atMostEveryMilliseconds: 5000,
  rules: [],
  steps: [
    {
      step: "sync",
      id: "goods",
      file: "xcart-odoo/products-stock.xmap",
      line: 36,
      assign: "goods",
      binding: Products,
      record: (state: ProductToShopState) => state.product,
    },
  ],
};

export interface StockToShopState {
  readonly product: Product;
  readonly goods: ShopProduct;
  readonly demand: number | undefined;
  readonly buffer: string | undefined;
  readonly now: Product;
}

/**
 * What Odoo can promise, less what is sold in the shop and not reserved yet, less a buffer. What is sold and lies in another warehouse is free, and still promised.
 * xcart-odoo/products-stock.xmap:43
 */
export const StockToShop: FlowModule = {
  name: "StockToShop",
  subject: { name: "product", entity: productEntity },
  where: undefined,
  triggers: [
    {
      event: "change",
      entity: quantEntity,
      via: undefined,
      at: "product_id",
      hints: [
        { by: "webhook", everyMilliseconds: undefined },
        { by: "poll", everyMilliseconds: 10000 },
      ],
    },
    {
      event: "change",
      entity: bomEntity,
      via: undefined,
      at: "product_tmpl_id.product_variant_id",
      hints: [{ by: "poll", everyMilliseconds: 60000 }],
    },
  ],
  after: ["RememberOrder"],
  policy: careful,
  atMostEveryMilliseconds: 2000,
  rules: [
    {
      id: 'require $count([product.bom_ids[type = "phantom" and active].id, product.bom_line_ids.bom_id[type = "phantom" and active].id]) = 0',
      target: "require",
      file: "xcart-odoo/products-stock.xmap",
      line: 49,
      column: 3,
      text: 'require $count([ product.bom_ids[type = "phantom" and active].id, product.bom_line_ids.bom_id[type = "phantom" and active].id ]) = 0 else skip "counted by kits.xmap"',
    },
    {
      id: "require goods.inventory_traceable",
      target: "require",
      file: "xcart-odoo/products-stock.xmap",
      line: 56,
      column: 3,
      text: 'require goods.inventory_traceable else skip "unlimited in the shop"',
    },
    {
      id: "StockToShop/demand",
      target: "demand",
      file: "xcart-odoo/products-stock.xmap",
      line: 57,
      column: 3,
      text: "demand = product.default_code via Demanded",
    },
    {
      id: "StockToShop/buffer",
      target: "buffer",
      file: "xcart-odoo/products-stock.xmap",
      line: 58,
      column: 3,
      text: "buffer = product.default_code via StockBuffer",
    },
    {
      id: "write goods/amount",
      target: "amount",
      file: "xcart-odoo/products-stock.xmap",
      line: 61,
      column: 5,
      text: '$round( $max([ 0, $floor($min([now.free_qty, now.qty_available - now.outgoing_qty])) - (demand ?? 0) - $number(buffer ?? "0") ]) ) -> amount',
    },
  ],
  steps: [
    {
      step: "require",
      id: 'require $count([product.bom_ids[type = "phantom" and active].id, product.bom_line_ids.bom_id[type = "phantom" and active].id]) = 0',
      file: "xcart-odoo/products-stock.xmap",
      line: 49,
      condition: (state: StockToShopState) =>
        [
          ...(state.product.bom_ids ?? [])
            .filter((bomId) => bomId.type === "phantom" && bomId.active)
            .map((bomId) => bomId.id)
            .filter((value) => value !== undefined),
          ...(state.product.bom_line_ids ??
            []).flatMap((bomLineId) =>
            [bomLineId.bom_id]
              .filter((bomId) => bomId.type === "phantom" && bomId.active)
              .map((bomId) => bomId.id)
              .filter((value) => value !== undefined)),
        ].length ===
          0,
      otherwise: () => ({ word: "skip", message: "counted by kits.xmap" }),
      shown: () => [],
    },
    {
      step: "find",
      id: "goods",
      file: "xcart-odoo/products-stock.xmap",
      line: 55,
      assign: "goods",
      binding: Products,
      side: "left",
      record: (state: StockToShopState) => state.product,
      otherwise: () => ({ word: "skip", message: "not sold in the shop" }),
    },
    {
      step: "require",
      id: "require goods.inventory_traceable",
      file: "xcart-odoo/products-stock.xmap",
      line: 56,
      condition: (state: StockToShopState) => state.goods.inventory_traceable,
      otherwise: () => ({ word: "skip", message: "unlimited in the shop" }),
      shown: (state: StockToShopState) => [state.goods.inventory_traceable],
    },
    {
      step: "value",
      id: "demand",
      file: "xcart-odoo/products-stock.xmap",
      line: 57,
      assign: "demand",
      lookups: [
        (state: StockToShopState, ask: Ask) => {
          ask.lookup(Demanded, state.product.default_code);
        },
      ],
      value: (state: StockToShopState, answers: Answers) =>
        answers.lookup(Demanded, "StockToShop/demand", state.product.default_code) as number | undefined,
    },
    {
      step: "value",
      id: "buffer",
      file: "xcart-odoo/products-stock.xmap",
      line: 58,
      assign: "buffer",
      lookups: [
        (state: StockToShopState, ask: Ask) => {
          ask.lookup(StockBuffer, state.product.default_code);
        },
      ],
      value: (state: StockToShopState, answers: Answers) =>
        answers.lookup(StockBuffer, "StockToShop/buffer", state.product.default_code) as string | undefined,
    },
    {
      step: "read",
      id: "now",
      file: "xcart-odoo/products-stock.xmap",
      line: 59,
      assign: "now",
      entity: productEntity,
      key: (state: StockToShopState) => [state.product.id],
    },
    {
      step: "write",
      id: "write goods",
      file: "xcart-odoo/products-stock.xmap",
      line: 60,
      target: "goods",
      entity: shopProductEntity,
      lookups: [],
      map: (state: StockToShopState) => ({
        amount: round(
          maximum(
            [
              0,
              subtract(
                subtract(
                  floor(minimum([state.now.free_qty, state.now.qty_available - state.now.outgoing_qty]) ?? 0),
                  state.demand ?? 0,
                ),
                number(state.buffer ?? "0"),
              ),
            ].filter((value) => value !== undefined),
          ),
        ),
      }),
    },
  ],
};

export interface ShelfOfSentOrderState {
  readonly order: Order;
  readonly sale: SaleOrder;
  readonly item: NonNullable<NonNullable<Order>["items"]>[number];
  readonly id: number | undefined;
  readonly product: Product;
  readonly goods: ShopProduct;
  readonly demand: number | undefined;
  readonly buffer: string | undefined;
  readonly now: Product;
}

/**
 * X-Cart puts the goods of a cancelled or refunded order back on its shelf, even those that were sent: the shelf is counted again.
 * xcart-odoo/products-stock.xmap:71
 */
export const ShelfOfSentOrder: FlowModule = {
  name: "ShelfOfSentOrder",
  subject: { name: "order", entity: orderEntity },
  where: (state: ShelfOfSentOrderState) => isIn(state.order.payment_status?.code, ["D", "C", "R"]),
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
  after: ["RememberOrder"],
  policy: careful,
  atMostEveryMilliseconds: undefined,
  rules: [
    {
      id: 'require sale.delivery_status in ["started", "partial", "full"]',
      target: "require",
      file: "xcart-odoo/products-stock.xmap",
      line: 77,
      column: 3,
      text: 'require sale.delivery_status in ["started", "partial", "full"] else skip "nothing was sent"',
    },
    {
      id: "ShelfOfSentOrder/id",
      target: "id",
      file: "xcart-odoo/products-stock.xmap",
      line: 79,
      column: 5,
      text: "id = item.sku via StockedId",
    },
    {
      id: 'each item/require $count([product.bom_ids[type = "phantom" and active].id, product.bom_line_ids.bom_id[type = "phantom" and active].id]) = 0',
      target: "require",
      file: "xcart-odoo/products-stock.xmap",
      line: 81,
      column: 5,
      text: 'require $count([ product.bom_ids[type = "phantom" and active].id, product.bom_line_ids.bom_id[type = "phantom" and active].id ]) = 0 else skip "counted by kits.xmap"',
    },
    {
      id: "each item/require goods.inventory_traceable",
      target: "require",
      file: "xcart-odoo/products-stock.xmap",
      line: 88,
      column: 5,
      text: 'require goods.inventory_traceable else skip "unlimited in the shop"',
    },
    {
      id: "ShelfOfSentOrder/demand",
      target: "demand",
      file: "xcart-odoo/products-stock.xmap",
      line: 89,
      column: 5,
      text: "demand = item.sku via Demanded",
    },
    {
      id: "ShelfOfSentOrder/buffer",
      target: "buffer",
      file: "xcart-odoo/products-stock.xmap",
      line: 90,
      column: 5,
      text: "buffer = item.sku via StockBuffer",
    },
    {
      id: "each item/write goods/amount",
      target: "amount",
      file: "xcart-odoo/products-stock.xmap",
      line: 93,
      column: 7,
      text: '$round( $max([ 0, $floor($min([now.free_qty, now.qty_available - now.outgoing_qty])) - (demand ?? 0) - $number(buffer ?? "0") ]) ) -> amount',
    },
  ],
  steps: [
    {
      step: "find",
      id: "sale",
      file: "xcart-odoo/products-stock.xmap",
      line: 76,
      assign: "sale",
      binding: OrderToSale,
      side: "left",
      record: (state: ShelfOfSentOrderState) => state.order,
      otherwise: () => ({ word: "skip", message: "never sold" }),
    },
    {
      step: "require",
      id: 'require sale.delivery_status in ["started", "partial", "full"]',
      file: "xcart-odoo/products-stock.xmap",
      line: 77,
      condition: (state: ShelfOfSentOrderState) => isIn(state.sale.delivery_status, ["started", "partial", "full"]),
      otherwise: () => ({ word: "skip", message: "nothing was sent" }),
      shown: (state: ShelfOfSentOrderState) => [state.sale.delivery_status],
    },
    {
      step: "each",
      id: "each item",
      file: "xcart-odoo/products-stock.xmap",
      line: 78,
      name: "item",
      list: (state: ShelfOfSentOrderState) => state.order.items,
      steps: [
        {
          step: "value",
          id: "id",
          file: "xcart-odoo/products-stock.xmap",
          line: 79,
          assign: "id",
          lookups: [
            (state: ShelfOfSentOrderState, ask: Ask) => {
              ask.lookup(StockedId, state.item.sku);
            },
          ],
          value: (state: ShelfOfSentOrderState, answers: Answers) =>
            answers.lookup(StockedId, "ShelfOfSentOrder/id", state.item.sku) as number | undefined,
        },
        {
          step: "read",
          id: "product",
          file: "xcart-odoo/products-stock.xmap",
          line: 80,
          assign: "product",
          entity: productEntity,
          key: (state: ShelfOfSentOrderState) => [state.id],
        },
        {
          step: "require",
          id: 'each item/require $count([product.bom_ids[type = "phantom" and active].id, product.bom_line_ids.bom_id[type = "phantom" and active].id]) = 0',
          file: "xcart-odoo/products-stock.xmap",
          line: 81,
          condition: (state: ShelfOfSentOrderState) =>
            [
              ...(state.product.bom_ids ?? [])
                .filter((bomId) => bomId.type === "phantom" && bomId.active)
                .map((bomId) => bomId.id)
                .filter((value) => value !== undefined),
              ...(state.product.bom_line_ids ??
                []).flatMap((bomLineId) =>
                [bomLineId.bom_id]
                  .filter((bomId) => bomId.type === "phantom" && bomId.active)
                  .map((bomId) => bomId.id)
                  .filter((value) => value !== undefined)),
            ].length ===
              0,
          otherwise: () => ({ word: "skip", message: "counted by kits.xmap" }),
          shown: () => [],
        },
        {
          step: "find",
          id: "goods",
          file: "xcart-odoo/products-stock.xmap",
          line: 87,
          assign: "goods",
          binding: Products,
          side: "left",
          record: (state: ShelfOfSentOrderState) => state.product,
          otherwise: () => ({ word: "skip", message: "not sold in the shop" }),
        },
        {
          step: "require",
          id: "each item/require goods.inventory_traceable",
          file: "xcart-odoo/products-stock.xmap",
          line: 88,
          condition: (state: ShelfOfSentOrderState) => state.goods.inventory_traceable,
          otherwise: () => ({ word: "skip", message: "unlimited in the shop" }),
          shown: (state: ShelfOfSentOrderState) => [state.goods.inventory_traceable],
        },
        {
          step: "value",
          id: "demand",
          file: "xcart-odoo/products-stock.xmap",
          line: 89,
          assign: "demand",
          lookups: [
            (state: ShelfOfSentOrderState, ask: Ask) => {
              ask.lookup(Demanded, state.item.sku);
            },
          ],
          value: (state: ShelfOfSentOrderState, answers: Answers) =>
            answers.lookup(Demanded, "ShelfOfSentOrder/demand", state.item.sku) as number | undefined,
        },
        {
          step: "value",
          id: "buffer",
          file: "xcart-odoo/products-stock.xmap",
          line: 90,
          assign: "buffer",
          lookups: [
            (state: ShelfOfSentOrderState, ask: Ask) => {
              ask.lookup(StockBuffer, state.item.sku);
            },
          ],
          value: (state: ShelfOfSentOrderState, answers: Answers) =>
            answers.lookup(StockBuffer, "ShelfOfSentOrder/buffer", state.item.sku) as string | undefined,
        },
        {
          step: "read",
          id: "now",
          file: "xcart-odoo/products-stock.xmap",
          line: 91,
          assign: "now",
          entity: productEntity,
          key: (state: ShelfOfSentOrderState) => [state.id],
        },
        {
          step: "write",
          id: "each item/write goods",
          file: "xcart-odoo/products-stock.xmap",
          line: 92,
          target: "goods",
          entity: shopProductEntity,
          lookups: [],
          map: (state: ShelfOfSentOrderState) => ({
            amount: round(
              maximum(
                [
                  0,
                  subtract(
                    subtract(
                      floor(minimum([state.now.free_qty, state.now.qty_available - state.now.outgoing_qty]) ?? 0),
                      state.demand ?? 0,
                    ),
                    number(state.buffer ?? "0"),
                  ),
                ].filter((value) => value !== undefined),
              ),
            ),
          }),
        },
      ],
    },
  ],
};

export const bindings: Readonly<Record<string, BindingModule>> = { Products };

export const flows: Readonly<Record<string, FlowModule>> = { ProductToShop, StockToShop, ShelfOfSentOrder };
//# sourceMappingURL=products-stock.ts.map
