import { formatSource } from "@xmap/language";
import { expect, test } from "vitest";
import type { PictureIntent } from "../../src/mapper/edits/picture-intent.ts";
import type { ProjectFiles } from "../../src/project/project-files.ts";
import { EXAMPLES, FIRST_STEPS } from "../support.ts";
import { edited } from "./picture-support.ts";

const ODOO: ProjectFiles = EXAMPLES.find(({ id }) => id === "xcart-odoo")?.files ?? new Map();
const MAPPINGS = {
  contacts: { files: FIRST_STEPS.files, path: "contacts.xmap", name: "Contact" },
  orders: { files: ODOO, path: "xcart-odoo/orders.xmap", name: "OrderToSale" },
  address: { files: ODOO, path: "xcart-odoo/orders.xmap", name: "PostalAddress" },
} as const;

/** Lines that an edit takes away and puts in, blanks apart. */
function difference(before: string, after: string): readonly string[] {
  const [old, now] = [before, after].map((text) => text.split("\n").map((line) => line.replace(/\s+/g, " ").trim()));
  const gone = (old ?? []).filter((line) => now?.includes(line) !== true).map((line) => `- ${line}`);
  return [...gone, ...(now ?? []).filter((line) => old?.includes(line) !== true).map((line) => `+ ${line}`)];
}

function rule(from: string, to: string, block?: string): PictureIntent {
  return { kind: "addRule", from: { side: "left", path: from }, to: { side: "right", path: to }, block };
}

type Case = readonly [says: string, mapping: keyof typeof MAPPINGS, intent: PictureIntent, lines: readonly string[]];

