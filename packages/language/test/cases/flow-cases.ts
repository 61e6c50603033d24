import { binding, file, flow } from "../snippets.ts";
import type { DiagnosticCase } from "./case.ts";

const SALE = "sale = sync order via ToSale\n";

export const FLOW_CASES: readonly DiagnosticCase[] = [
  {
    code: "unknown-name",
    message: "This flow has no name `saele` at this step.",
    source: flow(`${SALE}require ~~~saele~~~.done else hold`),
    help: "did you mean `sale`?",
  },
  {
    code: "unknown-name",
    message: "This flow has no name `old` at this step.",
    source: flow('when order.gift {\nold = find order via ToSale else skip\n}\ncall ~~~old~~~.confirm(mode: "safe")'),
  },
  {
    code: "duplicate-name",
    message: "This flow has a name `order` already.",
    source: flow("~~~order~~~ = sync order via ToSale"),
  },
  {
    code: "unknown-operation",
    message: "`Sale` has no operation `confrm`.",
    source: flow(`${SALE}call sale.~~~confrm~~~(mode: "safe")`),
    help: "did you mean `confirm`?",
  },
  {
    code: "unknown-operation",
    message: "`confirm` has no argument `notfy`.",
    source: flow(`${SALE}call sale.confirm(mode: "safe", ~~~notfy~~~: true)`),
    help: "did you mean `notify`?",
  },
  {
    code: "unknown-operation",
    message: "`confirm` needs the argument `mode`.",
    source: flow(`${SALE}call ~~~sale.confirm~~~()`),
  },
  {
    code: "unknown-operation",
    message: "The system `shop` offers no `trackin`.",
    source: flow("when shop offers ~~~trackin~~~ {\nskip\n}"),
    help: "did you mean `tracking`?",
  },
  {
    code: "type-mismatch",
    message: '`mode` takes "fast" or "safe", and the value is "slow".',
    source: flow(`${SALE}call sale.confirm(mode: ~~~"slow"~~~)`),
  },
  {
    code: "type-mismatch",
    message: '"canceled" is none of the possible values: "sale" or "cancelled".',
    source: flow(
      'stage = order.number via { "1" -> "sale", else -> "cancelled" }\nwhen stage = ~~~"canceled"~~~ {\nskip\n}',
    ),
    help: "did you mean `cancelled`?",
  },
  {
    code: "type-mismatch",
    message: "`ToSale` takes a record of Order, and this is Sale.",
    source: flow(`${SALE}again = sync ~~~sale~~~ via ToSale`),
  },
  {
    code: "type-mismatch",
    message: "`ToSale` takes a record of Order or Sale, and this is Partner.",
    source: flow(`buyer = sync order via Buyer\nx = find ~~~buyer~~~ via ToSale else skip`),
  },
  {
    code: "type-mismatch",
    message: "The key of Partner is needed here, and this is reference to erp.product.",
    source: flow("product = order.number via ProductId\np = read Partner(~~~product~~~)"),
  },
  {
    code: "type-mismatch",
    message: "A binding of Order to Partner is needed here, and this is one of Order to Sale.",
    source: binding("").concat(
      "flow F for order: Order {\non change of Partner via ~~~ToSale~~~ by poll every 30s\nskip\n}\n",
    ),
  },
  {
    code: "read-only-target",
    message: "The connector cannot write `payment.code` of Order.",
    source: flow('write order { "S" -> ~~~payment.code~~~ }'),
    help: "it can write `shipping.code`",
  },
  {
    code: "unknown-field",
    message: "`email` is asked of a reference to erp.partner, of which only the key is at hand.",
    source: flow(`${SALE}require sale.partner_id.~~~email~~~ != null else hold`),
  },
  {
    code: "too-long-text",
    message: "`shipping.code` takes 4 letters, and this text has 5.",
    source: flow('write order { ~~~"LATER"~~~ -> shipping.code }'),
  },
  {
    code: "absent-condition",
    message: "This condition may be absent.",
    source: flow("skip", "flow F for order: Order where ~~~payment.code~~~"),
  },
  {
    code: "not-a-channel",
    message: "`shop` takes no messages: the connector `store` has no channels.",
    source: flow('notify ~~~shop~~~.sales "an order"'),
  },
  {
    code: "invalid-cron",
    message: "`every night` is no cron expression of five fields.",
    source: binding("").concat('flow F for order: Order {\non change by sweep at ~~~"every night"~~~\nskip\n}\n'),
  },
  {
    code: "unknown-name",
    message: "Nothing is called `ToSal` here.",
    source: binding("").concat('test "t" of ~~~ToSal~~~ {\ngiven "x.json"\nexpect { "note": 1 }\n}\n'),
    help: "did you mean `ToSale`?",
  },
  {
    code: "unknown-name",
    message: "Nothing is called `shp` here.",
    source: file("policy careful {\nrate 5 per 1s on ~~~shp~~~\n}"),
    help: "did you mean `shop`?",
  },
];
