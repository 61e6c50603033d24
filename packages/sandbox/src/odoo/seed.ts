import type { Json } from "../server/json.ts";
import { seedCountries, seedStates } from "./countries.ts";
import type { Environment } from "./engine/environment.ts";
import type { Values } from "./engine/model.ts";
import { accountCodes } from "./models/account-base.ts";
import { stockLocation } from "./stock/stock-level.ts";

/** A product; `quantity` makes it storable with that much on hand, without it the product is not counted. */
export type ProductSeed = {
  readonly sku: string;
  readonly name: string;
  readonly price?: number;
  readonly quantity?: number;
  readonly type?: "consu" | "service";
  readonly barcode?: string;
  readonly invoicePolicy?: "order" | "delivery";
  /** Names of taxes; the company's default tax unless given. */
  readonly taxes?: readonly string[];
  readonly archived?: boolean;
};

/** A product that is sold as pieces of others, which must be there; needs the app `mrp`. */
export type KitSeed = {
  readonly sku: string;
  readonly name: string;
  readonly price?: number;
  /** Pieces in one kit, by SKU. */
  readonly parts: Readonly<Record<string, number>>;
};

/** What a test wants in the database beside the fresh content. */
export type OdooSeed = {
  readonly currencies?: readonly { readonly code: string; readonly digits: number }[];
  readonly taxes?: readonly { readonly name: string; readonly amount: number; readonly priceIncluded?: boolean }[];
  readonly products?: readonly ProductSeed[];
  readonly kits?: readonly KitSeed[];
  readonly carriers?: readonly {
    readonly name: string;
    readonly price?: number;
    readonly trackingUrl?: string;
    /** The SKU of its product; a service of the carrier's name unless given. */
    readonly sku?: string;
  }[];
  readonly journals?: readonly { readonly name: string; readonly code: string; readonly type: string }[];
  /** Any other records, made as RPC would make them. */
  readonly records?: readonly { readonly model: string; readonly values: Values }[];
};

/** The ids of what was seeded: by tax name, SKU, carrier name, journal code and currency code. */
export type SeededIds = {
  readonly currencies: Readonly<Record<string, number>>;
  readonly taxes: Readonly<Record<string, number>>;
  readonly products: Readonly<Record<string, number>>;
  readonly carriers: Readonly<Record<string, number>>;
  readonly journals: Readonly<Record<string, number>>;
  readonly records: readonly number[];
};

/** A user that may call: RPC accepts the password and the API key. */
export type OdooUser = {
  readonly login: string;
  readonly password: string;
  readonly apiKey?: string;
  readonly uid: number;
  /** Models that answer AccessError to this user. */
  readonly forbiddenModels?: readonly string[];
  /** Models whose records this user may read but not change. */
  readonly readOnlyModels?: readonly string[];
  /** True unless said otherwise. */
  readonly isAdministrator?: boolean;
};

const freshCurrencies = [
  { code: "USD", digits: 2 },
  { code: "EUR", digits: 2 },
  { code: "GBP", digits: 2 },
  { code: "JPY", digits: 0 },
  { code: "KWD", digits: 3 },
];

const unitedStates = 233;
const firstCountry = 1;

/** Fills an empty database with what a fresh one has. */
export function seedFresh(
  environment: Environment,
  database: { readonly uuid: string; readonly users: readonly OdooUser[]; readonly hasPricelists: boolean },
): void {
  for (const { code, digits } of freshCurrencies) {
    environment.create("res.currency", { name: code, full_name: code, symbol: code, rounding: 10 ** -digits });
  }
  seedWorld(environment);
  const home = environment.create("res.partner", { name: "My Company", is_company: true, country_id: unitedStates });
  environment.create("res.company", {
    name: "My Company",
    partner_id: home,
    currency_id: 1,
    country_id: unitedStates,
  });
  for (const { code } of database.hasPricelists ? freshCurrencies : []) {
    seedPricelist(environment, code);
  }
  for (const user of database.users) {
    const person = environment.create("res.partner", { name: user.login === "admin" ? "Administrator" : user.login });
    environment.create("res.users", { name: user.login, login: user.login, partner_id: person }, user.uid);
  }
  environment.create("ir.config_parameter", { key: "database.uuid", value: database.uuid });
  environment.create("uom.uom", { name: "Units" });
  for (const name of ["Immediate Payment", "15 Days", "30 Days"]) {
    environment.create("account.payment.term", { name });
  }
  environment.create("account.fiscal.position", { name: "Domestic", country_id: unitedStates, auto_apply: true });
  seedTaxes(environment);
  seedAccounts(environment);
  seedCategories(environment);
  environment.create("crm.team", { name: "Sales" });
  seedJournals(environment);
  seedWarehouse(environment);
}

