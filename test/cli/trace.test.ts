import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runCommand } from "../harness/run-command.ts";
import { ANSWERS_FILE, mappingsCopy, ORDER_FILE, runPiped } from "./visible-project.ts";

const FILE = "xcart-odoo/orders.xmap";

it("each field of the output stands with its value, its source and its rule", () => {
  const mappings = mappingsCopy();
  const result = runCommand(
    ["trace", FILE, "--input", ORDER_FILE, "--binding", "OrderToSale", "--answers", ANSWERS_FILE],
    mappings,
  );
  expect(result).toMatchObject({ exitCode: 0, stderr: "" });
  const row = (target: string) => result.stdout.split("\n").find((line) => line.startsWith(`${target} `));
  expect(row("client_order_ref")).toMatch(/"10301" +order_number = "10301" +\d+: order_number -> client_order_ref key/);
  expect(row("order_line[1].product_id")).toMatch(
    /42 +items\[1\]\.sku = "B" +ProductId\("B"\) = 42 +\d+: sku -> product_id/,
  );
  expect(row("carrier_id")).toContain("(kept as it is)");
  expect(row("partner_shipping_id")).toContain("via Recipient when $exists(shipping_address.id)");
  expect(result.stdout).toContain("The record is mapped.");
  // What was compiled for the trace is gone again.
  const builds = join(mappings, ".xmap/build");
  expect(existsSync(builds) ? readdirSync(builds) : []).toEqual([]);
});

it("without answers the questions are told, and the bindings are those that take such a record", () => {
  const result = runCommand(["trace", FILE, "--input", ORDER_FILE], mappingsCopy());
  expect(result.exitCode).toBe(0);
  expect(result.stdout.match(/^\w+: Order/gm)).toEqual(["Buyer: Order", "Recipient: Order", "OrderToSale: Order"]);
  expect(result.stdout).toContain('  ProductId("A")\n');
  expect(result.stdout).toMatch(/country_id +\? +/);
});

it("--json gives one object a line, and - reads the record from standard input", () => {
  const result = runPiped(["trace", FILE, "--input", "-", "--json"], mappingsCopy(), readFileSync(ORDER_FILE));
  const traces = result.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { schema: string; mapping: string });
  expect(traces.map(({ schema, mapping }) => [schema, mapping])).toEqual([
    ["xmap.trace/1", "Buyer"],
    ["xmap.trace/1", "Recipient"],
    ["xmap.trace/1", "OrderToSale"],
  ]);
});

it.for<readonly [string, readonly string[], string, RegExp]>([
  [
    "a misspelt binding",
    ["--binding", "OrderToSail"],
    "{}",
    /has no binding `OrderToSail`; did you mean `OrderToSale`/,
  ],
  ["a list instead of a record", [], "[]", /must hold one record/],
  ["what is no JSON", [], "{", /not valid JSON/],
  ["a record that looks like none", [], '{ "zebra": 1 }', /looks like none of Order.*--binding/],
  ["a one-way binding backwards", ["--back"], "{}", /no two-way binding/],
])("%s is refused with what to do", ([, more, input, message]) => {
  const result = runPiped(["trace", FILE, "--input", "-", ...more], mappingsCopy(), input);
  expect(result).toMatchObject({ exitCode: 2, stdout: "" });
  expect(result.stderr).toMatch(message);
});

it("an answer for a lookup that is not there is refused with a near one", () => {
  const mappings = mappingsCopy();
  const answers = join(mappings, "answers.json");
  writeFileSync(answers, '{ "ProductIds": {} }');
  const result = runCommand(["trace", FILE, "--input", ORDER_FILE, "--answers", answers], mappings);
  expect(result.exitCode).toBe(2);
  expect(result.stderr).toContain("no lookup or binding `ProductIds`; did you mean `ProductId`");
});
