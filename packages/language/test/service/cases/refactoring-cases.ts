import { binding, file, flow } from "../../snippets.ts";

/** Items of a binding with a cursor (`~~~~~~`) or a selection, and the items after a refactoring. */
export interface RefactoringCase {
  readonly title: string;
  readonly kind: "refactor.extract" | "refactor.inline" | "refactor.rewrite";
  readonly source: string;
  readonly after: string;
}

const CURSOR = "~~~~~~";
const ENTITIES = "entity Member = shop.member { key id }\nentity Contact = erp.contact { key id }\n";
const both = (items: string, more = ""): string =>
  file(`${ENTITIES}${more}binding Both: Member <-> Contact {\n  login <-> email key\n${items}\n}`);

/** A binding of orders to sales, without what stands before it. */
const sales = (items: string): string =>
  `binding Buyer: Order -> Partner {\n  email -> email key\n  "n" -> name\n}\nbinding ToSale: Order -> Sale {\n  number -> reference key\n  $ -> partner_id via Buyer\n${items}\n}`;

export const REFACTORING_CASES: readonly RefactoringCase[] = [
  {
    title: "Extract let total_string",
    kind: "refactor.extract",
    source: binding("~~~$string(total)~~~ & number -> note"),
    after: binding("  let total_string = $string(total)\n  $total_string & number -> note"),
  },
  {
    title: "Extract let value for all 2 uses",
    kind: "refactor.extract",
    source: binding('// first\n~~~(number & "x")~~~ -> note // said\n"a" & (number & "x") -> currency'),
    after: binding(
      '  let value = (number & "x")\n  // first\n  $value       -> note      // said\n  "a" & $value -> currency',
    ),
  },
  {
    title: "Extract let value",
    kind: "refactor.extract",
    source: binding(`${CURSOR}number & "x" -> note`),
    after: binding('  let value = number & "x"\n  $value -> note'),
  },
  {
    title: "Extract let items_count",
    kind: "refactor.extract",
    source: binding('require ~~~$count(items)~~~ > 0 else skip "none"'),
    after: binding('  let items_count = $count(items)\n  require $items_count > 0 else skip "none"'),
  },
  {
    title: "Extract let note with its via",
    kind: "refactor.extract",
    source: binding(`currency -> note ${CURSOR}via { "EUR" -> "€", else -> keep }  when gift`),
    after: binding('  let note = currency via { "EUR" -> "€", else -> keep }\n  $note -> note  when gift'),
  },
  {
    title: "Extract step items_count",
    kind: "refactor.extract",
    source: flow('require ~~~$count(order.items)~~~ > 0 else skip "none"\nnotify team.sales "{order.number}"'),
    after: flow(
      'items_count = $count(order.items)\nrequire items_count > 0 else skip "none"\nnotify team.sales "{order.number}"',
    ),
  },
  {
    title: "Inline let mark",
    kind: "refactor.inline",
    source: binding(`let ${CURSOR}mark = number & "x"  // why\n"a" & $mark -> note\n$length($mark) -> pieces`),
    after: binding('// why\n"a" & (number & "x") -> note\n$length(number & "x") -> pieces'),
  },
  {
    title: "Inline $mark here",
    kind: "refactor.inline",
    source: binding(`let mark = number & "x"\n$mark -> note\n${CURSOR}$mark -> currency`),
    after: binding('let mark = number & "x"\n$mark -> note\nnumber & "x" -> currency'),
  },
  {
    title: "Inline let fixed",
    kind: "refactor.inline",
    source: binding(`let fixed = 12\nitems.(amount * ${CURSOR}$fixed)[0] -> pieces`),
    after: binding("items.(amount * 12)[0] -> pieces"),
  },
  {
    title: "Inline let product",
    kind: "refactor.inline",
    source: binding(`let ${CURSOR}product = items[0].sku via ProductId\n$product -> pieces when gift`),
    after: binding("items[0].sku -> pieces via ProductId when gift"),
  },
  {
    title: "Extract map Done",
    kind: "refactor.extract",
    source: binding(`currency -> done ${CURSOR}via { "EUR" -> true, else -> false }`),
    after: binding("currency -> done via Done").replace(
      "binding ToSale",
      'map Done: Order.currency { "EUR" -> true, else -> false }\n\nbinding ToSale',
    ),
  },
  {
    title: "Extract map Active",
    kind: "refactor.extract",
    source: both(`state <-> active ${CURSOR}via { "draft" <-> false, "sale" <-> true }`),
    after: both(
      "state <-> active via Active",
      'map Active: Member.state <-> Contact.active { "draft" <-> false, "sale" <-> true }\n\n',
    ),
  },
  {
    title: "Write the conditions as a map",
    kind: "refactor.rewrite",
    source: binding(`currency ${CURSOR}= "EUR" ? "€" : currency in ["USD", "CAD"] ? "$" : "?" -> note when gift`),
    after: binding('currency -> note via { "EUR" -> "€", "USD", "CAD" -> "$", else -> "?" } when gift'),
  },
  {
    title: "Inline map Sign",
    kind: "refactor.inline",
    source: file(
      `map ${CURSOR}Sign: Order.currency {\n  "EUR" -> "€"  // euro\n  else -> keep\n}\n\n${sales("currency -> note via Sign")}`,
    ),
    after: file(`\n${sales('currency -> note via {\n    "EUR" -> "€"  // euro\n    else  -> keep\n  }')}`),
  },
  {
    title: "Inline map Sign here",
    kind: "refactor.inline",
    source: file(
      `map Sign: Order.currency { "EUR" -> "€", else -> keep }\n\n${sales(`currency -> note via ${CURSOR}Sign\ncurrency -> currency via Sign`)}`,
    ),
    after: file(
      `map Sign: Order.currency { "EUR" -> "€", else -> keep }\n\n${sales('currency -> note via { "EUR" -> "€", else -> keep }\ncurrency -> currency via Sign')}`,
    ),
  },
  {
    title: "Inline map Active",
    kind: "refactor.inline",
    source: both(
      "state <-> active via Active",
      `map ${CURSOR}Active: Member.state <-> Contact.active { "draft" <-> false, "sale" <-> true }\n\n`,
    ),
    after: both('state <-> active via { "draft" <-> false, "sale" <-> true }', "\n"),
  },
  {
    title: "Extract lookup ProductIdOrKeep",
    kind: "refactor.extract",
    source: file(sales(`items[0].sku -> pieces ${CURSOR}via ProductId else keep`)),
    after: file(
      sales("items[0].sku -> pieces via ProductIdOrKeep").replace(
        "binding ToSale",
        "lookup ProductIdOrKeep: Product.sku -> Product.id { cache 10m, none -> keep }\n\nbinding ToSale",
      ),
    ),
  },
  {
    title: "Inline lookup Maybe as ProductId with an else",
    kind: "refactor.inline",
    source: file(
      `lookup ${CURSOR}Maybe: Product.sku -> Product.id { cache 10m, none -> keep }\n\n${sales("items[0].sku -> pieces via Maybe")}`,
    ),
    after: file(`\n${sales("items[0].sku -> pieces via ProductId else keep")}`),
  },
  {
    title: "Let the rule go both ways",
    kind: "refactor.rewrite",
    source: both(`note ${CURSOR}-> memo  // said`),
    after: both("note <-> memo  // said"),
  },
  {
    title: "Let the rule go both ways",
    kind: "refactor.rewrite",
    source: both(`level -> level\n// back\nlevel ${CURSOR}<- level`),
    after: both("level <-> level\n// back"),
  },
  {
    title: "Let the rule go both ways",
    kind: "refactor.rewrite",
    source: both(`state -> active ${CURSOR}via { "draft" -> false, "sale" -> true }`),
    after: both('state <-> active via { "draft" <-> false, "sale" <-> true }'),
  },
  {
    title: "Let map Active go both ways",
    kind: "refactor.rewrite",
    source: both(
      "state -> active via Active",
      `map ${CURSOR}Active: Member.state -> Contact.active { "draft" -> false, "sale" -> true }\n`,
    ),
    after: both(
      "state -> active via Active",
      'map Active: Member.state <-> Contact.active { "draft" <-> false, "sale" <-> true }\n',
    ),
  },
  {
    title: "Let lookup Nation go both ways",
    kind: "refactor.rewrite",
    source: both(
      "country -> country_id via Nation",
      `lookup ${CURSOR}Nation: Country.code -> Country.id { none -> keep }\n`,
    ),
    after: both("country -> country_id via Nation", "lookup Nation: Country.code <-> Country.id { none -> keep }\n"),
  },
];

