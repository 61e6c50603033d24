import { join } from "node:path";
import { defineConfig } from "vitest/config";

const root = join(import.meta.dirname, "../..");
const conditions = ["@xmap/source", "module", "node", "development|production"];
const shared = { resolve: { conditions }, ssr: { resolve: { conditions } } };

/** The playground: its parts under Node, and the built page in Chromium. */
export default defineConfig({
  root,
  test: {
    projects: [
      {
        ...shared,
        test: { name: "playground", root, include: ["playground/test/**/*.test.ts"], testTimeout: 30_000 },
      },
      {
        ...shared,
        test: {
          name: "browser",
          root,
          include: ["test/browser/**/*.spec.ts"],
          globalSetup: [join(import.meta.dirname, "build-and-serve.ts")],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 20_000, interval: 100 } },
          maxWorkers: 1,
          fileParallelism: false,
        },
      },
    ],
  },
});
