import type { BindingModule, EntitySchema } from "@xmap/contract";
import { duringRun } from "@xmap/runtime";
import { functions, integrations } from "@xmap/runtime/jsonata";
import { afterAll, beforeAll, expect, test } from "vitest";
import { functionTable } from "../../language/src/functions/function-table.ts";
import { INTEGRATION_FUNCTIONS } from "../../language/src/functions/integration-functions.ts";
import { compile, createOutputFolder } from "./compile.ts";
import { typeErrors } from "./type-errors.ts";

const text: EntitySchema = { type: "string" };
const note: EntitySchema = { type: ["string", "null"] };

function record(properties: Record<string, EntitySchema>, optional: readonly string[] = []): EntitySchema {
  return { type: "object", properties, required: Object.keys(properties).filter((name) => !optional.includes(name)) };
}

const source = record(
  {
    id: { type: "number" },
    name: text,
    nick: note,
    gone: text,
    country: text,
    state: note,
    address: text,
    zip: text,
    tel: note,
    placed: { type: "string", format: "date-time" },
    total: { type: "number", "x-xmap-money": "currency" },
    currency: text,
  },
  ["gone"],
);
const target = record(
  { id: { type: "number", readOnly: true }, ref: { type: "number", "x-xmap-searchable": true }, value: {} },
  ["value"],
);

const RECORD = {
  id: 7,
  name: "ANN VAN DER LEE",
  nick: null,
  country: "Germany",
  state: "NW",
  address: "Hauptstr. 12a\nHinterhaus",
  zip: "k1a0b1",
  tel: "030 / 12 34-56",
  placed: "2026-03-04T23:30:00Z",
  total: 12.345,
  currency: "EUR",
};

const ROWS: readonly (readonly [string, unknown])[] = [
  ["$joinName(nick, name)", "ANN VAN DER LEE"],
  ["$firstName($titleCase(name))", "Ann van der"],
  ["$lastName(name)", "LEE"],
  ["$lastName(gone)", undefined],
  ["$initials(name)", "AVDL"],
  ["$titleCase(nick)", undefined],
  ["$street(address).line2", "Hinterhaus"],
  ["$houseNumber($street(address).line1).number", "12a"],
  ['$postalCode(zip, "Canada")', "K1A 0B1"],
  ["$phone(tel, country)", "+4930123456"],
  ["$phone(tel)", undefined],
  ["$countryCode(country)", "DE"],
  ['$countryName("us", "de")', "Vereinigte Staaten"],
  ['$stateName(state, "DE")', "Nordrhein-Westfalen"],
  ['$stateCode("Bayern", country)', "BY"],
  ["$currencyDigits(currency)", 2],
  ["$roundMoney(12.345, currency)", 12.35],
  ["$roundMoney(total * 2, currency) + total", 37.04],
  ['$formatMoney(total, currency, "en")', "€12.35"],
  ['$dayIn(placed, "Europe/Berlin")', "2026-03-05"],
  ['$localTime(placed, "Europe/Berlin")', "2026-03-05T00:30:00"],
  ['$instantOf("2026-03-05T00:30:00", "Europe/Berlin")', "2026-03-04T23:30:00Z"],
  ["$slug(name)", "ann-van-der-lee"],
  ["$hash(name, 8)", "bbd6e9d6"],
  ['$startsWith(name, "ANN")', true],
  ["$millis()", Date.UTC(2026, 2, 4)],
  // as values, and inside functions of one's own
  ["$map([name, country], $slug)[1]", "germany"],
  ['($up := function($x) { $titleCase($x) & "!" }; $up(name))', "Ann van der Lee!"],
  ["(name ~> $titleCase ~> $firstName)", "Ann van der"],
  ['($de := $countryName(?, "de"); $de("FR"))', "Frankreich"],
  ['$filter([country], function($c, $i, $all) { $countryCode($c) = "DE" })', "Germany"],
];

const output = createOutputFolder();
afterAll(() => output.remove());
let bindings: Readonly<Record<string, BindingModule>> = {};

beforeAll(async () => {
  const main = [
    "xmap 1\n",
    'system left = any { url: env("A") }\nsystem right = any { url: env("B") }\n',
    "entity Source = left.source { key id }\nentity Target = right.target { key id }\n",
    ...ROWS.map(
      ([expression], index) =>
        `binding B${index}: Source -> Target {\n  id -> ref key\n  ${expression} -> value once\n}\n`,
    ),
  ].join("\n");
  const description = {
    connector: "any",
    description: "",
    options: record({ url: text }),
    capabilities: [],
    resources: {},
  };
  output.write(
    compile(
      { "main.xmap": main },
      {
        schemas: { "left/source": source, "right/target": target },
        descriptions: { left: description, right: description },
      },
    ),
  );
  bindings = (await output.load("main.ts")).bindings;
});

test.for(ROWS.map(([expression, wanted], index) => [expression, wanted, index] as const))(
  "%s is %j",
  ([, wanted, index]) => {
    const map = bindings[`B${index}`]?.map as unknown as (...given: object[]) => { readonly value: unknown };
    const start = { instant: () => Date.UTC(2026, 2, 4), random: { fraction: () => 0.5 } };
    const { value } = duringRun(start, () => map(RECORD, {}, { problem: () => undefined }));
    expect(value).toEqual(wanted);
  },
);

test("the generated code passes the strict type check", () => {
  expect(typeErrors(output.path)).toBe("");
});

test("the runtime has every function that the checker knows, and the other way round", () => {
  const names = [...Object.keys(functions), ...Object.keys(integrations)].toSorted();
  expect([...functionTable().keys()].toSorted()).toEqual(names);
  expect(INTEGRATION_FUNCTIONS.map(({ name }) => name).toSorted()).toEqual(Object.keys(integrations).toSorted());
});
