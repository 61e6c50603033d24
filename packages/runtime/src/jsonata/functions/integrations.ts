import { houseNumber, postalCode } from "../../values/addresses.ts";
import { countryCode, countryName, stateCode, stateName } from "../../values/countries.ts";
import { currencyDigits, formatMoney, roundMoney } from "../../values/currencies.ts";
import { slug, textHash } from "../../values/identifiers.ts";
import type { Input } from "../../values/input.ts";
import { dayIn, firstName, joinName, lastName, street } from "../../values/integration.ts";
import { initials, titleCase } from "../../values/people.ts";
import { phone } from "../../values/phone.ts";
import { startsWith } from "../../values/text.ts";
import { instantOf, localTime } from "../../values/zones.ts";
import type { Native } from "../callable.ts";
import { native } from "./native.ts";

/** A function that looks at its arguments itself. */
function of(name: string, parameters: number, compute: (...given: Input[]) => unknown): Native {
  const signature = `<${"x?".repeat(parameters)}:x>`;
  return native(name, signature, (_run, _context, given) => compute(...(given.slice(0, parameters) as Input[])));
}

/** Functions that integrations need beside JSONata's own, by their names without `$`. */
export const integrations = {
  countryCode: of("countryCode", 1, countryCode),
  countryName: of("countryName", 2, countryName),
  currencyDigits: of("currencyDigits", 1, currencyDigits),
  dayIn: of("dayIn", 2, (instant, zone) => dayIn(instant, zone)),
  firstName: of("firstName", 1, firstName),
  formatMoney: of("formatMoney", 3, formatMoney),
  hash: of("hash", 2, textHash),
  houseNumber: of("houseNumber", 1, houseNumber),
  initials: of("initials", 1, initials),
  instantOf: of("instantOf", 2, instantOf),
  joinName: of("joinName", 2, joinName),
  lastName: of("lastName", 1, lastName),
  localTime: of("localTime", 2, localTime),
  phone: of("phone", 2, phone),
  postalCode: of("postalCode", 2, postalCode),
  roundMoney: of("roundMoney", 2, roundMoney),
  slug: of("slug", 1, slug),
  startsWith: of("startsWith", 2, startsWith),
  stateCode: of("stateCode", 2, stateCode),
  stateName: of("stateName", 2, stateName),
  street: of("street", 1, street),
  titleCase: of("titleCase", 1, titleCase),
} satisfies Readonly<Record<string, Native>>;
