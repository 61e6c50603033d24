import { compileTests } from "@xmap/compiler";
import type { DataRecord } from "@xmap/contract";
import { checkProject, formatSource } from "@xmap/language";
import { runBindingTest } from "@xmap/runtime/testing";
import { expect, test } from "vitest";
import { makeTest } from "../src/make-test/make-test.ts";
import type { TestWish } from "../src/make-test/test-wish.ts";
import { createFileHost } from "../src/project/file-host.ts";
import { type ProjectFiles, readJson } from "../src/project/project-files.ts";
import type { BindingChoice } from "../src/project/work.ts";
import type { GivenAnswer } from "../src/run/given-answer.ts";
import { loadProgram } from "./load-program.ts";
import { EXAMPLES, FIRST_STEPS, readFolder } from "./support.ts";

type Given = Readonly<Record<string, GivenAnswer>>;

const CONTACT = { file: "contacts.xmap", name: "Contact", isBack: false };
const CUSTOMER = readJson(readFolder("playground/examples/first-steps"), "samples/shop/customers.json") as DataRecord;
const COUNTRY: Given = { 'CountryId ["GB"]': { kind: "found", value: 44 } };

async function wishOf(
  files: ProjectFiles,
  binding: BindingChoice,
  record: DataRecord,
  answers: Given,
): Promise<TestWish> {
  const { run } = await loadProgram(files, binding);
  const { output, problems, questions } = run(record, answers);
  return { binding, title: "a sample", record: JSON.stringify(record), output, problems, questions, answers };
}

function made(wish: TestWish, files: ProjectFiles) {
  const answer = makeTest(wish, files, createFileHost(files));
  if (answer.kind === "refused") throw new Error(answer.reason);
  return { path: answer.path, files: new Map([...files, ...answer.files]) };
}

/** The program with the tests of a file, which must have no errors and be compiled by the command. */
function checkedTests(path: string, files: ProjectFiles) {
  const { program, diagnostics } = checkProject([path], createFileHost(files));
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  if (program === undefined) throw new Error("no program");
  expect(compileTests(program).length).toBeGreaterThan(0);
  return program;
}

test("a run becomes a test in canonical form that passes", async () => {
  const wish = await wishOf(FIRST_STEPS.files, CONTACT, CUSTOMER, COUNTRY);
  const { path, files } = made(wish, FIRST_STEPS.files);
  expect(path).toBe("contacts.tests.xmap");
  const text = files.get(path) ?? "";
  expect(formatSource(path, text)).toEqual({ text });
  expect(text).toContain('import { Contact } from "./contacts.xmap"');
  expect(text).toContain('import { CountryId } from "./systems.xmap"');
  expect(text).toContain('answers CountryId { "GB" -> 44 }');
  expect(JSON.parse(files.get("fixtures/a-sample.json") ?? "")).toEqual(CUSTOMER);
  const program = checkedTests(path, files);
  const [declared] = program.files.flatMap(({ tests }) => tests);
  const { binding } = await loadProgram(files, CONTACT);
  const fields = declared?.expectation.kind === "fields" ? declared.expectation.fields : {};
  expect(fields).toEqual(wish.output);
  const { lookups } = program.files.find(({ file }) => file.source.path === "systems.xmap") ?? { lookups: [] };
  expect(lookups.map(({ name }) => name)).toEqual(["CountryId"]);
  const result = await runBindingTest(binding, {
    place: path,
    given: CUSTOMER,
    answers: [
      {
        of: {
          name: "CountryId",
          entity: { name: "Country", system: "crm", resource: "countries", key: [{ field: "id", type: "integer" }] },
          columns: ["code"],
          result: "id",
        } as never,
        arms: [{ key: ["GB"], answer: 44 }],
      },
    ],
    expect: { fields },
  });
  expect(result.differences).toEqual([]);
});

test("a second test goes into the same file and uses the fixture that is there", async () => {
  const wish = await wishOf(FIRST_STEPS.files, CONTACT, CUSTOMER, COUNTRY);
  const { files } = made(wish, FIRST_STEPS.files);
  const again = made({ ...wish, title: "the same again" }, files);
  expect([...again.files.keys()].filter((path) => path.startsWith("fixtures/"))).toEqual(["fixtures/a-sample.json"]);
  const text = again.files.get("contacts.tests.xmap") ?? "";
  expect(text.match(/^test /gm)).toHaveLength(2);
  expect(text.match(/^import /gm)).toHaveLength(2);
});

test("a record that something stands against becomes a test of that outcome", async () => {
  const wish = await wishOf(FIRST_STEPS.files, CONTACT, CUSTOMER, {
    'CountryId ["GB"]': { kind: "none" },
  });
  const { path, files } = made(wish, FIRST_STEPS.files);
  expect(files.get(path)).toContain('answers CountryId { "GB" -> none }');
  expect(files.get(path)).toContain('expect hold "the CRM has no country GB"');
});

test.each<[string, Given, Partial<TestWish>, string]>([
  ["an open question", {}, {}, 'Answer CountryId for "GB" first: a test leaves no question open.'],
  [
    "several hits",
    { 'CountryId ["GB"]': { kind: "several" } },
    {},
    'A test cannot say that CountryId for "GB" finds several.',
  ],
  ["no title", COUNTRY, { title: " " }, "A test has a title."],
  [
    "the way back",
    COUNTRY,
    { binding: { ...CONTACT, isBack: true } },
    "Tests go from left to right; choose that direction first.",
  ],
])("%s is refused in a sentence", async (_, given, members, reason) => {
  const wish = { ...(await wishOf(FIRST_STEPS.files, CONTACT, CUSTOMER, given)), ...members };
  expect(makeTest(wish, FIRST_STEPS.files, createFileHost(FIRST_STEPS.files))).toEqual({ kind: "refused", reason });
});

/** Tables answer texts. */
function isText(wanted: string, name: string): boolean {
  return wanted === "string" || ["SurchargeSku", "TaxName", "SalePricelist", "TermsOfMethod"].includes(name);
}

test("references to other records and their fields are answered in the test", async () => {
  const files = EXAMPLES.find(({ id }) => id === "xcart-odoo")?.files ?? new Map();
  const order = readJson(readFolder("playground/examples/xcart-odoo"), "samples/shop/orders.json") as DataRecord;
  const binding = { file: "xcart-odoo/orders.xmap", name: "OrderToSale", isBack: false };
  const { run } = await loadProgram(files, binding);
  const answers: Record<string, GivenAnswer> = {};
  // An answer may bring the next question.
  for (let round = 0; round < 4; round += 1)
    for (const { key, wanted, name } of run(order, answers).questions) {
      const number = Object.keys(answers).length + 1;
      answers[key] ??= { kind: "found", value: isText(wanted, name) ? `${name} ${number}` : number };
    }
  const wish = await wishOf(files, binding, order, answers);
  const { path, files: after } = made({ ...wish, title: "order 5207 becomes a sale" }, files);
  expect(path).toBe("xcart-odoo/orders.tests.xmap");
  const text = after.get(path) ?? "";
  expect(text).toContain('test "order 5207 becomes a sale" of OrderToSale');
  // The tests that were there stay as they are.
  const before = files.get(path) ?? "";
  expect(text.startsWith(before.slice(0, 500))).toBe(true);
  expect(formatSource(path, text)).toEqual({ text });
});
