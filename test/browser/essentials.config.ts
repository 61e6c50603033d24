import { join } from "node:path";
import { defineConfig } from "vitest/config";

const root = join(import.meta.dirname, "../..");
const conditions = ["@xmap/source", "module", "node", "development|production"];

/** What of the browser tests is a part of every run of all tests. */
export default defineConfig({
  root,
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ["test/browser/essentials.spec.ts"],
    globalSetup: [join(import.meta.dirname, "build-and-serve.ts")],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000, interval: 100 } },
    // A browser on a busy machine.
    retry: 1,
    maxWorkers: 1,
  },
});
