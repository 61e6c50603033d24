import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { MappingModule } from "@xmap/contract";
import { startXCartSandbox } from "@xmap/sandbox/xcart";
import { onTestFinished } from "vitest";
import { copyMappings } from "../../harness/mappings.ts";
import { runCommand } from "../../harness/run-command.ts";
import { GOODS, type OdooPair } from "../harness/odoo-pair.ts";
import { startInstallation } from "./installation.ts";

const REPOSITORY = resolve(import.meta.dirname, "../../..");
const FILES = ["shared/odoo", "shared/shop", "shared/desk", "shared/tables", "shared/policies", "xcart-odoo/orders"];

/** Another shop, joined to the same Odoo; its sales say `Name #5001` where the first shop's say `X-Cart #5001`. */
export async function startSecondShop({ erp, clock }: OdooPair, name: string): Promise<OdooPair> {
  const now = (): Date => new Date(clock.now());
  const shop = await startXCartSandbox({ companion: true, products: [...GOODS], now });
  onTestFinished(() => shop.close());
  const integration = await startInstallation({ shop, erp, clock, modules: await modulesOf(name) });
  return { shop, erp, clock, integration };
}

/** The mapping of orders with another name for the shop, compiled. */
async function modulesOf(name: string): Promise<readonly MappingModule[]> {
  const folder = mkdtempSync(join(tmpdir(), "xmap-second-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const orders = join(copyMappings(folder), "xcart-odoo/orders.xmap");
  writeFileSync(orders, readFileSync(orders, "utf8").replace('"X-Cart #" &', `"${name} #" &`));
  // Beneath the repository, so that the compiled files find the packages that they import.
  const scratch = join(REPOSITORY, ".tmp");
  mkdirSync(scratch, { recursive: true });
  const out = mkdtempSync(join(scratch, "second-shop-"));
  onTestFinished(() => rmSync(out, { recursive: true, force: true }));
  const { exitCode, stderr } = runCommand(["compile", orders, "--out", out], folder);
  if (exitCode !== 0) throw new Error(stderr);
  return Promise.all(FILES.map(async (file) => (await import(join(out, `${file}.ts`))) as MappingModule));
}
