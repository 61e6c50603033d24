import { binding } from "../snippets.ts";
import type { DiagnosticCase } from "./case.ts";

/** A case of an expression that goes into the text field `note`. */
function note(code: DiagnosticCase["code"], expression: string, message: string, help?: string): DiagnosticCase {
  return { code, message, source: binding(`${expression} -> note`), ...(help === undefined ? {} : { help }) };
}

/** A case of an expression that goes into the number field `fee`. */
function fee(code: DiagnosticCase["code"], expression: string, message: string, help?: string): DiagnosticCase {
  return { code, message, source: binding(`${expression} -> fee`), ...(help === undefined ? {} : { help }) };
}

export const EXPRESSION_CASES: readonly DiagnosticCase[] = [
  note("unknown-field", "~~~emial~~~", "`Order` has no field `emial`.", "did you mean `email`?"),
  note("unknown-field", "billing.~~~frist~~~", "`OrderBilling` has no field `frist`.", "did you mean `first`?"),
  note("unknown-field", "items[~~~skuu~~~ = name][0].name", "`OrderItem` has no field `skuu`.", "did you mean `sku`?"),
  note("unknown-field", "number.~~~length~~~", "`length` is asked of text, which has no fields."),
  note("unknown-field", "~~~payments~~~[0]", "`Order` has no field `payments`."),
  {
    code: "unknown-field",
    message: "`Order` has no field `extra`.",
    source: binding("let extra = number\n$extra & ~~~extra~~~ -> note"),
    help: "`extra` is a `let`: write `$extra`",
  },
  note(
    "unknown-function",
    "~~~$upercase~~~(number)",
    "There is no function `$upercase`.",
    "did you mean `$uppercase` or `$lowercase`?",
  ),
  note("wrong-argument-count", "~~~$substringBefore(number)~~~", "`$substringBefore` takes 2 arguments, not 1."),
  note(
    "wrong-argument-count",
    "number, ~~~email~~~",
    "Several values before the arrow are columns of a lookup, and there is no lookup here.",
  ),
  note("wrong-argument-type", "$uppercase(~~~pieces~~~)", "`text` of `$uppercase` is text, and this is whole number."),
  note(
    "wrong-argument-type",
    "$uppercase(~~~email~~~)",
    "`text` of `$uppercase` must not be null, and this may be.",
    'write `email ?: ""`',
  ),
  note(
    "wrong-argument-type",
    "$uppercase(~~~items.name~~~)",
    "`text` of `$uppercase` is text, and this is list of text.",
    "take one value with a position: `[0]`",
  ),
  fee(
    "wrong-argument-type",
    "$round(~~~total~~~)",
    "`number` of `$round` is a number, and this is money in Order.currency.",
  ),
  fee("type-mismatch", "~~~number~~~ + 1", "A number is needed here, and this is text."),
  fee(
    "type-mismatch",
    "total + ~~~5~~~",
    "Money in Order.currency is needed here, and this is a number without a currency.",
    "amounts are added to amounts; a factor goes with `*`",
  ),
  fee(
    "type-mismatch",
    "total * ~~~sub_total~~~",
    "A number without a currency is needed here, and this is money in Order.currency.",
  ),
  fee(
    "type-mismatch",
    "~~~items.amount~~~ * 2",
    "A number is needed here, and this is list of whole number.",
    "sum the list with `$sum([…])`",
  ),
  fee(
    "two-money-currencies",
    "~~~total + refunded~~~",
    "Money in Order.currency and money in Order.refund_currency have two currencies.",
  ),
  fee(
    "two-money-currencies",
    "$sum([total, ~~~refunded~~~])",
    "Money in Order.currency and money in Order.refund_currency have two currencies.",
  ),
  {
    code: "two-money-currencies",
    message: "Money in Order.currency and money in Order.refund_currency have two currencies.",
    source: binding("~~~total = refunded~~~ -> done"),
  },
  fee(
    "absent-in-arithmetic",
    "~~~attempts~~~ + 1",
    "This may be absent, and `+` then gives nothing.",
    "write `(attempts ?? 0)`",
  ),
  fee("absent-in-arithmetic", "1 - ~~~points~~~", "This may be null, and `-` then fails.", "write `(points ?: 0)`"),
  fee(
    "absent-in-arithmetic",
    "sub_total + ~~~$sum(surcharges.value)~~~",
    "This may be absent, and `+` then gives nothing.",
    "write `$sum([surcharges.value])`, which is 0 when there is none",
  ),
  {
    code: "absent-in-arithmetic",
    message: "This may be null, and `>` then fails.",
    source: binding("~~~points~~~ > 5 -> done"),
    help: "write `(points ?: 0)`",
  },
  {
    code: "absent-condition",
    message: "This condition may be absent.",
    source: binding("require ~~~payment.code~~~ else skip"),
    help: "write `payment.code != null` or `$exists(payment.code)`",
  },
  {
    code: "absent-condition",
    message: "This condition may be absent.",
    source: binding("require ~~~attempts < 3~~~ else skip"),
    help: "write `(attempts < 3) ?? false`",
  },
  {
    code: "absent-condition",
    message: "This condition may be absent.",
    source: binding('number -> note when ~~~surcharges[type = "tax"]~~~'),
    help: 'write `$exists(surcharges[type = "tax"])`',
  },
  {
    code: "never-empty-text",
    message: 'Text of a system is never `""`: empty text arrives as null.',
    source: binding('require email != ~~~""~~~ else skip'),
    help: "write `!= null`",
  },
  {
    code: "type-mismatch",
    message: '"taxes" is none of the possible values: "tax", "discount" or "shipping".',
    source: binding('surcharges[type = ~~~"taxes"~~~].code -> tags'),
    help: "did you mean `tax`?",
  },
  {
    code: "type-mismatch",
    message: '"taxes" is none of the possible values: "tax", "discount" or "shipping".',
    source: binding('surcharges[type in ["tax", ~~~"taxes"~~~]].code -> tags'),
  },
  {
    code: "type-mismatch",
    message: "Text and whole number are never equal: they cannot be compared.",
    source: binding("require ~~~number = pieces~~~ else skip"),
  },
  {
    code: "type-mismatch",
    message: 'List of text and "x" are never equal: they cannot be compared.',
    source: binding('require ~~~items.sku = "x"~~~ else skip'),
    help: 'ask whether it is in the list: `"x" in items.sku`',
  },
  note(
    "unknown-field",
    "$map(items, function($i) { $i.~~~skuu~~~ })[0]",
    "`OrderItem` has no field `skuu`.",
    "did you mean `sku`?",
  ),
  note(
    "unknown-field",
    "($f := function($x) { $x & ~~~emial~~~ }; number)",
    "`Order` has no field `emial`.",
    "did you mean `email`?",
  ),
  note("unknown-field", "items.(%.~~~nubmer~~~)[0]", "`Order` has no field `nubmer`.", "did you mean `number`?"),
  note("unknown-name", "($x := number; ~~~$y~~~)", "There is no `let` called `y` before this place."),
  note("wrong-argument-type", "$map(items, ~~~number~~~)[0]", "`function` of `$map` is a function, and this is text."),
  note(
    "function-as-value",
    "~~~$uppercase~~~",
    "A function is no value here: only the expression that it stands in can call it.",
    "call it: `$uppercase(…)`",
  ),
  note(
    "type-mismatch",
    "~~~items.{ name: amount }~~~",
    "`note` takes text, and the value is list of map of whole number.",
  ),
  note(
    "type-mismatch",
    "number ~> ~~~pieces~~~",
    "A function is needed here, and this is whole number.",
    "after `~>` stands a function or a call",
  ),
  note(
    "type-mismatch",
    "~~~uppercase~~~(number)",
    "A function is needed here, and this is the name of a field.",
    "functions begin with `$`",
  ),
  note(
    "type-mismatch",
    "(items^(~~~codes~~~))[0].name",
    "A number or text to sort by is needed here, and this is list of text.",
  ),
  note(
    "type-mismatch",
    "$string({ ~~~pieces~~~: number })",
    "Text for the name of a field is needed here, and this is whole number.",
    "say it as text: `$string(pieces)`",
  ),
  fee("type-mismatch", "~~~gift ? pieces : gift~~~", "`fee` takes number, and the value is whole number or boolean."),
  note("no-parent", "~~~%~~~.number", "There is nothing around this value that `%` could lead to."),
  fee("not-in-binding", "~~~$random()~~~", "`$random` gives another value each time, which a binding must not."),
  note(
    "not-in-binding",
    "$eval(~~~number~~~)",
    "The text of `$eval` is computed, so nothing is known of it before the binding runs.",
  ),
  note("bad-signature", "(~~~function($x)<n<n>:n> { $x }~~~)(1) & number", "`<n<n>:n>` is no signature of a function."),
  note(
    "bad-evaluated-text",
    '$eval(~~~"1 +"~~~)',
    "The text of `$eval` is no expression: Expected an expression, but found the end of the expression.",
  ),
  fee(
    "unknown-value",
    "~~~(/a/(number)).next~~~",
    "Nothing is known of this value, so the target `fee` cannot be checked before the mapping runs.",
    "give the field a type in the overlay of its schema, or convert it: `$number((/a/(number)).next)`",
  ),
  fee(
    "unknown-value",
    "~~~(/a/(number)).next~~~ + 1",
    "Nothing is known of this value, so the operator `+` cannot be checked before the mapping runs.",
  ),
  {
    code: "unknown-value",
    message: "Nothing is known of this value, so the column `sku` cannot be checked before the mapping runs.",
    source: binding("~~~(/a/(number)).next~~~ -> pieces via ProductId"),
  },
];
