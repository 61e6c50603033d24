import * as runtime from "@xmap/runtime";
import { expect, test } from "vitest";

type Row = readonly [string, () => unknown, unknown];

const NAMES: readonly Row[] = [
  ["first letters without small words", () => runtime.initials("Ann-Marie van Lee"), "AML"],
  ["letters outside ASCII", () => runtime.initials("Özlem Ünal"), "ÖÜ"],
  ["no letters of nothing", () => runtime.initials("  "), undefined],
  ["a name in capitals", () => runtime.titleCase("ANN VAN DER LEE-O'NEIL"), "Ann van der Lee-O'Neil"],
  ["a name in small letters", () => runtime.titleCase("josé de la cruz"), "José de la Cruz"],
  ["a name that is mixed already", () => runtime.titleCase("McAdams GmbH"), "McAdams GmbH"],
  ["a name of null", () => runtime.titleCase(null), undefined],
];

const ADDRESSES: readonly Row[] = [
  ["a number at the end", () => runtime.houseNumber("Hauptstr. 12a"), { street: "Hauptstr.", number: "12a" }],
  ["a number at the beginning", () => runtime.houseNumber("12 Main Street"), { street: "Main Street", number: "12" }],
  [
    "a letter in the number",
    () => runtime.houseNumber("221B Baker Street"),
    { street: "Baker Street", number: "221B" },
  ],
  [
    "a street named after a day",
    () => runtime.houseNumber("Straße des 17. Juni 135"),
    { street: "Straße des 17. Juni", number: "135" },
  ],
  ["a range of numbers", () => runtime.houseNumber("Am Markt 3-5"), { street: "Am Markt", number: "3-5" }],
  ["no number", () => runtime.houseNumber("Main Street"), { street: "Main Street", number: undefined }],
  ["no street", () => runtime.houseNumber(undefined), { street: undefined, number: undefined }],
  ["a British postal code", () => runtime.postalCode("sw1a1aa", "GB"), "SW1A 1AA"],
  ["a Canadian one by the country's name", () => runtime.postalCode("k1a 0b1", "Canada"), "K1A 0B1"],
  ["nine digits of the USA", () => runtime.postalCode("123456789", "US"), "12345-6789"],
  ["a Dutch one", () => runtime.postalCode("1012jx", "NL"), "1012 JX"],
  ["a Polish one", () => runtime.postalCode("00950", "PL"), "00-950"],
  ["one of a country without a form", () => runtime.postalCode(" 10115 ", "DE"), "10115"],
  ["no postal code", () => runtime.postalCode("", "DE"), undefined],
];

const PHONES: readonly Row[] = [
  ["a German number", () => runtime.phone("030 / 12 34-56", "DE"), "+4930123456"],
  ["a zero in brackets", () => runtime.phone("+49 (0)30 123456"), "+4930123456"],
  ["an American number", () => runtime.phone("(415) 555-2671", "US"), "+14155552671"],
  ["an extension, left out", () => runtime.phone("1-415-555-2671 ext. 12", "US"), "+14155552671"],
  ["an Italian number, whose zero stays", () => runtime.phone("06 1234567", "IT"), "+39061234567"],
  ["two zeros for the plus", () => runtime.phone("0044 20 7946 0958", "DE"), "+442079460958"],
  ["a Russian eight", () => runtime.phone("8 (912) 345-67-89", "RU"), "+79123456789"],
  ["words", () => runtime.phone("call me", "US"), undefined],
  ["a number of no known country", () => runtime.phone("12345678"), undefined],
  ["too many digits", () => runtime.phone("+1234567890123456", "US"), undefined],
];

const COUNTRIES: readonly Row[] = [
  ["a code", () => runtime.countryCode("de"), "DE"],
  ["a code of three letters", () => runtime.countryCode("DEU"), "DE"],
  ["an English name", () => runtime.countryCode("Côte d'Ivoire"), "CI"],
  ["a former name", () => runtime.countryCode("Czech Republic"), "CZ"],
  ["a name that people use", () => runtime.countryCode("USA"), "US"],
  ["a code that is used no longer", () => runtime.countryCode("AN"), undefined],
  ["no country", () => runtime.countryCode("Narnia"), undefined],
  ["a country's name", () => runtime.countryName("DE"), "Germany"],
  ["its name in another language", () => runtime.countryName("DE", "de"), "Deutschland"],
  ["a state by its name", () => runtime.stateCode("california", "US"), "CA"],
  ["a state by its whole code", () => runtime.stateCode("US-CA", "United States"), "CA"],
  ["a state without accents", () => runtime.stateCode("Sao Paulo", "BR"), "SP"],
  ["a state of another country", () => runtime.stateCode("California", "DE"), undefined],
  ["a state's name", () => runtime.stateName("nw", "Germany"), "Nordrhein-Westfalen"],
];

