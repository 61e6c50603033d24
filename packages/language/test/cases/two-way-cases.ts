import { file } from "../snippets.ts";
import type { DiagnosticCase } from "./case.ts";

const ENTITIES = "entity Member = shop.member { key id }\nentity Contact = erp.contact { key id }\n";
const BUYER = 'email -> email key\n"n" -> name';

/** Declarations that see both record types. */
function declared(declarations: string): string {
  return file(`${ENTITIES}${declarations}`);
}

/** A two-way binding that is right but for these items, and declarations that they use. */
function both(items: string, more = ""): string {
  return declared(`${more}binding Both: Member <-> Contact {\n  login <-> email key\n${items}\n}`);
}

/** A one-way binding of orders that is right but for these items. */
function oneWay(items: string): string {
  return file(`binding B: Order -> Partner {\n${BUYER}\n${items}\n}`);
}

const PAIR = "write a pair of rules, `->` and `<-`";

export const TWO_WAY_CASES: readonly DiagnosticCase[] = [
  {
    code: "two-way-in-one-way",
    message: "`<->` stands among rules that go one way only.",
    source: oneWay("~~~number <-> street~~~"),
    help: "write `->`, or let the whole go both ways",
  },
  {
    code: "two-way-in-one-way",
    message: "`<-` stands among rules that go one way only.",
    source: oneWay("~~~number <- street~~~"),
  },
  {
    code: "two-way-in-one-way",
    message: "`<->` stands among rules that go one way only.",
    source: both("$ -> $ {\n~~~nick <-> memo~~~\n}"),
  },
  {
    code: "two-way-in-one-way",
    message: "`require <-` stands in a binding that goes one way only.",
    source: oneWay('~~~require <- gift else skip "no"~~~'),
  },
  {
    code: "two-way-in-one-way",
    message: "`<->` stands in a value map that goes one way only.",
    source: declared('map M: Member.state -> Contact.kind {\n~~~"draft" <-> "contact"~~~\nelse -> "delivery"\n}'),
  },
  {
    code: "one-way-in-two-way",
    message: "`M` goes one way, so a `<->` rule cannot use it.",
    source: both(
      "state <-> kind via ~~~M~~~",
      'map M: Member.state -> Contact.kind { "draft" -> "contact", "sale" -> "delivery" }\n',
    ),
    help: `declare it with \`<->\`, or ${PAIR}`,
  },
  {
    code: "one-way-in-two-way",
    message: "`L` goes one way, so a `<->` rule cannot use it.",
    source: both("country <-> country_id via ~~~L~~~", 'lookup L: Country.code -> Country.id { none -> hold "new" }\n'),
  },
  {
    code: "one-way-in-two-way",
    message: "`Known` goes one way, so a `<->` rule cannot use it.",
    source: both("parent <-> parent_id via ~~~Known~~~", "binding Known: Member -> Contact {\nlogin -> email key\n}\n"),
  },
  {
    code: "two-way-source",
    message: "A `<->` rule has a field on both sides, and this is computed.",
    source: both('~~~"X" & nick~~~ <-> memo'),
    help: "write a pair of rules: `… -> memo` and `… <- …`",
  },
  {
    code: "two-way-source",
    message: "A `<->` rule has one field on each side.",
    source: both("nick, ~~~note~~~ <-> memo"),
  },
  {
    code: "two-way-source",
    message: "A filter chooses one record of a list, and its fields are mapped in a block.",
    source: both("~~~places[main]~~~ <-> memo"),
    help: "map its fields: `list[filter] <-> $ { … }`",
  },
  {
    code: "not-bijective-map",
    message: '"draft" and "sale" have the same answer "contact": on the way back it cannot be told which is meant.',
    source: declared(
      'map M: Member.state <-> Contact.kind {\n"draft" <-> "contact"\n"sale" <-> ~~~"contact"~~~\nelse -> hold "new"\n}',
    ),
  },
  {
    code: "not-bijective-map",
    message: '"draft" and "sale" have the same answer "contact": on the way back it cannot be told which is meant.',
    source: both('state <-> kind via { "draft", ~~~"sale"~~~ <-> "contact", else -> hold "new" }'),
    help: "write the two directions as a pair of rules, `->` and `<-`, each with a map of its own",
  },
  {
    code: "not-bijective-map",
    message: "This arm goes one way, and the map goes both ways.",
    source: declared('map M: Member.state <-> Contact.kind {\n~~~"draft" -> "contact"~~~\nelse -> hold "new"\n}'),
    help: "write `<->`, or leave the value to `else`",
  },
  {
    code: "not-bijective-map",
    message: "This arm has no value that could be translated back.",
    source: declared('map M: Member.state <-> Contact.kind {\n"draft" <-> ~~~keep~~~\nelse -> hold "new"\n}'),
    help: "write it under `else ->`",
  },
  {
    code: "not-exhaustive-map",
    message: 'These values have no answer: "cancel".',
    source: declared('map ~~~M~~~: Member.vip <-> Sale.state {\ntrue <-> "draft"\nfalse <-> "sale"\n}'),
  },
  {
    code: "default-written-back",
    message: 'The default "delivery" would be written back to the other side.',
    source: declared('map M: Member.state <-> Contact.kind {\n"draft" <-> "contact"\nelse -> ~~~"delivery"~~~\n}'),
    help: 'write an outcome: `else -> hold "…"`',
  },
  {
    code: "default-written-back",
    message: 'The default "delivery" would be written back to the other side.',
    source: both(
      'state <-> kind via M else ~~~"delivery"~~~',
      'map M: Member.state <-> Contact.kind {\n"draft" <-> "contact"\nelse -> hold "new"\n}\n',
    ),
  },
  {
    code: "default-written-back",
    message: "The default 1 would be written back to the other side.",
    source: file("lookup L: Country.code <-> Country.id { none -> ~~~1~~~ }"),
  },
  {
    code: "condition-not-synced",
    message: "`when` looks at `vip`, which no `<->` rule of this block keeps in step.",
    source: both("nick <-> memo when ~~~vip~~~ = true"),
    help: `${PAIR}, each with its own \`when\``,
  },
  {
    code: "condition-not-synced",
    message: "`when` of a `<->` rule compares fields of its own block, and this is something else.",
    source: both('nick <-> memo when ~~~places[0].kind~~~ = "x"'),
  },
  {
    code: "unsettable-filter",
    message: "No new record can be made to meet this filter.",
    source: both("places[~~~size > 1~~~] <-> $ {\nstreet <-> street\n}"),
    help: 'ask for boolean fields or for equality with a literal: `list[kind = "invoice"]`',
  },
  {
    code: "type-mismatch",
    message: "`kind` takes text, and the value is boolean.",
    source: both("places[~~~kind~~~] <-> $ {\nstreet <-> street\n}"),
  },
  {
    code: "duplicate-target",
    message: "Two rules write `kind`.",
    source: both('places[kind = "x"] <-> $ {\n~~~kind~~~ <-> street\n}'),
  },
  {
    code: "duplicate-target",
    message: "Two rules write `nick`.",
    source: both("nick <-> memo\n~~~nick~~~ <- name"),
  },
  {
    code: "two-way-lookup",
    message: "`code` does not identify a record of Country, so `L` cannot be asked by it.",
    source: file('lookup L: Country.id <-> ~~~Country.code~~~ { none -> hold "new" }'),
    help: "declare it with `->`, and another lookup for the way back",
  },
  {
    code: "two-way-lookup",
    message: "`L` is asked by several columns and cannot be turned around.",
    source: file('lookup L: Country.region.label, ~~~Country.code~~~ <-> Country.id { none -> hold "new" }'),
  },
  {
    code: "two-way-key",
    message: "No rule marked `key` finds the Member of a Contact.",
    source: declared("binding ~~~Both~~~: Member <-> Contact {\nlogin -> email key\nlogin <- email\n}"),
    help: "mark a `<->` rule, or a `<-` rule, with `key`",
  },
  {
    code: "two-way-key",
    message: "Member cannot be searched by `nick`, so this `key` works in one direction only.",
    source: both("~~~nick~~~ <-> name key"),
  },
  {
    code: "two-way-list",
    message: "The lines of `sites` have no `key` by which they are found on the way back.",
    source: both("places <-> ~~~sites~~~ each by id {\nkind <-> code\n}"),
    help: "mark the `<->` rules over the field that identifies a line with `key`",
  },
  {
    code: "unknown-master",
    message: "`shp` is neither shop nor erp, between which this goes.",
    source: both("master ~~~shp~~~"),
    help: "did you mean `shop`?",
  },
  {
    code: "unknown-master",
    message: "`team` is neither shop nor erp, between which this goes.",
    source: both("nick <-> memo master ~~~team~~~"),
  },
  {
    code: "master-without-choice",
    message: "`master` decides between two changes, and this goes one way only.",
    source: oneWay("~~~master erp~~~"),
  },
  {
    code: "master-without-choice",
    message: "`master` decides between two changes, and this goes one way only.",
    source: both("nick -> memo master ~~~erp~~~"),
  },
  {
    code: "master-without-choice",
    message: "This binding has a `master` already.",
    source: both("master erp\n~~~master shop~~~"),
  },
  {
    code: "guard-without-arrow",
    message: "This binding goes both ways, and `require` does not say which one it guards.",
    source: both('~~~require nick != null else skip "no"~~~'),
    help: "write `require ->` for what comes from the left, `require <-` for what comes from the right",
  },
  {
    code: "old-name-in-use",
    message: "`Old` is still declared, so nothing can have been renamed from it.",
    source: file(
      `binding Old: Order -> Partner {\n${BUYER}\n}\nbinding New was ~~~Old~~~: Order -> Partner {\n${BUYER}\n}`,
    ),
  },
  {
    code: "old-name-in-use",
    message: "Two declarations were called `Old`.",
    source: file(
      `binding A was Old: Order -> Partner {\n${BUYER}\n}\nbinding B was ~~~Old~~~: Order -> Partner {\n${BUYER}\n}`,
    ),
  },
  // A finding about both directions is said once.
  { code: "unknown-field", message: "`Member` has no field `nck`.", source: both("~~~nck~~~ <-> memo") },
  {
    code: "type-mismatch",
    message: "`memo` takes text, and the value is boolean or nothing.",
    source: both("~~~vip~~~ <-> memo"),
  },
];