function seedWorld(environment: Environment): void {
  let id = firstCountry;
  for (const [code, name, currency, callingCode] of seedCountries) {
    const [currencyId] = environment.search("res.currency", [["name", "=", currency]]);
    const isUnitedStates = code === "US";
    environment.create(
      "res.country",
      { name, code, currency_id: currencyId ?? false, phone_code: callingCode, state_required: isUnitedStates },
      isUnitedStates ? unitedStates : id,
    );
    id += 1;
  }
  for (const [country, states] of Object.entries(seedStates)) {
    const [countryId] = environment.search("res.country", [["code", "=", country]]);
    for (const state of states) {
      const space = state.indexOf(" ");
      const values = { code: state.slice(0, space), name: state.slice(space + 1), country_id: countryId ?? false };
      environment.create("res.country.state", values);
    }
  }
}

function seedPricelist(environment: Environment, code: string): void {
  const [currency] = environment.search("res.currency", [["name", "=", code]]);
  environment.create("product.pricelist", { name: `Default ${code}`, currency_id: currency ?? false });
}

function seedTaxes(environment: Environment): void {
  const usual = environment.create("account.tax", { name: "15%", amount: 15 });
  const purchase = environment.create("account.tax", { name: "15%", amount: 15, type_tax_use: "purchase" });
  const exported = environment.create("account.tax", { name: "0% Exports", amount: 0, original_tax_ids: [usual] });
  const imported = environment.create("account.tax", {
    name: "0% Imports",
    amount: 0,
    type_tax_use: "purchase",
    original_tax_ids: [purchase],
  });
  environment.write("account.fiscal.position", [1], { tax_ids: [usual, purchase] });
  const foreign = { name: "Foreign Trade", auto_apply: true, sequence: 20 };
  environment.create("account.fiscal.position", { ...foreign, tax_ids: [exported, imported] });
  environment.write("res.company", [1], { account_sale_tax_id: usual });
}

function seedJournals(environment: Environment): void {
  const journals = [
    ["Sales", "INV", "sale"],
    ["Purchases", "BILL", "purchase"],
    ["Miscellaneous Operations", "MISC", "general"],
    ["Exchange Difference", "EXCH", "general"],
    ["Cash Basis Taxes", "CABA", "general"],
    ["Bank", "BNK1", "bank"],
    ["Cash", "CSH1", "cash"],
  ] as const;
  for (const [name, code, type] of journals) {
    const journal = environment.create("account.journal", { name, code, type });
    for (const payment_type of type === "bank" || type === "cash" ? ["inbound", "outbound"] : []) {
      environment.create("account.payment.method.line", { name: "Manual Payment", payment_type, journal_id: journal });
    }
  }
}

function seedAccounts(environment: Environment): void {
  const accounts = [
    [accountCodes.receivable, "Account Receivable", "asset_receivable"],
    [accountCodes.payable, "Account Payable", "liability_payable"],
    [accountCodes.sales, "Product Sales", "income"],
    [accountCodes.expenses, "Expenses", "expense"],
    [accountCodes.tax, "Tax Received", "liability_current"],
    [accountCodes.bank, "Bank", "asset_cash"],
    [accountCodes.outstanding, "Outstanding Receipts", "asset_current"],
  ] as const;
  for (const [code, name, type] of accounts) {
    environment.create("account.account", { code, name, account_type: type });
  }
}

function seedCategories(environment: Environment): void {
  for (const name of ["Goods", "Expenses", "Services", "Deliveries"]) {
    environment.create("product.category", { name });
  }
}

