import { compileProgram } from "@xmap/compiler";
import type { DirectionModule } from "@xmap/contract";
import { checkProject, formatSource } from "@xmap/language";
import { LanguageWorkspace, type ServiceHost } from "@xmap/language/service";
import { afterAll, describe, expect, it } from "vitest";
import { createOutputFolder, fixture } from "../../packages/compiler/test/compile.ts";
import { runBinding, type Tables } from "../../packages/compiler/test/fake-answers.ts";
import { CUSTOMER_SCHEMAS, CUSTOMER_SYSTEMS } from "../../packages/compiler/test/fixtures/customer-schemas.ts";
import { fixtureDescription, fixtureSchema } from "../../packages/compiler/test/fixtures/schemas.ts";
import { everyRefactoring } from "./harness/every-refactoring.ts";

const output = createOutputFolder();
afterAll(() => output.remove());

/** Beside the fixture's own mapping: chains of conditions, values that are named once and used twice. */
const MORE = `xmap 1

import { Purchase, Contact, Sale, Article, ArticleId } from "./systems.xmap"

map Paid: Purchase.currency {
  "EUR" -> "euro"  // the usual one
  else  -> keep
}

lookup ArticleOrKeep: Article.sku -> Article.id { cache 10m, none -> keep }

binding Described: Purchase -> Contact {
  let mark = number & "-" & currency  // as on the label
  let lines = items[amount > 0]

  email -> email  key
  // what it says
  $mark & "!" -> name
  currency = "EUR" ? "euro" : (currency = "USD" or "CAD" = currency ? "dollar" : "other") -> street
}

binding Sold: Purchase -> Sale {
  let article = items[0].sku via ArticleId else keep
  let wanted = items[0].sku via ArticleOrKeep

  number & "/" & currency -> reference  key
  $                       -> contact_id  via Described
  number & "/" & currency & $string($count(items)) -> note  when $count(items) > 0
  currency in ["EUR", "CHF"] ? "draft" : "sale" -> state
  $string($article) & "/" & $string($wanted) -> currency
}
`;

/** The fixture with one-way rules, pairs and maps where two-way ones would do. */
const CUSTOMERS = fixture("customers.xmap")
  .replace("Profile.language <-> Partner.lang {", "Profile.language -> Partner.lang {")
  .replaceAll(/("\w+" )<->( "\w+_\w+")/g, "$1->$2")
  .replace("language <-> lang ", 'language <- $substringBefore(lang ?: "en_US", "_")\n  language -> lang ')
  .replace("<-> city\n", "-> city  // there\n    city <- city  // and back\n");

function hostOver(files: Readonly<Record<string, string>>): ServiceHost {
  return {
    listFiles: () => Object.keys(files),
    readFile: (path) => files[path],
    readSchema: (system, resource) => CUSTOMER_SCHEMAS[`${system}/${resource}`] ?? fixtureSchema(system, resource),
    listSchemas: () => [],
    readDescription: (system) => CUSTOMER_SYSTEMS[system] ?? fixtureDescription(system),
  };
}

const ADDRESS = { id: 1, first: "Ann", last: "Lee", street: "Main 1", country: "DE", region: "NW" };
const ITEM = { id: 1, sku: "A", name: "Apple", amount: 2, price: 5.0125 };
const PURCHASE = {
  id: 10,
  number: "1001",
  email: "ann@example.org",
  total: 25,
  sub_total: 20,
  currency: "EUR",
  gift: true,
  placed: "2026-03-04T16:22:09Z",
  payment: { code: "P" },
  shipping_status: null,
  remark: null,
  billing: ADDRESS,
  shipping: { ...ADDRESS, id: 2, last: "Roe" },
  items: [ITEM, { ...ITEM, id: 2, sku: "GHOST", amount: 0 }],
  extras: [
    { id: 5, kind: "shipping", code: "post", label: null, available: true, included: false, value: 5 },
    { id: 6, kind: "discount", code: "sale", label: "Spring", available: true, included: false, value: -0.1 },
    { id: 7, kind: "tax", code: "VAT", label: null, available: true, included: false, value: 0.3 },
  ],
};
const PURCHASES: readonly object[] = [
  PURCHASE,
  { ...PURCHASE, currency: "CAD", gift: false, email: null, payment: { code: "D" } },
  { ...PURCHASE, currency: "XXX", items: [], extras: [], payment: { code: "Q" }, total: 1 },
  { ...PURCHASE, items: [{ ...ITEM, sku: "NONE" }], billing: { ...ADDRESS, region: "??" } },
];
const HOME = { is_billing: true, firstname: "Ann", lastname: "Lee", street: "Main 1", city: "Bonn", zipcode: "53111" };
const PROFILE = {
  id: 7,
  login: "ann@example.org",
  language: "de",
  status: "E",
  access_level: 0,
  addresses: [{ ...HOME, country_code: "DE", phone: null }],
};
const PROFILES: readonly object[] = [
  PROFILE,
  { ...PROFILE, status: "D", language: "tlh", addresses: [] },
  { ...PROFILE, addresses: [{ ...HOME, city: null, country_code: "??", phone: "1" }] },
];
const ARTICLES = { A: 41, B: 42, POST: 90, DISC: 91 };
const REGIONS = { "DE|NW": 8 };
const TABLES: Tables = {
  lookups: {
    ArticleId: ARTICLES,
    ArticleIdOrKeep: ARTICLES,
    ArticleOrKeep: ARTICLES,
    ArticleSku: { shipping: "POST", discount: "DISC" },
    TaxId: { VAT: 3 },
    CountryId: { DE: 57 },
    RegionId: REGIONS,
    RegionIdOrKeep: REGIONS,
  },
  references: { Buyer: 7, Recipient: 9, Described: 8 },
};

