import type { Environment } from "../engine/environment.ts";
import { binary, boolean, char, html, integer, many2many, many2one, one2many, selection } from "../engine/field.ts";
import { defineModel, type Model } from "../engine/model.ts";
import { validationError } from "../engine/odoo-error.ts";
import { alignFamily } from "./partner-family.ts";
import { checkImage, imageFields } from "./product-base.ts";

const addressTypes = [
  ["contact", "Contact"],
  ["invoice", "Invoice"],
  ["delivery", "Delivery"],
  ["other", "Other"],
] as const;

export const partner: Model = defineModel({
  name: "res.partner",
  label: "Contact",
  order: "complete_name, id",
  fields: {
    name: char("Name", { indexed: true }),
    complete_name: char("Complete Name", { stored: true, compute: shownName }),
    active: boolean("Active", { initial: true }),
    type: selection("Address Type", addressTypes, { initial: "contact" }),
    parent_id: many2one("Related Company", "res.partner", { onDelete: "restrict" }),
    child_ids: one2many("Contact", "res.partner", "parent_id"),
    commercial_partner_id: many2one("Commercial Entity", "res.partner", { compute: commercialPartner }),
    is_company: boolean("Is a Company"),
    company_type: selection(
      "Company Type",
      [
        ["person", "Person"],
        ["company", "Company"],
      ],
      {
        compute: (environment, id) => (environment.flag("res.partner", id, "is_company") ? "company" : "person"),
        inverse: (environment, id, value) =>
          environment.write("res.partner", [id], { is_company: value === "company" }),
      },
    ),
    company_name: char("Company Name"),
    email: char("Email", { indexed: true }),
    email_normalized: char("Normalized Email", {
      stored: true,
      indexed: true,
      compute: (environment, id) => environment.text("res.partner", id, "email").trim().toLowerCase() || null,
    }),
    phone: char("Phone"),
    ref: char("Reference", { indexed: true }),
    street: char("Street"),
    street2: char("Street2"),
    zip: char("Zip"),
    city: char("City"),
    state_id: many2one("State", "res.country.state", { onDelete: "restrict" }),
    country_id: many2one("Country", "res.country", { onDelete: "restrict" }),
    country_code: char("Country Code", {
      compute: (environment, id) => {
        const country = environment.link("res.partner", id, "country_id");
        return country === undefined ? null : environment.get("res.country", country, "code");
      },
    }),
    vat: char("Tax ID", { indexed: true }),
    company_registry: char("Company ID"),
    website: char("Website Link"),
    function: char("Job Position"),
    comment: html("Notes"),
    lang: selection(
      "Language",
      [
        ["de_DE", "German / Deutsch"],
        ["en_US", "English (US)"],
      ],
      { initial: "en_US" },
    ),
    tz: char("Timezone"),
    user_id: many2one("Salesperson", "res.users"),
    company_id: many2one("Company", "res.company"),
    category_id: many2many("Tags", "res.partner.category"),
    ...imageFields("res.partner", binary("Image")),
    customer_rank: integer("Customer Rank"),
    property_payment_term_id: many2one("Customer Payment Terms", "account.payment.term"),
    property_account_position_id: many2one("Fiscal Position", "account.fiscal.position"),
    property_product_pricelist: many2one("Pricelist", "product.pricelist"),
    sale_order_ids: one2many("Sales Order", "sale.order", "partner_id"),
  },
  displayName: shownName,
  afterCreate: (environment, id, values) => alignFamily(environment, id, values),
  afterWrite: (environment, id, values, before) => {
    refuseCircle(environment, id);
    alignFamily(environment, id, values, before);
  },
  check: (environment, id) => {
    checkImage(environment, "res.partner", id, "image_1920");
    const type = environment.text("res.partner", id, "type");
    if (environment.text("res.partner", id, "name") === "" && type === "contact") {
      throw validationError("The operation cannot be completed: Contacts require a name");
    }
  },
});

function refuseCircle(environment: Environment, id: number): void {
  const seen = new Set<number>([id]);
  for (let up = environment.link("res.partner", id, "parent_id"); up !== undefined; ) {
    if (seen.has(up)) {
      throw validationError("You cannot create recursive Partner hierarchies.");
    }
    seen.add(up);
    up = environment.link("res.partner", up, "parent_id");
  }
}

function shownName(environment: Environment, id: number): string {
  const name = environment.text("res.partner", id, "name");
  const type = environment.text("res.partner", id, "type");
  const parent = environment.link("res.partner", id, "parent_id");
  if (parent === undefined || environment.flag("res.partner", id, "is_company")) {
    return name;
  }
  const label = addressTypes.find(([value]) => value === type)?.[1] ?? "";
  return `${environment.text("res.partner", parent, "name")}, ${name === "" ? `${label} Address` : name}`;
}

function commercialPartner(environment: Environment, id: number): number {
  const parent = environment.link("res.partner", id, "parent_id");
  return parent === undefined || environment.flag("res.partner", id, "is_company")
    ? id
    : commercialPartner(environment, parent);
}

/** The partner's address of a type: its own child of that type, else the partner. */
export function addressOf(environment: Environment, partnerId: number, type: "invoice" | "delivery"): number {
  const children = environment.links("res.partner", partnerId, "child_ids");
  return children.find((child) => environment.text("res.partner", child, "type") === type) ?? partnerId;
}
