import { markedSource } from "@xmap/testing";
import { expect, test } from "vitest";
import { typeToText } from "../../src/types/type-to-text.ts";
import { schemaOfType } from "../../src/types-of-expression/schema-of-type.ts";
import { typeOfExpression } from "../../src/types-of-expression/type-of-expression.ts";
import { hostOf } from "../project.ts";

const PROJECT = { paths: ["systems.xmap"], host: hostOf({}) };

function typed(expression: string, entity = "Order", project = PROJECT) {
  const result = typeOfExpression(project, entity, expression);
  if (result.kind !== "typed") throw new Error(`No entity among ${result.entities.join(", ")}`);
  return result;
}

test.for<readonly [string, string, string, object]>([
  ["Order", "number", "text", { type: "string" }],
  [
    "Order",
    "shipping.code",
    "text of at most 4 letters or nothing",
    { type: "string", maxLength: 4, "x-xmap-absent": true },
  ],
  ["Order", "pieces", "whole number", { type: "integer" }],
  ["Order", "points", "whole number or nothing", { type: ["integer", "null"] }],
  ["Order", "gift", "boolean", { type: "boolean" }],
  ["Order", "placed", "instant", { type: "string", format: "date-time" }],
  ["Order", "null", "nothing", { type: "null" }],
  [
    "Order",
    "total",
    "money in Order.currency",
    { type: "number", "x-xmap-money": "$$.currency", "x-xmap-entity": "Order" },
  ],
  ["Order", 'gift ? "a" : "b"', '"a" or "b"', { enum: ["a", "b"] }],
  [
    "Sale",
    "state",
    '"draft", "sale" or "cancel" or nothing',
    { enum: ["draft", "sale", "cancel", null], "x-xmap-absent": true },
  ],
  ["Sale", "due", "day or nothing", { type: "string", format: "date", "x-xmap-absent": true }],
  [
    "Sale",
    "partner_id",
    "reference to erp.partner",
    { type: "integer", "x-xmap-reference": "partner", "x-xmap-system": "erp" },
  ],
  [
    "Order",
    "items.name",
    "list of text",
    { anyOf: [{ type: "string" }, { type: "array", items: { type: "string" }, minItems: 2 }], "x-xmap-absent": true },
  ],
  ["Sale", "tags", "list of text or nothing", { type: "array", items: { type: "string" }, "x-xmap-absent": true }],
])("%s: %s is %s", ([entity, expression, text, schema]) => {
  const { value, diagnostics } = typed(expression, entity);
  expect(diagnostics).toEqual([]);
  if (value === undefined) throw new Error("no type");
  expect(typeToText(value)).toBe(text);
  expect(schemaOfType(value)).toEqual(schema);
});

test("an object has the fields that are always there as required", () => {
  const { value } = typed('{ "number": number, "first": billing.first }');
  expect(value && schemaOfType(value)).toMatchObject({
    type: "object",
    properties: { number: { type: "string" }, first: { type: ["string", "null"] } },
    required: ["number"],
  });
});

test("the whole record has the marks of its fields", () => {
  const { value } = typed("$", "Sale");
  expect(value && schemaOfType(value)).toMatchObject({
    title: "Sale",
    properties: { id: { type: "integer", readOnly: true }, reference: { maxLength: 12, "x-xmap-searchable": true } },
    required: ["id", "reference", "partner_id", "total"],
  });
});

test("what is not known allows everything and says so", () => {
  const schema = schemaOfType({ type: { kind: "unknown" }, mayBeAbsent: false, mayBeNull: false });
  expect(Object.keys(schema)).toEqual(["description"]);
  expect(schema.description).toContain("Unknown");
});

test.for([
  ["unknown-field", "~~~nubmer~~~ & email"],
  ["unknown-name", "number & ~~~$other~~~"],
  ["no-parent", "number & ~~~%~~~.email"],
])("%s is said at its place in the expression, which has no type", ([code, marked]) => {
  const { text, spans } = markedSource(marked ?? "");
  const { value, diagnostics, source } = typed(text);
  expect(value).toBeUndefined();
  expect(diagnostics.map((found) => [found.code, found.file])).toEqual([[code, source.path]]);
  expect(diagnostics[0]?.span.start).toBe(spans[0]?.start);
});

test.for(["", "  ", "items[", "a b", "\u0000", "((((", '"never closed'])(
  "%j is an error and nothing is thrown",
  (text) => {
    const { value, diagnostics } = typed(text);
    expect(value).toBeUndefined();
    expect(diagnostics.length).toBeGreaterThan(0);
  },
);

test("an error elsewhere in the project does not matter", () => {
  const host = hostOf({ "broken.xmap": "xmap 1\nentity Lost = nowhere.at_all { key id }\nbinding\n" });
  const project = { paths: ["broken.xmap", "systems.xmap"], host };
  expect(typed("number", "Order", project).diagnostics).toEqual([]);
  expect(typeOfExpression(project, "Lost", "id")).toMatchObject({ kind: "unknownEntity", projectHasErrors: true });
});

test("an entity that the project does not have comes with those that it has", () => {
  const result = typeOfExpression(PROJECT, "Odrer", "number");
  expect(result).toMatchObject({ kind: "unknownEntity", projectHasErrors: false });
  expect(result.kind === "unknownEntity" && result.entities).toContain("Order");
});
