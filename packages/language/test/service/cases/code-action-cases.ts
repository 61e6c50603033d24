import { binding, file, flow } from "../../snippets.ts";

/** A source with the place of a finding, and the text after one of its mends. */
export interface CodeActionCase {
  readonly code: string;
  readonly source: string;
  readonly title: string;
  readonly after: string;
  readonly more?: Readonly<Record<string, string>>;
}

const MAPS = 'xmap 1\nimport { Order } from "./systems.xmap"\nmap Stage: Order.number {\n  else -> keep\n}\n';
const LINES =
  "items -> lines each by id {\n  sku -> product_id via ProductId\n  price -> price\n  amount -> quantity\n}";
const lines = (rule: string) => LINES.replace("amount -> quantity", rule);
const SALE = "sale = sync order via ToSale\n";

export const CODE_ACTION_CASES: readonly CodeActionCase[] = [
  {
    code: "unknown-field",
    source: binding("~~~numbr~~~ -> note"),
    title: "Change to number",
    after: binding("number -> note"),
  },
  {
    code: "unknown-field",
    source: binding("let x = number\n~~~x~~~ & $x -> note"),
    title: "Write $x",
    after: binding("let x = number\n$x & $x -> note"),
  },
  {
    code: "unknown-name",
    source: binding("let extra = number\n$extra & ~~~$extr~~~ -> note"),
    title: "Change to $extra",
    after: binding("let extra = number\n$extra & $extra -> note"),
  },
  {
    code: "unknown-function",
    source: binding("~~~$cont~~~(items) -> pieces"),
    title: "Change to $count",
    after: binding("$count(items) -> pieces"),
  },
  {
    code: "unknown-target",
    source: binding("number -> ~~~nte~~~"),
    title: "Change to note",
    after: binding("number -> note"),
  },
  {
    code: "type-mismatch",
    source: binding('surcharges[type = ~~~"taxx"~~~].code -> tags'),
    title: 'Change to "tax"',
    after: binding('surcharges[type = "tax"].code -> tags'),
  },
  {
    code: "type-mismatch",
    source: binding("~~~items.name~~~ & number -> note"),
    title: 'Write $join(items.name, ", ")',
    after: binding('$join(items.name, ", ") & number -> note'),
  },
  {
    code: "unknown-name",
    source: binding("number -> note via ~~~Stage~~~"),
    title: "Import Stage from ./maps.xmap",
    after: binding("number -> note via Stage").replace(
      "\nbinding Buyer",
      '\nimport { Stage } from "./maps.xmap"\nbinding Buyer',
    ),
    more: { "maps.xmap": MAPS },
  },
  {
    code: "unused-import",
    source: 'xmap 1\nimport { ~~~Order~~~, Sale } from "./systems.xmap"\nmap M: Sale.state { else -> keep }\n',
    title: "Remove the import of Order",
    after: 'xmap 1\nimport { Sale } from "./systems.xmap"\nmap M: Sale.state { else -> keep }\n',
  },
  {
    code: "unused-import",
    source:
      'xmap 1\nimport { Sale } from "./systems.xmap"\nimport { ~~~Order~~~ } from "./systems.xmap"\nmap M: Sale.state { else -> keep }\n',
    title: "Remove the import of Order",
    after: 'xmap 1\nimport { Sale } from "./systems.xmap"\nmap M: Sale.state { else -> keep }\n',
  },
  {
    code: "missing-import-file",
    source: 'xmap 1\nimport { Order } from ~~~"./system.xmap"~~~\n',
    title: 'Change to "./systems.xmap"',
    after: 'xmap 1\nimport { Order } from "./systems.xmap"\n',
  },
  {
    code: "unused-name",
    source: binding("let ~~~spare~~~ = number\nnumber -> note"),
    title: "Remove let spare",
    after: binding("number -> note"),
  },
  {
    code: "absent-in-arithmetic",
    source: binding("~~~attempts~~~ + 1 -> pieces"),
    title: "Write (attempts ?? 0)",
    after: binding("(attempts ?? 0) + 1 -> pieces"),
  },
  {
    code: "absent-in-arithmetic",
    source: binding("~~~points~~~ + 1 -> pieces"),
    title: "Write (points ?: 0)",
    after: binding("(points ?: 0) + 1 -> pieces"),
  },
  {
    code: "absent-condition",
    source: binding("number -> note when ~~~attempts~~~"),
    title: "Write $exists(attempts)",
    after: binding("number -> note when $exists(attempts)"),
  },
  {
    code: "never-empty-text",
    source: binding('email = ~~~""~~~ -> done'),
    title: "Compare with null",
    after: binding("email = null -> done"),
  },
  {
    code: "lossy-conversion",
    source: binding("~~~weight~~~ -> pieces"),
    title: "Write $round(weight)",
    after: binding("$round(weight) -> pieces"),
  },
  {
    code: "read-only-target",
    source: binding("number -> note\ntotal -> ~~~total~~~"),
    title: "Remove this rule",
    after: binding("number -> note\n").replace("\n\n}", "\n}"),
  },
  {
    code: "missing-required-target",
    source: binding(LINES.replace("lines", "~~~lines~~~").replace("  amount -> quantity\n", "")),
    title: "Add the missing rule",
    after: binding(lines("null -> quantity")),
  },
  {
    code: "missing-required-target",
    source: file("binding ~~~B~~~: Order -> Partner {\n  email -> email key\n}"),
    title: "Add the missing rule",
    after: file("binding B: Order -> Partner {\n  email -> email key\n  null -> name\n}"),
  },
  {
    code: "key-missing",
    source: file('binding ~~~B~~~: Order -> Partner {\n  email -> email\n  "n" -> name\n}'),
    title: "Find the record by email",
    after: file('binding B: Order -> Partner {\n  email -> email  key\n  "n" -> name\n}'),
  },
  {
    code: "list-without-by",
    source: binding("items -> ~~~lines~~~"),
    title: "Write each by id",
    after: binding("items -> lines each by id {\n  }"),
  },
  {
    code: "list-without-by",
    source: binding("items -> ~~~lines~~~ {\nsku -> name\n}"),
    title: "Write each by id",
    after: binding("items -> lines each by id {\nsku -> name\n}"),
  },
  {
    code: "not-exhaustive-map",
    source: file('map ~~~M~~~: Sale.state {\n  "draft" -> 1\n  "sale" -> 2\n}'),
    title: "Add the missing arm",
    after: file('map M: Sale.state {\n  "draft" -> 1\n  "sale" -> 2\n  "cancel" -> hold "{$} has no answer yet"\n}'),
  },
  {
    code: "not-exhaustive-map",
    source: file("map ~~~M~~~: Order.number { }"),
    title: "Add else -> hold",
    after: file('map M: Order.number { else -> hold "{$} is new" }'),
  },
  {
    code: "not-exhaustive-map",
    source: binding('surcharges[0].type -> note via { "tax" -> "T", ~~~"discount" -> "D"~~~ }'),
    title: "Add else -> hold",
    after: binding('surcharges[0].type -> note via { "tax" -> "T", "discount" -> "D", else -> hold "{$} is new" }'),
  },
  {
    code: "unreachable-arm",
    source: file('map M: Order.number {\n  "a", ~~~"a"~~~ -> 1\n  else -> 2\n}'),
    title: 'Remove "a"',
    after: file('map M: Order.number {\n  "a" -> 1\n  else -> 2\n}'),
  },
  {
    code: "unreachable-arm",
    source: file('map M: Order.number {\n  else -> 2\n  ~~~"a" -> 1~~~\n}'),
    title: "Remove this arm",
    after: file("map M: Order.number {\n  else -> 2\n}"),
  },
  {
    code: "lookup-without-none",
    source: file("lookup ~~~L~~~: Tax.name -> Tax.id { cache 1h }"),
    title: "Hold when nothing is found",
    after: file('lookup L: Tax.name -> Tax.id { cache 1h, none -> hold "{$} is unknown" }'),
  },
  {
    code: "unknown-option",
    source: 'xmap 1\nsystem ~~~shop~~~ = store { url: "u" }\n',
    title: "Add key",
    after: 'xmap 1\nsystem shop = store { url: "u", key: secret("SHOP_KEY") }\n',
  },
  {
    code: "unknown-option",
    source: 'xmap 1\nsystem erp = ~~~other~~~ { url: "u" }\n',
    title: "Change to ledger",
    after: 'xmap 1\nsystem erp = ledger { url: "u" }\n',
  },
  {
    code: "secret-as-literal",
    source: 'xmap 1\nsystem shop = store { url: "u", key: ~~~"k"~~~ }\n',
    title: 'Write secret("SHOP_KEY")',
    after: 'xmap 1\nsystem shop = store { url: "u", key: secret("SHOP_KEY") }\n',
  },
  {
    code: "unknown-operation",
    source: flow(`${SALE}call ~~~sale.confirm~~~()`),
    title: "Add the argument mode",
    after: flow(`${SALE}call sale.confirm(mode: "fast")`),
  },
  {
    code: "unknown-operation",
    source: flow(`${SALE}call sale.~~~confrm~~~(mode: "safe")`),
    title: "Change to confirm",
    after: flow(`${SALE}call sale.confirm(mode: "safe")`),
  },
  {
    code: "duplicate-name",
    source: 'xmap 1\nimport { Sale, ~~~Order~~~ } from "./systems.xmap"\nmap Order: Sale.state { else -> keep }\n',
    title: "Remove the import of Order",
    after: 'xmap 1\nimport { Sale } from "./systems.xmap"\nmap Order: Sale.state { else -> keep }\n',
  },
  {
    code: "wrong-argument-type",
    source: binding("$trim(~~~email~~~) -> note"),
    title: 'Write email ?: ""',
    after: binding('$trim(email ?: "") -> note'),
  },
  {
    code: "wrong-argument-type",
    source: binding("$trim(~~~items.sku~~~) -> note"),
    title: "Write (items.sku)[0]",
    after: binding("$trim((items.sku)[0]) -> note"),
  },
  {
    code: "duplicate-target",
    source: binding("number -> note\ncurrency -> ~~~note~~~"),
    title: "Remove this rule",
    after: binding("number -> note\n").replace("\n\n}", "\n}"),
  },
  {
    code: "reserved-word",
    source: binding("number -> ~~~key~~~ when gift"),
    title: "Write `key`",
    after: binding("number -> `key` when gift"),
  },
  {
    code: "missing-version",
    source: "~~~~~~policy p {\n  timeout 1s\n}\n",
    title: "Write the version",
    after: "xmap 1\npolicy p {\n  timeout 1s\n}\n",
  },
  {
    code: "late-version",
    source: "xmap 1\npolicy p {\n  timeout 1s\n}\n~~~xmap~~~ 1\n",
    title: "Remove this line",
    after: "xmap 1\npolicy p {\n  timeout 1s\n}\n",
  },
  {
    code: "late-import",
    source: 'xmap 1\nmap M: Sale.state { else -> keep }\n~~~import~~~ { Sale } from "./systems.xmap"\n',
    title: "Move it to the other imports",
    after: 'xmap 1\nimport { Sale } from "./systems.xmap"\nmap M: Sale.state { else -> keep }\n',
  },
  {
    code: "unknown-declaration",
    source: "xmap 1\n~~~polcy~~~ p {\n  timeout 1s\n}\n",
    title: "Change to policy",
    after: "xmap 1\npolicy p {\n  timeout 1s\n}\n",
  },
  {
    code: "bad-duration",
    source: "xmap 1\npolicy p {\n  timeout ~~~5min~~~\n}\n",
    title: "Change to 5m",
    after: "xmap 1\npolicy p {\n  timeout 5m\n}\n",
  },
  {
    code: "unclosed-string",
    source: binding('~~~"open~~~\nnumber -> note').replace("~~~\nnumber", "~~~\nnumber"),
    title: 'Close it with "',
    after: binding('"open"\nnumber -> note'),
  },
  {
    code: "stray-bracket",
    source: binding("number~~~)~~~ -> note"),
    title: "Remove )",
    after: binding("number -> note"),
  },
  {
    code: "unknown-character",
    source: binding("number ~~~!~~~ -> note"),
    title: "Remove !",
    after: binding("number  -> note"),
  },
  {
    code: "bad-escape",
    source: binding('"a~~~\\q~~~" -> note'),
    title: "Double the backslash",
    after: binding('"a\\\\q" -> note'),
  },
  {
    code: "duplicate-modifier",
    source: binding("number -> note once ~~~once~~~"),
    title: "Remove once",
    after: binding("number -> note once"),
  },
  {
    code: "two-way-in-one-way",
    source: binding("~~~payment.label <-> note~~~"),
    title: "Go from left to right only",
    after: binding("payment.label -> note"),
  },
  {
    code: "default-written-back",
    source: file("lookup L: Country.code <-> Country.id { none -> ~~~1~~~ }"),
    title: "Hold what is not known",
    after: file('lookup L: Country.code <-> Country.id { none -> hold "{$} is not known" }'),
  },
  {
    code: "guard-without-arrow",
    source: file("binding B: Order <-> Partner {\n~~~require gift else skip~~~\nemail <-> email key\n}"),
    title: "Guard the way from right to left with `require <-`",
    after: file("binding B: Order <-> Partner {\nrequire <- gift else skip\nemail <-> email key\n}"),
  },
  {
    code: "guard-direction",
    source: flow("~~~require -> order.gift else skip~~~"),
    title: "Remove the arrow",
    after: flow("require order.gift else skip"),
  },
  {
    code: "bad-step",
    source: binding("number.~~~1~~~ -> note"),
    title: "Write `1`",
    after: binding("number.`1` -> note"),
  },
];