/** What is not offered, because it would mean something else or would be refused. */
export const REFUSED_CASES: readonly { readonly why: string; readonly title: RegExp; readonly source: string }[] = [
  { why: "a value of each item", title: /Extract let/, source: binding("items.(~~~amount * price~~~)[0] -> fee") },
  {
    why: "a value of an inner variable",
    title: /Extract let/,
    source: binding("$map(items, function($i) { ~~~$i.sku & 1~~~ }) -> tags"),
  },
  {
    why: "one branch of a choice",
    title: /Extract step/,
    source: flow('require order.gift ? ~~~$error("no")~~~ : true else skip'),
  },
  {
    why: "a value that is named already",
    title: /Extract let/,
    source: binding("let mark = ~~~number & 1~~~\n$mark -> note"),
  },
  {
    why: "a field that means another one in the lines",
    title: /Inline/,
    source: binding(`let ${CURSOR}mark = number & "x"\nitems.(name & $mark) -> tags`),
  },
  {
    why: "a via in the middle of an expression",
    title: /Inline/,
    source: binding(`let ${CURSOR}product = items[0].sku via ProductId\n$product + 1 -> pieces`),
  },
  { why: "a field that may be null", title: /as a map/, source: binding(`email ${CURSOR}= "a" ? "x" : "y" -> note`) },
  {
    why: "arms that see the record",
    title: /Extract map/,
    source: binding(`currency -> note ${CURSOR}via { "EUR" -> "€", else -> hold "{$$.number}" }`),
  },
  { why: "a computed value", title: /go both ways/, source: both(`note & "x" ${CURSOR}-> memo`) },
  {
    why: "two answers that are the same",
    title: /go both ways/,
    source: both(`state -> active ${CURSOR}via { "draft" -> true, "sale" -> true }`),
  },
  { why: "a binding of one way", title: /go both ways/, source: binding(`number ${CURSOR}-> note`) },
  {
    why: "a default",
    title: /go both ways/,
    source: both(
      "state -> active via Active",
      `map ${CURSOR}Active: Member.state -> Contact.active { "draft" -> false, else -> true }\n`,
    ),
  },
];
