import type { BindingModule, EntitySchema } from "@xmap/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compile, createOutputFolder } from "./compile.ts";
import { runBinding, type Tables } from "./fake-answers.ts";
import { typeErrors } from "./type-errors.ts";

const text: EntitySchema = { type: "string", "x-xmap-searchable": true };
const note: EntitySchema = { type: ["string", "null"] };
const number: EntitySchema = { type: "number" };

function record(properties: Record<string, EntitySchema>, optional: readonly string[] = []): EntitySchema {
  return { type: "object", properties, required: Object.keys(properties).filter((name) => !optional.includes(name)) };
}

const place = record({ city: text, zip: note, total: number });
const schemas: Readonly<Record<string, EntitySchema>> = {
  "left/source": record(
    {
      id: text,
      currency: text,
      at: { ...text, format: "date-time" },
      digits: text,
      amount: number,
      home: { ...place, type: ["object", "null"] },
      work: place,
      names: { type: "array", items: text },
    },
    ["work"],
  ),
  "right/target": record(
    {
      id: text,
      day: { ...text, format: "date" },
      size: number,
      label: text,
      address: record({ city: text, zip: note, country: note }, ["zip", "country"]),
      city: note,
      total: number,
      tags: { type: "array", items: text },
      deep: record({ er: record({ value: note }, ["value"]) }, ["er"]),
    },
    ["day", "size", "label", "address", "city", "total", "tags", "deep"],
  ),
  "right/country": record({ id: text, city: text }),
};
const description = {
  connector: "any",
  description: "",
  options: record({ url: text }),
  capabilities: [],
  resources: {},
};
const SOURCE = `xmap 1

system left = any { url: env("A") }
system right = any { url: env("B") }
entity Source = left.source { key id, amount: money in currency, home.total: money in $$.currency }
entity Target = right.target { key id }
entity Country = right.country { key id }

lookup CountryOf: Country.city -> Country.id { none -> hold "no country for {$}" }

binding Nested: Source -> Target {
  id     -> id  key
  at     -> day
  digits -> size
  $string(amount) -> label
  names  -> tags
  id     -> deep.er.value

  home -> address {
    let shown = city
    $shown     -> city
    zip        -> zip
    $shown     -> country  via CountryOf
  }
  work -> $ {
    city -> city
  }
  (home.total ?? 0) * 3 + amount -> total
}
`;
const RECORD = {
  id: "1",
  currency: "JPY",
  at: "2026-03-04T23:30:00Z",
  digits: "12.5",
  amount: 1.25,
  home: { city: "Bonn", zip: "53", total: 10.5 },
  names: ["a", "b"],
};
const TABLES: Tables = { lookups: { CountryOf: { Bonn: "DE" } }, references: {} };

const output = createOutputFolder();
afterAll(() => output.remove());
let nested: BindingModule;
beforeAll(async () => {
  output.write(compile({ "main.xmap": SOURCE }, { schemas, descriptions: { left: description, right: description } }));
  const binding = (await output.load("main.ts")).bindings.Nested;
  if (binding === undefined) throw new Error("no binding");
  nested = binding;
});

describe("nested rules and conversions", () => {
  it("writes nested records, converts by the target and rounds by the currency", () => {
    expect(runBinding(nested, RECORD, TABLES)).toMatchObject({
      draft: {
        id: "1",
        day: "2026-03-04",
        size: 12.5,
        label: "1.25",
        tags: ["a", "b"],
        deep: { er: { value: "1" } },
        address: { city: "Bonn", zip: "53", country: "DE" },
        city: undefined,
        total: 33,
      },
      told: [],
      stages: [["CountryOf Bonn"]],
    });
  });

  it("writes no nested record where its source is null", () => {
    const { draft, told } = runBinding(nested, { ...RECORD, home: null, work: { city: "Ulm" } }, TABLES);
    expect(draft.address).toBeUndefined();
    expect(draft.city).toBe("Ulm");
    expect(told).toEqual([]);
  });

  it("names the rule whose text is no number", () => {
    expect(() => runBinding(nested, { ...RECORD, digits: "many" }, TABLES)).toThrow(
      expect.objectContaining({ code: "D3030", rule: "Nested/size" }),
    );
  });

  it("passes the strict type check", () => {
    expect(typeErrors(output.path)).toBe("");
  });
});
