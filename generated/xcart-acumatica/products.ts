// Generated from xcart-acumatica/products.xmap. Do not edit: change the mapping and compile again.

import {
  type Answers,
  type Ask,
  type BindingModule,
  type FlowModule,
  floor,
  isIn,
  isLonger,
  join,
  maximum,
  number,
  type Report,
  round,
  type SystemModule,
  subtract,
  sum,
  text,
  wrongValue,
} from "@xmap/runtime";
import { Demanded, StockBuffer } from "../shared/demand.ts";
import { type ShopProduct, shopProductEntity } from "../shared/shop.ts";
import {
  type AvailableQuantity,
  availableQuantityEntity,
  type StockItem,
  steady,
  stockItemEntity,
} from "./entities.ts";

export const contract = 1;
export const id = "xcart-acumatica/products";
export const hash = "2152d527e65976f30a99c01f0367781c65ac1056c19d447d789c8f1570574012";
export const sourceFiles = [
  "shared/demand.xmap",
  "shared/desk.xmap",
  "shared/shop.xmap",
  "shared/tables.xmap",
  "xcart-acumatica/entities.xmap",
  "xcart-acumatica/products.xmap",
];

export const systems: Readonly<Record<string, SystemModule>> = {};

export interface StockItemsDraft {
  readonly sku: string;
  readonly name: string;
  readonly description: string | null;
  readonly brief_description: string | undefined;
  readonly price: number;
  readonly weight: number;
  readonly enabled: boolean;
  readonly taxable: boolean;
  readonly meta_title: string | null;
  readonly meta_description: string | null;
  readonly meta_tags: string | null;
  readonly inventory_traceable: boolean;
  readonly amount: number;
}

function checkStockItems(stockItem: StockItem, report: Report): void {
  if (typeof stockItem.InventoryID !== "string") {
    wrongValue(report, "StockItems/sku", "InventoryID", "text", stockItem.InventoryID);
  }
  if (stockItem.Description !== null && typeof stockItem.Description !== "string") {
    wrongValue(report, "StockItems/name", "Description", "text", stockItem.Description);
  }
  if (stockItem.Content !== null && typeof stockItem.Content !== "string") {
    wrongValue(report, "StockItems/description", "Content", "text", stockItem.Content);
  }
  if (!Array.isArray(stockItem.Attributes)) {
    wrongValue(report, "StockItems/brief_description", "Attributes", "a list", stockItem.Attributes);
  } else {
    for (const attribute of stockItem.Attributes) {
      if (typeof attribute !== "object" || attribute === null) {
        wrongValue(report, "StockItems/brief_description", "Attributes[]", "a record", attribute);
      } else {
        if (attribute.Value !== null && typeof attribute.Value !== "string") {
          wrongValue(report, "StockItems/brief_description", "Attributes[].Value", "text", attribute.Value);
        }
        if (attribute.AttributeDescription !== null && typeof attribute.AttributeDescription !== "string") {
          wrongValue(
            report,
            "StockItems/brief_description",
            "Attributes[].AttributeDescription",
            "text",
            attribute.AttributeDescription,
          );
        }
        if (attribute.ValueDescription !== null && typeof attribute.ValueDescription !== "string") {
          wrongValue(
            report,
            "StockItems/brief_description",
            "Attributes[].ValueDescription",
            "text",
            attribute.ValueDescription,
          );
        }
      }
    }
  }
  if (typeof stockItem.DefaultPrice !== "number") {
    wrongValue(report, "StockItems/price", "DefaultPrice", "a number", stockItem.DefaultPrice);
  }
  if (typeof stockItem.DimensionWeight !== "number") {
    wrongValue(report, "StockItems/weight", "DimensionWeight", "a number", stockItem.DimensionWeight);
  }
  if (
    stockItem.ItemStatus !== null &&
      ![
        "Active",
        "No Sales",
        "No Purchases",
        "No Request",
        "Inactive",
        "Marked for Deletion",
      ].includes(stockItem.ItemStatus)
  ) {
    wrongValue(
      report,
      "StockItems/enabled",
      "ItemStatus",
      "one of Active, No Sales, No Purchases, No Request, Inactive, Marked for Deletion",
      stockItem.ItemStatus,
    );
  }
  if (stockItem.TaxCategory !== null && typeof stockItem.TaxCategory !== "string") {
    wrongValue(report, "StockItems/taxable", "TaxCategory", "text", stockItem.TaxCategory);
  }
  if (stockItem.PageTitle !== null && typeof stockItem.PageTitle !== "string") {
    wrongValue(report, "StockItems/meta_title", "PageTitle", "text", stockItem.PageTitle);
  }
  if (stockItem.MetaDescription !== null && typeof stockItem.MetaDescription !== "string") {
    wrongValue(report, "StockItems/meta_description", "MetaDescription", "text", stockItem.MetaDescription);
  }
  if (stockItem.MetaKeywords !== null && typeof stockItem.MetaKeywords !== "string") {
    wrongValue(report, "StockItems/meta_tags", "MetaKeywords", "text", stockItem.MetaKeywords);
  }
}

