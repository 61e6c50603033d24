import { canonicalJson, hashText } from "@xmap/contract";

/** What a person is known by. */
export type PersonName = { readonly email: string } | { readonly phone: string };

/** Names that systems give to the field of an e-mail address or telephone number, where a binding's key is one. */
const EMAIL_FIELDS = [
  "email",
  "Email",
  "eMail",
  "login",
  "mail",
  "email_normalized",
  "contact.email",
  "MainContact.Email",
];
const PHONE_FIELDS = ["phone", "Phone", "Phone1", "mobile", "phone_sanitized"];
/** So many last digits are the same with and without the country's code. */
const LAST_DIGITS = 8;
const EMAIL = /[\p{L}\p{N}._%+'-]+(?:@|%40)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;

/** Finds a person in texts, however an address's case or a number's blanks are written. */
export function mentionsOf(name: PersonName): RegExp {
  if ("email" in name) {
    const [before = "", after = ""] = normalEmail(name.email).split("@");
    return new RegExp(
      `(?<![\\p{L}\\p{N}._%+-])${escaped(before)}(?:@|%40)${escaped(after)}(?![\\p{L}\\p{N}-]|\\.[\\p{L}\\p{N}])`,
      "iu",
    );
  }
  const digits = phoneDigits(name.phone).slice(-LAST_DIGITS);
  return new RegExp(`${[...digits].join("[\\s()./-]{0,3}")}(?!\\d)`, "u");
}

/** Hashes that a cross-reference may have of a key that is this address or number alone. */
export function keyHashesOf(name: PersonName): readonly string[] {
  const [fields, value] =
    "email" in name ? [EMAIL_FIELDS, normalEmail(name.email)] : [PHONE_FIELDS, name.phone.trim().toLowerCase()];
  return fields.map((field) => hashText(canonicalJson({ [field]: value })));
}

/** Throws a RangeError for what is no address and no number. */
export function checkPersonName(name: PersonName): void {
  if ("email" in name) {
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(name.email.trim()))
      throw new RangeError(`"${name.email}" is no e-mail address`);
  } else if (phoneDigits(name.phone).length < LAST_DIGITS)
    throw new RangeError(`"${name.phone}" is no telephone number: it has fewer than ${LAST_DIGITS} digits`);
}

/** The e-mail addresses in a text, in small letters. */
export function emailsIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(EMAIL)].map(([email]) => email.replace("%40", "@").toLowerCase()))];
}

function normalEmail(email: string): string {
  return email.trim().toLowerCase();
}

function phoneDigits(phone: string): string {
  return phone.replace(/\D/g, "");
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
