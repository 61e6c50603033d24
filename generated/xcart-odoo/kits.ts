// Generated from xcart-odoo/kits.xmap. Do not edit: change the mapping and compile again.

import {
  type Answers,
  type Ask,
  type BindingModule,
  distinct,
  equals,
  type FlowModule,
  floor,
  type LookupModule,
  maximum,
  minimum,
  number,
  type Report,
  round,
  type SystemModule,
  shape,
  split,
  substringAfter,
  substringBefore,
  subtract,
  text,
  wrongValue,
} from "@xmap/runtime";
import * as jsonata from "@xmap/runtime/jsonata";
import { type OpenDemand, openDemandEntity, StockBuffer } from "../shared/demand.ts";
import { type CountRequest, countRequestEntity } from "../shared/desk.ts";
import {
  bomEntity,
  type KitProduct,
  kitProductEntity,
  type Product,
  productEntity,
  quantEntity,
} from "../shared/odoo.ts";
import { careful } from "../shared/policies.ts";
import { type Order, orderEntity, type ShopProduct, shopProductEntity } from "../shared/shop.ts";
import { Products, StockedId } from "./products-stock.ts";

export const contract = 1;
export const id = "xcart-odoo/kits";
export const hash = "602077ba376701fd9c9bb70f2d19250ebccfafcde5c71f841858889782f6e93f";
export const sourceFiles = [
  "shared/demand.xmap",
  "shared/desk.xmap",
  "shared/odoo.xmap",
  "shared/policies.xmap",
  "shared/shop.xmap",
  "shared/tables.xmap",
  "xcart-odoo/kits.xmap",
  "xcart-odoo/orders.xmap",
  "xcart-odoo/products-stock.xmap",
];

export const systems: Readonly<Record<string, SystemModule>> = {};

export const StockedIdForKitStockOfOrderId: LookupModule = {
  ...StockedId,
  none: () => ({ answer: null }),
};

export interface CountsDraft {
  readonly product_id: number;
}

function checkCounts(product: Product, report: Report): void {
  if (typeof product.id !== "number") {
    wrongValue(report, "Counts/product_id", "id", "a number", product.id);
  }
}

function mapCounts(product: Product): CountsDraft {
  return {
    product_id: product.id,
  };
}

/**
 * A count that is asked for, by the product.
 * xcart-odoo/kits.xmap:93
 */
export const Counts: BindingModule = {
  name: "Counts",
  link: "Counts",
  left: productEntity,
  right: countRequestEntity,
  key: ["product_id"],
  once: [],
  lines: [],
  rules: [
    {
      id: "Counts/product_id",
      target: "product_id",
      file: "xcart-odoo/kits.xmap",
      line: 94,
      column: 3,
      text: "id -> product_id key",
    },
  ],
  lookups: [],
  validate: checkCounts,
  map: mapCounts,
};

export interface KitStockToShopState {
  readonly product: KitProduct;
  readonly own: readonly NonNullable<NonNullable<KitProduct>["bom_ids"]>[number][];
  readonly components: readonly NonNullable<NonNullable<NonNullable<NonNullable<NonNullable<NonNullable<KitProduct>["bom_ids"]>[number]>["bom_line_ids"]>[number]>["product_id"]>[];
  readonly around: readonly object[];
  readonly kits: readonly number[];
  readonly id: number;
  readonly item: Product;
  readonly goods: ShopProduct | undefined;
  readonly open: OpenDemand;
  readonly buffer: string | undefined;
  readonly now: KitProduct;
  readonly boms: readonly object[];
  readonly lines: readonly {
      readonly part: object;
      readonly pieces: number;
      readonly unit: number;
      readonly values?: readonly number[] | undefined;
    }[];
  readonly odd: boolean;
  readonly needs: readonly object[];
  readonly sold: readonly { readonly sku?: string | undefined; readonly pieces?: number | undefined }[];
  readonly stock: readonly {
      readonly id: number;
      readonly free: number;
      readonly sold: number;
      readonly soldInKits: number;
    }[];
  readonly possible: number | undefined;
}

/**
 * What moves or is ordered is counted again, with its components and with every kit that has one of them. A kit is offered
 * as often as its scarcest component allows. What the shop has sold and Odoo not reserved yet takes of the components, sold
 * as a kit or alone. A kit with a kit in it, or in other units than its components are counted in, is not offered.
 * xcart-odoo/kits.xmap:16
 */
