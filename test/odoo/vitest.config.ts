import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { isOld } from "./server.ts";

const root = join(import.meta.dirname, "../..");
const conditions = ["@xmap/source", "module", "node", "development|production"];

/** The connector against a real Odoo, which `test/odoo/real-odoo.sh up` has started. */
export default defineConfig({
  root,
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    // The mappings use what came after 14.
    include: isOld
      ? ["session", "transports", "order-to-cash", "lost-answers"].map((name) => `test/odoo/${name}.spec.ts`)
      : ["test/odoo/**/*.spec.ts"],
    // Patience costs a test that passes nothing, and a busy machine is no mistake of the project's.
    testTimeout: 480_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 180_000, interval: 250 } },
    maxConcurrency: 12,
    // A server of this size stalls now and then on a small machine.
    retry: 1,
    // One server answers them all.
    maxWorkers: 1,
    fileParallelism: false,
  },
});
