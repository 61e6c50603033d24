import { expect, it } from "vitest";
import { withoutAddresses, withoutPersonOf } from "../../src/privacy/private-message.ts";

const STATE = {
  order: {
    email: "ada@example.com",
    profile: { addresses: [{ name: "Ada Lovelace", street: "Analytical Street 12" }] },
    items: [{ name: "Red sofa", sku: "SOFA-RED" }],
    number: "4711",
  },
};

it.each([
  ["Ada Lovelace has no VAT number", "*** has no VAT number"],
  ["ADA LOVELACE lives at analytical street 12.", "*** lives at ***."],
  ["the SKU SOFA-RED of Red sofa is missing in order 4711", "the SKU SOFA-RED of Red sofa is missing in order 4711"],
  ["Adalovelace", "Adalovelace"],
])("of the record it is about, %j says only %j", (message, kept) => {
  expect(withoutPersonOf(message, STATE)).toBe(kept);
});

it.each([
  ["no partner for Ada.Lovelace@example.com.", "no partner for ***"],
  ["call +49 30 1234567 or (030) 123-4567", "call *** or (***"],
  [
    "2026-11-21T12:04:09.114Z order 20261121001 run 5f0c99812345678",
    "2026-11-21T12:04:09.114Z order 20261121001 run 5f0c99812345678",
  ],
  ["http://127.0.0.1:38337 took 1299.00", "http://127.0.0.1:38337 took 1299.00"],
])("without addresses, %j is %j", (text, kept) => {
  expect(withoutAddresses(text)).toBe(kept);
});
