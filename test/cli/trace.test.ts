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
  expect(result.stdout.match(/^\w+: Order/gm)).toEqual([
    "BuyerCompany: Order",
    "Buyer: Order",
    "Recipient: Order",
    "OrderToSale: Order",
  ]);
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
    ["xmap.trace/1", "BuyerCompany"],
    ["xmap.trace/1", "Buyer"],
    ["xmap.trace/1", "Recipient"],
    ["xmap.trace/1", "OrderToSale"],
  ]);
});

it("--flow shows each step with what it looks at, whether it holds, and what it would do", () => {
  const mappings = mappingsCopy();
  const answers = join(mappings, "answers.json");
  const sale = {
    id: 55,
    client_order_ref: "10301",
    origin: "X-Cart #10301",
    amount_total: 59.5,
    state: "draft",
    order_line: [],
  };
  writeFileSync(
    answers,
    JSON.stringify({
      ...JSON.parse(readFileSync(ANSWERS_FILE, "utf8")),
      SaleOrder: { "55": sale },
      OrderToSale: { "5207": 55 },
    }),
  );
  const trace = (...more: string[]) =>
    runCommand(["trace", FILE, "--input", ORDER_FILE, "--flow", "OrderToCash", ...more], mappings);
  const { stdout, exitCode } = trace("--answers", answers);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/require \$exists\(stage\) else hold .*\n {4}looks at \["sale"\]\n {4}it holds\n/);
  expect(stdout).toMatch(/when stage in \["cancelled", "refunded"\] \{\n {4}it does not hold\n/);
  expect(stdout).toMatch(/sync order via OrderToSale\n {4}writes sale.order 55 of erp: /);
  expect(stdout).toMatch(/call sale.action_confirm\(\).*\n {4}calls action_confirm on sale.order 55 of erp: \{\}\n/);
  expect(stdout).toContain("The run would end: delivered.");
  const unanswered = trace();
  expect(unanswered.stdout).toContain("  order_risk 5207 of desk\n");
  const json = JSON.parse(trace("--json", "--answers", ANSWERS_FILE).stdout) as { schema: string; outcome: string };
  expect(json).toMatchObject({ schema: "xmap.flow-trace/1", outcome: "held" });
  expect(trace("--back").stderr).toContain("--flow goes without");
  const misspelt = runCommand(["trace", FILE, "--input", ORDER_FILE, "--flow", "OrderToCsh"], mappings);
  expect(misspelt.stderr).toContain("did you mean `OrderToCash`");
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
  expect(result.stderr).toContain("no lookup, binding or entity `ProductIds`; did you mean `ProductId`");
});
