import type { Json, JsonObject } from "../server/json.ts";
import { type Hole, type Html, html } from "./html.ts";
import { rowsOf, shown } from "./json-view.ts";
import { ODOO_DEEDS } from "./odoo-deeds.ts";
import { box, folded, form, hidden, input, select, table } from "./parts.ts";
import type { PageSection, SandboxPage } from "./sandbox-page.ts";

/** The page of an Odoo: sales, transfers, invoices, stock, contacts. */
export const odooPage: SandboxPage = { title: "Odoo sandbox", show: showErp, deeds: ODOO_DEEDS };

const ORDER_LINES = 3;

type Choices = readonly (readonly [string, string])[];

/** The records of a database by model. */
class Records {
  readonly #state: JsonObject;

  constructor(state: JsonObject) {
    this.#state = state;
  }

  all(model: string): readonly JsonObject[] {
    return rowsOf(this.#state[model]);
  }

  /** The records that a list of ids names. */
  many(model: string, ids: Json | undefined): readonly JsonObject[] {
    return Array.isArray(ids) ? this.all(model).filter(({ id }) => ids.includes(id ?? null)) : [];
  }

  /** A field of the record of this id; empty text when there is none. */
  field(model: string, id: Json | undefined, field: string): string {
    return shown(this.all(model).find((record) => record.id === id)?.[field]);
  }
}

function showErp(state: JsonObject): readonly PageSection[] {
  const records = new Records(state);
  const products = records.all("product.product").filter(({ active }) => active === true);
  const partners = records.all("res.partner");
  return [
    {
      id: "sales",
      heading: "Sales",
      content: html`${table(
        "Sales",
        ["Sale", "Customer", "Reference", "State", "Delivery", "Invoicing", "Total", "Lines", "Work"],
        records.all("sale.order").map((sale) => saleRow(records, sale)),
      )}
${folded("Make a quotation", saleForm(partners, products))}`,
    },
    {
      id: "transfers",
      heading: "Transfers",
      content: table(
        "Transfers",
        ["Transfer", "Of", "State", "Lines", "Tracking", "Work"],
        records.all("stock.picking").map((picking) => pickingRow(records, picking)),
      ),
    },
    {
      id: "invoices",
      heading: "Invoices",
      content: table(
        "Invoices and credit notes",
        ["Invoice", "Of", "Type", "State", "Payment", "Total", "Due", "Work"],
        records
          .all("account.move")
          .filter(({ move_type }) => move_type !== "entry")
          .map(invoiceRow),
      ),
    },
    { id: "stock", heading: "Products and stock", content: stock(records, products) },
    { id: "contacts", heading: "Contacts", content: contacts(partners) },
  ];
}

function saleRow(records: Records, sale: JsonObject): readonly Hole[] {
  const key = hidden("sale", shown(sale.id));
  const lines = records.many("sale.order.line", sale.order_line);
  const skuOf = (line: JsonObject): string =>
    records.field("product.product", line.product_id, "default_code") || shown(line.name);
  return [
    shown(sale.name),
    records.field("res.partner", sale.partner_id, "name"),
    shown(sale.client_order_ref),
    shown(sale.state),
    shown(sale.delivery_status),
    shown(sale.invoice_status),
    `${shown(sale.amount_total)} ${records.field("res.currency", sale.currency_id, "name")}`,
    html`<ul>${lines.map((line) => html`<li>${shown(line.product_uom_qty)} × ${skuOf(line)} at ${shown(line.price_unit)}</li>`)}</ul>`,
    folded(
      `Work on ${shown(sale.name)}`,
      html`${form("confirmSale", "Confirm", key)}${form("cancelSale", "Cancel", key)}
${form("invoiceSale", "Invoice and post", html`${key}${box("pay", "Paid as well")}`)}`,
    ),
  ];
}

function pickingRow(records: Records, picking: JsonObject): readonly Hole[] {
  const name = shown(picking.name);
  const moves = records.many("stock.move", picking.move_ids).map((move) => ({
    sku: records.field("product.product", move.product_id, "default_code"),
    wanted: shown(move.product_uom_qty),
    done: shown(move.quantity),
  }));
  const isOpen = picking.state !== "done" && picking.state !== "cancel";
  const carriers = records.all("delivery.carrier").map(({ id, name: title }) => [shown(id), shown(title)] as const);
  const quantities = moves.map(
    ({ sku }) =>
      html`${hidden("sku", sku)}${input("quantity", `How many of ${sku} (all that is reserved when empty)`, { type: "number" })}`,
  );
  return [
    name,
    shown(picking.origin),
    shown(picking.state),
    html`<ul>${moves.map(({ sku, wanted, done }) => html`<li>${done} of ${wanted} × ${sku}</li>`)}</ul>`,
    shown(picking.carrier_tracking_ref),
    isOpen &&
      shown(picking.sale_id) !== "" &&
      folded(
        `Work on ${name}`,
        html`${form(
          "shipPicking",
          "Ship",
          html`${hidden("sale", shown(picking.sale_id))}${quantities}${input("tracking", "Tracking number")}${select("carrier", "Carrier", [["", "as it is"], ...carriers])}${box("backorder", "The rest follows", true)}`,
        )}${form("cancelPicking", "Cancel the transfer", hidden("picking", shown(picking.id)))}`,
      ),
  ];
}

function invoiceRow(invoice: JsonObject): readonly Hole[] {
  const name = shown(invoice.name) || `Draft ${shown(invoice.id)}`;
  const key = hidden("invoice", shown(invoice.id));
  const isOwed = invoice.state === "posted" && Number(invoice.amount_residual) > 0;
  return [
    name,
    shown(invoice.invoice_origin),
    shown(invoice.move_type),
    shown(invoice.state),
    shown(invoice.payment_state),
    shown(invoice.amount_total),
    shown(invoice.amount_residual),
    html`${invoice.state === "draft" && form("postInvoice", "Post", key, `Post ${name}`)}${
      isOwed &&
      form(
        "payInvoice",
        "Register the payment",
        html`${key}${input("amount", `Amount for ${name} (all when empty)`, { type: "number" })}`,
      )
    }`,
  ];
}

function saleForm(partners: readonly JsonObject[], products: readonly JsonObject[]): Html {
  const goods: Choices = products.map(({ id, default_code, name }) => [
    shown(id),
    `${shown(default_code)} ${shown(name)}`,
  ]);
  const people: Choices = partners.map(({ id, name }) => [shown(id), shown(name)]);
  const lines = Array.from(
    { length: ORDER_LINES },
    (_, line) =>
      html`<fieldset><legend>Line ${line + 1}</legend>${select("product", "Product", line === 0 ? goods : [["", "none"], ...goods])}${input("quantity", "Quantity", { type: "number", value: 1 })}</fieldset>`,
  );
  return form("createSale", "Make the quotation", html`${select("partner", "Customer", people)}${lines}`);
}

function stock(records: Records, products: readonly JsonObject[]): Html {
  const inside = records
    .all("stock.location")
    .filter(({ usage }) => usage === "internal")
    .map(({ id }) => id);
  const quants = records.all("stock.quant").filter(({ location_id }) => inside.includes(location_id));
  const rows = products.map((product): readonly Hole[] => {
    const sku = shown(product.default_code) || shown(product.name);
    const quant = quants.find(({ product_id }) => product_id === product.id);
    const key = html`${hidden("product", shown(product.id))}`;
    return [
      sku,
      shown(product.name),
      shown(product.list_price),
      product.is_storable === true
        ? `${shown(quant?.quantity) || 0}, reserved ${shown(quant?.reserved_quantity) || 0}`
        : "not counted",
      folded(
        `Change ${sku}`,
        html`${form("editProduct", "Save", html`${key}${input("name", "Name", { value: shown(product.name), required: true })}${input("price", "Price", { type: "number", value: shown(product.list_price) })}`)}
${
  product.is_storable === true &&
  form(
    "countStock",
    "Book the count",
    html`${key}${quant !== undefined && hidden("quant", shown(quant.id))}${input("quantity", `Counted of ${sku}`, { type: "number", value: shown(quant?.quantity) || 0 })}`,
  )
}`,
      ),
    ];
  });
  return table("Products", ["SKU", "Name", "Price", "On hand", "Change"], rows);
}

const CONTACT_FIELDS = [
  ["name", "Name"],
  ["email", "E-mail"],
  ["phone", "Phone"],
  ["street", "Street"],
  ["zip", "ZIP code"],
  ["city", "City"],
] as const;

function contacts(partners: readonly JsonObject[]): Html {
  const inputs = (partner: JsonObject): Hole =>
    CONTACT_FIELDS.map(([name, label]) =>
      input(name, label, { value: shown(partner[name]), required: name === "name" }),
    );
  const rows = partners.map((partner): readonly Hole[] => [
    shown(partner.id),
    ...CONTACT_FIELDS.map(([name]) => shown(partner[name])),
    folded(
      `Change ${shown(partner.name)}`,
      form("editPartner", "Save", html`${hidden("partner", shown(partner.id))}${inputs(partner)}`),
    ),
  ]);
  const columns = ["Number", ...CONTACT_FIELDS.map(([, label]) => label), "Change"];
  return html`${table("Contacts", columns, rows)}
${folded("Add a contact", form("addPartner", "Add", inputs({})))}`;
}
