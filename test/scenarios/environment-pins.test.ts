// @module-tag long

import { join } from "node:path";
import { startOdooSandbox } from "@xmap/sandbox/odoo";
import { expect, it } from "vitest";
import { startWorld } from "../demo/world.ts";
import { ODOO_ORDERS } from "../harness/mappings.ts";
import { RuntimeRefused, startRuntime } from "../harness/runtime-process.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";

it("S7: a store refuses another Odoo database and another shop, and names both", { timeout: 180_000 }, async () => {
  const production = await startWorld();
  const other = await startWorld();
  const staging = await startOdooSandbox({ database: "staging", uuid: "11111111-2222-4333-8444-555555555555" });
  const store = join(temporaryFolder(), "store.sqlite");
  const start = (environment: Readonly<Record<string, string>>) =>
    startRuntime({ project: ODOO_ORDERS, store, environment, pollEvery: "1h" });
  try {
    const first = await start(production.environment);
    expect(await first.stop()).toBe(0);

    const otherDatabase = await start({
      ...production.environment,
      ODOO_URL: staging.url,
      ODOO_DATABASE: "staging",
    }).catch((error: unknown) => error);
    expect(otherDatabase).toBeInstanceOf(RuntimeRefused);
    expect(otherDatabase).toMatchObject({ exitCode: 4 });
    expect(String(otherDatabase)).toContain(production.erp.uuid);
    expect(String(otherDatabase)).toContain("11111111-2222-4333-8444-555555555555");

    const otherShop = await start({ ...production.environment, SHOP_URL: other.shop.url }).catch(
      (error: unknown) => error,
    );
    expect(otherShop).toMatchObject({ exitCode: 4 });
    expect(String(otherShop)).toContain(production.shop.url);
    expect(String(otherShop)).toContain(other.shop.url);

    const again = await start(production.environment);
    expect(await again.stop()).toBe(0);
  } finally {
    await production.close();
    await other.close();
    await staging.close();
  }
});
