import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { runCommand } from "../harness/run-command.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";
import { ANSWERS_FILE, changeOrders, mappingsCopy, order } from "./visible-project.ts";

/** A project with two sample orders, and a copy of what it was. */
function projectWithBase(): { readonly mappings: string; readonly base: string } {
  const mappings = mappingsCopy();
  sample(mappings, "order-1.json", order());
  sample(mappings, "orders.ndjson", { ...order(), id: 2, order_number: "10302" });
  const base = join(temporaryFolder(), "base");
  cpSync(mappings, base, { recursive: true });
  return { mappings, base };
}

function sample(mappings: string, name: string, record: object): void {
  mkdirSync(join(mappings, "fixtures"), { recursive: true });
  writeFileSync(join(mappings, "fixtures", name), `${JSON.stringify(record)}\n`);
}

const diff = (mappings: string, base: string, ...more: string[]) =>
  runCommand(["diff", base, "--answers", ANSWERS_FILE, "--records", "fixtures", ...more], mappings);

it("no change is said in one line and ends with 0; comments, blanks and the order of rules are no change", () => {
  const { mappings, base } = projectWithBase();
  changeOrders(mappings, "  shipping_method_name      -> carrier_id           via CarrierId\n", "");
  changeOrders(
    mappings,
    "  order_number              -> client_order_ref",
    "  // moved\n  shipping_method_name -> carrier_id via CarrierId\n  order_number -> client_order_ref",
  );
  const result = diff(mappings, base);
  expect(result).toMatchObject({ exitCode: 0, stdout: "Nothing changes for 2 sample records.\n" });
});

it("a changed field is told with its rule, how often, and an example, and ends with 1", () => {
  const { mappings, base } = projectWithBase();
  changeOrders(mappings, '"X-Cart #" & order_number', '"Shop #" & order_number');
  changeOrders(mappings, "    name           -> name\n", "    $uppercase(name) -> name\n");
  const result = diff(mappings, base);
  expect(result.exitCode).toBe(1);
  expect(result.stdout).toBe(`OrderToSale: 2 updated of 2 sample records
  updated  origin, 2 records, OrderToSale/origin (xcart-odoo/orders.xmap:75)
      fixtures/order-1.json: "X-Cart #10301" → "Shop #10301"
  updated  order_line[].name, 2 records, OrderToSale/order_line/name (xcart-odoo/orders.xmap:88)
      fixtures/order-1.json: order_line[items/1].name: "Shirt" → "SHIRT"
`);
});

it("a line more or less is one change, at the rule of its list", { tags: ["long"] }, () => {
  const { mappings, base } = projectWithBase();
  changeOrders(mappings, "  items -> order_line", "  items[amount > 1] -> order_line");
  const { stdout } = diff(mappings, base, "--json");
  expect(JSON.parse(stdout)).toMatchObject({
    schema: "xmap.diff/1",
    bindings: [
      {},
      {},
      {},
      {},
      { groups: [{ change: "updated", field: "order_line[]", rule: "OrderToSale/order_line", count: 2 }] },
    ],
  });
});

it("what is held, skipped or mapped now is told as such", () => {
  const { mappings, base } = projectWithBase();
  sample(mappings, "orders.ndjson", { ...order(), items: [] });
  changeOrders(mappings, "require $count(items) > 0 else reject", "require total > 1000 else hold");
  changeOrders(mappings, "require email != null else hold", 'require email != "ann@example.com" else skip');
  const result = diff(mappings, base);
  expect(result.exitCode).toBe(1);
  expect(result.stdout).toContain("Buyer: 2 skipped of 2 sample records");
  expect(result.stdout).toContain("OrderToSale: 2 held of 2 sample records");
  const back = diff(base, mappings, "--records", join(mappings, "fixtures"));
  expect(back.stdout).toContain("Buyer: 2 created of 2 sample records");
  expect(back.stdout).toContain("OrderToSale: 1 created, 1 failing of 2 sample records");
});

it("what fails now and did not ends with 2", { tags: ["long"] }, () => {
  const { mappings, base } = projectWithBase();
  changeOrders(mappings, "require $count(items) > 0 else reject", "require $count(items) > 2 else reject");
  const result = diff(mappings, base);
  expect(result.exitCode).toBe(2);
  expect(result.stdout).toContain("failing  2 records, OrderToSale/require/1");
  expect(result.stdout).toContain("fixtures/order-1.json: order 10301 has no lines");
});

it("without answers another key of a lookup is a change all the same", { tags: ["long"] }, () => {
  const { mappings, base } = projectWithBase();
  changeOrders(mappings, "    sku            -> product_id", '    $lowercase(sku ?: "") -> product_id');
  const result = runCommand(["diff", base, "--records", "fixtures"], mappings);
  expect(result.exitCode).toBe(1);
  expect(result.stdout).toContain('"ProductId(\\"A\\")" → "ProductId(\\"a\\")"');
  expect(result.stderr).toContain("had no answer; their keys were compared instead");
});