const CASES: readonly Case[] = [
  ["a line from field to field is a rule", "contacts", rule("id", "display_name"), ["+ id -> display_name"]],
  [
    "a rule between two lists stands in the braces of their lines",
    "contacts",
    rule("phones.kind", "telephones.number"),
    ["+ kind -> number"],
  ],
  [
    "a rule into a list's lines reads the whole record where its source is no line",
    "contacts",
    rule("email", "telephones.number"),
    ["+ $$.email -> number"],
  ],
  [
    "the wanted block is taken where several write one list",
    "orders",
    rule("surcharges.code", "order_line.name", "order_line #2"),
    ["+ code -> name"],
  ],
  ["the conversion that the types need is written", "orders", rule("total", "note"), ["+ $string(total) -> note"]],
  ["the whole record is a source", "orders", rule("", "origin"), ["+ $ -> origin"]],
  [
    "a comment behind a rule that is removed stays on a line of its own",
    "orders",
    { kind: "removeItem", item: "date_order" },
    ["- create_date -> date_order once // confirming overwrites it in Odoo", "+ // confirming overwrites it in Odoo"],
  ],
  [
    "comments in braces that are removed stay",
    "orders",
    { kind: "removeItem", item: "order_line" },
    [
      "- items -> order_line each by id {",
      "- sku -> product_id via ProductId",
      "- name -> name",
      "- amount -> product_uom_qty",
      "- item_net_price -> price_unit",
      "- $vat -> tax_ids via TaxId // none: an empty list, not Odoo's default tax",
      "+ // none: an empty list, not Odoo's default tax",
    ],
  ],
  [
    "a map goes in before the other modifiers",
    "contacts",
    { kind: "setVia", line: "email", text: "Discount" },
    ["- email -> email key", "+ email -> email via Discount key"],
  ],
  [
    "a name that the file does not know is imported",
    "contacts",
    { kind: "setVia", line: "discount", text: "CountryId" },
    ["- membership -> discount via Discount", "+ membership -> discount via CountryId"],
  ],
  [
    "arms can be written in place",
    "contacts",
    { kind: "setVia", line: "email", text: '{ "a" -> "b" }' },
    ["- email -> email key", '+ email -> email via { "a" -> "b" } key'],
  ],
  [
    "a map is taken away",
    "contacts",
    { kind: "setVia", line: "discount", text: undefined },
    ["- membership -> discount via Discount", "+ membership -> discount"],
  ],
  [
    "an answer for nothing found",
    "contacts",
    { kind: "setElse", line: "country_id", text: "keep" },
    ["- country -> country_id via CountryId", "+ country -> country_id via CountryId else keep"],
  ],
  [
    "a condition stands before `once`",
    "contacts",
    { kind: "setCondition", line: "customer_since", text: "newsletter" },
    ["- joined -> customer_since once", "+ joined -> customer_since when newsletter once"],
  ],
  [
    "another condition",
    "orders",
    { kind: "setCondition", line: "partner_shipping_id", text: "total > 0" },
    [
      "- $ -> partner_shipping_id via Recipient when $exists(shipping_address.id)",
      "+ $ -> partner_shipping_id via Recipient when total > 0",
    ],
  ],
  [
    "a condition is taken away",
    "orders",
    { kind: "setCondition", line: "partner_shipping_id", text: undefined },
    [
      "- $ -> partner_shipping_id via Recipient when $exists(shipping_address.id)",
      "+ $ -> partner_shipping_id via Recipient",
    ],
  ],
  [
    "a mark is taken away",
    "contacts",
    { kind: "setMark", line: "customer_since", mark: "once", isOn: false },
    ["- joined -> customer_since once", "+ joined -> customer_since"],
  ],
  [
    "a mark is set",
    "contacts",
    { kind: "setMark", line: "customer_since", mark: "key", isOn: true },
    ["- joined -> customer_since once", "+ joined -> customer_since once key"],
  ],
  [
    "another target",
    "contacts",
    { kind: "setTarget", line: "customer_since", path: "display_name" },
    ["- joined -> customer_since once", "+ joined -> display_name once"],
  ],
  [
    "another source, from the whole record where it is outside of the lines",
    "contacts",
    { kind: "setSource", line: "telephones / label", path: "last_name" },
    ["- kind -> label", "+ $$.last_name -> label"],
  ],
  [
    "a computed source",
    "contacts",
    { kind: "setSourceText", line: "subscribed", text: "$not(newsletter)" },
    ["- newsletter -> subscribed", "+ $not(newsletter) -> subscribed"],
  ],
  [
    "another text for a box",
    "contacts",
    { kind: "setText", item: "require", text: 'require id > 0 else skip "none"' },
    ['- require email != null else hold "customer {id} has no e-mail address"', '+ require id > 0 else skip "none"'],
  ],
  [
    "a new statement stands with its kind",
    "orders",
    { kind: "addItem", block: undefined, text: "let paid = total" },
    ["+ let paid = total"],
  ],
  [
    "a table gets a row, in quotes",
    "contacts",
    { kind: "addArm", map: "contacts.xmap#Discount", patterns: "bronze", answer: "2" },
    ['+ "bronze" -> 2'],
  ],
  [
    "a table's row is another one",
    "contacts",
    { kind: "setArm", map: "contacts.xmap#Discount", index: 0, patterns: '"gold"', answer: "20" },
    ['- "gold" -> 15', '+ "gold" -> 20'],
  ],
  [
    "a table's row is removed",
    "contacts",
    { kind: "removeArm", map: "contacts.xmap#Discount", index: 1 },
    ['- "silver" -> 5'],
  ],
];

test.each(CASES)("%s", (_, mapping, intent, lines) => {
  const { files, path, name } = MAPPINGS[mapping];
  const before = files.get(path) ?? "";
  const { answer, files: after } = edited(files, path, name, intent);
  expect(answer).toMatchObject({ kind: "edited", file: path });
  const text = after.get(path) ?? "";
  expect(difference(before, text)).toEqual(lines);
  expect(formatSource(path, text)).toEqual({ text });
});

