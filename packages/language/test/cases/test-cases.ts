import { fixture } from "../project.ts";
import { binding, flow } from "../snippets.ts";
import type { DiagnosticCase } from "./case.ts";

const LINES = "items -> lines each by id {\nsku -> product_id via ProductId\namount -> quantity\nprice -> price\n}";

/** A test of the binding `ToSale`, which has lines. */
function ofBinding(content: string): string {
  return binding(`number -> note\n${LINES}`).concat(`test "t" of ToSale {\n${content}\n}\n`);
}

/** A test of the flow `Run`. */
function ofFlow(content: string, steps = 'sale = sync order via ToSale\nwrite order { "S" -> shipping.code }'): string {
  return flow(steps).concat(`test "t" of Run {\n${content}\n}\n`);
}

const CALLS =
  'sale = sync order via ToSale\ncall sale.confirm(mode: "safe")\ncall erp.remind(sale: sale.id)\nnotify team.sales "order {order.number}"';

/** The fixture with other fields. */
function changed(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const order: unknown = JSON.parse(fixture("order.json"));
  return { "other.json": JSON.stringify({ ...(order as object), ...fields }) };
}

const GIVEN = 'given "order.json"';
const NOTE = 'expect { "note": "1" }';

export const TEST_CASES: readonly DiagnosticCase[] = [
  {
    code: "missing-fixture",
    message: "There is no file `gone.json`.",
    source: ofBinding(`given ~~~"gone.json"~~~\n${NOTE}`),
  },
  {
    code: "missing-fixture",
    message: "There is no file `../../outside.json`.",
    source: ofBinding(`given ~~~"../../outside.json"~~~\n${NOTE}`),
  },
  {
    code: "missing-fixture",
    message: "`list.json` holds a list where a record is needed.",
    source: ofBinding(`given ~~~"list.json"~~~\n${NOTE}`),
    more: { "list.json": "[]" },
  },
  {
    code: "missing-fixture",
    message: "This test starts from no record.",
    source: binding("number -> note").concat(`test ~~~"t"~~~ of ToSale {\n${NOTE}\n}\n`),
  },
  {
    code: "fixture-mismatch",
    message: '`items[1].amount` takes whole number, and `other.json` has "two".',
    source: ofBinding(`given ~~~"other.json"~~~\n${NOTE}`),
    more: changed({
      items: [
        { id: 1, sku: "a", amount: 1, price: 1 },
        { id: 2, sku: "b", amount: "two", price: 1 },
      ],
    }),
  },
  {
    code: "fixture-mismatch",
    message: '`email` takes text or nothing, and `other.json` has "".',
    source: ofBinding(`given ~~~"other.json"~~~\n${NOTE}`),
    more: changed({ email: "" }),
    help: "connectors deliver empty text as null",
  },
  {
    code: "fixture-mismatch",
    message: '`placed` takes instant, and `other.json` has "yesterday".',
    source: ofBinding(`given ~~~"other.json"~~~\n${NOTE}`),
    more: changed({ placed: "yesterday" }),
    help: "instants are UTC: `2026-03-04T16:22:09Z`",
  },
  {
    code: "fixture-mismatch",
    message: "`gift` takes boolean, and `other.json` has null.",
    source: ofBinding(`given ~~~"other.json"~~~\n${NOTE}`),
    more: changed({ gift: null }),
  },
  {
    code: "fixture-mismatch",
    message: "`other.json` lacks `items[0].amount`, which every OrderItem has.",
    source: ofBinding(`given ~~~"other.json"~~~\n${NOTE}`),
    more: changed({ items: [{ id: 1, sku: "a", price: 1 }] }),
  },
  {
    code: "unusual-fixture",
    message: "`other.json` has `emial`, and Order has no such field.",
    source: ofBinding(`given ~~~"other.json"~~~\n${NOTE}`),
    more: changed({ emial: "ann@example.com" }),
    help: "did you mean `email`?",
  },
  {
    code: "unusual-fixture",
    message: '`surcharges[0].type` takes "tax", "discount" or "shipping", and `other.json` has "handling".',
    source: ofBinding(`given ~~~"other.json"~~~\n${NOTE}`),
    more: changed({ surcharges: [{ type: "handling" }] }),
  },
  {
    code: "wrong-kind",
    message: "`Order` is an entity, and a binding or a flow is needed here.",
    source: binding("number -> note").concat(`test "t" of ~~~Order~~~ {\n${GIVEN}\n${NOTE}\n}\n`),
  },
  {
    code: "wrong-answer",
    message: '`ProductId` answers reference to erp.product, and this is "x".',
    source: ofBinding(`${GIVEN}\nanswers ProductId { "a" -> ~~~"x"~~~ }\n${NOTE}`),
  },
  {
    code: "wrong-answer",
    message: "`ProductId` is asked by text, and this is 7.",
    source: ofBinding(`${GIVEN}\nanswers ProductId { ~~~7~~~ -> 41 }\n${NOTE}`),
  },
  {
    code: "wrong-answer",
    message: "A key of `CountryId` has region.label, code, and the values here are 1.",
    source: binding('"EU", billing.country -> pieces via CountryId\nnumber -> note').concat(
      `test "t" of ToSale {\n${GIVEN}\nanswers CountryId { ~~~"EU" -> 3~~~ }\n${NOTE}\n}\n`,
    ),
  },
  {
    code: "wrong-answer",
    message: "`Buyer` answers reference to erp.partner, and this is true.",
    source: ofBinding(`${GIVEN}\nanswers Buyer -> ~~~true~~~\n${NOTE}`),
  },
  {
    code: "wrong-answer",
    message: "`Buyer` always comes to a record: what it does not find it creates.",
    source: ofBinding(`${GIVEN}\nanswers Buyer -> ~~~none~~~\n${NOTE}`),
  },
  {
    code: "wrong-answer",
    message: "`Partner` has no field `nam`.",
    source: ofBinding(`${GIVEN}\nanswers Buyer -> { "id": 7, ~~~"nam": "Ann"~~~ }\n${NOTE}`),
    help: "did you mean `name`?",
  },
  {
    code: "wrong-answer",
    message: "`total` takes money in Sale.currency, and this is true.",
    source: ofFlow(`${GIVEN}\nanswers Sale { 5 -> { "id": 5, ~~~"total": true~~~ } }\nexpect write order {}`),
  },
  {
    code: "wrong-answer",
    message: "`Sale` answers a record of Sale, and this is 5.",
    source: ofFlow(`${GIVEN}\nanswers Sale { 5 -> ~~~5~~~ }\nexpect write order {}`),
  },
  {
    code: "unused-answer",
    message: "`ToSale` does not ask `TaxId`.",
    source: ofBinding(`${GIVEN}\nanswers ~~~TaxId~~~ { "a" -> 1 }\n${NOTE}`),
  },
  {
    code: "unanswered-lookup",
    message: "`lines.product_id` comes from `ProductId`, and the test does not say what it answers.",
    source: ofBinding(`${GIVEN}\nexpect { "lines": [{ "quantity": 2, ~~~"product_id": 41~~~ }] }`),
    help: "write `answers ProductId { … -> … }`",
  },
  {
    code: "unanswered-lookup",
    message: "`partner_id` comes from `Buyer`, and the test does not say what it answers.",
    source: ofBinding(`${GIVEN}\nexpect { ~~~"partner_id": 7~~~ }`),
  },
  {
    code: "unanswered-lookup",
    message: "`pieces` comes from `ProductId`, and the test does not say what it answers.",
    source: binding("let first = items[0].sku via ProductId\n$first -> pieces").concat(
      `test "t" of ToSale {\n${GIVEN}\nexpect { ~~~"pieces": 7~~~ }\n}\n`,
    ),
  },
  {
    code: "wrong-expectation",
    message: "This test expects nothing.",
    source: binding("number -> note").concat(`test ~~~"t"~~~ of ToSale {\n${GIVEN}\n}\n`),
  },
  {
    code: "wrong-expectation",
    message: '`lines[0].quantity` takes number, and this is "2".',
    source: ofBinding(`${GIVEN}\nexpect { "lines": [{ ~~~"quantity": "2"~~~ }] }`),
  },
  {
    code: "wrong-expectation",
    message: "`Sale` has no field `notes`.",
    source: ofBinding(`${GIVEN}\nexpect { ~~~"notes": "1"~~~ }`),
    help: "did you mean `note`?",
  },
  {
    code: "wrong-expectation",
    message: "No rule of `ToSale` sets `currency`.",
    source: ofBinding(`${GIVEN}\nexpect { ~~~"currency": "USD"~~~ }`),
  },
  {
    code: "wrong-expectation",
    message: "A flow has no result of its own: expect an outcome, `write`, `call` or `notify`.",
    source: ofFlow(`${GIVEN}\nexpect ~~~{ "total": 1 }~~~`),
  },
  {
    code: "wrong-expectation",
    message: "A binding does nothing by itself: expect its fields or an outcome.",
    source: ofBinding(`${GIVEN}\nexpect write ~~~sale~~~ { "note": "1" }`),
  },
  {
    code: "wrong-expectation",
    message: "`Run` does not write `ordr`.",
    source: ofFlow(`${GIVEN}\nexpect write ~~~ordr~~~ { "shipping": { "code": "S" } }`),
    help: "did you mean `order`?",
  },
  {
    code: "wrong-expectation",
    message: "`ToSale` cannot come to `skip`.",
    source: ofBinding(`${GIVEN}\nexpect ~~~skip "no"~~~`),
    help: "it can come to reject, hold",
  },
  {
    code: "wrong-expectation",
    message: "The expected text is the one that comes out, with the values in it.",
    source: ofBinding(`${GIVEN}\nexpect reject "SKU {~~~number~~~} is unknown"`),
  },
  {
    code: "wrong-expectation",
    message: "A binding does nothing by itself: expect its fields or an outcome.",
    source: ofBinding(`${GIVEN}\nexpect no ~~~call sale.confirm()~~~`),
  },
  {
    code: "wrong-expectation",
    message: "`Run` does not call `sale.confrm`.",
    source: ofFlow(`${GIVEN}\nexpect call ~~~sale.confrm~~~()`, CALLS),
    help: "did you mean `sale.confirm`?",
  },
  {
    code: "wrong-expectation",
    message: "`Run` does not call `order.pack`.",
    source: ofFlow(`${GIVEN}\nexpect call ~~~order.pack~~~()`, CALLS),
    help: "it calls `sale.confirm`, `erp.remind`",
  },
  {
    code: "unknown-operation",
    message: "`sale.confirm` has no argument `mod`.",
    source: ofFlow(`${GIVEN}\nexpect call sale.confirm(~~~mod~~~: "safe")`, CALLS),
    help: "did you mean `mode`?",
  },
  {
    code: "wrong-expectation",
    message: "`sale.confirm` is called without `notify`.",
    source: ofFlow(`${GIVEN}\nexpect no call sale.confirm(~~~notify~~~: true)`, CALLS),
  },
  {
    code: "wrong-expectation",
    message: '`mode` takes "fast" or "safe", and this is "slow".',
    source: ofFlow(`${GIVEN}\nexpect call sale.confirm(mode: ~~~"slow"~~~)`, CALLS),
  },
  {
    code: "not-json",
    message: "Only JSON stands here: text in quotes, numbers, true, false, null, lists, records.",
    source: ofFlow(`${GIVEN}\nexpect call erp.remind(sale: ~~~sale.id~~~)`, CALLS),
  },
  {
    code: "wrong-expectation",
    message: "`Run` does not notify `team.ops`.",
    source: ofFlow(`${GIVEN}\nexpect notify ~~~team.ops~~~ "10301"`, CALLS),
    help: "it notifies `team.sales`",
  },
  {
    code: "wrong-expectation",
    message: "The expected text is the one that comes out, with the values in it.",
    source: ofFlow(`${GIVEN}\nexpect notify team.sales "order {~~~order.number~~~}"`, CALLS),
  },
  {
    code: "not-json",
    message: "Only JSON stands here: text in quotes, numbers, true, false, null, lists, records.",
    source: ofBinding(`${GIVEN}\nexpect { "note": ~~~1 + 1~~~ }`),
  },
];
