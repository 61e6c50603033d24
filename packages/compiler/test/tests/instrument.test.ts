import type { BindingModule } from "@xmap/contract";
import { runBindingTest, takeCoverage } from "@xmap/runtime/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { compileProgram, instrumentProgram } from "../../src/index.ts";
import { createOutputFolder, fixture } from "../compile.ts";
import { ORDER_FILES, programOf } from "./support.ts";

const program = programOf(ORDER_FILES);
const instrumented = instrumentProgram(program);
const output = createOutputFolder();
let sale: BindingModule;
let plain: BindingModule;

beforeAll(async () => {
  output.write(compileProgram(program, { schemaHash: "" }));
  plain = await bindingOf("PurchaseToSale");
  output.write(
    compileProgram(instrumented.program, { schemaHash: "" }).map((file) => ({
      ...file,
      path: `probed/${file.path}`,
    })),
  );
  sale = await bindingOf("PurchaseToSale", "probed/");
});
afterAll(() => output.remove());

async function bindingOf(name: string, folder = ""): Promise<BindingModule> {
  const { bindings } = await output.load(`${folder}orders.ts`);
  const binding = bindings[name];
  if (binding === undefined) throw new TypeError(`no ${name}`);
  return binding;
}

const PURCHASE = JSON.parse(fixture("purchase.json"));
const TEST = { place: "x.xmap:1", given: PURCHASE, answers: [], expect: { fields: {} } };

it("the program itself stays as it is", () => {
  expect(compileProgram(program, { schemaHash: "" })).toEqual(
    compileProgram(programOf(ORDER_FILES), { schemaHash: "" }),
  );
});

it("probed mappings give what plain ones do", async () => {
  const [probed, unprobed] = [await runBindingTest(sale, TEST), await runBindingTest(plain, TEST)];
  expect(probed).toEqual(unprobed);
});

it("rules, arms and conditions are told apart by what went through them", async () => {
  takeCoverage();
  await runBindingTest(sale, TEST);
  const seen = takeCoverage();
  const hits = instrumented.coverables.flatMap(({ kind, text }, probe) => {
    const hit = seen.get(probe);
    return hit === undefined ? [] : [[kind, text, [...hit.values].join(" "), hit.hasValue] as const];
  });
  expect(hits).toContainEqual(["rule", '"S" & number -> reference key', '"S1001"', true]);
  expect(hits).toContainEqual(["condition", "gift", "false", true]);
  expect(hits).toContainEqual(["condition", "$count(items) > 0", "true", true]);
  expect(hits).toContainEqual([
    "rule",
    'payment.code -> state via { "Q", "A" -> "draft", "P" -> "sale", else -> "cancel" }',
    '"P"',
    true,
  ]);
  expect(hits.map(([, text]) => text)).not.toContain("remark ?? number -> note when gift");
});

it("arms of a map stand where the map is declared", () => {
  const stage = instrumented.coverables.find(({ text }) => text.startsWith("stage ="));
  expect(stage?.arms?.arms.map(({ line, patterns }) => [line, patterns])).toEqual([
    [9, ['"Q"', '"A"']],
    [10, ['"P"']],
    [11, ['"D"']],
    [12, []],
  ]);
});
