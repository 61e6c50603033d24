import type { BindingModule, DataRecord } from "@xmap/contract";
import { type DeclaredLaw, runLaw } from "@xmap/runtime/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { compileProgram, compileTests } from "../../src/index.ts";
import { planLaws } from "../../src/tests/laws/law-plan.ts";
import { createOutputFolder, fixture } from "../compile.ts";
import { CUSTOMER_SCHEMAS, CUSTOMER_SYSTEMS } from "../fixtures/customer-schemas.ts";
import { typeErrors } from "../type-errors.ts";
import { programOf } from "./support.ts";

const program = programOf(
  { "customers.xmap": fixture("customers.xmap") },
  { schemas: CUSTOMER_SCHEMAS, descriptions: CUSTOMER_SYSTEMS },
);
const output = createOutputFolder();
let customers: BindingModule;
let law: DeclaredLaw;

beforeAll(async () => {
  output.write([...compileProgram(program, { schemaHash: "" }), ...compileTests(program)]);
  const { bindings } = await output.load("customers.ts");
  const binding = bindings.Customers;
  const [plan] = planLaws(program);
  if (binding === undefined || plan === undefined) throw new TypeError("the fixture has a two-way binding");
  customers = binding;
  law = { place: "customers.xmap:24", left: plan.left, right: plan.right, lookups: plan.lookups };
});
afterAll(() => output.remove());

it("a two-way binding has a law test that passes the strict type check", () => {
  expect(compileTests(program).map(({ path }) => path)).toEqual(["customers.laws.test.ts", "customers.schemas.ts"]);
  expect(typeErrors(output.path)).toBe("");
});

it("the law is about what two-way rules write, and knows which are only tested", () => {
  expect(law.right.fields.filter(({ proved }) => proved).map(({ path }) => path)).toEqual(
    expect.arrayContaining(["email", "lang", "active", "street", "city", "zip", "country_id", "phone"]),
  );
  expect(law.right.fields.find(({ path }) => path === "name")?.proved).not.toBe(true);
  expect(law.left.samples).toMatchObject({ access_level: [0], language: ["en", "de"], status: ["E", "D"] });
});

it("rules that are proved keep the laws in both directions", () => {
  expect(runLaw(customers, law)).toMatchObject({ passed: true });
});

it("a way back that forgets a field is found, and the smallest record is shown", () => {
  const forgetful = withReverse((draft) => ({ ...draft, login: "somebody" }));
  const { passed, remark } = runLaw(forgetful, law);
  expect(passed).toBe(false);
  expect(remark).toMatch(
    /^Profile to Partner and back:\n {2}field +given +came back as\n {2}login +"[^"]+" +"somebody"/,
  );
});

it("a way back that mixes up values is found", () => {
  const mixed = withReverse((draft) => ({ ...draft, status: draft.status === "E" ? "D" : "E" }));
  expect(runLaw(mixed, law)).toMatchObject({ passed: false, remark: expect.stringContaining("status") });
});

function withReverse(change: (draft: DataRecord) => DataRecord): BindingModule {
  const { reverse } = customers;
  if (reverse === undefined) throw new TypeError("Customers goes both ways");
  const map: typeof reverse.map = (record, answers, report) =>
    change(reverse.map(record, answers, report) as DataRecord);
  return { ...customers, reverse: { ...reverse, map } };
}
