import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { MAPPINGS } from "../harness/mappings.ts";
import { type CommandResult, runCommand } from "../harness/run-command.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";

const TIMEOUT = 300_000;
vi.setConfig({ testTimeout: TIMEOUT });
/**
 * Every pair with all that it offers, and with each touchpoint alone: XMAP_TEMPLATES=whole. A few of them otherwise, of
 * which all but one are long.
 */
const IS_WHOLE = process.env.XMAP_TEMPLATES === "whole";

const EVERYTHING = ["orders", "invoices-payments", "products", "stock", "customers", "returns", "notifications"];
const WITH_CATALOGUE = EVERYTHING.toSpliced(EVERYTHING.indexOf("stock"), 0, "catalogue");
const WITHOUT_CUSTOMERS = EVERYTHING.filter((touchpoint) => touchpoint !== "customers");
const PAIRS: readonly (readonly [string, readonly string[]])[] = [
  ["xcart-odoo", WITH_CATALOGUE],
  ["xcart-acumatica", EVERYTHING],
  ["shopify-odoo", WITHOUT_CUSTOMERS],
  ["shopify-acumatica", WITHOUT_CUSTOMERS],
  ["woocommerce-odoo", WITHOUT_CUSTOMERS],
  ["woocommerce-acumatica", WITHOUT_CUSTOMERS],
];
/** Each ERP and each shop is among them. */
const USUAL = ["xcart-odoo", "shopify-acumatica", "woocommerce-odoo"];
const ALONE = PAIRS.flatMap(([pair, touchpoints]) =>
  touchpoints
    .filter((touchpoint) => touchpoint !== "notifications")
    .map((touchpoint): readonly [string, string] => [pair, touchpoint]),
);
const USUAL_ALONE = [
  "xcart-odoo returns",
  "xcart-odoo catalogue",
  "xcart-acumatica stock",
  "woocommerce-odoo invoices-payments",
];

function init(parameters: readonly string[], folder = temporaryFolder()): CommandResult & { readonly folder: string } {
  return { ...runCommand(["init", ".", "--name", "acme", ...parameters], folder), folder };
}

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** The project compiles without a warning, and the tests that came with it pass. */
function expectWorking(folder: string): void {
  const compiled = runCommand(["compile"], folder);
  expect(compiled.stderr).not.toContain("warning[");
  expect(compiled).toMatchObject({ exitCode: 0, stderr: expect.stringContaining(" files in generated, ") });
  const { exitCode, stdout } = runCommand(["test"], folder);
  expect(stdout).not.toContain("✗");
  expect(exitCode).toBe(0);
}

for (const [pair, touchpoints] of PAIRS.filter(([pair]) => IS_WHOLE || USUAL.includes(pair))) {
  const tags = pair === USUAL[0] ? [] : ["long"];
  test(`a project of ${pair} with all that it offers compiles and keeps its tests`, { tags }, () => {
    const { folder, stderr, exitCode } = init(["--pair", pair, "--touchpoints", "all"]);
    expect(stderr).toContain(`: ${touchpoints.join(", ")}.`);
    expect(exitCode).toBe(0);
    expectWorking(folder);
  });
}

test.each(ALONE.filter((choice) => IS_WHOLE || USUAL_ALONE.includes(choice.join(" "))))(
  "a project of %s with %s alone has nothing that it does not use",
  { tags: ["long"] },
  (pair, touchpoint) => {
    const { folder } = init(["--pair", pair, "--touchpoints", touchpoint]);
    expectWorking(folder);
  },
);

test("a new project passes what its pipeline asks", () => {
  const { folder } = init(["--pair", "xcart-odoo", "--touchpoints", "customers"]);
  const check = runCommand(["check", "--format", "github"], folder);
  expect(check).toMatchObject({ exitCode: 0, stdout: "" });
  expect(runCommand(["fmt", "--check"], folder)).toMatchObject({ exitCode: 0 });
  runCommand(["compile"], folder);
  expect(runCommand(["compile", "--check"], folder)).toMatchObject({ exitCode: 0 });
  const pipeline = readFileSync(join(folder, ".github/workflows/xmap.yml"), "utf8");
  for (const command of ["check --format github", "compile --check", "test"])
    expect(pipeline).toContain(`npx xmap ${command}`);
});