const REFUSED: readonly (readonly [
  says: string,
  mapping: keyof typeof MAPPINGS,
  intent: PictureIntent,
  reason: RegExp,
])[] = [
  [
    "half a condition",
    "contacts",
    { kind: "setCondition", line: "email", text: "newsletter and" },
    /Expected an expression/,
  ],
  [
    "a rule within one record",
    "contacts",
    { kind: "addRule", from: { side: "left", path: "id" }, to: { side: "left", path: "email" }, block: undefined },
    /from one record to the other/,
  ],
  [
    "a rule against the mapping's direction",
    "contacts",
    { kind: "addRule", from: { side: "right", path: "email" }, to: { side: "left", path: "email" }, block: undefined },
    /left to right only/,
  ],
  ["the record itself as a target", "contacts", rule("id", ""), /writes a field/],
  ["a modifier of braces", "contacts", { kind: "setMark", line: "telephones", mark: "once", isOn: true }, /braces/],
  ["a line that is gone", "contacts", { kind: "removeItem", item: "nonsense" }, /not there any more/],
  [
    "an answer for what nothing looks up",
    "contacts",
    { kind: "setElse", line: "email", text: "keep" },
    /choose one first/,
  ],
  ["a move over the end", "contacts", { kind: "moveItem", item: "telephones", by: 1 }, /last already/],
];

test("the first rule into a list's lines brings its braces and the lines' identity", () => {
  const { files: without } = edited(FIRST_STEPS.files, "contacts.xmap", "Contact", {
    kind: "removeItem",
    item: "telephones",
  });
  const { answer, files: after } = edited(
    without,
    "contacts.xmap",
    "Contact",
    rule("phones.number", "telephones.number"),
  );
  expect(answer).toMatchObject({ kind: "edited", line: "telephones / number" });
  expect(after.get("contacts.xmap")).toContain("  phones -> telephones each by id {\n    number -> number\n  }\n");
  const { files: list } = edited(without, "contacts.xmap", "Contact", rule("phones", "telephones"));
  expect(list.get("contacts.xmap")).toMatch(/phones -> telephones each by id \{\s*\}\n/);
});

test.each(REFUSED)("%s is refused with a reason", (_, mapping, intent, reason) => {
  const { files, path, name } = MAPPINGS[mapping];
  const { answer } = edited(files, path, name, intent);
  expect(answer).toMatchObject({ kind: "refused", reason: expect.stringMatching(reason) });
});

test("statements change places with their comments", () => {
  const text =
    'xmap 1\nimport { Customer, ContactCard } from "./systems.xmap"\nbinding B: Customer -> ContactCard {\n  // first\n  email -> email key   // one\n  id -> discount\n}\n';
  const files = new Map(FIRST_STEPS.files).set("b.xmap", text);
  const { files: after } = edited(files, "b.xmap", "B", { kind: "moveItem", item: "email", by: 1 });
  const body = (after.get("b.xmap") ?? "").split("{\n")[1];
  expect(body).toBe("  id -> discount\n  // first\n  email -> email key   // one\n}\n");
});

test("a text that is not in canonical form keeps its own", () => {
  const text =
    'xmap 1\nimport { Customer,ContactCard } from "./systems.xmap"\nbinding B: Customer -> ContactCard {\n      email->email key\n}\n';
  const files = new Map(FIRST_STEPS.files).set("b.xmap", text);
  const { files: after } = edited(files, "b.xmap", "B", rule("id", "discount"));
  expect(after.get("b.xmap")).toBe(text.replace("key\n", "key\n      id -> discount\n"));
});

test("a name of another file is imported when a rule goes through it", () => {
  const text = FIRST_STEPS.files.get("contacts.xmap") ?? "";
  const without = text
    .replace(", CountryId }", " }")
    .replace("  country                          -> country_id      via CountryId\n", "");
  const files = new Map(FIRST_STEPS.files).set("contacts.xmap", without);
  const { files: first } = edited(files, "contacts.xmap", "Contact", rule("country", "country_id"));
  const { answer, files: second } = edited(first, "contacts.xmap", "Contact", {
    kind: "setVia",
    line: "country_id",
    text: "CountryId",
  });
  expect(answer).toMatchObject({ kind: "edited", mends: [expect.stringContaining("mport")] });
  expect(second.get("contacts.xmap")).toContain("import { Customer, ContactCard, CountryId }");
});
