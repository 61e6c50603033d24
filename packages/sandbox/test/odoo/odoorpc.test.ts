import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startOdooSandbox } from "@xmap/sandbox/odoo";
import { expect, test } from "vitest";

const run = promisify(execFile);
// The system's own Python: Debian's package puts the library there.
const python = "/usr/bin/python3";
const script = fileURLToPath(new URL("odoorpc-client.py", import.meta.url));

async function hasLibrary(): Promise<boolean> {
  try {
    await run(python, ["-c", "import odoorpc"]);
    return true;
  } catch {
    return false;
  }
}

async function install(): Promise<string | undefined> {
  try {
    await run("apt-get", ["install", "--yes", "--no-install-recommends", "python3-odoorpc"]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

test("the library OdooRPC logs in, searches, creates, and confirms a sale", { timeout: 120_000 }, async (context) => {
  if (!(await hasLibrary())) {
    const failure = await install();
    context.skip(failure !== undefined, `python3-odoorpc is missing and cannot be installed: ${failure}`);
  }
  const odoo = await startOdooSandbox({
    seed: { products: [{ sku: "A", name: "Widget", price: 18.5, quantity: 25 }] },
  });
  try {
    const { stdout } = await run(python, [script, "127.0.0.1", String(odoo.port), odoo.database]);
    expect(JSON.parse(stdout)).toEqual({
      version: "19.0",
      databases: [odoo.database],
      draft: "draft",
      customer: "Ann Buyer",
      confirmed: true,
      state: "sale",
      total: 42.55,
      pickings: ["assigned"],
      refusal: "odoo.exceptions.UserError",
    });
    expect(odoo.records("sale.order")[0]).toMatchObject({ client_order_ref: "PY-1", note: "<p>from Python</p>" });
  } finally {
    await odoo.close();
  }
});
