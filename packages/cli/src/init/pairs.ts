/** What a project may keep in step. */
const TOUCHPOINTS = [
  "orders",
  "invoices-payments",
  "products",
  "catalogue",
  "stock",
  "customers",
  "returns",
  "notifications",
] as const;

export type Touchpoint = (typeof TOUCHPOINTS)[number];

/** What each is, for people. */
export const TOUCHPOINT_MEANINGS: Readonly<Record<Touchpoint, string>> = {
  orders: "orders go to the ERP; status and tracking numbers come back",
  "invoices-payments": "what was paid or paid back is booked in the ERP, what is booked there shows in the shop",
  products: "the ERP's products are shown in the shop",
  catalogue: "products stand in the ERP's categories, with pictures from their addresses",
  stock: "the shop offers what the ERP can promise",
  customers: "customers are equal on both sides",
  returns: "what comes back is expected in the warehouse, and shows in the shop",
  notifications: "Slack and e-mail tell the team of sales and of what needs a person",
};

type Flows = Readonly<Partial<Record<Touchpoint, readonly string[]>>>;

/** The flows of a folder of mappings by what they are for. */
interface Side {
  /** For people, and in place of the first shop's name in texts. */
  readonly called: string;
  /** Folders of the templates, relative to all of them: what is in an earlier one counts. */
  readonly layers: readonly string[];
  readonly flows: Flows;
}

interface Erp extends Side {
  /** Where its mappings with a shop lie. */
  readonly folder: string;
  /** The flow that sells, and the line after which it is done. */
  readonly sold: { readonly flow: string; readonly after: string; readonly message: string };
}

/** What a project is made of. */
export interface Pair {
  readonly name: string;
  readonly shop: Side;
  readonly erp: Erp;
}

const SHOPS: Readonly<Record<string, Side>> = {
  xcart: { called: "X-Cart", layers: [], flows: {} },
  shopify: {
    called: "Shopify",
    layers: ["templates/shopify", "templates/canonical"],
    flows: {
      orders: ["OrdersFromShopify", "OrdersToShopify"],
      products: ["ProductsToShopify"],
      stock: ["StockToShopify"],
    },
  },
  woocommerce: {
    called: "WooCommerce",
    layers: ["templates/woocommerce", "templates/canonical"],
    flows: {
      orders: ["OrdersFromWooCommerce", "OrdersToWooCommerce"],
      products: ["ProductsToWooCommerce"],
      stock: ["StockToWooCommerce"],
    },
  },
};

const ERPS: Readonly<Record<string, Erp>> = {
  odoo: {
    called: "Odoo",
    folder: "xcart-odoo",
    layers: [],
    flows: {
      orders: ["OrderToCash", "DeliveryToShop"],
      "invoices-payments": ["OrderToInvoice", "RefundToOdoo", "PaymentToShop"],
      products: ["ProductToShop"],
      catalogue: ["CategoryToShop", "ProductToCategory", "ImagesToShop"],
      stock: ["StockToShop", "ShelfOfSentOrder", "KitStockToShop", "KitStockOfOrder"],
      customers: ["CustomersFromShop", "CustomersFromOdoo"],
      returns: ["ReturnToOdoo", "ReturnToShop"],
    },
    sold: {
      flow: "OrderToCash",
      after: "call sale.action_confirm()",
      message: "order {order.order_number} is sold as {sale.name}: {order.total} {order.currency}",
    },
  },
  acumatica: {
    called: "Acumatica",
    folder: "xcart-acumatica",
    layers: [],
    flows: {
      orders: ["OrderToAcumatica", "SalesOrderToShop", "ShipmentToShop", "PaidOrderToWarehouse"],
      "invoices-payments": ["PaymentToAcumatica", "SalesInvoiceToShop"],
      products: ["StockItemToShop"],
      catalogue: ["SalesCategoryToShop", "StockItemToCategory", "ItemImagesToShop"],
      stock: ["AcumaticaStockToShop"],
      customers: ["CustomersToAcumatica", "CustomersFromAcumatica"],
      returns: ["ReturnToAcumatica", "ReceiptToShop"],
    },
    sold: {
      flow: "OrderToAcumatica",
      after: "when $not(sales.Hold) {",
      message: "order {order.order_number} is sold as {sales.OrderNbr}: {order.total} {order.currency}",
    },
  },
};

/** Every shop with every ERP. */
export const PAIRS: readonly Pair[] = Object.entries(SHOPS).flatMap(([shop, shopSide]) =>
  Object.entries(ERPS).map(([erp, erpSide]) => ({ name: `${shop}-${erp}`, shop: shopSide, erp: erpSide })),
);

/** The shop's name that the ERPs' mappings are written with. */
export const FIRST_SHOP = "X-Cart";

/** What a pair has templates for. */
export function touchpointsOf({ shop, erp }: Pair): readonly Touchpoint[] {
  const isCanonical = shop.layers.length > 0;
  return TOUCHPOINTS.filter((touchpoint) => {
    if (touchpoint === "notifications") return true;
    if (erp.flows[touchpoint] === undefined) return false;
    // A shop behind the canonical model has what its own flows bring there; returns and payments are parts of its orders.
    return !isCanonical || ORDER_PARTS.includes(touchpoint) || shop.flows[touchpoint] !== undefined;
  });
}

/** What is chosen with what that needs: the stock of the canonical model is that of its products, and parts of orders need orders. */
export function withNeeded({ shop }: Pair, chosen: readonly Touchpoint[]): readonly Touchpoint[] {
  const needed = new Set(chosen);
  if (shop.layers.length > 0) {
    if (needed.has("stock")) needed.add("products");
    if (ORDER_PARTS.some((part) => needed.has(part))) needed.add("orders");
  }
  return TOUCHPOINTS.filter((touchpoint) => needed.has(touchpoint));
}

const ORDER_PARTS: readonly Touchpoint[] = ["orders", "invoices-payments", "returns"];

/** What a file's flows are for, in their order; one that no list names goes with the one before it, or with the orders. */
export function touchpointsOfFlows({ shop, erp }: Pair, flows: readonly string[]): ReadonlyMap<string, Touchpoint> {
  const found = new Map<string, Touchpoint>();
  let before: Touchpoint = "orders";
  for (const flow of flows) {
    before =
      TOUCHPOINTS.find(
        (each) => erp.flows[each]?.includes(flow) === true || shop.flows[each]?.includes(flow) === true,
      ) ?? before;
    found.set(flow, before);
  }
  return found;
}
