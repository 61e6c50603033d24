import type { JsonObject } from "../../server/json.ts";
import type { Environment } from "../engine/environment.ts";
import { boolean, char, float, many2one, one2many } from "../engine/field.ts";
import { defineModel, type Model } from "../engine/model.ts";
import { userError } from "../engine/odoo-error.ts";
import { reserveMove } from "../stock/delivery.ts";
import { kitLineOf } from "../stock/kit.ts";

const name = "stock.return.picking";
const lineName = "stock.return.picking.line";
const picking = "stock.picking";
const move = "stock.move";

export const stockReturn: Model = defineModel({
  name,
  label: "Return Picking",
  fields: {
    picking_id: many2one("Picking", picking, {
      initial: (environment) => {
        const { active_model: model, active_id: id } = environment.caller.context;
        return model === picking && typeof id === "number" ? id : null;
      },
    }),
    picking_type_code: char("Type of Operation", {
      compute: (environment, id) => {
        const returned = environment.link(name, id, "picking_id");
        return returned === undefined ? null : environment.get(picking, returned, "picking_type_code");
      },
    }),
    product_return_moves: one2many("Moves", lineName, "wizard_id"),
    company_id: many2one("Company", "res.company", { initial: 1 }),
  },
  afterCreate: (environment, id, values) => {
    const returned = environment.link(name, id, "picking_id");
    if (values.product_return_moves === undefined && returned !== undefined) {
      offerLines(environment, id, returned);
    }
  },
  methods: {
    action_create_returns: { since19: true, run: (environment, ids) => createReturn(environment, ids, false) },
    action_create_returns_all: { since19: true, run: (environment, ids) => createReturn(environment, ids, true) },
  },
});

export const stockReturnLine: Model = defineModel({
  name: lineName,
  label: "Return Picking Line",
  fields: {
    wizard_id: many2one("Wizard", name, { onDelete: "cascade" }),
    product_id: many2one("Product", "product.product", { required: true }),
    move_id: many2one("Move", move),
    move_quantity: float("Move Quantity", {
      compute: (environment, id) => {
        const moved = environment.link(lineName, id, "move_id");
        return moved === undefined ? 0 : environment.number(move, moved, "quantity");
      },
    }),
    quantity: float("Quantity"),
    to_refund: boolean("Update quantities on SO/PO", { initial: true }),
    uom_id: many2one("Unit", "uom.uom", { initial: 1 }),
  },
  displayName: (environment, id) =>
    environment.displayName("product.product", environment.number(lineName, id, "product_id")),
});

function doneMoves(environment: Environment, returned: number): readonly number[] {
  return environment
    .links(picking, returned, "move_ids")
    .filter((each) => environment.text(move, each, "state") === "done");
}

// The lines come with nothing to return: how much is for the client to say.
function offerLines(environment: Environment, wizard: number, returned: number): void {
  for (const each of doneMoves(environment, returned)) {
    const product = environment.number(move, each, "product_id");
    environment.create(lineName, { wizard_id: wizard, product_id: product, move_id: each, quantity: 0 });
  }
}

function createReturn(environment: Environment, [wizard = 0]: readonly number[], takesAll: boolean): JsonObject {
  const returned = environment.link(name, wizard, "picking_id");
  if (returned === undefined || environment.text(picking, returned, "state") !== "done") {
    throw userError("You may only return Done pickings.");
  }
  const asked = environment
    .links(name, wizard, "product_return_moves")
    .map((line) => ({ line, moved: environment.link(lineName, line, "move_id") }))
    .map(({ line, moved }) => ({
      line,
      moved,
      quantity: environment.number(lineName, line, takesAll ? "move_quantity" : "quantity"),
    }))
    .filter(({ quantity }) => quantity > 0);
  if (asked.length === 0) {
    throw userError("Please specify at least one non-zero quantity.");
  }
  const target = makeReturnPicking(environment, returned);
  for (const { line, moved, quantity } of asked) {
    const made = environment.create(move, {
      product_id: environment.number(lineName, line, "product_id"),
      picking_id: target,
      sale_line_id: moved === undefined ? false : (environment.link(move, moved, "sale_line_id") ?? false),
      ...(moved === undefined ? {} : kitLineOf(environment, moved)),
      origin_returned_move_id: moved ?? false,
      to_refund: environment.flag(lineName, line, "to_refund"),
      location_id: environment.number(picking, target, "location_id"),
      location_dest_id: environment.number(picking, target, "location_dest_id"),
      product_uom_qty: quantity,
      state: "confirmed",
    });
    reserveMove(environment, made);
  }
  return {
    name: "Returned Picking",
    view_mode: "form",
    res_model: picking,
    res_id: target,
    type: "ir.actions.act_window",
    context: {},
  };
}

function makeReturnPicking(environment: Environment, returned: number): number {
  const link = (field: string): number | false => environment.link(picking, returned, field) ?? false;
  const type = environment.number(picking, returned, "picking_type_id");
  const house = environment.link("stock.picking.type", type, "warehouse_id");
  const turned = environment.text(picking, returned, "picking_type_code") === "outgoing" ? "in_type_id" : "out_type_id";
  return environment.create(picking, {
    partner_id: link("partner_id"),
    origin: `Return of ${environment.text(picking, returned, "name")}`,
    sale_id: link("sale_id"),
    return_id: returned,
    picking_type_id: house === undefined ? type : environment.number("stock.warehouse", house, turned),
    location_id: environment.number(picking, returned, "location_dest_id"),
    location_dest_id: environment.number(picking, returned, "location_id"),
  });
}