const MONEY: readonly Row[] = [
  ["digits of the yen", () => runtime.currencyDigits("jpy"), 0],
  ["digits of the dinar", () => runtime.currencyDigits("KWD"), 3],
  ["an amount, halves away from zero", () => runtime.roundMoney(1.005, "USD"), 1.01],
  ["a negative amount", () => runtime.roundMoney(-0.125, "EUR"), -0.13],
  ["an amount of nothing", () => runtime.roundMoney(null, "EUR"), undefined],
  ["an amount for people", () => runtime.formatMoney(1234.5, "EUR", "de"), "1.234,50\u00a0€"],
  ["an amount without digits", () => runtime.formatMoney(1234, "JPY"), "¥1,234"],
];

const ZONES: readonly Row[] = [
  ["a day that has begun already", () => runtime.dayIn("2026-03-04T23:30:00Z", "Europe/Berlin"), "2026-03-05"],
  ["the wall clock", () => runtime.localTime("2026-03-04T16:22:09Z", "Europe/Berlin"), "2026-03-04T17:22:09"],
  ["the wall clock in summer", () => runtime.localTime("2026-07-04T16:22:09Z", "Europe/Berlin"), "2026-07-04T18:22:09"],
  [
    "an instant of a local time",
    () => runtime.instantOf("2026-03-04T17:22:09", "Europe/Berlin"),
    "2026-03-04T16:22:09Z",
  ],
  ["an instant of a day", () => runtime.instantOf("2026-07-01", "America/New_York"), "2026-07-01T04:00:00Z"],
  [
    "a time that the clock jumps over",
    () => runtime.instantOf("2026-03-29T02:30:00", "Europe/Berlin"),
    "2026-03-29T01:30:00Z",
  ],
  ["a time that comes twice", () => runtime.instantOf("2026-10-25T02:30", "Europe/Berlin"), "2026-10-25T00:30:00Z"],
  ["no instant", () => runtime.localTime(null, "Europe/Berlin"), undefined],
];

const IDENTIFIERS: readonly Row[] = [
  ["a slug", () => runtime.slug("Äpfel & Öl's 3/4"), "apfel-ols-3-4"],
  ["letters that do not come apart", () => runtime.slug("Straße Łódź Ørsted"), "strasse-lodz-orsted"],
  ["a slug of nothing that fits", () => runtime.slug("日本"), undefined],
  ["a hash", () => runtime.textHash("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
  ["its first digits", () => runtime.textHash("abc", 8), "ba7816bf"],
  ["a hash of an empty text", () => runtime.textHash("", 4), "e3b0"],
  ["a hash of nothing", () => runtime.textHash(null), undefined],
];

test.for([...NAMES, ...ADDRESSES, ...PHONES, ...COUNTRIES, ...MONEY, ...ZONES, ...IDENTIFIERS])(
  "%s",
  ([, compute, wanted]) => {
    expect(compute()).toEqual(wanted);
  },
);

test.for<readonly [string, () => unknown, string]>([
  ["text where a number stands", () => runtime.slug(5), "$slug needs text, not 5"],
  ["a zone that is none", () => runtime.localTime("2026-03-04T16:22:09Z", "Mars/Base"), '"Mars/Base" is no time zone'],
  ["an instant that is none", () => runtime.localTime("soon", "Europe/Berlin"), '"soon" is no instant'],
  ["a local time with a zone", () => runtime.instantOf("2026-03-04T17:22:09Z", "UTC"), "is no local time"],
  ["a currency that is none", () => runtime.roundMoney(1, "euro"), '"euro" is no currency\'s code'],
  ["a language that is none", () => runtime.countryName("DE", "x y"), '"x y" is no language'],
  ["a hash of more digits than there are", () => runtime.textHash("a", 65), "from 1 to 64 digits"],
])("%s is refused", ([, compute, message]) => {
  expect(compute).toThrow(message);
});
