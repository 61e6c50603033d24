import { readFileSync, writeFileSync } from "node:fs";
import type { BindingModule, DirectionModule, Line, Value } from "@xmap/contract";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compile, createOutputFolder, fixture } from "./compile.ts";
import { runBinding, type Tables } from "./fake-answers.ts";
import { CUSTOMER_SCHEMAS, CUSTOMER_SYSTEMS } from "./fixtures/customer-schemas.ts";
import { typeErrors } from "./type-errors.ts";

const SYSTEMS = { schemas: CUSTOMER_SCHEMAS, descriptions: CUSTOMER_SYSTEMS };
const GOLDEN = new URL("./golden/customers.ts.txt", import.meta.url);
const files = compile({ "customers.xmap": fixture("customers.xmap") }, SYSTEMS);

const TABLES: Tables = { lookups: { CountryId: { DE: 57, FR: 75, 57: "DE", 75: "FR" } }, references: {} };
const ADDRESS = {
  is_billing: true,
  firstname: "Ann",
  lastname: "Lee",
  street: "Main 1",
  city: "Bonn",
  zipcode: "53111",
  country_code: "DE",
  phone: null,
};
const PROFILE = {
  id: 7,
  login: "ann@example.org",
  language: "de",
  status: "E",
  access_level: 0,
  addresses: [{ ...ADDRESS, is_billing: false, street: "Elsewhere 2" }, ADDRESS],
};
const PARTNER = {
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

const output = createOutputFolder();
afterAll(() => output.remove());
let customers: BindingModule;
let back: DirectionModule;
beforeAll(async () => {
  output.write(files);
  const binding = (await output.load("customers.ts")).bindings.Customers;
  if (binding?.reverse === undefined) throw new Error("no two-way binding");
  customers = binding;
  back = binding.reverse;
});

describe("the generated file of a two-way binding", () => {
  it("is as checked in", () => {
    const text = files[0]?.text ?? "";
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(GOLDEN, text);
    expect(text).toBe(readFileSync(GOLDEN, "utf8"));
  });

  it("passes the strict type check against the runtime", () => {
    expect(typeErrors(output.path)).toBe("");
  });
});

describe("from left to right", () => {
  it("maps the record, its map, its lookup and the address that meets the filter", () => {
    expect(runBinding(customers, PROFILE, TABLES)).toEqual({
      draft: {
        email: "ann@example.org",
        lang: "de_DE",
        active: true,
        name: "Ann Lee",
        street: "Main 1",
        city: "Bonn",
        zip: "53111",
        country_id: 57,
        phone: null,
      },
      told: [],
      stages: [["CountryId DE"]],
    });
  });

  it("keeps its own guard and what a map does not name", () => {
    const { told } = runBinding(customers, { ...PROFILE, access_level: 2, language: "eo" }, TABLES);
    expect(told).toEqual([
      { word: "skip", rule: "Customers/require/1", message: "staff" },
      { word: "hold", rule: "Customers/lang", message: "language eo is not set up" },
    ]);
  });
});

describe("from right to left", () => {
  it("writes the address that meets the filter as a line with the filter's values", () => {
    expect(runBinding(back, PARTNER, TABLES)).toEqual({
      draft: {
        login: "ann@example.org",
        language: "de",
        status: "E",
        addresses: [{ identity: "addresses[is_billing]", key: ["is_billing"], values: ADDRESS }],
      },
      told: [],
      stages: [["CountryId 57"]],
    });
  });

  it("keeps its own guard and what a map does not name", () => {
    const { told } = runBinding(back, { ...PARTNER, type: "invoice", lang: "eo" }, TABLES);
    expect(told).toEqual([
      { word: "skip", rule: "Customers/<-/require/1", message: "not a customer of the shop" },
      { word: "hold", rule: "Customers/<-/language", message: "language eo is not set up" },
    ]);
  });

  it("holds what the lookup does not find", () => {
    const { told } = runBinding(back, { ...PARTNER, country_id: 1 }, TABLES);
    const rule = "Customers/<-/addresses/country_code";
    expect(told).toEqual([{ word: "hold", rule, message: "country 1 is unknown" }]);
  });

  it("says how it finds the record, which system wins, and which rules belong together", () => {
    expect(customers).toMatchObject({ key: ["email"], master: "erp" });
    expect(back).toMatchObject({ key: ["login"], once: [], lines: [{ field: "addresses", key: [], once: [] }] });
    const login = customers.rules.find(({ id }) => id === "Customers/email");
    expect(login).toMatchObject({ counterpart: "Customers/<-/login", master: "shop" });
    expect(back.rules.find(({ id }) => id === "Customers/<-/login")).toMatchObject({ counterpart: "Customers/email" });
    const name = customers.rules.find(({ id }) => id === "Customers/name");
    expect(name).not.toHaveProperty("counterpart");
  });
});

type Fields = Readonly<Record<string, unknown>>;

/** What a system would hold after a draft was written to an empty record. */
function written(draft: Fields, id: number): Fields {
  const values = Object.entries(draft).map(([name, value]) => [name, Array.isArray(value) ? value.map(lineOf) : value]);
  return { id, ...Object.fromEntries(values) };
}

function lineOf(item: Line<Fields> | Value): unknown {
  return typeof item === "object" && item !== null && "values" in item ? item.values : item;
}

describe("the law of proved rules", () => {
  const note = fc.option(fc.string({ minLength: 1 }), { nil: null });
  const address = fc.record({
    is_billing: fc.constant(true),
    street: note,
    city: note,
    zipcode: note,
    country_code: fc.constantFrom("DE", "FR"),
    phone: note,
  });
  const profile = fc.record({
    login: fc.emailAddress(),
    language: fc.constantFrom("en", "de"),
    status: fc.constantFrom("E", "D"),
    access_level: fc.constant(0),
    addresses: fc.tuple(address),
  });

  it("what was written is read again: back(forward(x)) is x on the mapped fields", () => {
    fc.assert(
      fc.property(profile, (left) => {
        const forward = runBinding(customers, left, TABLES);
        const right = { ...written(forward.draft, 1), name: "Ann Lee", type: "contact", parent_id: null };
        const { draft, told } = runBinding(back, right, TABLES);
        expect(told).toEqual([]);
        const { access_level: _, ...mapped } = left;
        expect(written(draft, 1)).toMatchObject(mapped);
      }),
    );
  });
});
