import { expect, test } from "vitest";
import { checkProject } from "../src/check-project.ts";
import { worldOf } from "./errors/world.ts";

const HEAD =
  'xmap 1\nimport { erp, depot, team, Order, Profile, Sale, Partner, Product, Invoice, Stock, Tariff, Parcel } from "./systems.xmap"\n' +
  'import { ProductId, Buyer, OrderToSale } from "./systems.xmap"\n';

function sale(items: string): string {
  return `binding Sales: Order -> Sale {\n  number -> reference  key\n  $ -> partner_id  via Buyer\n${items}\n}`;
}
function bill(items: string): string {
  return `binding Bills: Order -> Invoice {\n  "INV-1" -> number  key\n${items}\n}`;
}
function flow(steps: string, head = "flow Update for order: Order"): string {
  return `${head} {\n  on change by webhook\n${steps}\n}`;
}
const OLD_SALE = "old = find order via OrderToSale else skip";
const BILL = 'bill = read Invoice(order.id)\nrequire bill.state = "draft" else skip';

/** What is right and looks like what a check is about. */
const RIGHT: readonly (readonly [name: string, declarations: string])[] = [
  ["a field that may be null is asked for", sale("require email != null else skip")],
  ["a record that may be missing is asked for", sale("require $exists(payment.code) else skip")],
  ["two values of one field", sale('require currency = "USD" or currency = "EUR" else skip')],
  ["neither of two values", sale('require currency != "USD" and currency != "EUR" else skip')],
  ["two fields compared", sale("number -> note  when number != currency")],
  ["some values of a closed set", flow("skip", 'flow Late for invoice: Invoice where state in ["draft", "posted"]')],
  ["a count that may be 0", sale("require $count(items) > 0 else skip")],
  [
    "a step after one that may end the run",
    flow(`when order.gift {\nskip\n}\n${OLD_SALE}\ncall old.confirm(mode: "safe")`),
  ],
  ["a step after a warning", flow('warn "late"\nsync order via OrderToSale')],
  ["a record that is missing is only told", flow('find order via OrderToSale else warn "never sold"')],
  ["a miss that keeps", "lookup ByTitle: Product.sku -> Product.id { none -> keep }"],
  ["texts as long as the target takes", bill('"1234" -> short')],
  ["a short text put together", bill('"A" & "B" & currency -> contact')],
  ["a number of the form", bill("1.25 -> discount")],
  [
    "a text that is cut",
    'binding Bills: Profile -> Invoice {\n"INV-1" -> number key\nnickname != null ? $substring(nickname, 0, 40) : null -> contact\n}',
  ],
  ["a field that is the other's flag", bill("true -> own_address\nbilling -> address {\nstreet -> street\n}")],
  ["a flag under a condition", bill("gift -> own_address\nbilling -> address {\nstreet -> street\n}")],
  ["a day in the zone of its system", sale("placed -> due")],
  ["a clock that is read once", sale("$now() -> note  once")],
  ["a clock in a condition", sale("number -> note  when placed < $now()")],
  ["a write of another field's sum", flow(`${BILL}\nwrite bill { $count(order.items) + 1 -> attempts }`)],
  ["a write that settles", flow(`${BILL}\nwrite bill { $max([bill.attempts, 1]) -> attempts }`)],
  ["a write of the other record's field", flow(`${BILL}\nwrite bill { order.pieces * 2 -> attempts }`)],
  ["an operation that is harmless to repeat", flow(`${BILL}\ncall bill.recompute()`)],
  ["a mail of a flow that only changes wake", flow(`${BILL}\ncall bill.send()`)],
  [
    "a poll with a cursor",
    "flow Update for order: Order {\n  on change by poll every 30s\n  sync order via OrderToSale\n}",
  ],
  ["a webhook of what cannot be polled", flow('notify team.a "{tariff.id}"', "flow Update for tariff: Tariff")],
  [
    "a message without what is personal",
    flow('notify team.a "profile {profile.id} ({profile.status})"', "flow Update for profile: Profile"),
  ],
  ["a whole key", flow('stock = read Stock("main", order.number)\nrequire stock.quantity > 0 else hold "none left"')],
  [
    "one binding after the other",
    "binding People: Order -> Partner {\nemail -> email key\n$ -> street via Sales.note\nnumber -> name\n}\nbinding Sales: Order -> Sale {\nnumber -> reference key\n$ -> partner_id via Buyer\n}",
  ],
  [
    "a required field under conditions that complete each other",
    "binding People: Order -> Partner {\nemail -> email key\nnumber -> name when gift\ncurrency -> name when $not(gift)\n}",
  ],
  ["a name that is used in a template", flow('count = $count(order.items)\nnotify team.a "{count} lines"')],
  ["a record that is read and written", flow(`${BILL}\nwrite bill { "Ann" -> contact }`)],
  [
    "an option that is no secret",
    'system lager = ledger { url: "https://erp.example.com/api/v1", zone: "Europe/Berlin" }',
  ],
  ["right-to-left text without marks", flow('notify team.a "שלום"')],
];

test.for(RIGHT)("no alarm: %s", ([, declarations]) => {
  const files = new Map([["main.xmap", `${HEAD}${declarations}\n`]]);
  const { diagnostics } = checkProject(["main.xmap"], worldOf(files), { isWhole: false });
  const found = diagnostics.filter(({ code }) => code !== "unused-import");
  expect(found.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
});