function codesOf(host: ServiceHost, path: string): readonly string[] {
  return new LanguageWorkspace(host).diagnostics(path).map(({ code }) => code);
}

let count = 0;

/** What every binding of a file makes of every record, from left to right. */
async function results(
  path: string,
  files: Readonly<Record<string, string>>,
  records: readonly object[],
): Promise<unknown> {
  const { program, diagnostics } = checkProject(Object.keys(files), hostOver(files));
  if (program === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  count += 1;
  const folder = `round-${count}`;
  const generated = compileProgram(program, { schemaHash: "0".repeat(64) });
  output.write(generated.map((one) => ({ ...one, path: `${folder}/${one.path}` })));
  const { bindings } = await output.load(`${folder}/${path.replace(".xmap", ".ts")}`);
  const told = (binding: DirectionModule) =>
    records.map((record) => {
      const { draft, told: said } = runBinding(binding, record, TABLES);
      // A problem is told of the rule or `let` that translates, which a refactoring may change.
      return { draft, said: said.map(({ word, message }) => ({ word, message })) };
    });
  return Object.entries(bindings).map(([name, binding]) => ({ name, results: told(binding) }));
}

const SYSTEMS = fixture("systems.xmap");

describe.each([
  {
    path: "orders.xmap",
    files: { "systems.xmap": SYSTEMS, "orders.xmap": fixture("orders.xmap") },
    records: PURCHASES,
    offered: [
      "Extract let value",
      "Extract lookup RegionIdOrKeep",
      "Extract map State",
      "Extract step state",
      "Inline map Stage",
    ],
  },
  {
    path: "more.xmap",
    files: { "systems.xmap": SYSTEMS, "more.xmap": MORE },
    records: PURCHASES,
    offered: [
      "Extract let items_count for all 2 uses",
      "Inline let mark",
      "Inline lookup ArticleOrKeep as ArticleId with an else",
      "Write the conditions as a map",
    ],
  },
  {
    path: "customers.xmap",
    files: { "customers.xmap": CUSTOMERS },
    records: PROFILES,
    offered: ["Extract map Active", "Let map Language go both ways", "Let the rule go both ways"],
  },
])("$path", ({ path, files, records, offered }) => {
  const host = hostOver(files);
  const found = everyRefactoring(host, path);

  it("is offered the refactorings that it has a place for", () => {
    expect(found.map(({ title }) => title)).toEqual(expect.arrayContaining(offered));
  });

  it("has no new finding and is in canonical form after each", () => {
    const before = codesOf(host, path);
    for (const { title, text } of found) {
      const fresh = codesOf(hostOver({ ...files, [path]: text }), path).filter((code) => !before.includes(code));
      expect(fresh, title).toEqual([]);
      expect(formatSource(path, text), title).toEqual({ text });
    }
  });

  it("means the same after each", { timeout: 240_000 }, async () => {
    const before = await results(path, files, records);
    // Names for values are many and alike: a third of them will do.
    const chosen = found.filter(({ title }, index) => !title.startsWith("Extract let") || index % 3 === 0);
    for (const { title, text } of chosen)
      expect(await results(path, { ...files, [path]: text }, records), `${title}\n${text}`).toEqual(before);
  });
});