it("Markdown is a table for a pull request's comment", { tags: ["long"] }, () => {
  const { mappings, base } = projectWithBase();
  changeOrders(mappings, '"X-Cart #" & order_number', '"A|B" & order_number');
  const { stdout } = diff(mappings, base, "--format", "markdown");
  expect(stdout).toContain("### What the mappings change\n\n**`OrderToSale`**: 2 updated of 2 sample records");
  expect(stdout).toContain('`"X-Cart #10301" → "A\\|B10301"` |');
});

it("the base may be a git revision; neither the index nor the checked out files change", () => {
  const { mappings } = projectWithBase();
  const repository = dirname(mappings);
  const git = (...parameters: string[]) =>
    execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.org", ...parameters], {
      cwd: repository,
      encoding: "utf8",
    });
  git("init", "--quiet");
  git("add", ".");
  git("commit", "--quiet", "--message", "before");
  changeOrders(mappings, '"X-Cart #" & order_number', '"Shop #" & order_number');
  const status = git("status", "--porcelain", "--untracked-files=no");
  const result = diff(mappings, "HEAD");
  expect(result.exitCode).toBe(1);
  expect(result.stdout).toContain('"X-Cart #10301" → "Shop #10301"');
  expect(git("status", "--porcelain", "--untracked-files=no")).toBe(status);
  const left = existsSync(join(mappings, ".xmap")) ? readdirSync(join(mappings, ".xmap")) : [];
  expect(left.filter((name) => name.startsWith("base-"))).toEqual([]);
  const wrong = diff(mappings, "no-such-branch");
  expect(wrong.exitCode).toBe(2);
  expect(wrong.stderr).toContain("no-such-branch is no folder, and git knows no such revision");
});

it("without --records the samples are those of every folder called fixtures", () => {
  const { mappings, base } = projectWithBase();
  changeOrders(mappings, '"X-Cart #" & order_number', '"Shop #" & order_number');
  const result = runCommand(["diff", base, "--answers", ANSWERS_FILE], mappings);
  expect(result.stdout).toContain("fixtures/order-1.json");
});

it("xmap.json may name the folder of the samples; without samples the mend is told", { timeout: 180_000 }, () => {
  const { mappings, base } = projectWithBase();
  changeOrders(mappings, '"X-Cart #" & order_number', '"Shop #" & order_number');
  const file = join(mappings, "xmap.json");
  const configuration = JSON.parse(readFileSync(file, "utf8")) as object;
  writeFileSync(file, JSON.stringify({ ...configuration, fixtures: "samples" }));
  const run = () => runCommand(["diff", base, "--answers", ANSWERS_FILE], mappings);
  expect(run().stderr).toContain("There is no folder");
  mkdirSync(join(mappings, "samples"));
  const none = run();
  expect(none.exitCode).toBe(2);
  expect(none.stderr).toContain("no sample record in samples");
  sample(mappings, "../samples/order-7.json", order());
  expect(run().stdout).toContain("OrderToSale: 1 updated of 1 sample record\n");
});

it("a flow that goes otherwise is told with the step at which it ends, or with what it does otherwise", () => {
  const { mappings, base } = projectWithBase();
  changeOrders(mappings, 'hold "Odoo says', 'hold "The books say');
  changeOrders(mappings, 'when stage = "sale" or', 'when stage = "quotation" or');
  const held = runCommand(["diff", base, "--answers", ANSWERS_FILE], mappings);
  expect(held.exitCode).toBe(1);
  expect(held.stdout).toMatch(
    /^OrderToCash: 2 updated of \d+ sample records\n {2}updated {2}2 records, OrderToCash\/.*\(xcart-odoo\/orders.xmap:\d+\)/m,
  );
  expect(held.stdout).toContain("The books say , X-Cart 59.5");
  const answers = join(mappings, "answers.json");
  const sale = {
    id: 55,
    client_order_ref: "10301",
    origin: "X-Cart #10301",
    amount_total: 59.5,
    state: "draft",
    order_line: [],
  };
  const given = JSON.parse(readFileSync(ANSWERS_FILE, "utf8")) as object;
  writeFileSync(answers, JSON.stringify({ ...given, SaleOrder: { "55": sale }, OrderToSale: { "5207": 55 } }));
  const through = runCommand(["diff", base, "--answers", answers, "--json"], mappings);
  const { flows } = JSON.parse(through.stdout) as { flows: readonly { flow: string; groups: readonly object[] }[] };
  expect(flows.find((each) => each.flow === "OrderToCash")?.groups).toContainEqual(
    expect.objectContaining({ change: "updated", field: "call sale.order action_confirm" }),
  );
});

it("mappings with an error cannot be compared, and end with 2", () => {
  const { mappings, base } = projectWithBase();
  changeOrders(mappings, '"X-Cart #" & order_number', "order_nubmer");
  const result = diff(mappings, base);
  expect(result.exitCode).toBe(2);
  expect(result.stderr).toContain("unknown-field");
  expect(result.stderr).toContain("The project cannot be compared");
});
