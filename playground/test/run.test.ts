import { compileProgram } from "@xmap/compiler";
import { checkProject } from "@xmap/language";
import { expect, test } from "vitest";
import { createFileHost } from "../src/project/file-host.ts";
import { mappingPaths, readJson } from "../src/project/project-files.ts";
import type { GivenAnswer } from "../src/run/given-answer.ts";
import { loadProgram } from "./load-program.ts";
import { EXAMPLES, FIRST_STEPS, readFolder } from "./support.ts";

const CHOICE = { file: "contacts.xmap", name: "Contact", isBack: false };
const CUSTOMER = readJson(readFolder("playground/examples/first-steps"), "samples/shop/customers.json") as never;
const COUNTRY: Readonly<Record<string, GivenAnswer>> = { 'CountryId ["GB"]': { kind: "found", value: 44 } };

test("a compiled binding makes the record that the rules say", async () => {
  const { run } = await loadProgram(FIRST_STEPS.files, CHOICE);
  expect(run(CUSTOMER, COUNTRY)).toMatchObject({
    output: {
      email: "Ada@Example.com",
      display_name: "Ada Lovelace",
      country_id: 44,
      discount: 15,
      subscribed: true,
      customer_since: "2026-03-04",
      telephones: [
        { label: "mobile", number: "+44 20 7946 0001" },
        { label: "work", number: "+44 20 7946 0002" },
      ],
    },
    kept: [],
    problems: [],
    questions: [
      {
        key: 'CountryId ["GB"]',
        kind: "lookup",
        name: "CountryId",
        subject: '"GB"',
        wanted: "integer",
        answered: true,
      },
    ],
  });
});

test("a question without an answer is open, and no problem", async () => {
  const { run } = await loadProgram(FIRST_STEPS.files, CHOICE);
  const { output, problems, questions } = run(CUSTOMER, {});
  expect(output).not.toHaveProperty("country_id");
  expect(problems).toEqual([]);
  expect(questions.map(({ key, answered }) => [key, answered])).toEqual([['CountryId ["GB"]', false]]);
});

test("what is not found says what the lookup says", async () => {
  const { run } = await loadProgram(FIRST_STEPS.files, CHOICE);
  const { problems } = run(CUSTOMER, { 'CountryId ["GB"]': { kind: "none" } });
  expect(problems).toEqual([{ word: "hold", rule: "Contact/country_id", message: "the CRM has no country GB" }]);
});

test("a record that breaks a guard has the guard's problem", async () => {
  const { run } = await loadProgram(FIRST_STEPS.files, CHOICE);
  const { problems } = run({ ...(CUSTOMER as object), email: null }, COUNTRY);
  expect(problems[0]).toMatchObject({ word: "hold", message: "customer 7 has no e-mail address" });
});

test("a record of another form is a problem of the record, not of the page", async () => {
  const { run } = await loadProgram(FIRST_STEPS.files, CHOICE);
  const { output, problems } = run({ id: 1, email: "a@b" }, COUNTRY);
  expect(output).toBeUndefined();
  expect(problems.at(-1)?.word).toBe("reject");
});

test("a two-way binding runs in both directions", async () => {
  const text = `xmap 1

import { Customer, ContactCard } from "./systems.xmap"

binding Both: Customer <-> ContactCard {
  master shop

  email      <-> email           key
  first_name  -> display_name
  joined     <-> customer_since  once
}
`;
  const path = "schemas/shop/customers.json";
  const schema = JSON.parse(FIRST_STEPS.files.get(path) ?? "{}");
  schema.required = ["id"];
  schema.properties.id.readOnly = true;
  schema.properties.email["x-xmap-searchable"] = true;
  const files = new Map(FIRST_STEPS.files).set("both.xmap", text).set(path, JSON.stringify(schema));
  const forward = await loadProgram(files, { file: "both.xmap", name: "Both", isBack: false });
  expect(forward.compiled.isTwoWay).toBe(true);
  expect(forward.run(CUSTOMER, {}).output).toMatchObject({ email: "Ada@Example.com", display_name: "Ada" });
  const back = await loadProgram(files, { file: "both.xmap", name: "Both", isBack: true });
  expect(back.compiled.left.entity).toBe("ContactCard");
  expect(back.run({ id: 1, email: "a@b.example", display_name: "A" }, {}).output).toMatchObject({
    email: "a@b.example",
  });
});

const ORDERS = EXAMPLES.find(({ id }) => id === "xcart-odoo");

test("references to other records are questions as well, their keys and their fields", async () => {
  const order = readJson(readFolder("playground/examples/xcart-odoo"), "samples/shop/orders.json") as never;
  const { run } = await loadProgram(ORDERS?.files ?? new Map(), {
    file: "xcart-odoo/orders.xmap",
    name: "OrderToSale",
    isBack: false,
  });
  const asked = run(order, {}).questions.map(({ key }) => key);
  expect(asked).toContain("Buyer of Order 5207");
  const answers = Object.fromEntries(asked.map((key, index) => [key, { kind: "found", value: index + 1 } as const]));
  const { output, problems } = run(order, answers);
  expect(problems.filter(({ word }) => word !== "warn")).toEqual([]);
  expect(output).toMatchObject({ partner_id: asked.indexOf("Buyer of Order 5207") + 1 });
});

test.each(EXAMPLES)(
  "the TypeScript of $id is the one that the command makes of the whole project",
  async ({ files, main }) => {
    const [, name = ""] = /^binding (\w+)/m.exec(files.get(main) ?? "") ?? [];
    const { compiled } = await loadProgram(files, { file: main, name, isBack: false });
    const { program } = checkProject(mappingPaths(files), createFileHost(files));
    const whole = program === undefined ? [] : compileProgram(program, { schemaHash: "" });
    const path = main.replace(/\.xmap$/, ".ts");
    const withoutHash = (texts: readonly { readonly path: string; readonly text: string }[]) =>
      texts.find((file) => file.path === path)?.text.replace(/export const hash = .*/, "");
    expect(withoutHash(compiled.typescript)).toBeDefined();
    expect(withoutHash(compiled.typescript)).toBe(withoutHash(whole));
  },
);

test("a mapping that needs JSONata's own rules and the run's start is linked with them", async () => {
  const files = new Map(FIRST_STEPS.files);
  const text = files.get("contacts.xmap") ?? "";
  const rule = '  $join($sort($keys(phones{kind: number})), "+") & " " & $millis() -> display_name\n';
  files.set("contacts.xmap", text.replace(/^.*-> display_name\n/m, rule));
  const { run, compiled } = await loadProgram(files, CHOICE);
  expect(compiled.program).toContain('libraries["@xmap/runtime/jsonata"]');
  const { output, problems } = run(CUSTOMER, COUNTRY);
  expect(problems).toEqual([]);
  expect(output?.display_name).toMatch(/^mobile\+work \d{13}$/);
});