function mapStockItems(stockItem: StockItem, _answers: Answers, report: Report): StockItemsDraft {
  const sku = stockItem.InventoryID;
  if (isLonger(sku, 32)) {
    wrongValue(report, "StockItems/sku", "sku", "text of at most 32 characters", sku);
  }
  return {
    sku,
    name: stockItem.Description || stockItem.InventoryID,
    description: stockItem.Content,
    brief_description: join(
      unwrap(
        stockItem.Attributes
          .filter((attribute) => attribute.Value !== null)
          .map((attribute) =>
            `${text(attribute.AttributeDescription)}: ${text(attribute.ValueDescription || attribute.Value)}`),
      ),
      "<br>",
    ),
    price: stockItem.DefaultPrice,
    weight: stockItem.DimensionWeight,
    enabled: stockItem.ItemStatus === "Active",
    taxable: stockItem.TaxCategory !== "EXEMPT",
    meta_title: stockItem.PageTitle,
    meta_description: stockItem.MetaDescription,
    meta_tags: stockItem.MetaKeywords,
    inventory_traceable: true,
    amount: 0,
  };
}

/** xcart-acumatica/products.xmap:9 */
export const StockItems: BindingModule = {
  name: "StockItems",
  link: "StockItems",
  left: stockItemEntity,
  right: shopProductEntity,
  key: ["sku"],
  once: ["inventory_traceable", "amount"],
  lines: [],
  rules: [
    {
      id: "StockItems/sku",
      target: "sku",
      file: "xcart-acumatica/products.xmap",
      line: 10,
      column: 3,
      text: "InventoryID -> sku key",
    },
    {
      id: "StockItems/name",
      target: "name",
      file: "xcart-acumatica/products.xmap",
      line: 11,
      column: 3,
      text: "Description ?: InventoryID -> name",
    },
    {
      id: "StockItems/description",
      target: "description",
      file: "xcart-acumatica/products.xmap",
      line: 12,
      column: 3,
      text: "Content -> description",
    },
    {
      id: "StockItems/brief_description",
      target: "brief_description",
      file: "xcart-acumatica/products.xmap",
      line: 13,
      column: 3,
      text: '$join(Attributes[Value != null].(AttributeDescription & ": " & (ValueDescription ?: Value)), "<br>") -> brief_description',
    },
    {
      id: "StockItems/price",
      target: "price",
      file: "xcart-acumatica/products.xmap",
      line: 15,
      column: 3,
      text: "DefaultPrice -> price",
    },
    {
      id: "StockItems/weight",
      target: "weight",
      file: "xcart-acumatica/products.xmap",
      line: 16,
      column: 3,
      text: "DimensionWeight -> weight",
    },
    {
      id: "StockItems/enabled",
      target: "enabled",
      file: "xcart-acumatica/products.xmap",
      line: 17,
      column: 3,
      text: 'ItemStatus = "Active" -> enabled',
    },
    {
      id: "StockItems/taxable",
      target: "taxable",
      file: "xcart-acumatica/products.xmap",
      line: 18,
      column: 3,
      text: 'TaxCategory != "EXEMPT" -> taxable',
    },
    {
      id: "StockItems/meta_title",
      target: "meta_title",
      file: "xcart-acumatica/products.xmap",
      line: 19,
      column: 3,
      text: "PageTitle -> meta_title",
    },
    {
      id: "StockItems/meta_description",
      target: "meta_description",
      file: "xcart-acumatica/products.xmap",
      line: 20,
      column: 3,
      text: "MetaDescription -> meta_description",
    },
    {
      id: "StockItems/meta_tags",
      target: "meta_tags",
      file: "xcart-acumatica/products.xmap",
      line: 21,
      column: 3,
      text: "MetaKeywords -> meta_tags",
    },
    {
      id: "StockItems/inventory_traceable",
      target: "inventory_traceable",
      file: "xcart-acumatica/products.xmap",
      line: 22,
      column: 3,
      text: "true -> inventory_traceable once",
    },
    {
      id: "StockItems/amount",
      target: "amount",
      file: "xcart-acumatica/products.xmap",
      line: 23,
      column: 3,
      text: "0 -> amount once",
    },
  ],
  lookups: [],
  validate: checkStockItems,
  map: mapStockItems,
};

