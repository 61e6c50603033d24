import type { Json } from "../../server/json.ts";
import {
  boolean,
  char,
  float,
  html,
  integer,
  many2many,
  many2one,
  one2many,
  reference,
  selection,
} from "../engine/field.ts";
import { defineModel, type Model } from "../engine/model.ts";
import { validationError } from "../engine/odoo-error.ts";

const active = boolean("Active", { initial: true });

export const company: Model = defineModel({
  name: "res.company",
  label: "Companies",
  fields: {
    name: char("Company Name", { required: true }),
    active,
    partner_id: many2one("Partner", "res.partner", { required: true }),
    currency_id: many2one("Currency", "res.currency", { required: true }),
    country_id: many2one("Country", "res.country"),
    account_sale_tax_id: many2one("Default Sale Tax", "account.tax"),
    account_price_include: selection(
      "Default Sales Price Include",
      [
        ["tax_included", "Tax Included"],
        ["tax_excluded", "Tax Excluded"],
      ],
      { required: true, initial: "tax_excluded" },
    ),
    tax_calculation_rounding_method: selection(
      "Tax Calculation Rounding Method",
      [
        ["round_per_line", "Round per Line"],
        ["round_globally", "Round Globally"],
      ],
      { initial: "round_globally" },
    ),
  },
});

export const currency: Model = defineModel({
  name: "res.currency",
  label: "Currency",
  order: "active desc, name",
  fields: {
    name: char("Currency", { required: true, indexed: true }),
    full_name: char("Name"),
    symbol: char("Symbol", { required: true }),
    rounding: float("Rounding Factor", { initial: 0.01 }),
    decimal_places: integer("Decimal Places", {
      stored: true,
      compute: (environment, id) => {
        const rounding = environment.number("res.currency", id, "rounding");
        return rounding > 0 && rounding < 1 ? Math.ceil(-Math.log10(rounding) - 1e-9) : 0;
      },
    }),
    rate: float("Current Rate", { compute: () => 1 }),
    active,
  },
});

export const country: Model = defineModel({
  name: "res.country",
  label: "Country",
  order: "name, id",
  fields: {
    name: char("Country Name", { required: true }),
    code: char("Country Code", { required: true, indexed: true }),
    currency_id: many2one("Currency", "res.currency"),
    phone_code: integer("Country Calling Code"),
    state_ids: one2many("States", "res.country.state", "country_id"),
    state_required: boolean("State Required"),
    zip_required: boolean("Zip Required", { initial: true }),
  },
});

export const countryState: Model = defineModel({
  name: "res.country.state",
  label: "Country state",
  order: "code, id",
  fields: {
    country_id: many2one("Country", "res.country", { required: true }),
    name: char("State Name", { required: true, indexed: true }),
    code: char("State Code", { required: true, indexed: true }),
  },
  displayName: (environment, id) => {
    const countryId = environment.link("res.country.state", id, "country_id");
    const code = countryId === undefined ? "" : environment.text("res.country", countryId, "code");
    return `${environment.text("res.country.state", id, "name")} (${code})`;
  },
});

export const users: Model = defineModel({
  name: "res.users",
  label: "User",
  fields: {
    name: char("Name", { required: true }),
    login: char("Login", { required: true, indexed: true }),
    active,
    partner_id: many2one("Related Partner", "res.partner", { required: true, onDelete: "restrict" }),
    company_id: many2one("Company", "res.company", { required: true, initial: 1 }),
    lang: selection("Language", [["en_US", "English (US)"]], { initial: "en_US" }),
    tz: char("Timezone"),
  },
  methods: {
    context_get: {
      onModel: true,
      run: (environment) => {
        const { uid, host } = environment.caller;
        const field = (name: string): Json => environment.get("res.users", uid, name) ?? false;
        const told = { lang: field("lang"), tz: field("tz") };
        return host.version === "14.0" ? told : { ...told, uid };
      },
    },
  },
});

export const externalId: Model = defineModel({
  name: "ir.model.data",
  label: "Model Data",
  order: "module, model, name",
  fields: {
    name: char("External Identifier", { required: true, indexed: true }),
    module: char("Module", { required: true, initial: "" }),
    model: char("Model Name", { required: true }),
    res_id: reference("Record ID", { indexed: true }),
    noupdate: boolean("Non Updatable"),
    complete_name: char("Complete ID", {
      compute: (environment, id) => {
        const module = environment.text("ir.model.data", id, "module");
        return `${module === "" ? "" : `${module}.`}${environment.text("ir.model.data", id, "name")}`;
      },
    }),
  },
  check: (environment, id) => {
    const module = environment.get("ir.model.data", id, "module");
    const name = environment.get("ir.model.data", id, "name");
    const same = environment.database.table("ir.model.data").find("name", name) ?? [];
    if (same.some((other) => other !== id && environment.get("ir.model.data", other, "module") === module)) {
      throw validationError(
        'The operation cannot be completed: duplicate key value violates unique constraint "ir_model_data_module_name_uniq_index"\n' +
          `DETAIL:  Key (module, name)=(${module}, ${name}) already exists.\n`,
      );
    }
  },
});

export const configParameter: Model = defineModel({
  name: "ir.config_parameter",
  label: "System Parameter",
  order: "key",
  fields: { key: char("Key", { required: true, indexed: true }), value: char("Value", { required: true }) },
  displayName: (environment, id) => environment.text("ir.config_parameter", id, "key"),
  methods: {
    get_param: {
      onModel: true,
      parameters: ["key", "default"],
      run: (environment, _ids, { key, default: fallback }) => {
        const [found] = environment.search("ir.config_parameter", [["key", "=", key ?? ""]]);
        return found === undefined ? (fallback ?? false) : environment.text("ir.config_parameter", found, "value");
      },
    },
  },
});

export const paymentTerm: Model = defineModel({
  name: "account.payment.term",
  label: "Payment Terms",
  fields: { name: char("Payment Terms", { required: true }), active, note: html("Description") },
});

export const fiscalPosition: Model = defineModel({
  name: "account.fiscal.position",
  label: "Fiscal Position",
  order: "sequence, id",
  fields: {
    name: char("Fiscal Position", { required: true }),
    active,
    sequence: integer("Sequence", { initial: 10 }),
    company_id: many2one("Company", "res.company", { required: true, initial: 1 }),
    country_id: many2one("Country", "res.country"),
    state_ids: many2many("Federal States", "res.country.state"),
    zip_from: char("Zip Range From"),
    zip_to: char("Zip Range To"),
    auto_apply: boolean("Detect Automatically"),
    vat_required: boolean("VAT required"),
    tax_ids: many2many("Taxes", "account.tax"),
    note: html("Notes"),
  },
});

export const journal: Model = defineModel({
  name: "account.journal",
  label: "Journal",
  order: "sequence, type, code",
  fields: {
    name: char("Journal Name", { required: true }),
    code: char("Sequence Prefix", { required: true, indexed: true }),
    type: selection(
      "Type",
      [
        ["sale", "Sales"],
        ["purchase", "Purchase"],
        ["cash", "Cash"],
        ["bank", "Bank"],
        ["credit", "Credit Card"],
        ["general", "Miscellaneous"],
      ],
      { required: true },
    ),
    active,
    sequence: integer("Sequence", { initial: 10 }),
    currency_id: many2one("Currency", "res.currency"),
    company_id: many2one("Company", "res.company", { required: true, initial: 1 }),
  },
});
