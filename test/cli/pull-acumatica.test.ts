// @module-tag long

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startAcumaticaSandbox } from "@xmap/sandbox/acumatica";
import { expect, it, onTestFinished } from "vitest";
import { temporaryFolder } from "../harness/temporary-folder.ts";
import { startCommand } from "./started-command.ts";

const MAPPING = `xmap 1

system erp = acumatica {
  url: env("ACU_URL")
  tenant: env("ACU_TENANT")
  user: "admin"
  password: secret("ACU_PASSWORD")
  zone: "America/New_York"
}

entity SalesOrder = erp.SalesOrder { key OrderType + OrderNbr }
entity Stock = erp.InventorySummary { key InventoryID + WarehouseID + LocationID }
`;

it("Acumatica is asked for the form of its records, and a project compiles with it", async () => {
  const erp = await startAcumaticaSandbox({ instance: "/AcuSandbox" });
  onTestFinished(() => erp.close());
  const folder = temporaryFolder();
  const environments = { sandbox: { store: "store.sqlite" } };
  writeFileSync(join(folder, "xmap.json"), JSON.stringify({ language: 1, installation: "test", environments }));
  writeFileSync(join(folder, "main.xmap"), MAPPING);
  const environment = { ACU_URL: erp.baseUrl, ACU_TENANT: erp.tenant, ACU_PASSWORD: "admin" };
  const run = async (...words: readonly string[]) => {
    const command = startCommand([...words], folder, environment);
    const exitCode = await command.ended();
    return { exitCode, stderr: command.stderr() };
  };
  const pulled = await run("pull", "erp", "--env", "sandbox", "--resource", "SalesOrder", "InventorySummary");
  expect(pulled).toEqual({ exitCode: 0, stderr: "2 schemas written, 0 as before\n" });
  const schemaOf = (name: string) => JSON.parse(readFileSync(join(folder, `schemas/erp/${name}.json`), "utf8"));
  const { properties } = schemaOf("SalesOrder");
  expect(properties.Date).toMatchObject({ type: ["string", "null"], format: "date" });
  expect(properties.LastModified).toMatchObject({ format: "date-time" });
  expect(properties.Details.items.properties).toHaveProperty("OrderQty");
  expect(Object.keys(schemaOf("InventorySummary").properties)).toEqual(
    expect.arrayContaining(["InventoryID", "QtyOnHand"]),
  );
  expect((await run("check")).stderr).toContain("0 errors");
  expect(erp.sessionCount()).toBe(0);
});