export interface StockItemToShopState {
  readonly item: StockItem;
  readonly known: ShopProduct | undefined;
  readonly goods: ShopProduct;
}

/** xcart-acumatica/products.xmap:26 */
export const StockItemToShop: FlowModule = {
  name: "StockItemToShop",
  subject: { name: "item", entity: stockItemEntity },
  where: undefined,
  triggers: [
    {
      event: "change",
      entity: stockItemEntity,
      via: undefined,
      at: undefined,
      hints: [
        { by: "webhook", everyMilliseconds: undefined },
        { by: "poll", everyMilliseconds: 60000 },
        { by: "sweep", everyMilliseconds: 86400000 },
      ],
    },
  ],
  policy: steady,
  atMostEveryMilliseconds: 5000,
  rules: [
    {
      id: 'require $exists(known) or item.ItemStatus = "Active"',
      target: "require",
      file: "xcart-acumatica/products.xmap",
      line: 31,
      column: 3,
      text: 'require $exists(known) or item.ItemStatus = "Active" else skip "not for sale"',
    },
  ],
  steps: [
    {
      step: "find",
      id: "known",
      file: "xcart-acumatica/products.xmap",
      line: 30,
      assign: "known",
      binding: StockItems,
      side: "left",
      record: (state: StockItemToShopState) => state.item,
      otherwise: undefined,
    },
    {
      step: "require",
      id: 'require $exists(known) or item.ItemStatus = "Active"',
      file: "xcart-acumatica/products.xmap",
      line: 31,
      condition: (state: StockItemToShopState) => state.known !== undefined || state.item.ItemStatus === "Active",
      otherwise: () => ({ word: "skip", message: "not for sale" }),
      shown: (state: StockItemToShopState) => [state.item.ItemStatus],
    },
    {
      step: "sync",
      id: "goods",
      file: "xcart-acumatica/products.xmap",
      line: 32,
      assign: "goods",
      binding: StockItems,
      record: (state: StockItemToShopState) => state.item,
    },
  ],
};

export interface AcumaticaStockToShopState {
  readonly item: StockItem;
  readonly goods: ShopProduct;
  readonly demand: number;
  readonly buffer: string;
  readonly now: AvailableQuantity;
  readonly elsewhere: number;
}

/**
 * What Acumatica can promise, without the warehouses that web orders are not shipped from, less what the shop has sold and Acumatica not reserved yet, less a buffer.
 * xcart-acumatica/products.xmap:36
 */