export const KitStockToShop: FlowModule = {
  name: "KitStockToShop",
  subject: { name: "product", entity: kitProductEntity },
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
    {
      event: "change",
      entity: countRequestEntity,
      via: undefined,
      at: "product_id",
      hints: [{ by: "poll", everyMilliseconds: 2000 }],
    },
  ],
  after: ["RememberOrder"],
  policy: careful,
  atMostEveryMilliseconds: 2000,
  rules: [
    {
      id: "KitStockToShop/own",
      target: "own",
      file: "xcart-odoo/kits.xmap",
      line: 23,
      column: 3,
      text: 'own = [product.bom_ids[type = "phantom" and active]]',
    },
    {
      id: "KitStockToShop/components",
      target: "components",
      file: "xcart-odoo/kits.xmap",
      line: 24,
      column: 3,
      text: "components = [own.bom_line_ids.product_id]",
    },
    {
      id: "KitStockToShop/around",
      target: "around",
      file: "xcart-odoo/kits.xmap",
      line: 25,
      column: 3,
      text: 'around = [product.bom_line_ids.bom_id, components.bom_line_ids.bom_id][type = "phantom" and active]',
    },
    {
      id: "KitStockToShop/kits",
      target: "kits",
      file: "xcart-odoo/kits.xmap",
      line: 26,
      column: 3,
      text: "kits = [[own, around].(product_id ? product_id : product_tmpl_id.product_variant_ids).id]",
    },
    {
      id: "require $count(kits) > 0",
      target: "require",
      file: "xcart-odoo/kits.xmap",
      line: 27,
      column: 3,
      text: 'require $count(kits) > 0 else skip "no kit"',
    },
    {
      id: "KitStockToShop/buffer",
      target: "buffer",
      file: "xcart-odoo/kits.xmap",
      line: 33,
      column: 7,
      text: "buffer = item.default_code via StockBuffer",
    },
    {
      id: "KitStockToShop/boms",
      target: "boms",
      file: "xcart-odoo/kits.xmap",
      line: 36,
      column: 7,
      text: 'boms = [($own := now.id; now.bom_ids[type = "phantom" and active and (product_id.id ?? $own) = $own])]',
    },
    {
      id: "KitStockToShop/lines",
      target: "lines",
      file: "xcart-odoo/kits.xmap",
      line: 37,
      column: 7,
      text: 'lines = [ ( $values := now.product_template_attribute_value_ids; boms.( $made := product_qty; bom_line_ids[product_qty > 0].{ "part": product_id, "pieces": product_qty / $made, "unit": product_uom_id, "values": bom_product_template_attribute_value_ids } )[$count(values) = 0 or $exists(values[$ in $values])] ) ]',
    },
    {
      id: "KitStockToShop/odd",
      target: "odd",
      file: "xcart-odoo/kits.xmap",
      line: 51,
      column: 7,
      text: 'odd = ( $unit := now.uom_id; $exists(boms[product_uom_id != $unit]) or $exists(lines[unit != part.uom_id]) or $exists(lines.part.bom_ids[type = "phantom" and active]) )',
    },
    {
      id: "KitStockToShop/needs",
      target: "needs",
      file: "xcart-odoo/kits.xmap",
      line: 58,
      column: 7,
      text: 'needs = $count(boms) > 0 ? lines[part.is_storable] : [{ "part": now, "pieces": 1 }]',
    },
    {
      id: "KitStockToShop/sold",
      target: "sold",
      file: "xcart-odoo/kits.xmap",
      line: 59,
      column: 7,
      text: 'sold = [ $split(open.listed ?: "", "\\n")[$ != ""].{ "sku": $substringAfter($, " "), "pieces": $number($substringBefore($, " ")) } ]',
    },
    {
      id: "KitStockToShop/stock",
      target: "stock",
      file: "xcart-odoo/kits.xmap",
      line: 65,
      column: 7,
      text: 'stock = [ ( $demand := function($sku){ $sum([sold[sku = $sku].pieces]) }; needs.part.{ "id": id, "free": $min([free_qty, qty_available - outgoing_qty]), "sold": $demand(default_code), "soldInKits": $sum([ bom_line_ids[bom_id.type = "phantom" and bom_id.active].( $pieces := product_qty / bom_id.product_qty; bom_id.(product_id ? product_id : product_tmpl_id.product_variant_ids).($pieces * $demand(default_code)) ) ]) } ) ]',
    },
    {
      id: "KitStockToShop/possible",
      target: "possible",
      file: "xcart-odoo/kits.xmap",
      line: 81,
      column: 7,
      text: "possible = $min([ ($needs := needs; stock.($id := id; (free - sold - soldInKits) / $sum([$needs[part.id = $id].pieces]))) ])",
    },
    {
      id: "each id/when goods.inventory_traceable ?? false/write goods/amount",
      target: "amount",
      file: "xcart-odoo/kits.xmap",
      line: 85,
      column: 21,
      text: 'odd ? 0 : $round($max([0, $floor($round(possible ?? 0, 6)) - $number(buffer ?? "0")])) -> amount',
    },
    {
      id: "each id/when goods.inventory_traceable ?? false/require $not(odd) or id != product.id",
      target: "require",
      file: "xcart-odoo/kits.xmap",
      line: 86,
      column: 7,
      text: 'require $not(odd) or id != product.id else hold "kit {item.default_code} is not offered: it has a kit in it, or other units than its components"',
    },
  ],
  steps: [
    {
      step: "value",
      id: "own",
      file: "xcart-odoo/kits.xmap",
      line: 23,
      assign: "own",
      lookups: [],
      value: (state: KitStockToShopState) =>
        (state.product.bom_ids ?? []).filter((bomId) => bomId.type === "phantom" && bomId.active) as never,
    },
    {
      step: "value",
      id: "components",
      file: "xcart-odoo/kits.xmap",
      line: 24,
      assign: "components",
      lookups: [],
      value: (state: KitStockToShopState) =>
        state.own.flatMap((bomId) => (bomId.bom_line_ids ?? []).map((bomLineId) => bomLineId.product_id)) as never,
    },
    {
      step: "value",
      id: "around",
      file: "xcart-odoo/kits.xmap",
      line: 25,
      assign: "around",
      lookups: [],
      value: (state: KitStockToShopState) =>
        jsonata
          .compute(
            "KitStockToShop/around",
            "[product.bom_line_ids.bom_id, components.bom_line_ids.bom_id]",
            shape.list(shape.either(shape.anyRecord, shape.anyRecord)),
            { root: state },
            (_run, context) => {
              const list_1: unknown[] = [];
              jsonata.addAll(list_1, jsonata.lastStep(jsonata.step(jsonata.step(context, "product"), "bom_line_ids"), "bom_id"));
              jsonata.addAll(list_1, jsonata.lastStep(jsonata.step(jsonata.step(context, "components"), "bom_line_ids"), "bom_id"));
              return list_1;
            },
          )
          .filter((item) =>
            equals(
              jsonata.compute(
                "KitStockToShop/around",
                "type",
                shape.text,
                { root: state, context: item },
                (_run, context) => {
                  return jsonata.lastStep(context, "type");
                },
              ),
              "phantom",
            ) &&
            jsonata.compute(
              "KitStockToShop/around",
              "active",
              shape.boolean,
              { root: state, context: item },
              (_run, context) => {
                return jsonata.lastStep(context, "active");
              },
            )),
    },
    {
      step: "value",
      id: "kits",
      file: "xcart-odoo/kits.xmap",
      line: 26,
      assign: "kits",
      lookups: [],
      value: (state: KitStockToShopState) =>
        jsonata.compute(
          "KitStockToShop/kits",
          "[own, around].(product_id ? product_id : product_tmpl_id.product_variant_ids).id",
          shape.items(shape.number),
          { root: { ...state, around: unwrap(state.around) } },
          (run, context) => {
            const context_1 = jsonata.asSequence(context);
            const list_2: unknown[] = jsonata.constructed();
            jsonata.addAll(list_2, jsonata.lastStep(context_1, "own"));
            jsonata.addAll(list_2, jsonata.lastStep(context_1, "around"));
            let value_6: unknown;
            if (jsonata.hasNoMembers(list_2)) {
              value_6 = list_2;
            } else {
              const results_3: unknown[] = [];
              for (const item_4 of jsonata.itemsOf(jsonata.membersOf(list_2))) {
                run.tick();
                const value_5 = (jsonata.isTrue(jsonata.lastStep(item_4, "product_id")) ? jsonata.lastStep(item_4, "product_id") : jsonata.lastStep(jsonata.step(item_4, "product_tmpl_id"), "product_variant_ids"));
                if (value_5 !== undefined) results_3.push(value_5);
              }
              value_6 = jsonata.lastStep(jsonata.flatten(results_3), "id");
            }
            return value_6;
          },
        ),
    },
    {
      step: "require",
      id: "require $count(kits) > 0",
      file: "xcart-odoo/kits.xmap",
      line: 27,
      condition: (state: KitStockToShopState) => state.kits.length > 0,
      otherwise: () => ({ word: "skip", message: "no kit" }),
      shown: () => [],
    },
    {
      step: "each",
      id: "each id",
      file: "xcart-odoo/kits.xmap",
      line: 28,
      name: "id",
      list: (state: KitStockToShopState) =>
        distinct([state.product.id, ...state.components.map((productId) => productId.id), ...state.kits]),
      steps: [
        {
          step: "read",
          id: "item",
          file: "xcart-odoo/kits.xmap",
          line: 29,
          assign: "item",
          entity: productEntity,
          key: (state: KitStockToShopState) => [state.id],
        },
        {
          step: "find",
          id: "goods",
          file: "xcart-odoo/kits.xmap",
          line: 30,
          assign: "goods",
          binding: Products,
          side: "left",
          record: (state: KitStockToShopState) => state.item,
          otherwise: undefined,
        },
        {
          step: "when",
          id: "each id/when goods.inventory_traceable ?? false",
          file: "xcart-odoo/kits.xmap",
          line: 31,
          capability: undefined,
          condition: (state: KitStockToShopState) => state.goods?.inventory_traceable ?? false,
          steps: [
            {
              step: "read",
              id: "open",
              file: "xcart-odoo/kits.xmap",
              line: 32,
              assign: "open",
              entity: openDemandEntity,
              key: () => ["*"],
            },
            {
              step: "value",
              id: "buffer",
              file: "xcart-odoo/kits.xmap",
              line: 33,
              assign: "buffer",
              lookups: [
                (state: KitStockToShopState, ask: Ask) => {
                  ask.lookup(StockBuffer, state.item.default_code);
                },
              ],
              value: (state: KitStockToShopState, answers: Answers) =>
                answers.lookup(StockBuffer, "KitStockToShop/buffer", state.item.default_code) as string | undefined,
            },
            {
              step: "read",
              id: "now",
              file: "xcart-odoo/kits.xmap",
              line: 34,
              assign: "now",
              entity: kitProductEntity,
              key: (state: KitStockToShopState) => [state.id],
            },
            {
              step: "value",
              id: "boms",
              file: "xcart-odoo/kits.xmap",
              line: 36,
              assign: "boms",
              lookups: [],
              value: (state: KitStockToShopState) =>
                jsonata.compute(
                  "KitStockToShop/boms",
                  '($own := now.id; now.bom_ids[type = "phantom" and active and (product_id.id ?? …',
                  shape.items(shape.anyRecord),
                  { root: state },
                  (run, context) => {
                    const own_1 = jsonata.lastStep(jsonata.step(context, "now"), "id");
                    const results_2: unknown[] = [];
                    for (const item_3 of jsonata.itemsOf(jsonata.step(context, "now"))) {
                      run.tick();
                      let list_4 = jsonata.listOf(jsonata.settled(jsonata.lookup(item_3, "bom_ids")));
                      if (jsonata.isLong(list_4)) {
                        list_4 = jsonata.candidates(run, list_4, "type", "phantom");
                      }
                      const kept_5 = jsonata.newSequence();
                      for (const item_6 of list_4) {
                        run.tick();
                        let holds_8 = ((jsonata.lastStep(item_6, "type") === "phantom") && jsonata.isTrue(jsonata.lastStep(item_6, "active")));
                        if (holds_8) {
                          const value_7 = jsonata.lastStep(jsonata.step(item_6, "product_id"), "id");
                          holds_8 = jsonata.equal((value_7 !== undefined ? value_7 : own_1), own_1);
                        }
                        if (holds_8) kept_5.push(item_6);
                      }
                      results_2.push(kept_5);
                    }
                    return jsonata.end(results_2);
                  },
                ) as never,
            },
            {
              step: "value",
              id: "lines",
              file: "xcart-odoo/kits.xmap",
              line: 37,
              assign: "lines",
              lookups: [],
              value: (state: KitStockToShopState) =>
                jsonata.compute(
                  "KitStockToShop/lines",
                  "( $values := now.product_template_attribute_value_ids; boms.( $made := product_…",
                  shape.items(
                    shape.record({
                      part: shape.anyRecord,
                      pieces: shape.number,
                      unit: shape.number,
                      values: shape.maybe(shape.list(shape.number)),
                    }),
                  ),
                  { root: state },
                  (run, context) => {
                    const values_1 = jsonata.lastStep(jsonata.step(context, "now"), "product_template_attribute_value_ids");
                    const results_2: unknown[] = [];
                    for (const item_3 of jsonata.itemsOf(jsonata.step(context, "boms"))) {
                      run.tick();
                      const made_4 = jsonata.lastStep(item_3, "product_qty");
                      const results_5: unknown[] = [];
                      for (const item_6 of jsonata.listOf(item_3)) {
                        run.tick();
                        const list_7 = jsonata.listOf(jsonata.settled(jsonata.lookup(item_6, "bom_line_ids")));
                        const kept_8 = jsonata.newSequence();
                        for (const item_9 of list_7) {
                          run.tick();
                          if (jsonata.isGreater(141, jsonata.lastStep(item_9, "product_qty"), 0)) kept_8.push(item_9);
                        }
                        results_5.push(kept_8);
                      }
                      const results_10: unknown[] = [];
                      for (const item_11 of jsonata.itemsOf(jsonata.flatten(results_5))) {
                        run.tick();
                        const context_12 = jsonata.constructorContext(item_11);
                        const object_13: Record<string, unknown> = {};
                        const value_14 = jsonata.lastStep(context_12, "product_id");
                        if (value_14 !== undefined) object_13.part = value_14;
                        const value_15 = jsonata.divide(218, jsonata.lastStep(context_12, "product_qty"), made_4);
                        if (value_15 !== undefined) object_13.pieces = value_15;
                        const value_16 = jsonata.lastStep(context_12, "product_uom_id");
                        if (value_16 !== undefined) object_13.unit = value_16;
                        const value_17 = jsonata.lastStep(context_12, "bom_product_template_attribute_value_ids");
                        if (value_17 !== undefined) object_13.values = value_17;
                        results_10.push(object_13);
                      }
                      const list_18 = jsonata.listOf(jsonata.end(results_10));
                      const kept_19 = jsonata.newSequence();
                      for (const item_20 of list_18) {
                        run.tick();
                        let holds_26 = (jsonata.callNative(run, 368, jsonata.functions.count, item_20, [jsonata.lastStep(item_20, "values")]) === 0);
                        if (!holds_26) {
                          const results_21: unknown[] = [];
                          for (const item_22 of jsonata.listOf(item_20)) {
                            run.tick();
                            const list_23 = jsonata.listOf(jsonata.settled(jsonata.lookup(item_22, "values")));
                            const kept_24 = jsonata.newSequence();
                            for (const item_25 of list_23) {
                              run.tick();
                              if (jsonata.isIn(jsonata.settled(jsonata.unwrapped(item_25)), values_1)) kept_24.push(item_25);
                            }
                            results_21.push(kept_24);
                          }
                          holds_26 = (jsonata.end(results_21) !== undefined);
                        }
                        if (holds_26) kept_19.push(item_20);
                      }
                      results_2.push(kept_19);
                    }
                    return jsonata.end(results_2);
                  },
                ) as never,
            },
            {
              step: "value",
              id: "odd",
              file: "xcart-odoo/kits.xmap",
              line: 51,
              assign: "odd",
              lookups: [],
              value: (state: KitStockToShopState) =>
                jsonata.compute(
                  "KitStockToShop/odd",
                  "( $unit := now.uom_id; $exists(boms[product_uom_id != $unit]) or $exists(lines[…",
                  shape.boolean,
                  { root: state },
                  (run, context) => {
                    const unit_1 = jsonata.lastStep(jsonata.step(context, "now"), "uom_id");
                    const results_2: unknown[] = [];
                    for (const item_3 of jsonata.listOf(context)) {
                      run.tick();
                      const list_4 = jsonata.listOf(jsonata.settled(jsonata.lookup(item_3, "boms")));
                      const kept_5 = jsonata.newSequence();
                      for (const item_6 of list_4) {
                        run.tick();
                        if (jsonata.unequal(jsonata.lastStep(item_6, "product_uom_id"), unit_1)) kept_5.push(item_6);
                      }
                      results_2.push(kept_5);
                    }
                    let holds_12 = (jsonata.end(results_2) !== undefined);
                    if (!holds_12) {
                      const results_7: unknown[] = [];
                      for (const item_8 of jsonata.listOf(context)) {
                        run.tick();
                        const list_9 = jsonata.listOf(jsonata.settled(jsonata.lookup(item_8, "lines")));
                        const kept_10 = jsonata.newSequence();
                        for (const item_11 of list_9) {
                          run.tick();
                          if (jsonata.unequal(jsonata.lastStep(item_11, "unit"), jsonata.lastStep(jsonata.step(item_11, "part"), "uom_id"))) kept_10.push(item_11);
                        }
                        results_7.push(kept_10);
                      }
                      holds_12 = (jsonata.end(results_7) !== undefined);
                    }
                    let holds_18 = holds_12;
                    if (!holds_18) {
                      const results_13: unknown[] = [];
                      for (const item_14 of jsonata.itemsOf(jsonata.step(jsonata.step(context, "lines"), "part"))) {
                        run.tick();
                        let list_15 = jsonata.listOf(jsonata.settled(jsonata.lookup(item_14, "bom_ids")));
                        if (jsonata.isLong(list_15)) {
                          list_15 = jsonata.candidates(run, list_15, "type", "phantom");
                        }
                        const kept_16 = jsonata.newSequence();
                        for (const item_17 of list_15) {
                          run.tick();
                          if (((jsonata.lastStep(item_17, "type") === "phantom") && jsonata.isTrue(jsonata.lastStep(item_17, "active")))) kept_16.push(item_17);
                        }
                        results_13.push(kept_16);
                      }
                      holds_18 = (jsonata.end(results_13) !== undefined);
                    }
                    return holds_18;
                  },
                ),
            },
            {
              step: "value",
              id: "needs",
              file: "xcart-odoo/kits.xmap",
              line: 58,
              assign: "needs",
              lookups: [],
              value: (state: KitStockToShopState) =>
                jsonata.compute(
                  "KitStockToShop/needs",
                  '$count(boms) > 0 ? lines[part.is_storable] : [{ "part": now, "pieces": 1 }]',
                  shape.items(
                    shape.either(
                      shape.record({
                        part: shape.anyRecord,
                        pieces: shape.number,
                        unit: shape.number,
                        values: shape.maybe(shape.list(shape.number)),
                      }),
                      shape.record({ part: shape.anyRecord, pieces: shape.number }),
                    ),
                  ),
                  { root: state },
                  (run, context) => {
                    let value_11: unknown;
                    if (jsonata.isGreater(0, jsonata.callNative(run, 0, jsonata.functions.count, context, [jsonata.lastStep(context, "boms")]), 0)) {
                      const results_1: unknown[] = [];
                      for (const item_2 of jsonata.listOf(context)) {
                        run.tick();
                        const list_3 = jsonata.listOf(jsonata.settled(jsonata.lookup(item_2, "lines")));
                        const kept_4 = jsonata.newSequence();
                        for (let index_6 = 0; index_6 < list_3.length; index_6 += 1) {
                          const item_5 = list_3[index_6];
                          run.tick();
                          for (let count_7 = jsonata.selections(jsonata.lastStep(jsonata.step(item_5, "part"), "is_storable"), index_6, list_3.length); count_7 > 0; count_7 -= 1) kept_4.push(item_5);
                        }
                        results_1.push(kept_4);
                      }
                      value_11 = jsonata.end(results_1);
                    } else {
                      const context_8 = jsonata.constructorContext(context);
                      const object_9: Record<string, unknown> = {};
                      const value_10 = jsonata.lastStep(context_8, "now");
                      if (value_10 !== undefined) object_9.part = value_10;
                      object_9.pieces = 1;
                      value_11 = [object_9];
                    }
                    return value_11;
                  },
                ),
            },
            {
              step: "value",
              id: "sold",
              file: "xcart-odoo/kits.xmap",
              line: 59,
              assign: "sold",
              lookups: [],
              value: (state: KitStockToShopState) =>
                (split(state.open.listed || "", "\n") ?? [])
                  .filter((item) => item !== "")
                  .map((item) => ({
                    sku: substringAfter(item, " "),
                    pieces: number(substringBefore(item, " ")),
                  })) as never,
            },
            {
              step: "value",
              id: "stock",
              file: "xcart-odoo/kits.xmap",
              line: 65,
              assign: "stock",
              lookups: [],
              value: (state: KitStockToShopState) =>
                jsonata.compute(
                  "KitStockToShop/stock",
                  '( $demand := function($sku){ $sum([sold[sku = $sku].pieces]) }; needs.part.{ "i…',
                  shape.items(
                    shape.record({ id: shape.number, free: shape.number, sold: shape.number, soldInKits: shape.number }),
                  ),
                  { root: { ...state, needs: unwrap(state.needs) } },
                  (run, context) => {
                    const lambda_9 = (sku_2: unknown): unknown => {
                      run.enter();
                      const list_3: unknown[] = [];
                      const results_4: unknown[] = [];
                      for (const item_5 of jsonata.listOf(context)) {
                        run.tick();
                        let list_6 = jsonata.listOf(jsonata.settled(jsonata.lookup(item_5, "sold")));
                        if (jsonata.isLong(list_6)) {
                          list_6 = jsonata.candidates(run, list_6, "sku", jsonata.settled(sku_2));
                        }
                        const kept_7 = jsonata.newSequence();
                        for (const item_8 of list_6) {
                          run.tick();
                          if (jsonata.equal(jsonata.lastStep(item_8, "sku"), jsonata.settled(sku_2))) kept_7.push(item_8);
                        }
                        results_4.push(kept_7);
                      }
                      jsonata.addAll(list_3, jsonata.lastStep(jsonata.flatten(results_4), "pieces"));
                      const result = jsonata.callNative(run, 39, jsonata.functions.sum, context, [list_3]);
                      run.leave();
                      return result;
                    };
                    const demand_1 = lambda_9;
                    const results_10: unknown[] = [];
                    for (const item_11 of jsonata.itemsOf(jsonata.step(jsonata.step(context, "needs"), "part"))) {
                      run.tick();
                      const context_12 = jsonata.constructorContext(item_11);
                      const object_13: Record<string, unknown> = {};
                      const value_14 = jsonata.lastStep(context_12, "id");
                      if (value_14 !== undefined) object_13.id = value_14;
                      const list_15: unknown[] = [];
                      jsonata.addAll(list_15, jsonata.lastStep(context_12, "free_qty"));
                      jsonata.addAll(list_15, jsonata.subtract(155, jsonata.lastStep(context_12, "qty_available"), jsonata.lastStep(context_12, "outgoing_qty")));
                      const value_16 = jsonata.callNative(run, 139, jsonata.functions.min, context_12, [list_15]);
                      if (value_16 !== undefined) object_13.free = value_16;
                      const value_17 = jsonata.settled(jsonata.call(207, "demand", context_12, jsonata.settled(demand_1), [jsonata.lastStep(context_12, "default_code")]));
                      if (value_17 !== undefined) object_13.sold = value_17;
                      const list_18: unknown[] = [];
                      const results_19: unknown[] = [];
                      for (const item_20 of jsonata.listOf(context_12)) {
                        run.tick();
                        let list_21 = jsonata.listOf(jsonata.settled(jsonata.lookup(item_20, "bom_line_ids")));
                        if (jsonata.isLong(list_21)) {
                          list_21 = jsonata.candidates(run, list_21, "bom_id\ntype", "phantom");
                        }
                        const kept_22 = jsonata.newSequence();
                        for (const item_23 of list_21) {
                          run.tick();
                          if (((jsonata.lastStep(jsonata.step(item_23, "bom_id"), "type") === "phantom") && jsonata.isTrue(jsonata.lastStep(jsonata.step(item_23, "bom_id"), "active")))) kept_22.push(item_23);
                        }
                        results_19.push(kept_22);
                      }
                      const results_24: unknown[] = [];
                      for (const item_25 of jsonata.itemsOf(jsonata.flatten(results_19))) {
                        run.tick();
                        const pieces_26 = jsonata.divide(362, jsonata.lastStep(item_25, "product_qty"), jsonata.lastStep(jsonata.step(item_25, "bom_id"), "product_qty"));
                        const results_27: unknown[] = [];
                        for (const item_28 of jsonata.itemsOf(jsonata.step(item_25, "bom_id"))) {
                          run.tick();
                          const value_29 = (jsonata.isTrue(jsonata.lastStep(item_28, "product_id")) ? jsonata.lastStep(item_28, "product_id") : jsonata.lastStep(jsonata.step(item_28, "product_tmpl_id"), "product_variant_ids"));
                          if (value_29 !== undefined) results_27.push(value_29);
                        }
                        const results_30: unknown[] = [];
                        for (const item_31 of jsonata.itemsOf(jsonata.flatten(results_27))) {
                          run.tick();
                          const value_32 = jsonata.multiply(484, pieces_26, jsonata.settled(jsonata.call(494, "demand", item_31, jsonata.settled(demand_1), [jsonata.lastStep(item_31, "default_code")])));
                          if (value_32 !== undefined) results_30.push(value_32);
                        }
                        const value_33 = jsonata.end(results_30);
                        if (value_33 !== undefined) results_24.push(value_33);
                      }
                      jsonata.addAll(list_18, jsonata.end(results_24));
                      const value_34 = jsonata.callNative(run, 256, jsonata.functions.sum, context_12, [list_18]);
                      if (value_34 !== undefined) object_13.soldInKits = value_34;
                      results_10.push(object_13);
                    }
                    return jsonata.end(results_10);
                  },
                ) as never,
            },
            {
              step: "value",
              id: "possible",
              file: "xcart-odoo/kits.xmap",
              line: 81,
              assign: "possible",
              lookups: [],
              value: (state: KitStockToShopState) =>
                minimum(
                  jsonata.compute(
                    "KitStockToShop/possible",
                    "($needs := needs; stock.($id := id; (free - sold - soldInKits) / $sum([$needs[p…",
                    shape.items(shape.number),
                    { root: { ...state, needs: unwrap(state.needs) } },
                    (run, context) => {
                      const needs_1 = jsonata.lastStep(context, "needs");
                      const results_2: unknown[] = [];
                      for (const item_3 of jsonata.itemsOf(jsonata.step(context, "stock"))) {
                        run.tick();
                        const id_4 = jsonata.lastStep(item_3, "id");
                        const value_11 = jsonata.subtract(37, jsonata.subtract(37, jsonata.lastStep(item_3, "free"), jsonata.lastStep(item_3, "sold")), jsonata.lastStep(item_3, "soldInKits"));
                        const list_5: unknown[] = [];
                        let list_7 = jsonata.listOf(needs_1);
                        if (jsonata.isLong(list_7)) {
                          list_7 = jsonata.candidates(run, list_7, "part\nid", id_4);
                        }
                        const kept_8 = jsonata.newSequence();
                        for (const item_9 of list_7) {
                          run.tick();
                          if (jsonata.equal(jsonata.lastStep(jsonata.step(item_9, "part"), "id"), id_4)) kept_8.push(item_9);
                        }
                        const value_10 = jsonata.settled(kept_8);
                        const results_6: unknown[] = value_10 === undefined ? [] : [value_10];
                        jsonata.addAll(list_5, jsonata.lastStep(jsonata.flatten(results_6), "pieces"));
                        const value_12 = jsonata.divide(36, value_11, jsonata.callNative(run, 65, jsonata.functions.sum, item_3, [list_5]));
                        if (value_12 !== undefined) results_2.push(value_12);
                      }
                      return jsonata.end(results_2);
                    },
                  ),
                ),
            },
            {
              step: "write",
              id: "each id/when goods.inventory_traceable ?? false/write goods",
              file: "xcart-odoo/kits.xmap",
              line: 85,
              target: "goods",
              entity: shopProductEntity,
              lookups: [],
              map: (state: KitStockToShopState) => ({
                amount: state.odd
                  ? 0
                  : round(
                    maximum(
                      [
                        0,
                        subtract(floor(round(state.possible ?? 0, 6)), number(state.buffer ?? "0")),
                      ].filter((value) => value !== undefined),
                    ),
                  ),
              }),
            },
            {
              step: "require",
              id: "each id/when goods.inventory_traceable ?? false/require $not(odd) or id != product.id",
              file: "xcart-odoo/kits.xmap",
              line: 86,
              condition: (state: KitStockToShopState) => !state.odd || state.id !== state.product.id,
              otherwise: (state: KitStockToShopState) => ({
                word: "hold",
                message: `kit ${text(
                  state.item.default_code,
                )} is not offered: it has a kit in it, or other units than its components`,
              }),
              shown: (state: KitStockToShopState) => [state.odd, state.id, state.product.id],
            },
          ],
        },
      ],
    },
  ],
};

