import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { SqliteStore, SYSTEM_CLOCK } from "@xmap/runtime/node";
import { type AcumaticaSandboxOptions, startAcumaticaSandbox } from "@xmap/sandbox/acumatica";
import { type OdooSandboxOptions, startOdooSandbox } from "@xmap/sandbox/odoo";
import { startXCartSandbox, type XCartSandboxOptions } from "@xmap/sandbox/xcart";
import { expect, onTestFinished, test } from "vitest";
import { doctorProject, SOURCES } from "./doctor-project.ts";

const DOCTOR = ["doctor", "--env", "sandbox"] as const;
const ahead = (seconds: number) => () => new Date(Date.now() + seconds * 1_000);

async function pair({ shop: shopOptions = {}, odoo: odooOptions = {} }: PairOptions = {}) {
  const shop = await startXCartSandbox(shopOptions);
  const odoo = await startOdooSandbox(odooOptions);
  onTestFinished(async () => {
    await shop.close();
    await odoo.close();
  });
  const environment = {
    SHOP_URL: shop.url,
    SHOP_KEY: shop.keys.read,
    SHOP_WEBHOOK_SECRET: "whsec_c2VjcmV0",
    ODOO_URL: odoo.url,
    ODOO_DATABASE: odoo.database,
    ODOO_LOGIN: "sync",
    ODOO_KEY: "sync",
    ODOO_WEBHOOK_SECRET: "a-secret-of-webhooks-1",
  };
  return { shop, odoo, environment };
}

interface PairOptions {
  readonly shop?: XCartSandboxOptions;
  readonly odoo?: OdooSandboxOptions;
}

const admin = { login: "admin", password: "admin", uid: 2 };
/** May do what the mapping of orders does, and nothing more. */
const narrow = {
  login: "sync",
  password: "sync",
  uid: 2,
  isAdministrator: false,
  readOnlyModels: ["res.partner", "product.template", "product.product", "product.pricelist", "res.country"],
} as const;

test("a pair that is set up well has no errors, and what is too much is a warning", async () => {
  const { environment } = await pair({ odoo: { users: [{ ...narrow }] } });
  const project = doctorProject(SOURCES.orders);
  const told = await project.run(environment, ...DOCTOR);
  expect(told.exitCode, told.stderr).toBe(0);
  expect(told.stdout).toMatch(/^shop: X-Cart 5\.5\.1, Admin REST API, http/);
  expect(told.stdout).toContain("signed in as the read key");
  expect(told.stdout).toMatch(/erp: Odoo 19\.0, Community, /);
  expect(told.stdout).toContain("erp sends no webhooks of sale.order");
  expect(told.stdout).toMatch(
    /may create what no mapping creates: (?!.*sale\.order,)(?!.*res\.partner).*stock\.picking/,
  );
  expect(told.stderr).toMatch(/^0 errors, \d warnings\n$/);
  const strict = await project.run(environment, ...DOCTOR, "--strict", "--json");
  expect(strict.exitCode).toBe(1);
  const lines = strict.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.map(({ schema }) => schema)).toEqual([
    "xmap.doctor.system/1",
    "xmap.doctor.system/1",
    "xmap.doctor.here/1",
  ]);
  expect(lines[1]).toMatchObject({ name: "erp", isReached: true, skewSeconds: 0, diagnosis: { product: "Odoo" } });
});

test("each right that is missing is an error that names the flow and the operation", async () => {
  const users = [{ ...narrow, readOnlyModels: ["sale.order"] }];
  const { environment } = await pair({ odoo: { users } });
  const told = await doctorProject(SOURCES.orders).run(environment, ...DOCTOR);
  expect(told.exitCode).toBe(1);
  expect(told.stdout).toContain("error    The account may not create sale.order, which Orders needs.");
  expect(told.stdout).toContain("error    The account may not write sale.order, which Orders needs (action_confirm).");
  expect(told.stdout).toContain("Give the account of erp the right to write sale.order.");
});

test("a shop's key that may write is too much where the mappings only read", async () => {
  const { shop, environment } = await pair({ odoo: { users: [{ ...narrow }] } });
  const told = await doctorProject(SOURCES.readsOnly).run({ ...environment, SHOP_KEY: shop.keys.all }, ...DOCTOR);
  expect(told.exitCode).toBe(0);
  expect(told.stdout).toContain("warning  The account may change everything in shop, and the mappings only read.");
});

