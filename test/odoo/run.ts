import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { end, runVitest } from "../tools/run-vitest.ts";
import { VERSION } from "./server.ts";

const CANNOT_INSTALL = 4;
/** A first installation takes some minutes; one that takes longer has no archive near by. */
const LONGEST_INSTALLATION = 25 * 60_000;

/** Starts a fresh real Odoo unless `XMAP_TEST_ODOO_URL` names one; ends the process where none can be had here. */
function ensureServer(): void {
  if (process.env.XMAP_TEST_ODOO_URL !== undefined) return;
  const script = join(import.meta.dirname, "real-odoo.sh");
  const { status, stdout, error } = spawnSync("bash", [script, "reset", "--version", VERSION], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    timeout: LONGEST_INSTALLATION,
  });
  if (status === 0) return;
  const reason = error?.message ?? stdout.trim().split("\n").at(-1);
  if (error === undefined && status !== CANNOT_INSTALL) {
    process.stdout.write("Odoo could not be started\n\n0 passed, 1 failed\n");
    process.exit(1);
  }
  process.stdout.write(`skipped: ${reason}\n`);
  process.exit(0);
}

ensureServer();
end(runVitest("odoo-tests", ["--config", "test/odoo/vitest.config.ts", ...process.argv.slice(2)]));
