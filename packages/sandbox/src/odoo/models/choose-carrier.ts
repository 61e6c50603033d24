import type { Environment } from "../engine/environment.ts";
import { char, float, many2many, many2one, monetary } from "../engine/field.ts";
import { defineModel, type Model } from "../engine/model.ts";
import { mapTaxes } from "../fiscal-position.ts";
import { deliveryPrice } from "./carrier.ts";

const name = "choose.delivery.carrier";

export const chooseCarrier: Model = defineModel({
  name,
  label: "Delivery Method Selection Wizard",
  fields: {
    order_id: many2one("Order", "sale.order", { required: true, onDelete: "cascade" }),
    partner_id: many2one("Customer", "res.partner", {
      compute: (environment, id) =>
        environment.get("sale.order", environment.number(name, id, "order_id"), "partner_id"),
    }),
    carrier_id: many2one("Delivery Method", "delivery.carrier", { required: true }),
    delivery_type: char("Delivery Type", {
      compute: (environment, id) =>
        environment.get("delivery.carrier", environment.number(name, id, "carrier_id"), "delivery_type"),
    }),
    delivery_price: float("Delivery Price"),
    display_price: float("Cost", { compute: (environment, id) => environment.number(name, id, "delivery_price") }),
    currency_id: many2one("Currency", "res.currency", {
      compute: (environment, id) =>
        environment.get("sale.order", environment.number(name, id, "order_id"), "currency_id"),
    }),
    available_carrier_ids: many2many("Available Carriers", "delivery.carrier", {
      compute: (environment) => environment.search("delivery.carrier", []),
    }),
    total_weight: float("Total Order Weight"),
    amount_untaxed: monetary("Untaxed Amount", {
      compute: (environment, id) =>
        environment.number("sale.order", environment.number(name, id, "order_id"), "amount_untaxed"),
    }),
  },
  afterCreate: (environment, id, values) => {
    if (values.delivery_price === undefined) {
      price(environment, id);
    }
  },
  methods: {
    update_price: {
      run: (environment, ids) => {
        for (const id of ids) {
          price(environment, id);
        }
        const [first = 0] = ids;
        const action = { name: "Add a shipping method", type: "ir.actions.act_window", view_mode: "form" };
        return { ...action, res_model: name, res_id: first, target: "new", context: { no_rate: false } };
      },
    },
    button_confirm: {
      run: (environment, ids) => {
        for (const id of ids) {
          putDeliveryLine(environment, id);
        }
        return undefined;
      },
    },
  },
});

function price(environment: Environment, id: number): void {
  const carrier = environment.number(name, id, "carrier_id");
  const order = environment.number(name, id, "order_id");
  environment.store(name, id, { delivery_price: deliveryPrice(environment, carrier, order) });
}

/** Puts one delivery line into the order in the place of those that it has, and the carrier beside it. */
function putDeliveryLine(environment: Environment, id: number): void {
  const order = environment.number(name, id, "order_id");
  const carrier = environment.number(name, id, "carrier_id");
  const product = environment.number("delivery.carrier", carrier, "product_id");
  const lines = environment.links("sale.order", order, "order_line");
  const former = lines.filter((line) => environment.flag("sale.order.line", line, "is_delivery"));
  const position = environment.link("sale.order", order, "fiscal_position_id");
  const sequences = lines.map((line) => environment.number("sale.order.line", line, "sequence"));
  environment.unlink("sale.order.line", former);
  environment.create("sale.order.line", {
    order_id: order,
    product_id: product,
    name: environment.text("delivery.carrier", carrier, "name"),
    product_uom_qty: 1,
    price_unit: environment.number(name, id, "delivery_price"),
    tax_ids: [[6, 0, mapTaxes(environment, position, environment.links("product.product", product, "taxes_id"))]],
    is_delivery: true,
    sequence: Math.max(0, ...sequences) + 1,
  });
  environment.write("sale.order", [order], { carrier_id: carrier });
}
