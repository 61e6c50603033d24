import type { Environment } from "../engine/environment.ts";

const itemName = "product.pricelist.item";

/** A product's price in a pricelist, for a quantity of it; `item` is the rule that gave it. */
type ListedPrice = { readonly price: number; readonly item?: number };

/** The price by the first rule that applies: the most special one, then the one for the largest quantity. */
export function listedPrice(
  environment: Environment,
  pricelist: number | undefined,
  product: number,
  quantity: number,
): ListedPrice {
  const plain = environment.number("product.product", product, "lst_price");
  if (pricelist === undefined) {
    return { price: plain };
  }
  const rules = environment.search(itemName, [["pricelist_id", "=", pricelist]]);
  const item = rules.find((rule) => applies(environment, rule, product, quantity));
  return item === undefined ? { price: plain } : { price: priceBy(environment, item, product), item };
}

function applies(environment: Environment, rule: number, product: number, quantity: number): boolean {
  const text = (field: string): string => environment.text(itemName, rule, field);
  const link = (field: string): number | undefined => environment.link(itemName, rule, field);
  const start = text("date_start");
  const end = text("date_end");
  const isNow = (start === "" || start <= environment.now) && (end === "" || end >= environment.now);
  if (quantity < environment.number(itemName, rule, "min_quantity") || !isNow) {
    return false;
  }
  switch (text("applied_on")) {
    case "0_product_variant":
      return link("product_id") === product;
    case "1_product":
      return link("product_tmpl_id") === environment.link("product.product", product, "product_tmpl_id");
    case "2_product_category":
      return isInCategory(environment, product, link("categ_id"));
    default:
      return true;
  }
}

function isInCategory(environment: Environment, product: number, wanted: number | undefined): boolean {
  let category = environment.link("product.product", product, "categ_id");
  while (category !== undefined && category !== wanted) {
    category = environment.link("product.category", category, "parent_id");
  }
  return category !== undefined;
}

function priceBy(environment: Environment, rule: number, product: number): number {
  const number = (field: string): number => environment.number(itemName, rule, field);
  const base = environment.text(itemName, rule, "base") === "standard_price" ? "standard_price" : "lst_price";
  const from = environment.number("product.product", product, base);
  switch (environment.text(itemName, rule, "compute_price")) {
    case "fixed":
      return number("fixed_price");
    case "percentage":
      return from * (1 - number("percent_price") / 100);
    default: {
      const reduced = from * (1 - number("price_discount") / 100);
      const step = number("price_round");
      return (step > 0 ? Math.round(reduced / step) * step : reduced) + number("price_surcharge");
    }
  }
}
