import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { runCommand } from "../harness/run-command.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";

const modules = resolve(import.meta.dirname, "../../node_modules");
let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
});

function writeProject(more: object = {}): void {
  writeFileSync(join(folder, "xmap.json"), JSON.stringify({ language: 1, installation: "test", ...more }, null, 2));
}

function configuration(): { readonly connectors?: Readonly<Record<string, string>> } {
  return JSON.parse(readFileSync(join(folder, "xmap.json"), "utf8"));
}

/** Runs a tool of the repository's own as `npm` would, against the packages' sources. */
function run(tool: string, parameters: readonly string[], at: string) {
  const own = Object.entries(process.env).filter(([name]) => !/^(?:VITEST|TEST|NODE_ENV|NODE_OPTIONS)/.test(name));
  const settings = { cwd: at, encoding: "utf8", env: Object.fromEntries(own) } as const;
  const result = spawnSync(process.execPath, [join(modules, tool), ...parameters], settings);
  return { status: result.status, output: `${result.stdout}${result.stderr}` };
}

test("the connector that is written type-checks, and its tests pass", { tags: ["long"] }, () => {
  writeProject();
  expect(runCommand(["connector", "new", "warehouse"], folder)).toMatchObject({ exitCode: 0 });
  expect(configuration().connectors).toEqual({ warehouse: "./connectors/warehouse/connector.ts" });
  const written = join(folder, "connectors/warehouse");
  expect(readFileSync(join(written, "description.ts"), "utf8")).toContain('connector: "warehouse"');
  symlinkSync(modules, join(folder, "node_modules"));
  const types = run("typescript/bin/tsc", ["-p", ".", "--customConditions", "@xmap/source"], written);
  expect(types).toEqual({ status: 0, output: "" });
  const conditions = JSON.stringify(["@xmap/source", "module", "node", "development|production"]);
  const config = `export default { resolve: { conditions: ${conditions} }, ssr: { resolve: { conditions: ${conditions} } } };`;
  writeFileSync(join(written, "vitest.config.ts"), config);
  const tests = run("vitest/vitest.mjs", ["run", "--reporter=json", "--outputFile=report.json"], written);
  expect(tests.status, tests.output).toBe(0);
  const report = JSON.parse(readFileSync(join(written, "report.json"), "utf8"));
  expect(report).toMatchObject({ numFailedTests: 0, numFailedTestSuites: 0 });
  expect(report.numPassedTests).toBeGreaterThan(90);
});

test("a project uses its own connector: it is pulled, checked and loaded", () => {
  writeProject({ environments: { dev: { store: "store.sqlite" } } });
  runCommand(["connector", "new", "warehouse"], folder);
  const text = 'xmap 1\nsystem stock = warehouse { url: "http://127.0.0.1:9", key: secret("STOCK_KEY") }\n';
  writeFileSync(join(folder, "main.xmap"), text);
  process.env.STOCK_KEY = "a-key";
  const pulled = runCommand(["pull", "stock", "--env", "dev", "--resource", "items"], folder);
  delete process.env.STOCK_KEY;
  expect(pulled).toMatchObject({ exitCode: 0 });
  const description = JSON.parse(readFileSync(join(folder, "schemas/stock/connector.json"), "utf8"));
  expect(description).toMatchObject({ connector: "warehouse", resources: { items: { changes: "cursor" } } });
  expect(readFileSync(join(folder, "schemas/stock/items.json"), "utf8")).toContain("sku");
  const entity = `${text}entity Item = stock.items { key id }\n`;
  writeFileSync(join(folder, "main.xmap"), entity);
  expect(runCommand(["check", "."], folder).stdout).not.toContain("error");
});

test.each<[string, string, RegExp]>([
  ["no file", "", /names .*nowhere\.ts, and there is no such file/],
  ["no connector in it", "export const other = 1;", /exports no connector: export const connector/],
  ["another name", 'export const connector = { description: { connector: "b" }, open() {} };', /"nowhere" and "b"/],
  ["an error", "throw new Error('not today');", /cannot be loaded: not today/],
])("a connector that cannot be loaded is named with its mend: %s", (_title, text, words) => {
  writeProject({ connectors: { nowhere: "./nowhere.ts" }, environments: { dev: { store: "store.sqlite" } } });
  writeFileSync(join(folder, "main.xmap"), "xmap 1\nsystem stock = nowhere { }\n");
  if (text !== "") writeFileSync(join(folder, "nowhere.ts"), text);
  const result = runCommand(["pull", "stock", "--env", "dev", "--resource", "items"], folder);
  expect(result.exitCode).toBe(2);
  expect(result.stderr).toMatch(words);
});

test("a name that is taken, a folder that is there and no project are refused", () => {
  expect(runCommand(["connector", "new", "warehouse"], folder).stderr).toContain("--out");
  writeProject({ connectors: { warehouse: "./w.ts" } });
  expect(runCommand(["connector", "new", "warehouse"], folder).stderr).toContain("names a connector warehouse already");
  expect(runCommand(["connector", "new", "Ware-House"], folder).stderr).toContain("is no name for a connector");
  expect(runCommand(["connector", "new", "crm", "--out", "."], folder).stderr).toContain("is there already");
  expect(runCommand(["connector", "new", "crm", "--out", "mine/crm"], folder).exitCode).toBe(0);
  expect(configuration().connectors).toEqual({ crm: "./mine/crm/connector.ts", warehouse: "./w.ts" });
  expect(existsSync(join(folder, "mine/crm/session.ts"))).toBe(true);
});
