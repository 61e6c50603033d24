import type { Environment } from "../engine/environment.ts";
import { isStorable, type StockLevel, stockOf } from "./stock-level.ts";

const list = "mrp.bom";
const line = "mrp.bom.line";

/** A component of a kit: the line that names it, and how many pieces are meant. */
export type KitPart = { readonly line: number; readonly product: number; readonly quantity: number };

/** The list that makes a product a kit, the first one when there are several; none without the module `mrp`. */
export function kitOf(environment: Environment, product: number): number | undefined {
  if (!environment.database.has(list)) {
    return undefined;
  }
  const template = environment.link("product.product", product, "product_tmpl_id");
  const lists =
    template === undefined ? [] : (environment.database.table(list).find("product_tmpl_id", template) ?? []);
  const sequence = (id: number): number => environment.number(list, id, "sequence");
  const isForAll = (id: number): number => (environment.link(list, id, "product_id") === undefined ? 1 : 0);
  return lists
    .filter((id) => environment.flag(list, id, "active") && environment.text(list, id, "type") === "phantom")
    .filter((id) => [undefined, product].includes(environment.link(list, id, "product_id")))
    .sort((left, right) => sequence(left) - sequence(right) || isForAll(left) - isForAll(right) || left - right)[0];
}

/** The components of so many kits, those of kits within it in their place. */
export function partsOf(environment: Environment, product: number, kit: number, quantity: number): readonly KitPart[] {
  const own = environment.links("product.product", product, "product_template_attribute_value_ids");
  return environment.links(list, kit, "bom_line_ids").flatMap((id) => {
    const values = environment.links(line, id, "bom_product_template_attribute_value_ids");
    if (values.length > 0 && !values.some((value) => own.includes(value))) {
      return [];
    }
    const component = environment.number(line, id, "product_id");
    const needed =
      (quantity * environment.number(line, id, "product_qty")) / environment.number(list, kit, "product_qty");
    const inner = kitOf(environment, component);
    return inner === undefined
      ? [{ line: id, product: component, quantity: needed }]
      : partsOf(environment, component, inner, needed);
  });
}

/** What there is of a kit: as often as its scarcest component that is counted allows, and nothing when none is. */
export function kitStock(environment: Environment, product: number, kit: number): StockLevel {
  const pieces = new Map<number, number>();
  for (const part of partsOf(environment, product, kit, 1)) {
    if (isStorable(environment, part.product) && part.quantity > 0) {
      pieces.set(part.product, (pieces.get(part.product) ?? 0) + part.quantity);
    }
  }
  const levels = [...pieces].map(([part, needed]) => ({ needed, level: stockOf(environment, part) }));
  const scarcest = (pick: (level: StockLevel) => number): number =>
    levels.length === 0 ? 0 : Math.floor(Math.min(...levels.map(({ needed, level }) => pick(level) / needed)) + 1e-9);
  return {
    onHand: scarcest(({ onHand }) => onHand),
    free: scarcest(({ free }) => free),
    outgoing: scarcest(({ outgoing }) => outgoing),
    incoming: scarcest(({ incoming }) => incoming),
    forecast: scarcest(({ forecast }) => forecast),
  };
}

/** The line of the kit that a move is for, to give to a move that goes on with it. */
export function kitLineOf(environment: Environment, move: number): { readonly bom_line_id?: number } {
  const found = environment.database.has(list) ? environment.link("stock.move", move, "bom_line_id") : undefined;
  return found === undefined ? {} : { bom_line_id: found };
}
