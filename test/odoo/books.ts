import { callOdoo } from "./odoo-calls.ts";

/** A record as Odoo answers it, links as plain ids. */
export type OdooRow = Readonly<Record<string, unknown>> & { readonly id: number };

/** Records that fit, with links as plain ids. */
export async function rowsOf(
  model: string,
  domain: readonly unknown[],
  fields: readonly string[],
): Promise<readonly OdooRow[]> {
  return (await callOdoo(model, "search_read", [domain], { fields, load: "", order: "id" })) as readonly OdooRow[];
}

/** Amount, state and payment state of each invoice or credit note of a sale. */
export async function billsOf(saleName: unknown, type: "out_invoice" | "out_refund"): Promise<readonly string[]> {
  const invoices = await rowsOf("account.move", [["invoice_origin", "=", saleName]], ["id"]);
  const ids = invoices.map(({ id }) => id);
  const domain = ["&", ["move_type", "=", type], "|", ["id", "in", ids], ["reversed_entry_id", "in", ids]];
  const found = await rowsOf("account.move", domain, ["amount_total", "state", "payment_state"]);
  // Community books a payment at once; Enterprise waits for the bank's statement.
  return found.map((bill) => `${bill.amount_total} ${bill.state} ${bill.payment_state}`.replace("in_payment", "paid"));
}

/** What people at the warehouse send off: all that is reserved, or this many of the only product. */
export async function ship(saleId: number, parts: { readonly quantity?: number; readonly tracking: string }) {
  const domain = [
    ["sale_id", "=", saleId],
    ["state", "not in", ["done", "cancel"]],
    ["picking_type_code", "=", "outgoing"],
  ];
  const [delivery] = await rowsOf("stock.picking", domain, ["move_ids"]);
  if (delivery === undefined) throw new Error(`sale ${saleId} has no open delivery`);
  const { quantity, tracking } = parts;
  if (quantity !== undefined) await callOdoo("stock.move", "write", [delivery.move_ids, { quantity, picked: true }]);
  await callOdoo("stock.picking", "write", [[delivery.id], { carrier_tracking_ref: tracking }]);
  const context = { skip_backorder: true, skip_sms: true };
  await callOdoo("stock.picking", "button_validate", [[delivery.id]], { context });
  return delivery.id;
}

/** What the accountant does when money has come by bank: invoices the sale and registers the payment. */
export async function bookTransfer(saleId: number): Promise<void> {
  const context = { active_model: "sale.order", active_ids: [saleId], active_id: saleId };
  const wizard = await callOdoo("sale.advance.payment.inv", "create", [{ advance_payment_method: "delivered" }], {
    context,
  });
  await callOdoo("sale.advance.payment.inv", "create_invoices", [[wizard]], { context });
  const [sale] = await rowsOf("sale.order", [["id", "=", saleId]], ["invoice_ids"]);
  await callOdoo("account.move", "action_post", [sale?.invoice_ids]);
  const target = { context: { active_model: "account.move", active_ids: sale?.invoice_ids } };
  const register = await callOdoo("account.payment.register", "create", [{}], target);
  await callOdoo("account.payment.register", "action_create_payments", [[register]], target);
}

/** What people at the warehouse do when goods come back: all of a delivery is taken in. */
export async function takeBack(deliveryId: number): Promise<void> {
  const context = { active_model: "stock.picking", active_id: deliveryId, active_ids: [deliveryId] };
  const wizard = await callOdoo("stock.return.picking", "create", [{ picking_id: deliveryId }], { context });
  const action = (await callOdoo("stock.return.picking", "action_create_returns_all", [[wizard]], { context })) as {
    readonly res_id: number;
  };
  await receive(action.res_id);
}

/** Validates a transfer as it is planned. */
export async function receive(pickingId: number): Promise<void> {
  await callOdoo("stock.picking", "button_validate", [[pickingId]], { context: { skip_sms: true } });
}

/** Counts the shelf of a product. */
export async function countShelf(productId: number, quantity: number): Promise<void> {
  const domain = [
    ["product_id", "=", productId],
    ["location_id.usage", "=", "internal"],
  ];
  const [quant] = await rowsOf("stock.quant", domain, ["id"]);
  await callOdoo("stock.quant", "write", [[quant?.id], { inventory_quantity: quantity }]);
  await callOdoo("stock.quant", "action_apply_inventory", [[quant?.id]]);
}
