import { expect, test } from "vitest";
import { binding, file, flow } from "../snippets.ts";
import { openMain, withCursor } from "./workspace.ts";

const STAGE =
  '/** What sales may do. */\nmap Stage: Order.payment.code {\n  "Q", "A" -> "open"\n  "P"      -> "sale"\n  else     -> hold "{$} | new"\n}\n';

/** A two-way binding with more items. */
function twoWay(items: string): string {
  return file(
    `entity Member = shop.member { key id }\nentity Contact = erp.contact { key id }\n` +
      `lookup L: Country.code <-> Country.id { none -> hold "new" }\n` +
      `binding Both: Member <-> Contact {\n  login <-> email key\n${items}\n}`,
  );
}

interface Case {
  readonly what: string;
  readonly source: string;
  readonly says: readonly string[];
}

const cases: readonly Case[] = [
  {
    what: "a field with its type",
    source: binding("~~~total~~~ -> fee"),
    says: ["Order.total: money in Order.currency"],
  },
  { what: "a field of a list's items", source: binding("items.~~~name~~~ -> tags"), says: ["OrderItem.name: text"] },
  { what: "a record with its fields", source: binding("~~~billing~~~.first -> note"), says: ["Fields: `id`, `first`"] },
  {
    what: "a target with what it takes",
    source: binding("number -> ~~~state~~~ via { else -> keep }"),
    says: [
      'Sale.state: "draft", "sale" or "cancel" or nothing',
      "searchable",
      'Values: `"draft"` Quotation, `"sale"` Sales Order.',
      "The value is",
    ],
  },
  {
    what: "a rule that goes both ways, with where that is proved",
    source: twoWay("level <-> ~~~level~~~"),
    says: ["Goes both ways, proved: what is written"],
  },
  {
    what: "a rule that goes both ways with a lookup, from its left side",
    source: twoWay("~~~country~~~ <-> country_id via L"),
    says: ["Goes both ways, proved where `L` finds one record"],
  },
  {
    what: "a pair written by hand",
    source: twoWay('$uppercase(~~~nick~~~ ?: "") -> memo\nnick <- $lowercase(memo ?: "")'),
    says: ["Goes both ways by hand"],
  },
  {
    what: "a two-way binding, by its weakest rule",
    source: twoWay("country <-> country_id via L").replace("Both", "~~~Both~~~"),
    says: ["Goes both ways, proved where", "`L` finds one record"],
  },
  {
    what: "a conversion at its target",
    source: binding("placed -> ~~~due~~~"),
    says: ["Sale.due: day", "The value is instant; the instant becomes a day"],
  },
  { what: "a read-only field", source: file("map M: Sale.~~~total~~~ { else -> hold }"), says: ["Is read only"] },
  {
    what: "a let with its type and value",
    source: binding("let ~~~extra~~~ = surcharges[available]\n$extra.code -> tags"),
    says: ["$extra: list of OrderSurcharge", "surcharges[available]"],
  },
  {
    what: "the use of a let",
    source: binding("let extra = surcharges[available]\n~~~$extra~~~.code -> tags"),
    says: ["$extra: list of OrderSurcharge"],
  },
  {
    what: "a let of unknown type, said openly",
    source: binding("let ~~~odd~~~ = (/a/(number)).next\n$exists($odd) -> done"),
    says: ["$odd: unknown", "no schema says what this is, so it is not checked"],
  },
  {
    what: "a value map as a table",
    source: `${file(`${STAGE}binding B: Order -> Sale {\n payment.code -> note via ~~~Stage~~~\n}`)}`,
    says: [
      "map Stage: Order.payment.code",
      "What sales may do.",
      '| "Q", "A" | "open" |',
      '| else | hold "{$} \\| new" |',
      'answers "open" or "sale"',
    ],
  },
  {
    what: "a lookup's columns and what a miss means",
    source: binding("number -> note via ~~~ProductId~~~"),
    says: [
      "| asked by | sku |",
      "| answers | id | reference to erp.product |",
      'Nothing found: `reject "SKU {$} is unknown"`',
    ],
  },
  {
    what: "an entity",
    source: binding("").replace("Order -> Sale", "~~~Order~~~ -> Sale"),
    says: ["entity Order = shop.order", "Orders.", "key `id`"],
  },
  {
    what: "a binding",
    source: binding("$ -> note via ~~~Buyer~~~.name"),
    says: ["binding Buyer: Order -> Partner", "2 rules.", "Found by `email`"],
  },
  {
    what: "a system",
    source: flow("when ~~~shop~~~ offers tracking { skip }"),
    says: ["A shop.", "Connector `store`"],
  },
  { what: "a capability", source: flow("when shop offers ~~~tracking~~~ { skip }"), says: ["shop offers tracking"] },
  {
    what: "an operation",
    source: flow('sale = sync order via ToSale\ncall sale.~~~confirm~~~(mode: "safe")'),
    says: ["call Sale.confirm(mode, notify)", "Confirms the sale.", "Done when the state is sale", "movesStock"],
  },
  {
    what: "an argument",
    source: flow('sale = sync order via ToSale\ncall sale.confirm(~~~mode~~~: "safe")'),
    says: ['mode: "fast" or "safe"'],
  },
  {
    what: "a step's name",
    source: flow("~~~sale~~~ = sync order via ToSale\nrequire sale.done else skip"),
    says: ["sale: Sale", "sync order via ToSale"],
  },
  { what: "a flow's subject", source: flow("require ~~~order~~~.gift else skip"), says: ["order: Order"] },
  {
    what: "a function",
    source: binding("~~~$substring~~~(number, 1) -> note"),
    says: ["$substring(text, start, length?)", "The part of the text"],
  },
  { what: "an operator: the expression's type", source: binding("number ~~~&~~~ currency -> note"), says: ["text"] },
  { what: "a number", source: binding("~~~1~~~ -> pieces"), says: ["whole number"] },
  { what: "a word of the language", source: binding("number -> note ~~~once~~~"), says: ["never again"] },
  {
    what: "a word before a name",
    source: binding("number -> note ~~~via~~~ ProductId"),
    says: ["through a map, a lookup, a binding"],
  },
  {
    what: "a field of an object that the expression makes",
    source: binding('{ "a": number }.~~~a~~~ -> note'),
    says: ["Object.a: text"],
  },
  { what: "a name that is unknown", source: binding("~~~nothing~~~ -> note"), says: ["nothing: unknown"] },
  {
    what: "a half-typed flow",
    source: flow("require ~~~order~~~.gift else hold\nsale = sync"),
    says: ["order: Order"],
  },
  {
    what: "an option",
    source: 'xmap 1\nsystem shop = store { url: env("U"), ~~~key~~~: secret("K") }\n',
    says: ["key: string", "Is a secret"],
  },
];

test.for(cases)("$what", ({ source, says }) => {
  const { text, offset } = withCursor(source);
  const hover = openMain(text).hover("main.xmap", offset);
  for (const words of says) expect(hover?.markdown).toContain(words);
});

test("a hover covers the name that it is about", () => {
  const { text, offset } = withCursor(binding("items.~~~name~~~ -> tags"));
  const span = openMain(text).hover("main.xmap", offset + 2)?.span;
  expect(text.slice(span?.start, span?.end)).toBe("name");
});

test("comments, texts and blanks say nothing", () => {
  for (const source of ["// a ~~~~~~ comment", '"te~~~~~~xt" -> note', "~~~~~~   "]) {
    const { text, offset } = withCursor(binding(source));
    const markdown = openMain(text).hover("main.xmap", offset)?.markdown ?? "";
    expect(markdown.replace(/```xmap\n"te.*"\n```/, "")).toBe("");
  }
});
