import type { ModelMethod } from "../engine/model.ts";
import { userError } from "../engine/odoo-error.ts";
import { launchDelivery } from "../stock/delivery.ts";

const name = "sale.order";

/** The actions of a sales order that RPC may call. */
export const saleOrderMethods: { readonly [method: string]: ModelMethod } = {
  action_confirm: {
    run: (environment, ids) => {
      if (ids.some((id) => !["draft", "sent"].includes(environment.text(name, id, "state")))) {
        throw userError("Some orders are not in a state requiring confirmation.");
      }
      environment.write(name, ids, { state: "sale", date_order: environment.now });
      for (const id of ids) {
        launchDelivery(environment, id);
      }
      return true;
    },
  },
  action_cancel: {
    run: (environment, ids) => {
      if (ids.some((id) => environment.flag(name, id, "locked"))) {
        throw userError("You cannot cancel a locked order. Please unlock it first.");
      }
      for (const id of ids) {
        environment.call("stock.picking", "action_cancel", environment.links(name, id, "picking_ids"));
        const drafts = environment
          .links(name, id, "invoice_ids")
          .filter((invoice) => environment.text("account.move", invoice, "state") === "draft");
        environment.write("account.move", drafts, { state: "cancel" });
        environment.write(name, [id], { state: "cancel" });
      }
      return true;
    },
  },
  action_draft: {
    run: (environment, ids) => {
      const back = ids.filter((id) => ["cancel", "sent"].includes(environment.text(name, id, "state")));
      environment.write(name, back, { state: "draft" });
      return true;
    },
  },
  action_lock: {
    run: (environment, ids) => {
      environment.write(name, ids, { locked: true });
      return undefined;
    },
  },
  action_unlock: {
    run: (environment, ids) => {
      environment.write(name, ids, { locked: false });
      return undefined;
    },
  },
  action_quotation_sent: {
    run: (environment, ids) => {
      if (ids.some((id) => environment.text(name, id, "state") !== "draft")) {
        throw userError("Only draft orders can be marked as sent directly.");
      }
      environment.write(name, ids, { state: "sent" });
      return undefined;
    },
  },
};
