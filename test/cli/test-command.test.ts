import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type CommandResult, runCommand } from "../harness/run-command.ts";
import { startCommand } from "./started-command.ts";

const TIMEOUT = 120_000;
const PATIENCE = { timeout: 60_000, interval: 100 };

const text = { type: "string" };
const id = { type: "integer", readOnly: true };
const note = { type: ["string", "null"], "x-xmap-defaulted": true };
const RESOURCES = {
  "shop/orders": record({
    id,
    number: { ...text, "x-xmap-searchable": true },
    state: text,
    total: { type: "number" },
    note,
  }),
  "erp/sales": record({
    id,
    reference: { ...text, "x-xmap-searchable": true },
    state: { type: "string", enum: ["draft", "sale"], "x-xmap-defaulted": true },
    amount: { type: "number" },
    remark: note,
  }),
};

function record(properties: object): object {
  return { type: "object", properties, required: Object.keys(properties) };
}

function description(connector: string, resource: string): object {
  const options = { type: "object", properties: { url: text } };
  const told = { description: resource, changes: "cursor", operations: {}, joins: [] };
  return { connector, description: connector, options, capabilities: [], resources: { [resource]: told } };
}

const MAPPING = `xmap 1

system shop = xcart { url: "http://shop.test" }
system erp = odoo { url: "http://erp.test" }
entity Order = shop.orders { key id }
entity Sale = erp.sales { key id }

map State: Order.state {
  "P"  -> "sale"
  else -> "draft"
}

binding OrderToSale: Order -> Sale {
  require total > 0 else reject "order {number} costs nothing"

  number -> reference  key
  state  -> state      via State
  total  -> amount
  note   -> remark     when total > 100
}
`;

const TESTS = `
test "a paid order" of OrderToSale {
  given "order.json"
  expect { "reference": "1001", "state": "sale", "amount": 24 }
}
`;

const ORDER = { id: 1, number: "1001", state: "P", total: 24, note: "gift" };

/** A project with one file of mappings; answers its folder. */
function projectOf(mapping: string, order: object = ORDER): string {
  const folder = mkdtempSync(join(tmpdir(), "xmap-test-"));
  folders.push(folder);
  const write = (file: string, content: object | string): void => {
    const path = join(folder, file);
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  };
  write("xmap.json", { language: 1, installation: "test" });
  write("orders.xmap", mapping);
  write("order.json", order);
  for (const [name, schema] of Object.entries(RESOURCES)) write(`schemas/${name}.json`, schema);
  write("schemas/shop/connector.json", description("xcart", "orders"));
  write("schemas/erp/connector.json", description("odoo", "sales"));
  return folder;
}

