import { lineageOf } from "@xmap/compiler/lineage";
import { checkProject } from "@xmap/language";
import { expect, test } from "vitest";
import type { MappingPicture } from "../../src/mapper/model/mapping-picture.ts";
import { createFileHost } from "../../src/project/file-host.ts";
import { mappingPaths } from "../../src/project/project-files.ts";
import { EXAMPLES, FIRST_STEPS } from "../support.ts";
import { compiledRules, shownRules } from "./compiled-rules.ts";
import { pictureIn } from "./picture-support.ts";

const ODOO = EXAMPLES.find(({ id }) => id === "xcart-odoo")?.files ?? new Map<string, string>();

function summary({ lines }: MappingPicture) {
  return lines.map(({ id, sources, target, via, conversion }) =>
    [sources.join(" + "), target, id, via?.kind, conversion].filter((part) => part !== undefined).join(" | "),
  );
}

test("rules are lines between the fields that they read and write", () => {
  const picture = pictureIn(FIRST_STEPS.files, "contacts.xmap", "Contact");
  expect(summary(picture)).toEqual([
    "email | email | email",
    "first_name + last_name | display_name | display_name",
    "country | country_id | country_id | lookup",
    "membership | discount | discount | map",
    "newsletter | subscribed | subscribed",
    "joined | customer_since | customer_since",
    "phones | telephones | telephones",
    "phones.kind | telephones.label | telephones / label",
    "phones.number | telephones.number | telephones / number",
  ]);
  expect(picture.lines.filter(({ isComputed }) => isComputed).map(({ sourceText }) => sourceText)).toEqual([
    "$joinName(first_name, last_name)",
  ]);
  expect(picture.boxes).toMatchObject([{ kind: "require", sources: ["email"] }]);
});

test("a value map is a table with its rows as they are written", () => {
  const { maps } = pictureIn(FIRST_STEPS.files, "contacts.xmap", "Contact");
  expect(maps).toMatchObject([
    {
      name: "Discount",
      arms: [
        { patterns: '"gold"', answer: "15" },
        { patterns: '"silver"', answer: "5" },
        { patterns: '"none"', answer: "0" },
      ],
    },
  ]);
});

test("the trees show what schemas and the entity's refinements say", () => {
  const { sides } = pictureIn(ODOO, "xcart-odoo/orders.xmap", "OrderToSale");
  const row = (path: string) => sides?.left.fields.find((field) => field.path === path);
  expect(sides?.left).toMatchObject({ entity: "Order", system: "shop", resource: "orders" });
  expect(row("")).toMatchObject({ name: "Order", depth: 0, hasFields: true });
  expect(row("total")).toMatchObject({ type: expect.stringContaining("money in Order.currency"), depth: 1 });
  expect(row("items")).toMatchObject({ kind: "list", hasFields: true });
  expect(row("items.sku")).toMatchObject({ depth: 2, kind: "value" });
  const required = sides?.right.fields.filter(({ depth, required }) => depth === 1 && required).map(({ name }) => name);
  expect(required).toContain("partner_id");
});

test("the rules of an included set are shown at the place of their include", () => {
  const { lines, boxes } = pictureIn(ODOO, "xcart-odoo/orders.xmap", "Buyer");
  const include = boxes.find(({ kind }) => kind === "include");
  expect(include).toMatchObject({ opens: { file: "xcart-odoo/orders.xmap", name: "PostalAddress" } });
  const included = lines.filter((line) => line.included === include?.id);
  expect(included.map(({ sources, target }) => [...sources, target].join(" "))).toContain(
    "billing_address.street street",
  );
});

test("both sides of a two-way mapping are read in the records of their blocks", () => {
  const text = (FIRST_STEPS.files.get("contacts.xmap") ?? "").replace(
    /binding[\s\S]*$/,
    "binding Both: Customer <-> ContactCard {\n  email <-> email key\n  phones -> telephones each by id {\n    kind <- label\n  }\n}\n",
  );
  const picture = pictureIn(new Map(FIRST_STEPS.files).set("contacts.xmap", text), "contacts.xmap", "Both");
  expect(
    picture.lines.map(({ direction, sourceSide, sources, target }) => [direction, sourceSide, ...sources, target]),
  ).toEqual([
    ["<->", "left", "email", "email"],
    ["->", "left", "phones", "telephones"],
    ["<-", "right", "telephones.label", "phones.kind"],
  ]);
});

test("a mapping with errors still has its picture", () => {
  const text = (FIRST_STEPS.files.get("contacts.xmap") ?? "")
    .replace("newsletter ", "nonsense ")
    .replace("-> 15", "->");
  const picture = pictureIn(new Map(FIRST_STEPS.files).set("contacts.xmap", text), "contacts.xmap", "Contact");
  expect(summary(picture)).toContain("nonsense | subscribed | subscribed");
  expect(picture.sides?.left.fields.length).toBeGreaterThan(5);
});

test.each(EXAMPLES)("the pictures of $id show what its compiled lineage says", ({ files }) => {
  const { program } = checkProject(mappingPaths(files), createFileHost(files));
  if (program === undefined) throw new Error("The example has errors.");
  const mappings = lineageOf(program).mappings.filter(
    ({ kind, direction }) => kind === "binding" && direction === "->",
  );
  expect(mappings.length).toBeGreaterThan(0);
  for (const mapping of mappings) {
    const picture = pictureIn(files, mapping.place.file, mapping.name);
    expect(shownRules(picture, "->"), mapping.name).toEqual(compiledRules(mapping));
  }
});
