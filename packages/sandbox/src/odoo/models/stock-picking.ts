import type { Environment } from "../engine/environment.ts";
import { char, datetime, float, html, integer, many2one, one2many, selection, type Value } from "../engine/field.ts";
import { defineModel, type Model } from "../engine/model.ts";
import { reserveMove } from "../stock/delivery.ts";
import { cancelPickings, openMoves, validatePickings } from "../stock/transfer.ts";
import { typeCodes } from "./stock-base.ts";

const moveName = "stock.move";
const pickingName = "stock.picking";

function pickingState(environment: Environment, id: number): string {
  const states = environment
    .links(pickingName, id, "move_ids")
    .map((each) => environment.text(moveName, each, "state"));
  if (states.length === 0 || states.includes("draft")) {
    return "draft";
  }
  if (states.every((state) => state === "cancel")) {
    return "cancel";
  }
  if (states.every((state) => state === "cancel" || state === "done")) {
    return "done";
  }
  return states.includes("assigned") || states.includes("partially_available") ? "assigned" : "confirmed";
}

function availability(environment: Environment, id: number): Value {
  const open = openMoves(environment, id);
  const isShort = (each: number): boolean =>
    environment.number(moveName, each, "quantity") < environment.number(moveName, each, "product_uom_qty");
  return open.length === 0 ? null : open.some(isShort) ? "Not Available" : "Available";
}

function trackingUrl(environment: Environment, id: number): Value {
  const carrier = environment.link(pickingName, id, "carrier_id");
  const tracking = environment.text(pickingName, id, "carrier_tracking_ref");
  const pattern = carrier === undefined ? "" : environment.text("delivery.carrier", carrier, "tracking_url");
  return tracking === "" || pattern === "" ? null : pattern.replace("<shipmenttrackingnumber>", tracking);
}

export const picking: Model = defineModel({
  name: pickingName,
  label: "Transfer",
  order: "priority desc, scheduled_date asc, id desc",
  fields: {
    name: char("Reference", { indexed: true }),
    state: selection(
      "Status",
      [
        ["draft", "Draft"],
        ["waiting", "Waiting Another Operation"],
        ["confirmed", "Waiting"],
        ["assigned", "Ready"],
        ["done", "Done"],
        ["cancel", "Cancelled"],
      ],
      { stored: true, readonly: true, compute: pickingState },
    ),
    origin: char("Source Document", { indexed: true }),
    sale_id: many2one("Sales Order", "sale.order"),
    partner_id: many2one("Contact", "res.partner"),
    picking_type_id: many2one("Operation Type", "stock.picking.type", { required: true }),
    picking_type_code: selection("Type of Operation", typeCodes, {
      compute: (environment, id) =>
        environment.get("stock.picking.type", environment.number(pickingName, id, "picking_type_id"), "code"),
    }),
    location_id: many2one("Source Location", "stock.location", { required: true }),
    location_dest_id: many2one("Destination Location", "stock.location", { required: true }),
    scheduled_date: datetime("Scheduled Date", { initial: (environment) => environment.now }),
    date_done: datetime("Date of Transfer"),
    carrier_id: many2one("Carrier", "delivery.carrier"),
    carrier_tracking_ref: char("Tracking Reference"),
    carrier_tracking_url: char("Tracking URL", { compute: trackingUrl }),
    move_ids: one2many("Stock Moves", "stock.move", "picking_id"),
    move_line_ids: one2many("Operations", "stock.move.line", "picking_id"),
    return_id: many2one("Return of", pickingName),
    return_ids: one2many("Returns", pickingName, "return_id"),
    return_count: integer("# Returns", {
      compute: (environment, id) => environment.links(pickingName, id, "return_ids").length,
    }),
    weight: float("Weight"),
    user_id: many2one("Responsible", "res.users", { initial: (environment) => environment.caller.uid }),
    backorder_id: many2one("Back Order of", "stock.picking"),
    backorder_ids: one2many("Back Orders", "stock.picking", "backorder_id"),
    products_availability: char("Product Availability", { compute: availability }),
    priority: selection(
      "Priority",
      [
        ["0", "Normal"],
        ["1", "Urgent"],
      ],
      { initial: "0" },
    ),
    move_type: selection(
      "Shipping Policy",
      [
        ["direct", "As soon as possible"],
        ["one", "When all products are ready"],
      ],
      { initial: "direct" },
    ),
    note: html("Notes"),
    company_id: many2one("Company", "res.company", { initial: 1 }),
  },
  prepare: (environment, values) => {
    const type = typeof values.picking_type_id === "number" ? values.picking_type_id : 0;
    const ofType = (field: string): number | false =>
      type === 0 ? false : (environment.link("stock.picking.type", type, field) ?? false);
    const house = ofType("warehouse_id");
    const code = house === false ? "WH" : environment.text("stock.warehouse", house, "code");
    const prefix = `${code}/${type === 0 ? "OUT" : environment.text("stock.picking.type", type, "sequence_code")}/`;
    const number = environment.database.nextNumber(prefix);
    return {
      location_id: ofType("default_location_src_id"),
      location_dest_id: ofType("default_location_dest_id"),
      ...values,
      name: `${prefix}${String(number).padStart(5, "0")}`,
    };
  },
  dependants: (environment, id) => {
    const order = environment.link(pickingName, id, "sale_id");
    return order === undefined ? [] : [["sale.order", order]];
  },
  methods: {
    action_assign: {
      run: (environment, ids) => {
        for (const each of ids.flatMap((id) => [...openMoves(environment, id)])) {
          reserveMove(environment, each);
        }
        return true;
      },
    },
    action_cancel: {
      run: (environment, ids) => {
        cancelPickings(environment, ids);
        return true;
      },
    },
    do_unreserve: {
      run: (environment, ids) => {
        const open = ids.flatMap((id) => [...openMoves(environment, id)]);
        environment.write(moveName, open, { quantity: 0, picked: false, state: "confirmed" });
        return undefined;
      },
    },
    button_validate: { run: (environment, ids) => validatePickings(environment, ids) },
  },
});
