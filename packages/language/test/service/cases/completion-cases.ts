import type { CompletionKind } from "../../../src/service/index.ts";
import { binding, file, flow } from "../../snippets.ts";

/** The cursor. */
const AT = "~~~~~~";
const ORDER_FIELDS = ["attempts", "billing", "currency", "email", "gift", "id", "items", "number"];
const ITEM_FIELDS = ["amount", "codes", "id", "name", "price", "sku"];
const SALE = "sale = sync order via ToSale\n";
const MAP = 'map Stage: Order.payment.code {\n"P" -> "paid"\nelse -> "open"\n}\n';

const CALLING = flow(
  `${SALE}call sale.confirm(mode: "safe")\ncall erp.remind(sale: sale.id)\nnotify team.sales "x"\nwrite order { "S" -> shipping.code }`,
);

/** A source with a cursor, and the labels of some kinds that are offered there. */
export interface CompletionCase {
  readonly what: string;
  readonly source: string;
  readonly kinds: readonly CompletionKind[];
  readonly labels: readonly string[];
  /** The list begins with them; otherwise it is them. */
  readonly first?: boolean;
}

export const COMPLETION_CASES: readonly CompletionCase[] = [
  {
    what: "after a dot: the fields of a list's items",
    source: binding(`  items.${AT} -> tags`),
    kinds: ["field"],
    labels: ITEM_FIELDS,
  },
  {
    what: "after a dot on a line without an arrow",
    source: binding(`  items.${AT}\n  gift -> done`),
    kinds: ["field"],
    labels: ITEM_FIELDS,
  },
  {
    what: "after a dot in open brackets",
    source: binding(`  $sum(items.${AT}\n  gift -> done`),
    kinds: ["field"],
    labels: ITEM_FIELDS,
  },
  {
    what: "in the middle of a word",
    source: binding(`  nu${AT}mb -> note`),
    kinds: ["field"],
    labels: ORDER_FIELDS,
    first: true,
  },
  { what: "at an empty rule", source: binding(`  ${AT}`), kinds: ["field"], labels: ORDER_FIELDS, first: true },
  {
    what: "in a filter: the fields of the item",
    source: binding(`  items[${AT}] -> lines each by id {\n sku -> product_id via ProductId\n}`),
    kinds: ["field"],
    labels: ITEM_FIELDS,
  },
  {
    what: "inside of an each: the fields of the item",
    source: binding(`  items -> lines each by id {\n    ${AT}\n    sku -> product_id via ProductId\n  }`),
    kinds: ["field"],
    labels: ITEM_FIELDS,
  },
  {
    what: "after `each by`",
    source: binding(`  items -> lines each by ${AT} {\n    sku -> product_id via ProductId\n  }`),
    kinds: ["field"],
    labels: ITEM_FIELDS,
  },
  {
    what: "targets that can be written, required ones first, written ones last",
    source: file(`binding B: Order -> Sale {\n number -> reference key\n gift -> ${AT}\n}`),
    kinds: ["field"],
    labels: [
      "partner_id",
      "currency",
      "date",
      "done",
      "due",
      "fee",
      "lines",
      "note",
      "pieces",
      "state",
      "tags",
      "reference",
    ],
  },
  {
    what: "targets of lines",
    source: binding(`  items -> lines each by id {\n    price -> price\n    name -> ${AT}\n  }`),
    kinds: ["field"],
    labels: ["product_id", "quantity", "name", "tax_ids", "price"],
  },
  {
    what: "what a connector can write",
    source: flow(`write order {\n "S" -> ${AT}\n}`),
    kinds: ["field"],
    labels: ["shipping"],
  },
  {
    what: "in a template",
    source: flow(`require order.gift else hold "order {order.${AT}"`),
    kinds: ["field"],
    labels: ORDER_FIELDS,
    first: true,
  },
  {
    what: "names of a flow's steps",
    source: flow(`${SALE}when sale.done {\n inner = order.number\n}\nrequire ${AT}`),
    kinds: ["field"],
    labels: ["order", "sale"],
  },
  {
    what: "records to call",
    source: flow(`${SALE}n = order.number\ncall ${AT}`),
    kinds: ["field"],
    labels: ["order", "sale"],
  },
  {
    what: "records to write",
    source: flow(`${SALE}n = order.number\nwrite ${AT}`),
    kinds: ["field"],
    labels: ["order", "sale"],
  },
  { what: "operations", source: flow(`${SALE}call sale.${AT}`), kinds: ["operation"], labels: ["confirm"] },
  {
    what: "arguments of an operation",
    source: flow(`${SALE}call sale.confirm(mode: "safe", ${AT})`),
    kinds: ["argument"],
    labels: ["mode", "notify"],
  },
  {
    what: "values of an argument",
    source: flow(`${SALE}call sale.confirm(mode: ${AT})`),
    kinds: ["value"],
    labels: ['"fast"', '"safe"'],
  },
  { what: "capabilities", source: flow(`when shop offers ${AT}`), kinds: ["capability"], labels: ["tracking"] },
  {
    what: "maps, lookups and bindings after via",
    source: file(`${MAP}binding B: Order -> Sale {\n number -> note via ${AT}\n}`),
    kinds: ["map", "lookup", "binding", "entity"],
    labels: ["B", "CountryId", "ProductId", "Stage", "TaxId"],
  },
  {
    what: "after via on an unfinished line",
    source: binding(`  number -> note via ${AT}\n  gift -> done`),
    kinds: ["lookup"],
    labels: ["CountryId", "ProductId", "TaxId"],
  },
  {
    what: "fields of the bound record after via",
    source: binding(`  $ -> note via Buyer.${AT}`),
    kinds: ["field"],
    labels: ["country_id", "email", "id", "kind", "name", "street"],
  },
  {
    what: "rules to include",
    source: file(
      `rules Postal: Address -> Partner {\n street -> street\n}\nbinding B: Order -> Partner {\n include ${AT}\n}`,
    ),
    kinds: ["rules"],
    labels: ["Postal"],
  },
  {
    what: "entities of a header",
    source: file(`binding B: ${AT}`),
    kinds: ["entity"],
    labels: ["Address", "Country", "Order", "Partner", "Product", "Sale", "Tax"],
  },
  {
    what: "fields in a map's header",
    source: file(`map M: Sale.${AT}`),
    kinds: ["field"],
    labels: ["currency", "date", "done"],
    first: true,
  },
  {
    what: "columns through a reference",
    source: file(`lookup L: Country.region.${AT}`),
    kinds: ["field"],
    labels: ["id", "label"],
  },
  {
    what: "systems of an entity",
    source: file(`entity X = ${AT}`),
    kinds: ["system"],
    labels: ["erp", "shop", "team"],
  },
  {
    what: "resources of a system",
    source: file(`entity X = shop.${AT}`),
    kinds: ["resource"],
    labels: ["address", "member", "order"],
  },
  {
    what: "joins of a resource",
    source: file(`entity X = shop.order with ${AT}`),
    kinds: ["field"],
    labels: ["payments"],
  },
  {
    what: "fields to refine",
    source: file(`entity X = shop.order {\n key id\n ${AT}\n}`),
    kinds: ["field"],
    labels: ORDER_FIELDS,
    first: true,
  },
  {
    what: "types of fields",
    source: file(`entity X = shop.order { key id, total: ${AT} }`),
    kinds: ["type"],
    labels: ["day", "decimal", "email", "html", "instant", "money", "personal", "text"],
  },
  {
    what: "fields of a currency",
    source: file(`entity X = shop.order { key id, total: money in ${AT} }`),
    kinds: ["field"],
    labels: ORDER_FIELDS,
    first: true,
  },
  {
    what: "options of a system that are not given",
    source: `xmap 1\nsystem shop = store { url: env("U"), ${AT} }`,
    kinds: ["option"],
    labels: ["key", "pages"],
  },
  { what: "the connector of a system", source: `xmap 1\nsystem shop = ${AT}`, kinds: ["connector"], labels: ["store"] },
  {
    what: "variables",
    source: binding(`  let extra = number\n  $${AT} -> note`),
    kinds: ["variable"],
    labels: ["$extra", "$$"],
  },
  {
    what: "variables of a let see those before it",
    source: binding(`  let first = number\n  let second = $${AT}\n  let third = number`),
    kinds: ["variable"],
    labels: ["$first", "$$"],
  },
  {
    what: "variables in an inner block",
    source: binding(
      `  let outer = number\n  items -> lines each by id {\n    let inner = name\n    $${AT} -> name\n  }`,
    ),
    kinds: ["variable"],
    labels: ["$inner", "$outer", "$$"],
  },
  {
    what: "values of a closed set",
    source: binding(`  surcharges[type = ${AT}].code -> tags`),
    kinds: ["value"],
    labels: ['"discount"', '"shipping"', '"tax"'],
  },
  {
    what: "values inside of quotes",
    source: binding(`  surcharges[type = "t${AT}"].code -> tags`),
    kinds: ["value"],
    labels: ["discount", "shipping", "tax"],
  },
  {
    what: "values in an unfinished text",
    source: binding(`  surcharges[type in ["tax", "${AT}`),
    kinds: ["value"],
    labels: ["discount", "shipping", "tax"],
  },
  {
    what: "values that a target takes",
    source: binding(`  ${AT} -> state`),
    kinds: ["value"],
    labels: ['"cancel"', '"draft"', '"sale"'],
  },
  {
    what: "answers of a map in a comparison",
    source: `${flow(`stage = order.payment.code via Stage\nrequire stage = ${AT} else skip`)}${MAP}`,
    kinds: ["value"],
    labels: ['"open"', '"paid"'],
  },
  {
    what: "what a tested flow writes",
    source: `${CALLING}test "t" of Run {\n  expect write ${AT}\n}\n`,
    kinds: ["variable"],
    labels: ["order", "sale"],
  },
  {
    what: "what a tested flow calls",
    source: `${CALLING}test "t" of Run {\n  expect no call sale.${AT}()\n}\n`,
    kinds: ["operation"],
    labels: ["erp.remind", "sale.confirm"],
  },
  {
    what: "arguments of an expected call",
    source: `${CALLING}test "t" of Run {\n  expect call sale.confirm(${AT}: "safe")\n}\n`,
    kinds: ["argument"],
    labels: ["mode", "notify"],
  },
  {
    what: "whom a tested flow notifies",
    source: `${CALLING}test "t" of Run {\n  expect notify ${AT} "x"\n}\n`,
    kinds: ["value"],
    labels: ["team.sales"],
  },
  {
    what: "what can be expected",
    source: `${CALLING}test "t" of Run {\n  expect ${AT}\n}\n`,
    kinds: ["keyword"],
    labels: ["call", "fail", "hold", "no", "notify", "reject", "skip", "warn", "write"],
  },
  {
    what: "patterns of arms",
    source: file(`map M: Sale.state {\n ${AT}\n}`),
    kinds: ["value"],
    labels: ['"cancel"', '"draft"', '"sale"'],
  },
  {
    what: "answers of arms by the target",
    source: binding(`  number -> state via { "a" -> ${AT}, else -> keep }`),
    kinds: ["value"],
    labels: ['"cancel"', '"draft"', '"sale"'],
  },
  {
    what: "names of an imported file",
    source: `xmap 1\nimport { Order, ${AT} } from "./systems.xmap"\n`,
    kinds: ["entity"],
    labels: ["Address", "Country", "Partner", "Product", "Sale", "Tax"],
  },
  {
    what: "files to import",
    source: `xmap 1\nimport { Order } from "${AT}"\n`,
    kinds: ["file"],
    labels: ["./systems.xmap"],
  },
  {
    what: "bindings and flows to test",
    source: binding("").concat(`test "x" of ${AT}`),
    kinds: ["binding"],
    labels: ["Buyer", "ToSale"],
  },
];
