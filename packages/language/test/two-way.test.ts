import { expect, test } from "vitest";
import type { BindingSymbol } from "../src/program.ts";
import { checkMain } from "./project.ts";
import { file } from "./snippets.ts";

const SHARED =
  "entity Member = shop.member { key id }\nentity Contact = erp.contact { key id }\n" +
  'lookup L: Country.code <-> Country.id { none -> hold "new" }\n' +
  'map M: Member.state <-> Contact.kind { "draft" <-> "contact", "sale" <-> "delivery" }\n' +
  'map Nick: Member.nick <-> Contact.memo { "a" <-> "b", else -> keep }\n';

/** The checked binding; what the checker says is an error of the test. */
function check(items: string, rules = ""): BindingSymbol {
  const head = `${SHARED}${rules}binding Both: Member <-> Contact {\n  login <-> email key\n${items}\n}`;
  const { program, diagnostics } = checkMain(file(head));
  const binding = program?.files.at(-1)?.bindings[0];
  if (binding === undefined) throw new Error(diagnostics.map(({ code, message }) => `${code} ${message}`).join("\n"));
  return binding;
}

interface Level {
  readonly rule: string;
  readonly level: string;
  readonly why?: readonly string[];
}

const levels: readonly Level[] = [
  { rule: "level <-> level", level: "proved" },
  { rule: "nick <-> memo", level: "proved" },
  { rule: "state <-> kind via M", level: "proved" },
  { rule: 'vip <-> kind via { true <-> "contact", false <-> "delivery" }', level: "proved" },
  { rule: "nick <-> memo via Nick", level: "proved on a domain", why: ["`Nick` names the value"] },
  { rule: "country <-> country_id via L", level: "proved on a domain", why: ["`L` finds one record"] },
  { rule: "parent <-> parent_id via Both", level: "proved on a domain", why: ["`Both` links the record"] },
  {
    rule: 'nick <-> memo when login = "x"',
    level: "proved on a domain",
    why: ['`login = "x"` holds'],
  },
  { rule: "nick <-> memo once", level: "proved on a domain", why: ["the record is new"] },
  {
    rule: "nick <-> level",
    level: "proved on a domain",
    why: ["the text for `level` is a number as it is written back"],
  },
  { rule: '$uppercase(nick ?: "") -> memo\nnick <- $lowercase(memo ?: "")', level: "tested" },
];

test.for(levels)("$rule is $level", ({ rule, level, why }) => {
  const found = check(rule).reverse?.twoWay.at(-1)?.invertibility;
  expect(found?.level).toBe(level);
  if (why !== undefined) expect(found).toEqual({ level, why });
});

test("a binding is as sure as its weakest rule, included sets and lines among them", () => {
  const level = (items: string, rules?: string) => check(items, rules).reverse?.invertibility;
  expect(level("level <-> level")).toEqual({ level: "proved" });
  expect(level("places <-> sites each by id {\nkind <-> code key\nstreet <-> street\n}")).toEqual({ level: "proved" });
  const domain = { level: "proved on a domain", why: ["`L` finds one record"] };
  const rules = "rules R: Member <-> Contact {\ncountry <-> country_id via L\n}\n";
  expect(level("include R\nlevel <-> level", rules)).toEqual(domain);
  const filtered = { level: "proved on a domain", why: ["one record of `places` meets the filter"] };
  expect(level("places[main] <-> $ {\nstreet <-> street\n}")).toEqual(filtered);
  expect(level("nick -> memo\nnick <- memo\ncountry <-> country_id via L")).toEqual({ level: "tested" });
});

test("one-way rules of a two-way binding are no two-way rules", () => {
  const { block, reverse } = check("nick -> memo\nnote <- street");
  expect(reverse?.twoWay.map(({ declaration }) => declaration.direction)).toEqual(["<->"]);
  expect(block.items.map((item) => item.kind === "rule" && item.id)).toEqual(["Both/email", "Both/memo"]);
  expect(reverse?.block.items.map((item) => item.kind === "rule" && item.id)).toEqual([
    "Both/<-/login",
    "Both/<-/note",
  ]);
});

test("a `let` reads the record of the rules that use it", () => {
  const { block, reverse } = check('let big = level > 3\nlet short = memo ?: ""\n$big -> active\nnick <- $short');
  expect(block.lets.map(({ name }) => name)).toEqual(["big"]);
  expect(reverse?.block.lets.map(({ name }) => name)).toEqual(["short"]);
});

test("two-way maps and lookups turn around by the arrow, one-way ones stay as they are", () => {
  const oneWay = 'lookup Code: Country.id -> Country.code { none -> hold "new" }\n';
  const { reverse } = check("state <- kind via M\ncountry <- country_id via Code", oneWay);
  const [, state, country] = reverse?.block.items ?? [];
  expect(state?.kind === "rule" && state.value.via?.kind === "map" && state.value.via.map.inverse).toBeUndefined();
  expect(state?.kind === "rule" && state.value.value.type).toEqual({ kind: "enumeration", values: ["draft", "sale"] });
  expect(country?.kind === "rule" && country.value.via?.kind === "lookup" && country.value.via.lookup.name).toBe(
    "Code",
  );
});

test("the system of record is that of the binding, or of the rule", () => {
  const { reverse } = check("master erp\nnick <-> memo master shop");
  expect(reverse?.master).toBe("erp");
  expect(reverse?.twoWay.map(({ master }) => master)).toEqual([undefined, "shop"]);
});
