import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type JsonSchema, schemaOfType } from "../../src/types-of-expression/schema-of-type.ts";
import { typeOfExpression } from "../../src/types-of-expression/type-of-expression.ts";
import { hostOf } from "../project.ts";

/** Two lines for each expression over an order: itself, and the schema of its type. */
const TABLE = join(import.meta.dirname, "expression-schemas.txt");
const PROJECT = { paths: ["systems.xmap"], host: hostOf({}) };

function schemaOf(expression: string): string {
  const result = typeOfExpression(PROJECT, "Order", expression);
  if (result.kind !== "typed") throw new Error("there is no Order");
  const { value, diagnostics } = result;
  if (value === undefined || diagnostics.length > 0)
    throw new Error(diagnostics.map(({ code, message }) => `${code}: ${message}`).join("\n"));
  return JSON.stringify(schemaOfType(value), (_name, part: JsonSchema) => (isSystemRecord(part) ? named(part) : part));
}

/** A record of the shop stands in the table with its name alone. */
function isSystemRecord(part: unknown): part is JsonSchema {
  return typeof part === "object" && part !== null && "title" in part && /^Order/.test(String(part.title));
}

function named({ title, type, "x-xmap-absent": absent }: JsonSchema): JsonSchema {
  return { title, type, ...(absent === undefined ? {} : { "x-xmap-absent": absent }) } as JsonSchema;
}

const lines = readFileSync(TABLE, "utf8").trimEnd().split("\n");
const expressions = lines.filter((_line, index) => index % 2 === 0);

if (process.env.UPDATE_GOLDEN === "1")
  writeFileSync(TABLE, expressions.map((expression) => `${expression}\n    ${schemaOf(expression)}\n`).join(""));

const rows = expressions.map((expression, index) => [expression, lines[index * 2 + 1]?.trim() ?? ""] as const);

test("the table has more than a hundred expressions", () => {
  expect(rows.length).toBeGreaterThan(100);
});

test.for(rows)("%s: %s", ([expression, schema]) => {
  expect(JSON.parse(schemaOf(expression))).toEqual(JSON.parse(schema));
});
