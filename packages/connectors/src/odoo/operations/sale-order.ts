import type { DataRecord, EntitySchema } from "@xmap/contract";
import type { OdooRecord } from "./odoo-record.ts";
import { linesOf, type Operations, operation, stateOperation } from "./operation.ts";

const INVOICE_ARGUMENTS: EntitySchema = {
  type: "object",
  additionalProperties: false,
  properties: { post: { type: "boolean", description: "Also posts the invoice; it stays a draft otherwise." } },
};
const INVOICE_FIELDS = ["invoice_status", "invoice_ids", "invoice_ids.state"];

/** Operations of `sale.order`. */
export const SALE_ORDER_OPERATIONS: Operations = {
  action_confirm: stateOperation({
    method: "action_confirm",
    description: "Makes a quotation a sale, which reserves the stock and replaces its date with now.",
    states: ["sale"],
    effects: ["movesStock"],
    reversible: true,
  }),
  action_cancel: operation({
    description: "Cancels the sale, its open deliveries and its draft invoices.",
    doneWhen: "state is cancel",
    idempotent: "natural",
    effects: ["movesStock"],
    reversible: true,
    fields: ["state"],
    done: ({ state }) => state === "cancel",
    run: cancel,
  }),
  action_lock: operation({
    description: "Locks a sale, so that people can no longer change it.",
    doneWhen: "locked is true",
    idempotent: "natural",
    reversible: true,
    fields: ["locked"],
    done: ({ locked }) => locked === true,
    run: async (order) => {
      await order.call((await order.has("locked")) ? "action_lock" : "action_done");
    },
  }),
  action_unlock: operation({
    description: "Unlocks a sale.",
    doneWhen: "locked is false",
    idempotent: "natural",
    reversible: true,
    fields: ["locked"],
    done: ({ locked }) => locked !== true,
    run: async (order) => {
      await order.call("action_unlock");
    },
  }),
  create_invoice: operation({
    description: "Makes an invoice of all that can be invoiced now, by the products' invoicing policy.",
    doneWhen: "nothing is left to invoice and there is an invoice; with post, no invoice is a draft",
    effects: ["postsMoney"],
    fields: INVOICE_FIELDS,
    done: isInvoiced,
    run: createInvoice,
    arguments: INVOICE_ARGUMENTS,
  }),
};

/** Versions 14 to 18 ask in a dialog when the sale was confirmed or sent before. */
async function cancel(order: OdooRecord): Promise<void> {
  const action = await order.call("action_cancel", { disable_cancel_warning: true });
  if (action?.res_model !== "sale.order.cancel") return;
  const context = { active_model: "sale.order", active_ids: [order.id], active_id: order.id };
  const dialog = await order.create("sale.order.cancel", { order_id: order.id }, context);
  await dialog.call("action_cancel", context);
}

function isInvoiced(order: DataRecord, { post }: DataRecord): boolean {
  const invoices = liveInvoices(order);
  if (order.invoice_status === "to invoice" || invoices.length === 0) return false;
  return post !== true || invoices.every(({ state }) => state === "posted");
}

async function createInvoice(order: OdooRecord, { post }: DataRecord): Promise<void> {
  const before = await order.read(INVOICE_FIELDS);
  if (before.invoice_status === "to invoice" || liveInvoices(before).length === 0) {
    const context = { active_model: "sale.order", active_ids: [order.id], active_id: order.id };
    const dialog = await order.create("sale.advance.payment.inv", { advance_payment_method: "delivered" }, context);
    await dialog.call("create_invoices", context);
  }
  if (post !== true) return;
  const after = await order.read(INVOICE_FIELDS);
  for (const { id, state } of linesOf(after, "invoice_ids"))
    if (state === "draft" && typeof id === "number") await order.other("account.move", id).call("action_post");
}

function liveInvoices(order: DataRecord): readonly DataRecord[] {
  return linesOf(order, "invoice_ids").filter(({ state }) => state !== "cancel");
}
