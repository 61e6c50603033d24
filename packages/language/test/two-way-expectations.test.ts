import { expect, test } from "vitest";
import { checkMain } from "./project.ts";
import { file } from "./snippets.ts";

const CONTACT = JSON.stringify({ id: 7, email: "ann@example.org", memo: "b" });

/** What the checker says of a test of a flow that syncs the way back. */
function findings(content: string, lookup = ""): readonly string[] {
  const mapping =
    "entity Member = shop.member { key id }\nentity Contact = erp.contact { key id }\n" +
    'lookup L: Country.code <-> Country.id { none -> hold "new" }\n' +
    `binding Both: Member <-> Contact {\n  login <-> email key\n  nick <-> memo\n${lookup}\n}\n` +
    "flow Back for contact: Contact {\n  on change by webhook\n  member = sync contact via Both\n}\n" +
    `test "t" of Back {\n  given "contact.json"\n${content}\n}`;
  return checkMain(file(mapping), { "contact.json": CONTACT })
    .diagnostics.filter(({ code }) => code !== "unused-name" && code !== "unused-import")
    .map(({ code, message }) => `${code}: ${message}`);
}

test("a sync the way back is expected to write fields of the left record", () => {
  expect(findings('expect write member { "login": "ann@example.org", "nick": "b" }')).toEqual([]);
  expect(findings('expect write member { "memo": "b" }')).toEqual(["wrong-expectation: `Member` has no field `memo`."]);
  expect(findings('expect write member { "vip": true }')).toEqual(["wrong-expectation: No rule of `Back` sets `vip`."]);
});

test("the way back of a two-way lookup is answered under the lookup's name", () => {
  const answers = 'answers L { "GB" -> 231 }\nexpect write member { "country": "GB" }';
  expect(findings(answers, "  country <-> country_id via L")).toEqual([]);
  expect(findings(answers.replace('"country": "GB"', '"nick": "b"'))).toEqual([
    "unused-answer: `Back` does not ask `L`.",
  ]);
});
