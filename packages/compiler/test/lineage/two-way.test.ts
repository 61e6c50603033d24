import type { MappingModule } from "@xmap/contract";
import { checkProject } from "@xmap/language";
import { afterAll, beforeAll, expect, it } from "vitest";
import { lineageOf } from "../../src/lineage/lineage-of.ts";
import { answersFromTable } from "../../src/lineage/trace/answer-table.ts";
import { traceRecord } from "../../src/lineage/trace/trace-record.ts";
import { compile, createOutputFolder, fixture } from "../compile.ts";
import { CUSTOMER_SCHEMAS, CUSTOMER_SYSTEMS } from "../fixtures/customer-schemas.ts";
import { shortly } from "./project.ts";

const files = { "customers.xmap": fixture("customers.xmap") };
const output = createOutputFolder();
afterAll(() => output.remove());
let customers: MappingModule;
beforeAll(async () => {
  output.write(compile(files, { schemas: CUSTOMER_SCHEMAS, descriptions: CUSTOMER_SYSTEMS }));
  customers = await output.load("customers.ts");
});

const { program } = checkProject(Object.keys(files), {
  readFile: () => files["customers.xmap"],
  readSchema: (system, resource) => CUSTOMER_SCHEMAS[`${system}/${resource}`],
  listSchemas: () => [],
  readDescription: (system) => CUSTOMER_SYSTEMS[system],
});

function direction(wanted: "->" | "<-") {
  const found = program && lineageOf(program).mappings.find((mapping) => mapping.direction === wanted);
  if (!found) throw new Error(`no mapping ${wanted}`);
  return found;
}

function rowOf(wanted: "->" | "<-", target: string): readonly string[] {
  return direction(wanted)
    .fields.filter((field) => field.target === target)
    .map((field) => [shortly(field), ...field.via.map((via) => ("name" in via ? via.name : via.kind))].join(" via "));
}

it("both directions of a two-way binding are told, with their own sides and guards", () => {
  expect(direction("->")).toMatchObject({
    name: "Customers",
    sources: [{ entity: "Profile" }],
    target: { entity: "Partner" },
  });
  expect(direction("<-")).toMatchObject({
    name: "Customers",
    sources: [{ entity: "Partner" }],
    target: { entity: "Profile" },
  });
  expect(direction("->").guards.map((guard) => guard.sources.map((source) => source.path))).toEqual([["access_level"]]);
  expect(rowOf("->", "email")).toEqual(["login"]);
  expect(rowOf("<-", "login")).toEqual(["email"]);
  expect(rowOf("->", "street")).toEqual(["addresses[].street [addresses[].is_billing]"]);
});

it("a record is traced back from right to left", () => {
  const reverse = customers.bindings.Customers?.reverse;
  const answers = answersFromTable({ CountryId: { 57: "DE" } });
  if (reverse === undefined || answers.kind === "refused") throw new Error("no way back");
  const partner = {
    id: 41,
    email: "ann@example.org",
    name: "Ann Lee",
    lang: "de_DE",
    active: true,
    type: "contact",
    parent_id: null,
    street: "Main 1",
    city: "Bonn",
    zip: "53111",
    country_id: 57,
    phone: null,
  };
  const traced = traceRecord(reverse, direction("<-"), partner, answers.answers);
  expect(traced).toMatchObject({ outcome: "mapped", direction: "<-" });
  const field = (target: string) => traced.fields.find((each) => each.target === target);
  expect(field("login")).toMatchObject({
    value: "ann@example.org",
    from: [{ path: "email", value: "ann@example.org" }],
  });
  const country = traced.fields.find((each) => each.target.endsWith("country_code"));
  expect(country).toMatchObject({
    value: "DE",
    questions: [{ name: "CountryId", key: [57], answer: "DE", open: false }],
  });
});