export interface KitStockOfOrderState {
  readonly order: Order;
  readonly line: NonNullable<NonNullable<Order>["items"]>[number];
  readonly id: number | undefined;
  readonly item: Product;
  readonly asked: CountRequest;
}

/**
 * An order takes from kits and components before Odoo reserves anything, and X-Cart knows nothing of it: each change of one is counted.
 * xcart-odoo/kits.xmap:98
 */
export const KitStockOfOrder: FlowModule = {
  name: "KitStockOfOrder",
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
  after: ["RememberOrder"],
  policy: careful,
  atMostEveryMilliseconds: undefined,
  rules: [
    {
      id: "KitStockOfOrder/id",
      target: "id",
      file: "xcart-odoo/kits.xmap",
      line: 105,
      column: 7,
      text: "id = line.sku via StockedId else null",
    },
    {
      id: "when erp offers kits/each line/when id != null/write asked/asked_for",
      target: "asked_for",
      file: "xcart-odoo/kits.xmap",
      line: 109,
      column: 23,
      text: '"order " & order.order_number & ", changed " & order.update_date -> asked_for',
    },
  ],
  steps: [
    {
      step: "when",
      id: "when erp offers kits",
      file: "xcart-odoo/kits.xmap",
      line: 103,
      capability: { system: "erp", name: "kits" },
      condition: undefined,
      steps: [
        {
          step: "each",
          id: "when erp offers kits/each line",
          file: "xcart-odoo/kits.xmap",
          line: 104,
          name: "line",
          list: (state: KitStockOfOrderState) => state.order.items,
          steps: [
            {
              step: "value",
              id: "id",
              file: "xcart-odoo/kits.xmap",
              line: 105,
              assign: "id",
              lookups: [
                (state: KitStockOfOrderState, ask: Ask) => {
                  ask.lookup(StockedIdForKitStockOfOrderId, state.line.sku);
                },
              ],
              value: (state: KitStockOfOrderState, answers: Answers) =>
                answers.lookup(
                  StockedIdForKitStockOfOrderId,
                  "KitStockOfOrder/id",
                  state.line.sku,
                ) as number | undefined,
            },
            {
              step: "when",
              id: "when erp offers kits/each line/when id != null",
              file: "xcart-odoo/kits.xmap",
              line: 106,
              capability: undefined,
              condition: (state: KitStockOfOrderState) => state.id != null,
              steps: [
                {
                  step: "read",
                  id: "item",
                  file: "xcart-odoo/kits.xmap",
                  line: 107,
                  assign: "item",
                  entity: productEntity,
                  key: (state: KitStockOfOrderState) => [state.id],
                },
                {
                  step: "sync",
                  id: "asked",
                  file: "xcart-odoo/kits.xmap",
                  line: 108,
                  assign: "asked",
                  binding: Counts,
                  record: (state: KitStockOfOrderState) => state.item,
                },
                {
                  step: "write",
                  id: "when erp offers kits/each line/when id != null/write asked",
                  file: "xcart-odoo/kits.xmap",
                  line: 109,
                  target: "asked",
                  entity: countRequestEntity,
                  lookups: [],
                  map: (state: KitStockOfOrderState) => ({
                    asked_for: `order ${state.order.order_number}, changed ${state.order.update_date}`,
                  }),
                },
              ],
            },
          ],
        },
      ],
    },
  ],
};

export const bindings: Readonly<Record<string, BindingModule>> = { Counts };

export const flows: Readonly<Record<string, FlowModule>> = { KitStockToShop, KitStockOfOrder };

/** None is absent and one stands for itself, as paths over lists have it. */
function unwrap<Item>(items: readonly Item[]): readonly Item[] | Item | undefined {
  return items.length > 1 ? items : items[0];
}
//# sourceMappingURL=kits.ts.map