test("what is not chosen is not copied, and what is chosen is copied as it is", () => {
  const { folder } = init(["--pair", "xcart-odoo", "--touchpoints", "customers"]);
  const files = filesOf(folder);
  expect(files.filter((file) => /(?<!\.tests)\.xmap$/.test(file))).toEqual([
    "shared/odoo.xmap",
    "shared/policies.xmap",
    "shared/shop.xmap",
    "shared/tables.xmap",
    "xcart-odoo/customers.xmap",
  ]);
  const tables = files.filter((file) => file.startsWith("tables/") || file.startsWith("schemas/desk/"));
  expect(tables).toEqual(["tables/pricelists.csv"]);
  const copied = readFileSync(join(folder, "xcart-odoo/customers.xmap"), "utf8");
  expect(copied).toBe(readFileSync(join(MAPPINGS, "xcart-odoo/customers.xmap"), "utf8"));
});

test("the variables are those that the systems ask for, with the connectors' words", () => {
  const { folder } = init(["--pair", "woocommerce-odoo", "--touchpoints", "orders"]);
  const text = readFileSync(join(folder, ".env.example"), "utf8");
  const sources = filesOf(folder).filter((file) => file.endsWith(".xmap"));
  const asked = sources.flatMap((file) =>
    [...readFileSync(join(folder, file), "utf8").matchAll(/(?:env|secret)\("(\w+)"\)/g)].map(([, name]) => name),
  );
  const named = [...text.matchAll(/^(\w+)=/gm)].map(([, name]) => name);
  expect(named.toSorted()).toEqual([...new Set(asked)].toSorted());
  expect(text).toContain("# woocommerce.url: The API's address, in front of the document's paths.\nWOOCOMMERCE_URL=\n");
});

test("notifications tell the team of every sale and of what waits for it", () => {
  const { folder } = init(["--pair", "xcart-odoo", "--touchpoints", "orders,notifications"]);
  expect(readFileSync(join(folder, "shared/policies.xmap"), "utf8")).toContain("alert hold, reject to team.sales");
  expect(readFileSync(join(folder, "xcart-odoo/orders.xmap"), "utf8")).toMatch(
    /call sale\.action_confirm\(\).*\n\s+notify team\.sales "order /,
  );
  expect(readFileSync(join(folder, ".env.example"), "utf8")).toContain("SLACK_URL=");
});

test("another shop's mappings speak of that shop", () => {
  const { folder } = init(["--pair", "shopify-odoo", "--touchpoints", "orders"]);
  const texts = filesOf(folder).filter((file) => file.endsWith(".xmap"));
  const speaking = texts.filter((file) => readFileSync(join(folder, file), "utf8").includes("X-Cart"));
  expect(speaking).toEqual([]);
  expect(readFileSync(join(folder, "shopify-odoo/orders.xmap"), "utf8")).toContain('"Shopify #" & order_number');
});

test("stock of another shop brings its products along", () => {
  expect(init(["--pair", "shopify-odoo", "--touchpoints", "stock"]).stderr).toContain(": products, stock.");
});

test("a folder that is not empty is refused, and a new repository is not", () => {
  const filled = temporaryFolder();
  writeFileSync(join(filled, "notes.txt"), "mine");
  const refused = init(["--yes"], filled);
  expect(refused.exitCode).toBe(2);
  expect(refused.stderr).toContain("is not empty (notes.txt)");
  expect(filesOf(filled)).toEqual(["notes.txt"]);
  const repository = temporaryFolder();
  mkdirSync(join(repository, ".git"));
  expect(init(["--yes", "--touchpoints", "stock"], repository).exitCode).toBe(0);
  expect(existsSync(join(repository, ".github/workflows/xmap.yml"))).toBe(true);
});

test.each([
  ["no answer and no terminal", [], "give --pair and --touchpoints, or --yes"],
  ["a pair that is none", ["--yes", "--pair", "magento-sap"], 'There is no template "magento-sap"'],
  ["what the pair lacks", ["--pair", "shopify-odoo", "--touchpoints", "customers"], 'no template for "customers"'],
  ["notifications of nothing", ["--yes", "--touchpoints", "notifications"], "choose at least one more"],
])("%s is refused with what can be given", (_title, parameters, words) => {
  const { exitCode, stderr, folder } = init(parameters);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(words);
  expect(filesOf(folder)).toEqual([]);
});

test("a name that no installation may have is refused", () => {
  const result = runCommand(["init", "--yes", "--name", "Acme Shop!"], temporaryFolder());
  expect(result.exitCode).toBe(2);
  expect(result.stderr).toContain("small letters, digits and -");
});

test("the settings have three environments, and production is marked", () => {
  const { folder } = init(["--yes", "--touchpoints", "stock"]);
  const settings: unknown = JSON.parse(readFileSync(join(folder, "xmap.json"), "utf8"));
  expect(settings).toMatchObject({
    installation: "acme",
    environments: {
      sandbox: { envFile: "sandbox.env" },
      staging: { envFile: "staging.env" },
      production: { envFile: "production.env", production: true },
    },
  });
});
