import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { copyRunnableMappings } from "../harness/mappings.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";
import { type StartedCommand, startCommand } from "./started-command.ts";

const PATIENCE = { timeout: 60_000, interval: 50 };

interface Ready {
  readonly url: string;
  readonly sandbox: Readonly<Record<string, string>>;
}

function startDevelopment(project: string, environment: Readonly<Record<string, string>> = {}): StartedCommand {
  const parameters = ["dev", "--env", "sandbox", "--sandbox", "--port", "0", "--poll-every", "300ms"];
  return startCommand(parameters, project, environment);
}

async function ready(command: StartedCommand): Promise<Ready> {
  await expect.poll(() => command.stdout(), PATIENCE).toContain('"ready":true');
  return JSON.parse(command.stdout().split("\n")[0] ?? "") as Ready;
}

interface Sale {
  readonly client_order_ref: string;
  readonly origin: string;
}

/** Counted from 1. */
function lineOf(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split("\n").length;
}

async function salesOf(erp: string | undefined): Promise<readonly Sale[]> {
  const answer = await fetch(`${erp}/__sandbox/state`);
  return ((await answer.json()) as { readonly state: { readonly "sale.order": readonly Sale[] } }).state["sale.order"];
}

it("takes over a saved mapping that compiles, and keeps the one before while it does not", {
  timeout: 180_000,
}, async () => {
  const project = copyRunnableMappings(temporaryFolder());
  const file = join(project, "xcart-odoo/orders.xmap");
  const original = readFileSync(file, "utf8");
  const command = startDevelopment(project);
  const { url, sandbox } = await ready(command);
  expect((await fetch(`${url}/health/ready`)).status).toBe(200);
  await expect.poll(async () => (await salesOf(sandbox.erp)).length, PATIENCE).toBe(2);
  expect((await salesOf(sandbox.erp))[0]?.origin).toMatch(/^X-Cart #/);
  await expect.poll(() => command.stderr(), PATIENCE).toContain("SKU SOFA-RED is not in Odoo (xmap dead show");

  writeFileSync(file, original.replace('"X-Cart #" &', '"X-Cart #" & &'));
  await expect.poll(() => command.stderr(), PATIENCE).toContain("the mapping from before goes on");
  expect(command.stderr()).toContain(`orders.xmap:${lineOf(original, '"X-Cart #" &')}:`);

  writeFileSync(file, original.replace('"X-Cart #"', '"Shop no. "'));
  await expect.poll(() => command.stderr(), PATIENCE).toContain("Reloaded.");
  const order = { email: "you@example.com", items: [{ sku: "RUG-WOOL" }], shipping_method_name: "Courier" };
  await fetch(`${sandbox.shop}/__sandbox/orders`, { method: "POST", body: JSON.stringify(order) });
  await expect.poll(async () => (await salesOf(sandbox.erp)).length, PATIENCE).toBe(3);
  expect((await salesOf(sandbox.erp)).some(({ origin }) => origin.startsWith("Shop no. "))).toBe(true);

  expect(await command.interrupt()).toBe(0);
  expect(existsSync(join(project, ".xmap/sandbox.sqlite"))).toBe(false);
});

it("a project that does not compile yet starts when it is mended", { timeout: 180_000 }, async () => {
  const project = copyRunnableMappings(temporaryFolder());
  const file = join(project, "xcart-odoo/orders.xmap");
  const original = readFileSync(file, "utf8");
  writeFileSync(file, original.replace("flow OrderToCash", "flo OrderToCash"));
  const command = startDevelopment(project);
  await expect.poll(() => command.stderr(), PATIENCE).toContain("mend it and save");
  expect(command.stdout()).toBe("");
  writeFileSync(file, original);
  await ready(command);
  expect(await command.interrupt()).toBe(0);
});

it("the sandbox stands in for the systems that the environment names", async () => {
  const project = copyRunnableMappings(temporaryFolder());
  const live = "http://127.0.0.1:1";
  const command = startDevelopment(project, { SHOP_URL: live, ODOO_URL: live });
  const { sandbox } = await ready(command);
  await expect.poll(async () => (await salesOf(sandbox.erp)).length, PATIENCE).toBe(2);
});

it("a system whose address is written out cannot be replaced", async () => {
  const project = copyRunnableMappings(temporaryFolder());
  const file = join(project, "shared/shop.xmap");
  writeFileSync(file, readFileSync(file, "utf8").replace('env("SHOP_URL")', '"https://shop.example.com"'));
  const command = startDevelopment(project);
  expect(await command.ended()).toBe(2);
  expect(command.stderr()).toContain("The option url of the system shop is written out in the mapping");
});
