import { odooConnector } from "@xmap/connectors/odoo";
import { SYSTEM_CLOCK } from "@xmap/runtime/node";
import { startAcumaticaSandbox } from "@xmap/sandbox/acumatica";
import { type OdooSandbox, startOdooSandbox } from "@xmap/sandbox/odoo";
import { startXCartSandbox } from "@xmap/sandbox/xcart";
import { expect, onTestFinished, test } from "vitest";
import { doctorProject, SOURCES } from "./doctor-project.ts";

const SECRET = "a-secret-of-webhooks-1";
const URL_OPTION = ["--env", "sandbox", "--url", "https://xmap.example.com"] as const;

async function pair() {
  const shop = await startXCartSandbox({ companion: true });
  const odoo = await startOdooSandbox();
  onTestFinished(async () => {
    await shop.close();
    await odoo.close();
  });
  const project = doctorProject(SOURCES.orders);
  const environment = {
    SHOP_URL: shop.url,
    SHOP_KEY: shop.keys.read,
    SHOP_WEBHOOK_SECRET: "whsec_c2VjcmV0",
    ODOO_URL: odoo.url,
    ODOO_DATABASE: odoo.database,
    ODOO_LOGIN: "admin",
    ODOO_KEY: "admin",
    ODOO_WEBHOOK_SECRET: SECRET,
  };
  const run = async (...words: readonly string[]) => {
    const told = await project.run(environment, "webhooks", ...words);
    expect(told.stdout + told.stderr).not.toContain(SECRET);
    return told;
  };
  const addresses = () => odoo.records("ir.actions.server").map(({ webhook_url: url }) => url);
  return { odoo, run, addresses };
}

test("webhooks are planned first, set up once, and the secret is never shown", async () => {
  const { odoo, run, addresses } = await pair();
  const plan = await run("sync", ...URL_OPTION);
  expect(plan).toMatchObject({ exitCode: 4, stderr: expect.stringContaining("Add --yes") });
  expect(plan.stdout).toContain("erp: + sale.order to https://xmap.example.com/webhooks/erp/***\n");
  expect(plan.stdout).toContain("enter https://xmap.example.com/webhooks/shop\n");
  expect(addresses()).not.toContain(`https://xmap.example.com/webhooks/erp/${SECRET}`);

  expect(await run("sync", "erp", ...URL_OPTION, "--yes")).toMatchObject({ exitCode: 0, stderr: "Done.\n" });
  expect(addresses()).toContain(`https://xmap.example.com/webhooks/erp/${SECRET}`);
  const rules = odoo.records("base.automation").map(({ id }) => id);
  const again = await run("sync", "erp", ...URL_OPTION, "--yes");
  expect(again).toEqual({
    exitCode: 0,
    stdout: "erp: = sale.order\n",
    stderr: "Nothing is to be changed from here.\n",
  });
  expect(odoo.records("base.automation").map(({ id }) => id)).toEqual(rules);
});

async function registered(odoo: OdooSandbox): Promise<void> {
  const { url, database } = odoo;
  const session = odooConnector.open({
    system: "erp",
    options: { url, database, login: "admin", key: "admin", webhookSecret: SECRET },
    clock: SYSTEM_CLOCK,
    timeoutMilliseconds: 60_000,
    projectFolder: import.meta.dirname,
  });
  await session.webhooks?.register("https://old.example.com/webhooks/erp", ["sale.order"]);
  await session.close();
}

test("what is set up is listed, and moves to another address", { tags: ["long"] }, async () => {
  const { odoo, run, addresses } = await pair();
  await registered(odoo);
  expect(await run("list", "erp", "--env", "sandbox")).toMatchObject({
    exitCode: 0,
    stdout: "erp: sale.order: set up\n",
  });
  const moved = await run("sync", "erp", "--env", "sandbox", "--url", "https://new.example.com/", "--yes");
  expect(moved.stdout).toBe("erp: ~ sale.order to https://new.example.com/webhooks/erp/***\n");
  expect(addresses()).toContain(`https://new.example.com/webhooks/erp/${SECRET}`);
});

test("all that xmap has set up is taken away", async () => {
  const { odoo, run } = await pair();
  await registered(odoo);
  const removed = await run("remove", "--env", "sandbox", "--yes");
  expect(removed.stdout).toContain("erp: - sale.order to https://old.example.com/webhooks/erp/***");
  expect(odoo.records("base.automation")).toEqual([]);
});

test("what only people can set up is told step by step, and addresses are looked at", { tags: ["long"] }, async () => {
  const acumatica = await startAcumaticaSandbox({ instance: "/AcuSandbox" });
  onTestFinished(() => acumatica.close());
  const project = doctorProject(SOURCES.shipments);
  const environment = {
    ACUMATICA_URL: acumatica.baseUrl,
    ACUMATICA_TENANT: acumatica.tenant,
    ACUMATICA_USER: "admin",
    ACUMATICA_PASSWORD: "admin",
    ACUMATICA_WEBHOOK_SECRET: "secret-of-the-header",
  };
  const told = await project.run(environment, "webhooks", "sync", ...URL_OPTION, "--yes");
  expect(told).toMatchObject({ exitCode: 0, stderr: "Nothing is to be changed from here.\n" });
  expect(told.stdout).toContain("with the columns ShipmentNbr");
  expect(told.stdout).toContain("(SM302000)");
  expect(told.stdout).toContain("https://xmap.example.com/webhooks/acumatica");
  expect(told.stdout).not.toContain("secret-of-the-header");
  const wrong = await project.run(environment, "webhooks", "sync", "--env", "sandbox", "--url", "example");
  expect(wrong).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('"example" is no address of a server') });
  const unknown = await project.run(environment, "webhooks", "list", "acumatic", "--env", "sandbox");
  expect(unknown).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("did you mean `acumatica`") });
});
