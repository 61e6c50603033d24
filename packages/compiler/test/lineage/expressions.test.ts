import { expect, it } from "vitest";
import { checkOrders, entityNamed, originOfText } from "./project.ts";

const purchase = entityNamed("Purchase", checkOrders());

it.for([
  // Paths
  ["number", "number"],
  ["payment.code", "payment.code"],
  ["items", "items"],
  ["items.sku", "items[].sku"],
  ["items[0].sku", "items[].sku"],
  ["items[amount > 1].sku", "items[].sku [items[].amount]"],
  ["items[sku = $$.number].name", "items[].name [items[].sku] [number]"],
  ["items[amount > 1][price > 2].sku", "items[].sku [items[].amount] [items[].price]"],
  ["items.(price * amount)", "items[].price items[].amount"],
  ["items.(sku & %.number)", "items[].sku number"],
  ["items#$position.sku", "items[].sku"],
  ["items@$line.extras[code = $line.sku].value", "extras[].value [extras[].code] [items[].sku]"],
  ["items.*", "items[].*"],
  ["**.sku", "**.sku"],
  ["`odd name`", "`odd name`"],
  ["$", "$"],
  ["$$.number", "number"],
  // Literals
  ['"delivery"', '"delivery"'],
  ["-1", "-1"],
  ["null", "null"],
  // Operators
  ['"S" & number', 'number "S"'],
  ["sub_total + total * 2", "sub_total total 2"],
  ["remark ?? number", "remark number"],
  ["remark ?: email", "remark email"],
  ['gift ? "yes" : remark', 'remark [gift] "yes"'],
  ["gift and total > 0", "gift total 0"],
  ["number in items.sku", "number items[].sku"],
  ["[number, items.sku]", "number items[].sku"],
  ["[1..total]", "total 1"],
  // Blocks and objects
  ["($a := number; $b := $a & remark; $b)", "number remark"],
  ['{ "a": number, "b": total }.a', "number"],
  ['{ "a": number, "b": total }', "number total"],
  ["items{ sku: $sum(amount) }", "items[].sku items[].amount"],
  ["items^(>price, name).sku", "items[].sku [items[].price] [items[].name]"],
  ["$ ~> | items | { 'name': sku } |", "$ items[].sku"],
  // Functions
  ["$sum(items.amount)", "items[].amount"],
  ["$exists(shipping.id)", "shipping.id"],
  ["$substring(number, 0, 3)", "number 0 3"],
  ["number ~> $uppercase", "number"],
  ["number ~> $substring(1)", "number 1"],
  ["items.$uppercase(sku)", "items[].sku"],
  ["items.sku.$uppercase()", "items[].sku"],
  ["$distinct(items).sku", "items[].sku"],
  ["$append(items, extras).id", "items[].id extras[].id"],
  ['$lookup(payment, "code")', "payment.code"],
  ["$map(items, function($i) { $i.sku & number })", "items[].sku number"],
  ["$map(items, function($i, $n, $all) { $count($all) })", "items"],
  ["$filter(items, function($i) { $i.amount > 1 }).sku", "items[].sku [items[].amount]"],
  ["$reduce(items, function($sum, $i) { $sum + $i.amount }, 0)", "items[].amount 0"],
  ["$sort(items, function($a, $b) { $a.price > $b.price }).sku", "items[].sku [items[].price]"],
  ["$each(payment, function($v, $k) { $k & $v })", "payment.*"],
  ["($f := function($x) { $x.sku }; $f(items))", "items[].sku"],
  ["($first := $substring(?, 0, 1); $first(number))", "number 0 1"],
  ["($f := function($x) { $f($x) }; $f(number))", "number"],
] as const)("%s is made of %s", ([text, expected]) => {
  expect(originOfText(text, purchase)).toBe(expected);
});
