import type { Json, JsonObject } from "../server/json.ts";
import { type FormFields, numberOf } from "./form-fields.ts";
import { shown } from "./json-view.ts";
import type { Control, Deed } from "./sandbox-page.ts";

/** What the forms of Odoo's page do. */
export const ODOO_DEEDS: Readonly<Record<string, Deed>> = {
  createSale: async (fields, control) => {
    const lines = fields
      .rows("product", "quantity")
      .map(
        ({ product, quantity }): Json => [
          0,
          0,
          { product_id: Number(product), product_uom_qty: numberOf("quantity", quantity) },
        ],
      );
    if (lines.length === 0) {
      throw new TypeError("Choose a product.");
    }
    const partner_id = fields.number("partner");
    const sale = await call(control, "sale.order", "create", [{ partner_id, order_line: lines }]);
    return `Sale ${shown(sale)} is made.`;
  },
  confirmSale: async (fields, control) => {
    await control("/__sandbox/confirm", { saleId: fields.number("sale") });
    return "The sale is confirmed.";
  },
  cancelSale: async (fields, control) => {
    await call(control, "sale.order", "action_cancel", [[fields.number("sale")]]);
    return "The sale is cancelled.";
  },
  invoiceSale: async (fields, control) => {
    const request = { saleId: fields.number("sale"), pay: fields.isTicked("pay") };
    return `Invoice ${shown(await control("/__sandbox/invoice", request))} is made and posted.`;
  },
  shipPicking: async (fields, control) => {
    const lines = fields.rows("sku", "quantity").filter(({ quantity }) => quantity !== "");
    const tracking = fields.optional("tracking");
    const carrierId = fields.optionalNumber("carrier");
    await control("/__sandbox/ship", {
      saleId: fields.number("sale"),
      backorder: fields.isTicked("backorder"),
      ...(tracking === undefined ? {} : { tracking }),
      ...(carrierId === undefined ? {} : { carrierId }),
      ...(lines.length === 0
        ? {}
        : { lines: lines.map(({ sku, quantity }) => ({ sku, quantity: numberOf("quantity", quantity) })) }),
    });
    return "The transfer is done.";
  },
  cancelPicking: async (fields, control) => {
    await call(control, "stock.picking", "action_cancel", [[fields.number("picking")]]);
    return "The transfer is cancelled.";
  },
  postInvoice: async (fields, control) => {
    await call(control, "account.move", "action_post", [[fields.number("invoice")]]);
    return "The invoice is posted.";
  },
  payInvoice: async (fields, control) => {
    const context = { active_model: "account.move", active_ids: [fields.number("invoice")] };
    const amount = fields.optionalNumber("amount");
    const values: JsonObject = amount === undefined ? {} : { amount };
    const wizard = await call(control, "account.payment.register", "create", [values], { context });
    await call(control, "account.payment.register", "action_create_payments", [[wizard]], { context });
    return "The payment is registered.";
  },
  addPartner: async (fields, control) => {
    const partner = await call(control, "res.partner", "create", [personOf(fields)]);
    return `Contact ${shown(partner)} is added.`;
  },
  editPartner: async (fields, control) => {
    await call(control, "res.partner", "write", [[fields.number("partner")], personOf(fields)]);
    return "The contact is changed.";
  },
  editProduct: async (fields, control) => {
    const change = { name: fields.text("name"), list_price: fields.number("price") };
    await call(control, "product.product", "write", [[fields.number("product")], change]);
    return "The product is changed.";
  },
  countStock: async (fields, control) => {
    const quantity = { inventory_quantity: fields.number("quantity") };
    const quant = fields.optionalNumber("quant");
    const counted =
      quant ?? (await call(control, "stock.quant", "create", [{ product_id: fields.number("product"), ...quantity }]));
    if (quant !== undefined) {
      await call(control, "stock.quant", "write", [[quant], quantity]);
    }
    await call(control, "stock.quant", "action_apply_inventory", [[counted]]);
    return "The count is booked.";
  },
};

function call(
  control: Control,
  model: string,
  method: string,
  args: readonly Json[],
  kwargs: JsonObject = {},
): Promise<Json> {
  return control("/__sandbox/call", { model, method, args, kwargs });
}

const PERSON = ["name", "email", "phone", "street", "zip", "city"];

function personOf(fields: FormFields): JsonObject {
  const values = PERSON.map((name) => [name, fields.optional(name) ?? false] as const);
  return { ...Object.fromEntries(values), name: fields.text("name") };
}
