import type { DataRecord } from "@xmap/contract";
import type { OdooRecord } from "./odoo-record.ts";
import { type OdooOperation, type Operations, operation } from "./operation.ts";
import { RECONCILE_REFUND, REFUND } from "./refund.ts";
import { REGISTER_PAYMENT } from "./register-payment.ts";

const POST: OdooOperation = operation({
  description: "Posts a draft, which gives it its number.",
  doneWhen: "state is posted",
  effects: ["postsMoney"],
  reversible: true,
  fields: ["state"],
  done: ({ state }: DataRecord) => state === "posted",
  run: async (move) => {
    await move.call("action_post");
  },
});

/** Operations of `account.move`: invoices, credit notes and other entries. */
export const ACCOUNT_MOVE_OPERATIONS: Operations = {
  post: POST,
  register_payment: REGISTER_PAYMENT,
  refund: REFUND,
  reconcile: RECONCILE_REFUND,
  cancel: operation({
    description: "Cancels an invoice; a posted one is made a draft again first, where Odoo allows it.",
    doneWhen: "state is cancel",
    effects: ["postsMoney"],
    fields: ["state"],
    done: ({ state }) => state === "cancel",
    run: cancel,
  }),
};

async function cancel(move: OdooRecord): Promise<void> {
  const { state } = await move.read(["state"]);
  if (state === "posted") await move.call("button_draft");
  await move.call("button_cancel");
}
