import { isJsonObject, type Json, type JsonObject } from "../server/json.ts";

/** What people at the warehouse ship: everything that is reserved unless `lines` says how much of which SKU. */
export type ShipmentRequest = {
  readonly lines?: readonly { readonly sku: string; readonly quantity: number }[];
  readonly tracking?: string;
  readonly carrierId?: number;
  /** False drops what is left instead of making a back order. */
  readonly backorder?: boolean;
};

type Call = (model: string, method: string, positional: readonly Json[], keywords?: JsonObject) => Json | undefined;

function rows(answer: Json | undefined): readonly JsonObject[] {
  return Array.isArray(answer) ? answer.filter(isJsonObject) : [];
}

/** Ships the first open delivery of an order through the methods that RPC has. Throws when there is none. */
export function shipOrder(call: Call, saleId: number, request: ShipmentRequest): number {
  const domain = [
    ["sale_id", "=", saleId],
    ["state", "not in", ["done", "cancel"]],
  ];
  const [found] = rows(call("stock.picking", "search_read", [domain], { fields: ["move_ids"], order: "id", load: "" }));
  if (found === undefined) {
    throw new Error(`order ${saleId} has no open delivery`);
  }
  const picking = Number(found.id);
  if (request.lines !== undefined) {
    pickLines(call, found.move_ids ?? [], request.lines);
  }
  if (request.tracking !== undefined || request.carrierId !== undefined) {
    call("stock.picking", "write", [
      [picking],
      {
        ...(request.tracking === undefined ? {} : { carrier_tracking_ref: request.tracking }),
        ...(request.carrierId === undefined ? {} : { carrier_id: request.carrierId }),
      },
    ]);
  }
  const dropped = request.backorder === false ? [picking] : [];
  const context = { skip_backorder: true, picking_ids_not_to_backorder: dropped };
  call("stock.picking", "button_validate", [[picking]], { context });
  return picking;
}

function pickLines(call: Call, moves: Json, lines: NonNullable<ShipmentRequest["lines"]>): void {
  const fields = ["product_id", "product_uom_qty"];
  for (const move of rows(call("stock.move", "read", [moves, fields], { load: "" }))) {
    const [product] = rows(call("product.product", "read", [[move.product_id ?? 0], ["default_code"]]));
    const line = lines.find(({ sku }) => sku === product?.default_code);
    const quantity = line?.quantity ?? 0;
    call("stock.move", "write", [[Number(move.id)], { quantity, picked: quantity > 0 }]);
  }
}

/** Invoices, posts and perhaps pays what is due of an order through the methods that RPC has. */
export function invoiceOrder(call: Call, saleId: number, pay: boolean): number {
  const context = { active_model: "sale.order", active_ids: [saleId], active_id: saleId };
  const wizard = call("sale.advance.payment.inv", "create", [{ advance_payment_method: "delivered" }], { context });
  const action = call("sale.advance.payment.inv", "create_invoices", [[wizard ?? 0]], { context });
  const invoice = isJsonObject(action) ? Number(action.res_id) : 0;
  call("account.move", "action_post", [[invoice]]);
  if (pay) {
    const target = { context: { active_model: "account.move", active_ids: [invoice] } };
    const register = call("account.payment.register", "create", [{}], target);
    call("account.payment.register", "action_create_payments", [[register ?? 0]], target);
  }
  return invoice;
}
