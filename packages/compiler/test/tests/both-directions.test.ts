import { expect, it } from "vitest";
import { instrumentProgram, mutantsOf, reachOf } from "../../src/index.ts";
import { fixture } from "../compile.ts";
import { CUSTOMER_SCHEMAS, CUSTOMER_SYSTEMS } from "../fixtures/customer-schemas.ts";
import { programOf } from "./support.ts";

const TEST = `
test "a customer" of Customers {
  given "customer.json"
  answers CountryId { else -> 1 }
  expect { "email": "a@example.org" }
}
`;
const CUSTOMER = { id: 1, login: "a@example.org", language: "en", status: "E", access_level: 0, addresses: [] };
const program = programOf(
  {
    "customers.xmap": fixture("customers.xmap") + TEST,
    "customer.json": JSON.stringify(CUSTOMER),
  },
  { schemas: CUSTOMER_SCHEMAS, descriptions: CUSTOMER_SYSTEMS },
);

it("rules of the way back are changed, covered and reached like others", () => {
  const changes = mutantsOf(program).map(({ what }) => what);
  expect(changes).toContain("rule dropped: firstname <- $firstName(name)");
  expect(changes.filter((what) => what.startsWith("rule dropped: login <-> email"))).toHaveLength(1);
  const covered = instrumentProgram(program).coverables.map(({ text }) => text);
  expect(covered).toContain("firstname <- $firstName(name)");
  const tests = program.files.flatMap((file) => file.tests);
  expect(tests.map((test) => [...reachOf(test)].sort())).toEqual([["Customers", "Language"]]);
});
