import { checkProject } from "@xmap/language";
import { expect, test } from "vitest";
import { declareEntity, entityNameFault, entityNameOf } from "../src/project/declare-entity.ts";
import { createFileHost } from "../src/project/file-host.ts";
import { mappingPaths, type ProjectFiles } from "../src/project/project-files.ts";
import { readSource } from "../src/worker/read-source.ts";
import { FIRST_STEPS } from "./support.ts";

const SAMPLE = '{ "id": 4, "name": "Tea", "price": 2.5, "made": "2026-03-04", "tags": ["green"] }';

function add(files: ProjectFiles, system: string, resource: string, text: string, systemFile?: string): ProjectFiles {
  const read = readSource({ text, resource });
  if (read.kind !== "read") throw new Error(read.problems.join("\n"));
  const entity = { system, resource, entity: entityNameOf(resource), key: read.keys[0] ?? "", schema: read.schema };
  return new Map([...files, ...declareEntity(entity, files, systemFile)]);
}

function errors(files: ProjectFiles) {
  return checkProject(mappingPaths(files), createFileHost(files)).diagnostics.filter(
    ({ severity }) => severity === "error",
  );
}

test.each([
  ["a sample", SAMPLE],
  ["several samples", `[${SAMPLE}, { "id": 5 }]`],
  [
    "a JSON Schema",
    '{ "type": "object", "properties": { "id": { "type": "integer" }, "name": { "type": "string" } } }',
  ],
])("%s becomes an entity of a new system, and the project checks", (_, text) => {
  const files = add(FIRST_STEPS.files, "depot", "goods", text);
  expect(files.get("depot.xmap")).toContain("entity Goods = depot.goods { key id }");
  expect(errors(files)).toEqual([]);
});

test("an entity of a declared system stands in the system's file", () => {
  const files = add(FIRST_STEPS.files, "crm", "price.list", SAMPLE, "systems.xmap");
  expect(files.get("systems.xmap")).toMatch(/\n\nentity PriceList = crm\.price\.list \{ key id \}\n$/);
  expect(errors(files)).toEqual([]);
});

test("a system that has a description gets the options that it wants", () => {
  const withoutSystem = new Map(FIRST_STEPS.files);
  const description = { connector: "odoo", options: { required: ["url", "key"] }, capabilities: [], resources: {} };
  withoutSystem.set("schemas/erp/connector.json", JSON.stringify(description));
  const files = add(withoutSystem, "erp", "goods", SAMPLE);
  expect(files.get("erp.xmap")).toContain('system erp = odoo {\n  url: env("ERP_URL")\n  key: env("ERP_KEY")\n}');
});

test("a sample is kept as the sample of its entity", () => {
  expect(readSource({ text: `[${SAMPLE}]`, resource: "goods" })).toMatchObject({
    kind: "read",
    sample: `${JSON.stringify(JSON.parse(SAMPLE), null, 2)}\n`,
  });
});

test.each([
  ["no JSON", "{"],
  ["a bare number", "4"],
  ["an empty list", "[]"],
])("%s is refused with a sentence", (_, text) => {
  const read = readSource({ text, resource: "goods" });
  expect(read.kind === "unreadable" && read.problems[0]?.length).toBeGreaterThan(20);
});

test.each([
  ["shop 2", "goods", "Goods"],
  ["shop", "goods/list", "Goods"],
  ["shop", "9", "9"],
  ["", "goods", "Goods"],
])("the names %s, %s and %s are refused with a sentence", (system, resource, entity) => {
  expect(entityNameFault({ system, resource, entity })).toMatch(/\.$/);
});

test("broken schema files are told by their paths", () => {
  const files = new Map(FIRST_STEPS.files).set("schemas/shop/customers.json", "{");
  const problems = createFileHost(files).schemaProblems();
  expect(problems.map(({ file }) => file)).toEqual(["schemas/shop/customers.json"]);
});
