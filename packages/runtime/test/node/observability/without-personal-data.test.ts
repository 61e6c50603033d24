import { expect, it } from "vitest";
import { withoutPersonalData } from "../../../src/node/observability/without-personal-data.ts";

it.each([
  ["order 5207 has no SKU A-12", "order 5207 has no SKU A-12"],
  ["jane@example.com is taken", "*** is taken"],
  ["<jane.doe+shop@mail.example.co.uk>", "<***>"],
  ['the name "Jane Doe" is too long', "the name *** is too long"],
  ["the name 'Jane' of Ann's shop isn't there", "the name *** of Ann's shop isn't there"],
  ["call +49 170 1234567 now", "call *** now"],
  ["card 4111-1111-1111-1111", "card ***"],
  ["status 503 after 30000 ms", "status 503 after 30000 ms"],
  ["x".repeat(400), `${"x".repeat(299)}…`],
])("%j becomes %j", (message, expected) => {
  expect(withoutPersonalData(message)).toBe(expected);
});
