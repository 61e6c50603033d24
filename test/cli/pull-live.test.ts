import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type OdooSandbox, startOdooSandbox } from "@xmap/sandbox/odoo";
import { afterEach, beforeEach, expect, it } from "vitest";
import { temporaryFolder } from "../harness/temporary-folder.ts";
import { startCommand } from "./started-command.ts";

const SYSTEM = `xmap 1

// The entity does not compile before its schema is there.
system erp = odoo {
  url: env("ODOO_URL")
  database: env("ODOO_DATABASE")
  login: "admin"
  key: secret("ODOO_KEY")
}

entity SaleOrder = erp.sale.order { key id }
`;

let odoo: OdooSandbox;
let folder: string;

beforeEach(async () => {
  odoo = await startOdooSandbox();
  folder = temporaryFolder();
  const environments = { sandbox: { store: "store.sqlite" } };
  writeFileSync(join(folder, "xmap.json"), JSON.stringify({ language: 1, installation: "test", environments }));
  writeFileSync(join(folder, "main.xmap"), SYSTEM);
});
afterEach(() => odoo.close());

async function pull(...words: readonly string[]) {
  const environment = { ODOO_URL: odoo.url, ODOO_DATABASE: odoo.database, ODOO_KEY: "admin" };
  const command = startCommand(["pull", "erp", ...words], folder, environment);
  const exitCode = await command.ended();
  return { exitCode, stdout: command.stdout(), stderr: command.stderr() };
}

it("a system is asked for the form of its records, lines included, and the project compiles with it", async () => {
  const first = await pull("--env", "sandbox", "--resource", "sale.order");
  expect(first.stderr).toBe("1 schema written, 0 as before\n");
  expect(first.stdout).toMatch(/^erp\.sale\.order: new, \d+ fields\nerp: what its connector can do\n$/);
  const schema = JSON.parse(readFileSync(join(folder, "schemas/erp/sale.order.json"), "utf8"));
  expect(schema.properties.order_line.items.properties).toHaveProperty("product_uom_qty");
  const check = startCommand(["check"], folder);
  expect([await check.ended(), check.stderr()]).toEqual([0, expect.stringContaining("0 errors")]);
});

it("without names, what was pulled before is asked for again, and what has changed is told", {
  tags: ["long"],
}, async () => {
  await pull("--env", "sandbox", "--resource", "sale.order", "res.partner");
  const file = join(folder, "schemas/erp/res.partner.json");
  const schema = JSON.parse(readFileSync(file, "utf8"));
  delete schema.properties.email;
  writeFileSync(file, JSON.stringify(schema));
  const again = await pull("--env", "sandbox", "--check");
  expect(again).toMatchObject({
    exitCode: 1,
    stdout: expect.stringMatching(/^erp\.res\.partner: 1 difference\n.*\+ email/),
  });
  expect((await pull("--env", "sandbox")).stderr).toBe("1 schema written, 1 as before\n");
});

it.each([
  [["--env", "sandbox"], 2, "Nothing has been pulled of erp yet: name what to pull with --resource."],
  [[], 2, "Say whom to ask: --env and a name of xmap.json; or give files with --from."],
  [["--env", "sandbx", "--resource", "sale.order"], 2, 'xmap.json has no environment "sandbx"; it has: sandbox.'],
  [["--env", "sandbox", "--resource", "sale.ordr"], 3, "erp could not be asked: "],
])("%j is refused with the mend", async (words, exitCode, message) => {
  const result = await pull(...words);
  expect(result).toMatchObject({ exitCode, stderr: expect.stringContaining(message) });
  expect(existsSync(join(folder, "schemas"))).toBe(false);
});

it("a system that is not there ends with 3", async () => {
  await odoo.goDown();
  mkdirSync(join(folder, "schemas/erp"), { recursive: true });
  const result = await pull("--env", "sandbox", "--resource", "sale.order");
  expect(result).toMatchObject({ exitCode: 3, stderr: expect.stringContaining("erp could not be asked") });
});
