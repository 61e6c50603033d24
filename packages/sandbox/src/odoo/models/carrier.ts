import type { Environment } from "../engine/environment.ts";
import { boolean, char, float, integer, many2one, selection } from "../engine/field.ts";
import { defineModel, type Model } from "../engine/model.ts";

export const carrier: Model = defineModel({
  name: "delivery.carrier",
  label: "Shipping Methods",
  order: "sequence, id",
  fields: {
    name: char("Delivery Method", { required: true, indexed: true }),
    active: boolean("Active", { initial: true }),
    sequence: integer("Sequence", { initial: 10 }),
    delivery_type: selection(
      "Provider",
      [
        ["base_on_rule", "Based on Rules"],
        ["fixed", "Fixed Price"],
      ],
      { required: true, initial: "fixed" },
    ),
    product_id: many2one("Delivery Product", "product.product", { required: true, onDelete: "restrict" }),
    fixed_price: float("Fixed Price"),
    margin: float("Margin"),
    fixed_margin: float("Fixed Margin"),
    free_over: boolean("Free if order amount is above"),
    amount: float("Amount"),
    tracking_url: char("Tracking Link"),
    company_id: many2one("Company", "res.company"),
  },
});

/** What a carrier asks for an order: its fixed price, nothing when the order is worth enough. */
export function deliveryPrice(environment: Environment, carrierId: number, order: number): number {
  const number = (field: string): number => environment.number("delivery.carrier", carrierId, field);
  const lines = environment
    .links("sale.order", order, "order_line")
    .filter((line) => !environment.flag("sale.order.line", line, "is_delivery"));
  const worth = lines.reduce((sum, line) => sum + environment.number("sale.order.line", line, "price_total"), 0);
  const isFree = environment.flag("delivery.carrier", carrierId, "free_over") && worth >= number("amount");
  return isFree ? 0 : number("fixed_price") * (1 + number("margin")) + number("fixed_margin");
}
