import { resolve } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { MAPPINGS } from "../../../test/harness/mappings.ts";
import { runCommand } from "../../../test/harness/run-command.ts";
import { types } from "../src/commands/types.ts";
import { said } from "./said.ts";

function typesOf(expression: string, json = false, entity = "Order", path = MAPPINGS) {
  return said(() => types(expression, path, { entity, json }));
}

test("the type is one line of text", () => {
  expect(typesOf("items.sku")).toMatchObject({ exitCode: 0, talk: "" });
  expect(typesOf("order_number")).toEqual({ exitCode: 0, out: "text\n", talk: "" });
});

test("a path to one file stands for its project", () => {
  expect(typesOf("order_number", false, "Order", resolve(MAPPINGS, "xcart-odoo/orders.xmap")).out).toBe("text\n");
});

test.for(["$", "items", "items.amount", "$sum(items.amount)", "total", '{ "a": items.sku, "b": email }'])(
  "--json gives a valid JSON Schema of %s",
  (expression) => {
    const { exitCode, out } = typesOf(expression, true);
    expect(exitCode).toBe(0);
    const schema = JSON.parse(out) as Record<string, unknown>;
    expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
    expect(typesOf(expression).out).toBe(`${String(schema.$comment)}\n`);
    expect(new Ajv2020({ strict: false }).validateSchema(schema)).toBe(true);
  },
);

test("the schema takes what the expression can give", () => {
  const validate = new Ajv2020({ strict: false }).compile(
    JSON.parse(typesOf("items.amount", true).out) as Record<string, unknown>,
  );
  expect([3, [3, 4], [3], "x", ["x", "y"]].map((value) => validate(value))).toEqual([true, true, false, false, false]);
});

test("a mistake is shown with a caret and ends with 1", () => {
  const { exitCode, out, talk } = typesOf("order_nubmer & 'x'");
  expect([exitCode, out]).toEqual([1, ""]);
  expect(talk).toBe(
    [
      "expression:1:1: error[unknown-field]: `Order` has no field `order_nubmer`.",
      "  |",
      "1 | order_nubmer & 'x'",
      "  | ^^^^^^^^^^^^",
      "  help: did you mean `order_number`?",
      "",
    ].join("\n"),
  );
});

test("--json gives a mistake as one object a line", () => {
  const { exitCode, out, talk } = typesOf("order_nubmer", true);
  expect([exitCode, talk]).toEqual([1, ""]);
  expect(JSON.parse(out)).toMatchObject({ code: "unknown-field", start: { line: 1, column: 1 } });
});

test("an unknown entity is refused with those that are close", () => {
  expect(() => typesOf("id", false, "Ordr")).toThrow("There is no entity `Ordr`; did you mean `Order`");
  expect(() => typesOf("id", false, "Zebra")).toThrow(/there are .*Order, .*SaleOrder/);
});

test("the command needs an entity", () => {
  const result = runCommand(["types", "id", MAPPINGS], import.meta.dirname);
  expect(result.exitCode).toBe(2);
  expect(result.stderr).toContain("--entity");
});