export const AcumaticaStockToShop: FlowModule = {
  name: "AcumaticaStockToShop",
  subject: { name: "item", entity: stockItemEntity },
  where: undefined,
  triggers: [
    {
      event: "change",
      entity: availableQuantityEntity,
      via: undefined,
      at: "InventoryID",
      hints: [{ by: "poll", everyMilliseconds: 30000 }],
    },
  ],
  after: ["RememberOrder"],
  policy: steady,
  atMostEveryMilliseconds: 2000,
  rules: [
    {
      id: "require goods.inventory_traceable",
      target: "require",
      file: "xcart-acumatica/products.xmap",
      line: 42,
      column: 3,
      text: 'require goods.inventory_traceable else skip "unlimited in the shop"',
    },
    {
      id: "AcumaticaStockToShop/demand",
      target: "demand",
      file: "xcart-acumatica/products.xmap",
      line: 43,
      column: 3,
      text: "demand = item.InventoryID via Demanded",
    },
    {
      id: "AcumaticaStockToShop/buffer",
      target: "buffer",
      file: "xcart-acumatica/products.xmap",
      line: 44,
      column: 3,
      text: "buffer = item.InventoryID via StockBuffer",
    },
    {
      id: "AcumaticaStockToShop/elsewhere",
      target: "elsewhere",
      file: "xcart-acumatica/products.xmap",
      line: 46,
      column: 3,
      text: 'elsewhere = $sum([item.WarehouseDetails[WarehouseID in ["RETAIL"]].QtyOnHand])',
    },
    {
      id: "write goods/amount",
      target: "amount",
      file: "xcart-acumatica/products.xmap",
      line: 48,
      column: 5,
      text: '$round($max([0, $floor(now.QtyAvailable - elsewhere) - (demand ?? 0) - $number(buffer ?? "0")])) -> amount',
    },
  ],
  steps: [
    {
      step: "find",
      id: "goods",
      file: "xcart-acumatica/products.xmap",
      line: 41,
      assign: "goods",
      binding: StockItems,
      side: "left",
      record: (state: AcumaticaStockToShopState) => state.item,
      otherwise: () => ({ word: "skip", message: "not sold in the shop" }),
    },
    {
      step: "require",
      id: "require goods.inventory_traceable",
      file: "xcart-acumatica/products.xmap",
      line: 42,
      condition: (state: AcumaticaStockToShopState) => state.goods.inventory_traceable,
      otherwise: () => ({ word: "skip", message: "unlimited in the shop" }),
      shown: (state: AcumaticaStockToShopState) => [state.goods.inventory_traceable],
    },
    {
      step: "value",
      id: "demand",
      file: "xcart-acumatica/products.xmap",
      line: 43,
      assign: "demand",
      lookups: [
        (state: AcumaticaStockToShopState, ask: Ask) => {
          ask.lookup(Demanded, state.item.InventoryID);
        },
      ],
      value: (state: AcumaticaStockToShopState, answers: Answers) =>
        answers.lookup(Demanded, "AcumaticaStockToShop/demand", state.item.InventoryID) as number | undefined,
    },
    {
      step: "value",
      id: "buffer",
      file: "xcart-acumatica/products.xmap",
      line: 44,
      assign: "buffer",
      lookups: [
        (state: AcumaticaStockToShopState, ask: Ask) => {
          ask.lookup(StockBuffer, state.item.InventoryID);
        },
      ],
      value: (state: AcumaticaStockToShopState, answers: Answers) =>
        answers.lookup(StockBuffer, "AcumaticaStockToShop/buffer", state.item.InventoryID) as string | undefined,
    },
    {
      step: "read",
      id: "now",
      file: "xcart-acumatica/products.xmap",
      line: 45,
      assign: "now",
      entity: availableQuantityEntity,
      key: (state: AcumaticaStockToShopState) => [state.item.InventoryID],
    },
    {
      step: "value",
      id: "elsewhere",
      file: "xcart-acumatica/products.xmap",
      line: 46,
      assign: "elsewhere",
      lookups: [],
      value: (state: AcumaticaStockToShopState) =>
        sum(
          state.item.WarehouseDetails
            .filter((warehouseDetail) => isIn(warehouseDetail.WarehouseID, ["RETAIL"]))
            .map((warehouseDetail) => warehouseDetail.QtyOnHand),
        ) ??
        0,
    },
    {
      step: "write",
      id: "write goods",
      file: "xcart-acumatica/products.xmap",
      line: 47,
      target: "goods",
      entity: shopProductEntity,
      lookups: [],
      map: (state: AcumaticaStockToShopState) => ({
        amount: round(
          maximum(
            [
              0,
              subtract(subtract(floor(state.now.QtyAvailable - state.elsewhere), state.demand), number(state.buffer)),
            ].filter((value) => value !== undefined),
          ),
        ),
      }),
    },
  ],
};

export const bindings: Readonly<Record<string, BindingModule>> = { StockItems };

export const flows: Readonly<Record<string, FlowModule>> = { StockItemToShop, AcumaticaStockToShop };

/** None is absent and one stands for itself, as paths over lists have it. */
function unwrap<Item>(items: readonly Item[]): readonly Item[] | Item | undefined {
  return items.length > 1 ? items : items[0];
}
//# sourceMappingURL=products.ts.map
