import { expect, test } from "vitest";
import { readJson } from "../../src/project/project-files.ts";
import { type FollowedValue, follow } from "../../src/trace/follow-trace.ts";
import { loadProgram } from "../load-program.ts";
import { FIRST_STEPS, readFolder } from "../support.ts";

const CHOICE = { file: "contacts.xmap", name: "Contact", isBack: false };
const CUSTOMER = readJson(readFolder("playground/examples/first-steps"), "samples/shop/customers.json");

async function followed(value: FollowedValue) {
  const { run } = await loadProgram(FIRST_STEPS.files, CHOICE);
  const { trace } = run(CUSTOMER, { 'CountryId ["GB"]': { kind: "found", value: 44 } });
  return follow(trace, value);
}

test("an output value leads to its rule, its input values and what was looked up", async () => {
  const country = await followed({ side: "output", path: "country_id" });
  expect(country.inputs).toEqual(["country"]);
  expect(country.rules.map(({ text }) => text)).toEqual([
    expect.stringMatching(/^country +-> country_id +via CountryId/),
  ]);
  expect(country.rules[0]?.place).toMatchObject({ file: "contacts.xmap", line: 19 });
  expect(country.questions).toMatchObject([{ name: "CountryId", key: ["GB"], answer: 44, open: false }]);
});

test("a value in a line leads to the line that it was made of", async () => {
  const label = await followed({ side: "output", path: "telephones[1].label" });
  expect(label.inputs).toEqual(["phones[1].kind"]);
});

test("a line as a whole leads to all of its values", async () => {
  const line = await followed({ side: "output", path: "telephones[0]" });
  expect(line.outputs).toEqual(["telephones[0].label", "telephones[0].number"]);
  expect(line.inputs).toEqual(["phones[0].kind", "phones[0].number"]);
});

test("an input value leads to the outputs that it reaches", async () => {
  const name = await followed({ side: "input", path: "last_name" });
  expect(name.outputs).toEqual(["display_name"]);
  const phone = await followed({ side: "input", path: "phones[1]" });
  expect(phone.outputs).toEqual(["telephones[1].label", "telephones[1].number"]);
});

test("what nothing reads leads nowhere", async () => {
  const id = await followed({ side: "input", path: "phones[0].id" });
  expect(id).toMatchObject({ outputs: [], rules: [], questions: [] });
});
