import { binding, file } from "../snippets.ts";
import type { DiagnosticCase } from "./case.ts";

export const NAME_CASES: readonly DiagnosticCase[] = [
  {
    code: "missing-import-file",
    message: "There is no file other.xmap to import from.",
    source: file('import { X } from ~~~"./other.xmap"~~~'),
  },
  {
    code: "missing-import-file",
    message: "There is no file ../other.xmap to import from.",
    source: file('import { X } from ~~~"../other.xmap"~~~'),
  },
  {
    code: "unused-import",
    message: "`Order` is imported and not used.",
    source: 'xmap 1\nimport { ~~~Order~~~, Sale } from "./systems.xmap"\nmap State: Sale.state { else -> hold }\n',
  },
  {
    code: "unused-name",
    message: "`spare` is given a value that nothing uses.",
    source: binding("let ~~~spare~~~ = number"),
  },
  {
    code: "unknown-name",
    message: "Nothing is called `ProductIds` here.",
    source: binding(
      "items -> lines each by id {\nsku -> product_id via ~~~ProductIds~~~\nprice -> price\namount -> quantity\n}",
    ),
    help: "did you mean `ProductId`?",
  },
  {
    code: "unknown-name",
    message: "systems.xmap declares no `Ordr`.",
    source: file('import { ~~~Ordr~~~ } from "./systems.xmap"'),
    help: "did you mean `Order`?",
  },
  {
    code: "unknown-name",
    message: "There is no `let` called `extr` before this place.",
    source: binding("let extra = number\n$extra & ~~~$extr~~~ -> note"),
    help: "did you mean `extra`?",
  },
  {
    code: "wrong-kind",
    message: "`Country` is an entity, and a map or a lookup or a binding is needed here.",
    source: binding("number -> note via ~~~Country~~~"),
  },
  {
    code: "duplicate-name",
    message: "`Stage` is declared twice.",
    source: file("map Stage: Order.number { else -> hold }\nmap ~~~Stage~~~: Order.number { else -> hold }"),
  },
  {
    code: "duplicate-name",
    message: "`Order` is declared twice.",
    source: 'xmap 1\nimport { ~~~Order~~~, Sale } from "./systems.xmap"\nmap Order: Sale.state { else -> hold }\n',
  },
  {
    code: "duplicate-name",
    message: "`Partner` is also declared in systems.xmap.",
    source: 'xmap 1\nimport { erp } from "./systems.xmap"\nentity ~~~Partner~~~ = erp.partner { key id }\n',
  },
  {
    code: "unknown-connector",
    message: "Nothing is known about the system `mail`.",
    source: file('system ~~~mail~~~ = smtp { url: "x" }'),
  },
  {
    code: "unknown-option",
    message: "The connector `store` has no option `uri`.",
    source: withSystem('system shop = store { ~~~uri~~~: "x", url: "x", key: secret("K") }'),
    help: "did you mean `url`?",
  },
  {
    code: "unknown-option",
    message: "The connector `store` needs the option `key`.",
    source: withSystem('system ~~~shop~~~ = store { url: "x" }'),
  },
  {
    code: "unknown-option",
    message: "The pulled description of `shop` is of the connector `store`, not `stoer`.",
    source: withSystem('system shop = ~~~stoer~~~ { url: "x" }'),
  },
  {
    code: "secret-as-literal",
    message: "`key` is a secret and must not stand in a file.",
    source: withSystem('system shop = store { url: "x", key: ~~~"hunter2"~~~ }'),
    help: 'write `secret("SHOP_KEY")`',
  },
  {
    code: "secret-as-literal",
    message: "`key` is a secret and must not stand in a file.",
    source: withSystem('system shop = store { url: "x", key: ~~~12345~~~ }'),
  },
  {
    code: "type-mismatch",
    message: '`pages` takes whole number, and the value is "many".',
    source: withSystem('system shop = store { url: "x", key: secret("K"), pages: ~~~"many"~~~ }'),
  },
  {
    code: "unknown-resource",
    message: "There is no schema of `ordr` in the system `shop`.",
    source: file("entity Ordr = shop.~~~ordr~~~ { key id }"),
    help: "did you mean `order`?",
  },
  {
    code: "unknown-field",
    message: "`Ordr` has no field `idd`.",
    source: file("entity Ordr = shop.order { key ~~~idd~~~ }"),
    help: "did you mean `id`?",
  },
  {
    code: "unknown-field",
    message: "`shop.order` has no field `payment`.",
    source: file("entity Ordr = shop.order with ~~~payment~~~ { key id }"),
    help: "did you mean `payments`?",
  },
  {
    code: "unknown-field",
    message: "`Ordr` has no field `currncy`.",
    source: file("entity Ordr = shop.order { key id, total: money in ~~~currncy~~~ }"),
    help: "did you mean `currency`?",
  },
  {
    code: "unknown-type",
    message: "There is no field type `monney`.",
    source: file("entity Ordr = shop.order { key id, total: ~~~monney~~~ in currency }"),
    help: "did you mean `money`?",
  },
  {
    code: "unknown-type",
    message: "`decimal` needs how many digits: `decimal(4)`.",
    source: file("entity Ordr = shop.order { key id, weight: ~~~decimal~~~ }"),
  },
];

function withSystem(declaration: string): string {
  return `xmap 1\n${declaration}\n`;
}