test.each([
  [60, 0, "warning  The clock of shop is 60 seconds ahead of this machine's"],
  [-600, 1, "error    The clock of shop is 600 seconds behind this machine's"],
])("a clock that is %i seconds apart ends with %i", { tags: ["long"] }, async (seconds, exitCode, words) => {
  const { environment } = await pair({ shop: { now: ahead(seconds) }, odoo: { users: [{ ...narrow }] } });
  const told = await doctorProject(SOURCES.readsOnly).run(environment, ...DOCTOR);
  expect(told.stdout).toMatch(new RegExp(words.replace("60 ", "(60|59|61) ").replace("600 ", "(600|599|601) ")));
  expect(told.exitCode).toBe(exitCode);
});

test("a system that refuses the key, or is not there, ends with 3 and the others are examined", {
  tags: ["long"],
}, async () => {
  const { odoo, environment } = await pair({ odoo: { users: [admin] } });
  const refused = await doctorProject(SOURCES.orders).run(environment, ...DOCTOR);
  expect(refused.exitCode).toBe(3);
  expect(refused.stdout).toContain("shop: X-Cart 5.5.1");
  expect(refused.stdout).toContain("erp: odoo, not reached");
  expect(refused.stdout).toContain("Look at its user and key");
  await odoo.goDown();
  const down = await doctorProject(SOURCES.orders).run(environment, ...DOCTOR);
  expect(down).toMatchObject({ exitCode: 3, stdout: expect.stringContaining("error    erp cannot be used: ") });
  const { ODOO_KEY: _, ...without } = environment;
  const unset = await doctorProject(SOURCES.orders).run(without, ...DOCTOR);
  expect(unset).toMatchObject({ exitCode: 3, stdout: expect.stringContaining("Not set: ODOO_KEY (erp.key)") });
});

test("Acumatica tells endpoints and rights to read", async () => {
  const acumatica = await startAcumatica({ users: [{ name: "sync", password: "sync", forbidden: ["Shipment"] }] });
  const environment = {
    ACUMATICA_URL: acumatica.baseUrl,
    ACUMATICA_TENANT: acumatica.tenant,
    ACUMATICA_USER: "sync",
    ACUMATICA_PASSWORD: "sync",
    ACUMATICA_WEBHOOK_SECRET: "secret",
  };
  const told = await doctorProject(SOURCES.shipments).run(environment, ...DOCTOR);
  expect(told.exitCode).toBe(1);
  expect(told.stdout).toContain("acumatica: Acumatica 24.213.0017, endpoint Default/24.200.001");
  expect(told.stdout).toContain("The account may not read Shipment, which Shipments needs.");
  expect(acumatica.sessionCount()).toBe(0);
});

async function startAcumatica(options: AcumaticaSandboxOptions) {
  const acumatica = await startAcumaticaSandbox({ instance: "/AcuSandbox", ...options });
  onTestFinished(() => acumatica.close());
  return acumatica;
}

test("keys that end, and stores that do not fit, are told before they stop anything", { tags: ["long"] }, async () => {
  const { environment } = await pair({ odoo: { users: [{ ...narrow }] } });
  const project = doctorProject(SOURCES.readsOnly, { systems: { shop: { keyExpires: "2020-01-31" } } });
  const path = join(project.folder, "store.sqlite");
  const store = new SqliteStore({ path, installation: "test", clock: SYSTEM_CLOCK });
  await store.write([{ change: "pin", system: "erp", identity: { fingerprint: "another", label: "staging" } }]);
  await store.close();
  const told = await project.run(environment, ...DOCTOR);
  expect(told.exitCode).toBe(1);
  expect(told.stdout).toContain("The key of shop ended on 2020-02-01.");
  expect(told.stdout).toContain("The store belongs to erp = staging (another), but erp is now ");
  const database = new DatabaseSync(path);
  database.exec("INSERT INTO migration (version, checksum) VALUES (9999, 'x')");
  database.exec("UPDATE meta SET value = 'test' WHERE name = 'installation'");
  database.close();
  const newer = await project.run(environment, ...DOCTOR);
  expect(newer.stdout).toContain("has schema version 9999, and this xmap knows ");
  const foreign = new DatabaseSync(path);
  foreign.exec("UPDATE meta SET value = 'other' WHERE name = 'installation'");
  foreign.close();
  const other = await project.run(environment, ...DOCTOR);
  expect(other.stdout).toContain('belongs to the installation "other", not to "test"');
});
