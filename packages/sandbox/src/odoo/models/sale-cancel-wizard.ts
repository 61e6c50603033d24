import { boolean, integer, many2many } from "../engine/field.ts";
import { defineModel, type Model } from "../engine/model.ts";

const name = "sale.mass.cancel.orders";

export const saleCancelWizard: Model = defineModel({
  name,
  label: "Cancel multiple quotations",
  fields: {
    sale_order_ids: many2many("Sale orders to cancel", "sale.order", {
      initial: (environment) => {
        const { active_ids: ids } = environment.caller.context;
        return Array.isArray(ids) ? ids.map(Number) : [];
      },
    }),
    sale_orders_count: integer("Sale Orders Count", {
      compute: (environment, id) => environment.links(name, id, "sale_order_ids").length,
    }),
    has_confirmed_order: boolean("Has Confirmed Order", {
      compute: (environment, id) =>
        environment
          .links(name, id, "sale_order_ids")
          .some((order) => environment.text("sale.order", order, "state") === "sale"),
    }),
  },
  methods: {
    action_mass_cancel: {
      run: (environment, ids) => {
        for (const id of ids) {
          environment.call("sale.order", "action_cancel", environment.links(name, id, "sale_order_ids"));
        }
        return undefined;
      },
    },
  },
});
