import type { Environment } from "./engine/environment.ts";

const model = "account.fiscal.position";

/** The taxes that a fiscal position puts in the place of others; one without any taxes removes them all. */
export function mapTaxes(
  environment: Environment,
  position: number | undefined,
  taxes: readonly number[],
): readonly number[] {
  if (position === undefined) {
    return taxes;
  }
  const own = environment.links(model, position, "tax_ids");
  if (own.length === 0) {
    return [];
  }
  const replacing = (tax: number): readonly number[] =>
    own.filter((candidate) => environment.links("account.tax", candidate, "original_tax_ids").includes(tax));
  return [
    ...new Set(
      taxes.flatMap((tax) => {
        const found = replacing(tax);
        return found.length === 0 ? [tax] : found;
      }),
    ),
  ];
}

/** The position of a customer: its own, else the first automatic one that its delivery address meets. */
export function positionOf(
  environment: Environment,
  partner: number,
  address: number,
  company: number,
): number | undefined {
  const own = environment.link("res.partner", partner, "property_account_position_id");
  if (own !== undefined) {
    return own;
  }
  const country = environment.link("res.partner", address, "country_id");
  if (country === undefined) {
    return undefined;
  }
  const candidates = environment.search(model, [
    ["auto_apply", "=", true],
    ["company_id", "=", company],
  ]);
  return candidates.find((position) => meets(environment, position, partner, address, country));
}

function meets(environment: Environment, position: number, partner: number, address: number, country: number): boolean {
  const wanted = environment.link(model, position, "country_id");
  const states = environment.links(model, position, "state_ids");
  const state = environment.link("res.partner", address, "state_id");
  const zip = environment.text("res.partner", address, "zip");
  const from = environment.text(model, position, "zip_from");
  const to = environment.text(model, position, "zip_to");
  const hasVat = environment.text("res.partner", partner, "vat") !== "";
  return (
    (wanted === undefined || wanted === country) &&
    (states.length === 0 || (state !== undefined && states.includes(state))) &&
    (from === "" || to === "" || (zip >= from && zip <= to)) &&
    (!environment.flag(model, position, "vat_required") || hasVat)
  );
}
