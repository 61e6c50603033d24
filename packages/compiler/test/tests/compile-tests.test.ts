import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { compileProgram, compileTests } from "../../src/index.ts";
import { createOutputFolder, fixture } from "../compile.ts";
import { typeErrors } from "../type-errors.ts";
import { ORDER_FILES, programOf } from "./support.ts";

const GOLDEN = join(dirname(fileURLToPath(import.meta.url)), "..", "golden");
const FILES = {
  ...ORDER_FILES,
  "sales.xmap": fixture("sales.xmap"),
  "fixtures/purchase.json": fixture("purchase.json"),
};

const output = createOutputFolder();
const program = programOf(FILES);
const tests = compileTests(program);

beforeAll(() => output.write([...compileProgram(program, { schemaHash: "" }), ...tests]));
afterAll(() => output.remove());

it("test declarations become the vitest file that is checked in", () => {
  const golden = join(GOLDEN, "sales.test.ts.txt");
  const [file] = tests;
  if (process.env.UPDATE_GOLDEN === "1") {
    mkdirSync(dirname(golden), { recursive: true });
    writeFileSync(golden, file?.text ?? "");
  }
  expect(file?.path).toBe("sales.test.ts");
  expect(file?.text).toBe(readFileSync(golden, "utf8"));
});

it("a fixture lies where the test imports it from", () => {
  expect(tests.map(({ path }) => path)).toEqual(["sales.test.ts", "fixtures/purchase.json"]);
  expect(JSON.parse(tests[1]?.text ?? "")).toEqual(JSON.parse(FILES["fixtures/purchase.json"]));
});

it("the generated tests pass the strict type check against the runtime", () => {
  expect(typeErrors(output.path)).toBe("");
});

it("only the tests of the named files are compiled", () => {
  expect(compileTests(program, new Set(["orders.xmap"]))).toEqual([]);
});

it("two things of one name have two names in a test file", () => {
  const named = programOf({
    ...FILES,
    "sales.xmap": FILES["sales.xmap"]
      .replace('given "fixtures/purchase.json"', 'given "other/purchase.json"')
      .replaceAll("a purchase becomes a sale", String.raw`it's a \"sale\"`),
    "other/purchase.json": FILES["fixtures/purchase.json"],
  });
  const [file] = compileTests(named);
  expect(file?.text).toContain('import purchase from "./other/purchase.json"');
  expect(file?.text).toContain('import purchase2 from "./fixtures/purchase.json"');
  expect(file?.text).toContain(`'it\\'s a "sale"'`);
});