function lines(stdout: string): readonly Record<string, unknown>[] {
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

const folders: string[] = [];
let project: string;
let passing: CommandResult;

beforeAll(() => {
  project = projectOf(MAPPING + TESTS);
  passing = runCommand(["test"], project);
}, TIMEOUT);
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

it("shows each test at its place and their number at the end", () => {
  expect(passing).toMatchObject({ exitCode: 0, stderr: "" });
  expect(passing.stdout).toBe("✓ orders.xmap:22  a paid order\n1 passed, 0 failed\n");
});

it("leaves nothing behind", () => {
  expect(readdirSync(join(project, ".xmap", "test"))).toEqual([]);
});

it(
  "shows what a failing test expected and got, with the rule, and answers 1",
  () => {
    const folder = projectOf(MAPPING + TESTS.replace('"amount": 24', '"amount": 25'));
    const { exitCode, stdout } = runCommand(["test"], folder);
    expect(exitCode).toBe(1);
    expect(stdout).toBe(
      [
        "✗ orders.xmap:22  a paid order",
        "    amount",
        "      expected  25",
        "      got       24",
        "      by        orders.xmap:18  total -> amount",
        "0 passed, 1 failed",
        "",
      ].join("\n"),
    );
  },
  TIMEOUT,
);

it(
  "speaks JSON",
  () => {
    const { exitCode, stdout } = runCommand(["test", "--json", "--coverage"], project);
    expect(exitCode).toBe(0);
    const [first, second, ...rest] = lines(stdout);
    expect(first).toMatchObject({ schema: "xmap.test/1", file: "orders.xmap", line: 22, passed: true });
    expect(second).toMatchObject({ schema: "xmap.tests/1", passed: 1, failed: 0 });
    expect(rest).toContainEqual(expect.objectContaining({ kind: "arm", text: 'else -> "draft"', covered: false }));
  },
  TIMEOUT,
);

it("does not run what has mistakes", () => {
  const { exitCode, stdout, stderr } = runCommand(
    ["test"],
    projectOf(MAPPING + TESTS.replace("order.json", "ordr.json")),
  );
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  expect(stderr).toContain("missing-fixture");
});

it(
  "says what no test goes through, and writes it for other tools",
  () => {
    const { exitCode, stdout } = runCommand(["test", "--coverage"], project);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("orders.xmap  50 %     3 of 4  1 of 2  0 of 2");
    expect(stdout).toContain('  orders.xmap:10  arm  else -> "draft"\n');
    expect(stdout).toContain("  orders.xmap:14  condition  total > 0  (never false)\n");
    expect(stdout).toContain("  orders.xmap:19  rule  note -> remark when total > 100");
    const lcov = readFileSync(join(project, "coverage", "lcov.info"), "utf8");
    expect(lcov).toContain("SF:orders.xmap\n");
    expect(lcov).toContain("\nDA:16,1\n");
    expect(lcov).toContain("\nDA:19,0\n");
    expect(lcov).toMatch(/\nBRDA:14,\d+,0,1\n/);
    expect(lcov.endsWith("end_of_record\n")).toBe(true);
  },
  TIMEOUT,
);

it(
  "changes the mappings one by one and says which change no test notices",
  () => {
    const { exitCode, stdout } = runCommand(["test", "--mutate", "--minimum", "90"], project);
    expect(exitCode).toBe(1);
    expect(stdout).toContain("survived  orders.xmap:14:11  total > 0 became total >= 0".slice(0, 28));
    expect(stdout).toContain("survived  orders.xmap:19:3  rule dropped: note -> remark when total > 100\n");
    expect(stdout).not.toContain("rule dropped: total -> amount");
    expect(stdout).toMatch(/\nmutation score \d+ % \(\d+ of \d+\)/);
    expect(existsSync(join(project, ".xmap", "build"))).toBe(true);
    expect(readdirSync(join(project, ".xmap", "build"))).toEqual([]);
    expect(runCommand(["test", "--mutate", "--minimum", "10"], project).exitCode).toBe(0);
  },
  TIMEOUT,
);

it("refuses options that do not go together", () => {
  expect(runCommand(["test", "--minimum", "90"], project)).toMatchObject({ exitCode: 2 });
  expect(runCommand(["test", "--minimum", "120", "--mutate"], project)).toMatchObject({ exitCode: 2 });
});

it(
  "says when there are no tests",
  () => {
    expect(runCommand(["test"], projectOf(MAPPING))).toMatchObject({
      exitCode: 0,
      stdout: "0 passed, 0 failed\n",
      stderr: expect.stringContaining("There are no tests here"),
    });
  },
  TIMEOUT,
);

it(
  "runs again when a mapping or fixture is saved, until it is stopped",
  async () => {
    const folder = projectOf(MAPPING + TESTS);
    const command = startCommand(["test", "--watch"], folder);
    await expect.poll(() => command.stdout(), PATIENCE).toContain("1 passed, 0 failed");
    writeFileSync(join(folder, "order.json"), JSON.stringify({ ...ORDER, total: 25 }));
    await expect.poll(() => command.stdout(), PATIENCE).toContain("0 passed, 1 failed");
    expect(await command.interrupt()).toBe(1);
  },
  TIMEOUT,
);

it(
  "tests the laws of a two-way binding with generated records, and shows the smallest that does not come back",
  () => {
    const twoWay = `xmap 1

system shop = xcart { url: "http://shop.test" }
system erp = odoo { url: "http://erp.test" }
entity Order = shop.orders { key id }
entity Sale = erp.sales { key id }

binding Orders: Order <-> Sale {
  $uppercase(number)  -> reference              key
  number             <-  $lowercase(reference)  key
  total              <-> amount
  state              <-  "new"
}
`;
    const { stdout, stderr } = runCommand(["test"], projectOf(twoWay));
    expect(stderr).toBe("");
    expect(stdout).toContain("law: Orders: what goes over comes back");
    expect(stdout).toMatch(/field +given +came back as/);
  },
  TIMEOUT,
);
