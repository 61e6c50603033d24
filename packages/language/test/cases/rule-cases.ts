import { binding, file } from "../snippets.ts";
import type { DiagnosticCase } from "./case.ts";

const BUYER = 'email -> email key\n"n" -> name';
const not = (what: string) => `${what} cannot be compiled in this version.`;

export const RULE_CASES: readonly DiagnosticCase[] = [
  {
    code: "unknown-target",
    message: "`Sale` has no field `refrence` to write.",
    source: binding("number -> ~~~refrence~~~"),
    help: "did you mean `reference`?",
  },
  {
    code: "unknown-target",
    message: "`name` is inside list of SaleLine, which rules cannot write into.",
    source: binding("number -> lines.~~~name~~~"),
  },
  { code: "read-only-target", message: "`total` can only be read.", source: binding("total -> ~~~total~~~") },
  {
    code: "duplicate-target",
    message: "Two rules write `note`.",
    source: binding('number -> note\n"x" -> ~~~note~~~ when gift'),
  },
  {
    code: "duplicate-target",
    message: "Two rules write `name`.",
    source: file(
      `rules Named: Order -> Partner {\n"x" -> name\n}\nbinding B: Order -> Partner {\n${BUYER}\ninclude ~~~Named~~~\n}`,
    ),
  },
  {
    code: "missing-required-target",
    message: "A new Partner needs `name`, which no rule gives.",
    source: file("binding ~~~Buyer~~~: Order -> Partner {\nemail -> email key\n}"),
  },
  {
    code: "missing-required-target",
    message: "A new SaleLine needs `quantity`, `price`, which no rule gives.",
    source: binding("items -> ~~~lines~~~ each by id {\nsku -> product_id via ProductId\n}"),
  },
  {
    code: "missing-required-target",
    message: "`name` is required and cannot be cleared.",
    source: file("binding Buyer: Order -> Partner {\nemail -> email key\n~~~null~~~ -> name\n}"),
  },
  {
    code: "list-without-by",
    message: "`lines` is a list of SaleLine: its lines need an identity.",
    source: binding("items -> ~~~lines~~~"),
    help: "write `each by id { … }`",
  },
  {
    code: "list-without-by",
    message: "`lines` is a list of SaleLine: its lines need an identity.",
    source: binding("billing -> ~~~lines~~~ {\nfirst -> name\n}"),
  },
  {
    code: "key-missing",
    message: "`Buyer` has no `key`.",
    source: file('binding ~~~Buyer~~~: Order -> Partner {\nemail -> email\n"n" -> name\n}'),
  },
  {
    code: "key-not-searchable",
    message: "`street` cannot be searched by.",
    source: file(`binding Buyer: Order -> Partner {\n${BUYER}\nnumber -> ~~~street~~~ key\n}`),
  },
  {
    code: "key-not-searchable",
    message: "`title` cannot be searched by.",
    source: file("lookup L: ~~~Product.title~~~ -> Product.id { none -> keep }"),
  },
  {
    code: "not-exhaustive-map",
    message: "The value can be any text, and there is no `else`.",
    source: file('map ~~~Stage~~~: Order.number { "1" -> "a" }'),
    help: 'end with `else -> hold "…"`',
  },
  {
    code: "not-exhaustive-map",
    message: 'These values have no answer: "discount", "shipping".',
    source: binding('surcharges.type -> tags via { ~~~"tax" -> "T"~~~ }'),
  },
  {
    code: "unreachable-arm",
    message: '"1" has an answer above.',
    source: file('map Stage: Order.number { "1" -> "a", ~~~"1"~~~ -> "b", else -> hold }'),
  },
  {
    code: "unreachable-arm",
    message: "Nothing reaches this arm: `else` stands above.",
    source: file('map Stage: Order.number { else -> hold, ~~~"1" -> "b"~~~ }'),
  },
  {
    code: "lookup-without-none",
    message: "`L` does not say what happens when nothing is found.",
    source: file("lookup ~~~L~~~: Product.sku -> Product.id { cache 1d }"),
    help: 'add `none -> hold "…"`',
  },
  {
    code: "include-cycle",
    message: "`B` includes itself.",
    source: file("rules B: Order -> Partner {\nnumber -> street\ninclude ~~~B~~~\n}"),
  },
  {
    code: "type-mismatch",
    message: '"taxx" is none of the possible values: "tax", "discount" or "shipping".',
    source: binding('surcharges.type -> tags via { ~~~"taxx"~~~ -> "T", else -> hold }'),
    help: "did you mean `tax`?",
  },
  {
    code: "type-mismatch",
    message: '`state` takes "draft", "sale" or "cancel", and the value can be "cancl".',
    source: binding('number -> state via { "1" -> "sale", else -> ~~~"cancl"~~~ }'),
    help: "did you mean `cancel`?",
  },
  {
    code: "type-mismatch",
    message: '`state` takes "draft", "sale" or "cancel", and the value is text.',
    source: binding("~~~number~~~ -> state"),
  },
  {
    code: "type-mismatch",
    message: "`partner_id` takes reference to erp.partner, and the value is reference to erp.product.",
    source: file(`binding B: Order -> Sale {\nnumber -> reference key\nnumber -> partner_id via ~~~ProductId~~~\n}`),
  },
  {
    code: "type-mismatch",
    message: "`note` takes text, and the value is OrderBilling or nothing.",
    source: binding("~~~billing~~~ -> note"),
  },
  {
    code: "type-mismatch",
    message: "`Buyer` takes a record of Order, and this is OrderItem.",
    source: binding("~~~items~~~ -> tags via Buyer.email"),
  },
  {
    code: "type-mismatch",
    message: "`Postal` reads `street`, which OrderPayment does not have or has with another type.",
    source: file(
      `rules Postal: Address -> Partner {\nstreet -> street\n}\nbinding B: Order -> Partner {\n${BUYER}\ninclude Postal from ~~~payment~~~\n}`,
    ),
  },
  {
    code: "type-mismatch",
    message: "Text is needed here, and this is whole number.",
    source: binding(
      "items -> lines each by id {\n~~~amount~~~ -> product_id via ProductId\nprice -> price\namount -> quantity\n}",
    ),
  },
  {
    code: "wrong-argument-count",
    message: "`CountryId` is asked by region.label, code; the number of values given is 1.",
    source: file(`binding B: Order -> Partner {\n${BUYER}\nnumber -> country_id via ~~~CountryId~~~\n}`),
  },
  {
    code: "lossy-conversion",
    message: "`pieces` takes whole number, and number would lose digits.",
    source: binding("~~~weight~~~ -> pieces"),
    help: "round it: `$round(…)`",
  },
  {
    code: "too-long-text",
    message: "`reference` takes 12 letters, and this text has 13.",
    source: file('binding B: Order -> Sale {\n~~~"1234567890123"~~~ -> reference key\n1 -> partner_id\n}'),
  },
  { code: "unsupported-construct", message: not("A two-way rule"), source: binding("~~~number <-> note~~~") },
  {
    code: "unsupported-construct",
    message: not("A two-way binding"),
    source: file("binding ~~~B~~~: Order <-> Partner {\nemail -> email key\n}"),
  },
  {
    code: "unsupported-construct",
    message: not("`index every`"),
    source: file("lookup L: Product.sku -> Product.id { ~~~index every 1h~~~, none -> keep }"),
  },
];
