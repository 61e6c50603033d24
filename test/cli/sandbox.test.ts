import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../harness/temporary-folder.ts";
import { type StartedCommand, startCommand } from "./started-command.ts";

const PATIENCE = { timeout: 60_000, interval: 50 };

function start(parameters: readonly string[], folder = temporaryFolder()): StartedCommand {
  return startCommand(["sandbox", "--port", "0", ...parameters], folder);
}

async function variablesOf(command: StartedCommand): Promise<Readonly<Record<string, string>>> {
  await expect.poll(() => command.stderr(), PATIENCE).toContain("Ctrl-C ends");
  const lines = command.stdout().trim().split("\n");
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]));
}

async function ordersOf(url: string | undefined): Promise<readonly { readonly total: number }[]> {
  const answer = await fetch(`${url}/__sandbox/state`);
  return ((await answer.json()) as { readonly state: { readonly orders: readonly { readonly total: number }[] } }).state
    .orders;
}

it.each([
  ["odoo", "ODOO_URL", "/web/version"],
  ["acumatica", "ACUMATICA_URL", "/entity"],
])(
  "runs a shop and %s, prints their variables, and ends on Ctrl-C",
  async (pair, variable, path) => {
    const command = start(["--pair", pair]);
    const variables = await variablesOf(command);
    expect(command.stderr()).toContain(`${variables.SHOP_URL}/__sandbox/`);
    expect(command.stdout()).toMatch(/^(?:[A-Z_]+=\S+\n)+$/);
    expect((await fetch(`${variables[variable]}${path}`)).status).toBe(200);
    for (const url of [variables.SHOP_URL, variables[variable]]) {
      const page = await fetch(`${url}/__sandbox/`);
      expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("LAMP-DESK")]);
    }
    const orders = await fetch(`${variables.SHOP_URL}/api/orders`, {
      headers: { "X-Auth-Token": variables.SHOP_KEY ?? "" },
    });
    expect(await orders.json()).toHaveLength(12);
    expect(await command.interrupt()).toBe(0);
  },
  120_000,
);

it("has the same orders for the same seed, and goes wrong as a plan says", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "faults.json"), JSON.stringify({ shop: { faults: [{ kind: "status", status: 502 }] } }));
  const [first, again, other] = [
    start(["--seed", "7", "--faults", "faults.json"], folder),
    start(["--seed", "7"]),
    start(["--seed", "8"]),
  ];
  const urls = [first, again, other].map(async (command) => (await variablesOf(command)).SHOP_URL);
  const [one, two, three] = await Promise.all(urls.map(async (url) => ordersOf(await url)));
  const plain = (orders: unknown): string => JSON.stringify(orders).replace(/"\d{4}-[^"]*"/g, "");
  expect(plain(two)).toBe(plain(one));
  expect(plain(three)).not.toBe(plain(one));
  expect((await fetch(`${await urls[0]}/api/orders`)).status).toBe(502);
}, 120_000);

it("says which port is taken and what to do", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const command = startCommand(["sandbox", "--port", String(port)], temporaryFolder());
  expect([await command.ended(), command.stderr()]).toEqual([2, expect.stringContaining("is taken; give another")]);
  server.close();
}, 60_000);

it.each([
  [["--pair", "sap"], "--pair must be odoo or acumatica"],
  [["--port", "many"], "--port must be a whole number"],
  [["--seed", "-1"], "--seed must be a whole number"],
  [["--tell", "here"], "--tell must be an address"],
  [["--faults", "nowhere.json"], "--faults nowhere.json: ENOENT"],
])(
  "refuses %j",
  async (parameters, said) => {
    const command = start(parameters);
    expect([await command.ended(), command.stderr()]).toEqual([2, expect.stringContaining(said)]);
  },
  60_000,
);