function seedWarehouse(environment: Environment): void {
  const outside = [
    ["Vendors", "supplier"],
    ["Customers", "customer"],
    ["Inventory adjustment", "inventory"],
  ] as const;
  for (const [name, usage] of outside) {
    environment.create("stock.location", { name, usage });
  }
  environment.create("stock.warehouse", { name: "My Company", code: "WH" });
}

/** Adds what a test wants and says which ids it got. */
export function seedMore(environment: Environment, seed: OdooSeed): SeededIds {
  const currencies = keyed(seed.currencies ?? [], "code", ({ code, digits }) => {
    const values = { name: code, full_name: code, symbol: code, rounding: 10 ** -digits };
    const id = environment.create("res.currency", values);
    seedPricelist(environment, code);
    return id;
  });
  const taxes = keyed(seed.taxes ?? [], "name", ({ name, amount, priceIncluded }) =>
    environment.create("account.tax", {
      name,
      amount,
      price_include_override: priceIncluded === true ? "tax_included" : "tax_excluded",
    }),
  );
  const products = keyed(seed.products ?? [], "sku", (product) => seedProduct(environment, product));
  const kits = keyed(seed.kits ?? [], "sku", (kit) => seedKit(environment, kit));
  const carriers = keyed(seed.carriers ?? [], "name", ({ name, price, trackingUrl, sku }) => {
    const [found] = sku === undefined ? [] : environment.search("product.product", [["default_code", "=", sku]]);
    const product =
      found ??
      environment.create("product.product", { name, type: "service", default_code: sku ?? false, taxes_id: [] });
    const url: Json = trackingUrl ?? false;
    return environment.create("delivery.carrier", {
      name,
      product_id: product,
      fixed_price: price ?? 0,
      tracking_url: url,
    });
  });
  const journals = keyed(seed.journals ?? [], "code", (journal) => environment.create("account.journal", journal));
  const records = (seed.records ?? []).map(({ model, values }) => environment.create(model, values));
  return { currencies, taxes, products: { ...products, ...kits }, carriers, journals, records };
}

function keyed<Key extends string, Item extends { readonly [key in Key]: string }>(
  items: readonly Item[],
  key: Key,
  make: (item: Item) => number,
): Readonly<Record<string, number>> {
  return Object.fromEntries(items.map((item) => [item[key], make(item)]));
}

function seedKit(environment: Environment, { parts, ...kit }: KitSeed): number {
  const id = seedProduct(environment, kit);
  environment.create("mrp.bom", {
    type: "phantom",
    product_tmpl_id: environment.number("product.product", id, "product_tmpl_id"),
    bom_line_ids: Object.entries(parts).map(([sku, quantity]) => {
      const [part] = environment.search("product.product", [["default_code", "=", sku]]);
      if (part === undefined) {
        throw new Error(`the seed has no product ${sku} for kit ${kit.sku}`);
      }
      return [0, 0, { product_id: part, product_qty: quantity }];
    }),
  });
  return id;
}

function seedProduct(environment: Environment, product: ProductSeed): number {
  const taxes = product.taxes?.map((name) => {
    const [tax] = environment.search("account.tax", [
      ["name", "=", name],
      ["type_tax_use", "=", "sale"],
    ]);
    if (tax === undefined) {
      throw new Error(`the seed has no tax "${name}" for product ${product.sku}`);
    }
    return tax;
  });
  const id = environment.create("product.product", {
    default_code: product.sku,
    name: product.name,
    list_price: product.price ?? 1,
    type: product.type ?? "consu",
    is_storable: product.quantity !== undefined,
    invoice_policy: product.invoicePolicy ?? "order",
    barcode: product.barcode ?? false,
    ...(taxes === undefined ? {} : { taxes_id: [[6, 0, taxes]] }),
  });
  if (product.quantity !== undefined) {
    const counted = { product_id: id, location_id: stockLocation, inventory_quantity: product.quantity };
    const quant = environment.create("stock.quant", counted);
    environment.call("stock.quant", "action_apply_inventory", [quant]);
  }
  if (product.archived === true) {
    environment.write("product.product", [id], { active: false });
  }
  return id;
}
