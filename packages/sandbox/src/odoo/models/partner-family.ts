import type { Environment } from "../engine/environment.ts";
import type { Value } from "../engine/field.ts";
import type { Row, Values } from "../engine/model.ts";

const MODEL = "res.partner";
const ADDRESS = ["street", "street2", "zip", "city", "state_id", "country_id"];
/** What contacts of a company have in common with it. */
const COMMERCIAL = [
  "vat",
  "company_registry",
  "property_account_position_id",
  "property_payment_term_id",
  "property_product_pricelist",
];

type Fields = Readonly<Record<string, Value>>;

/** Brings a partner in line with its company, and its contacts with it, as Odoo does after each change. */
export function alignFamily(environment: Environment, id: number, values: Values, before?: Row["values"]): void {
  const parent = environment.link(MODEL, id, "parent_id");
  const isMoved = values.parent_id !== undefined && parent !== (before?.parent_id ?? undefined);
  if (parent !== undefined && (isMoved || values.type === "contact")) {
    const company = environment.link(MODEL, id, "commercial_partner_id") ?? id;
    if (company !== id) {
      take(environment, id, fieldsOf(environment, company, COMMERCIAL));
    }
    if (environment.text(MODEL, id, "type") === "contact") {
      shareAddress(environment, id, parent, before === undefined);
    }
  }
  passOn(environment, id, values);
}

/** A contact has the address of its company. The first contact of a company without one gives it its own. */
function shareAddress(environment: Environment, id: number, parent: number, isNew: boolean): void {
  const address = fieldsOf(environment, parent, ADDRESS);
  if (isGiven(address)) {
    take(environment, id, address);
    return;
  }
  const own = fieldsOf(environment, id, ADDRESS);
  if (isNew && isGiven(own) && environment.links(MODEL, parent, "child_ids").length === 1) {
    take(environment, parent, own);
  }
}

function passOn(environment: Environment, id: number, values: Values): void {
  const isChanged = (names: readonly string[]): boolean => names.some((name) => values[name] !== undefined);
  for (const child of environment.links(MODEL, id, "child_ids")) {
    if (isChanged(COMMERCIAL) && !environment.flag(MODEL, child, "is_company")) {
      take(environment, child, fieldsOf(environment, id, COMMERCIAL));
    }
    if (isChanged(ADDRESS) && environment.text(MODEL, child, "type") === "contact") {
      take(environment, child, fieldsOf(environment, id, ADDRESS));
    }
  }
}

function fieldsOf(environment: Environment, id: number, names: readonly string[]): Fields {
  return Object.fromEntries(names.map((name) => [name, environment.get(MODEL, id, name)]));
}

function isGiven(address: Fields): boolean {
  return Object.values(address).some((value) => value !== null && value !== "");
}

/** Writes what differs. */
function take(environment: Environment, id: number, fields: Fields): void {
  const other = Object.entries(fields).filter(([name, value]) => environment.get(MODEL, id, name) !== value);
  if (other.length > 0) {
    environment.write(MODEL, [id], Object.fromEntries(other.map(([name, value]) => [name, value ?? false])) as Values);
  }
}
