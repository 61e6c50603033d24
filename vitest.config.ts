import { defineConfig } from "vitest/config";

const conditions = ["@xmap/source", "module", "node", "development|production"];

/** Tests run on the TypeScript sources of every package, without a build step. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: [
      "packages/*/{src,test}/**/*.test.ts",
      "grammar/{src,test}/**/*.test.ts",
      "test/**/*.test.ts",
      "playground/test/**/*.test.ts",
    ],
    // Patience costs a test that passes nothing, and a busy machine is no mistake of the project's.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    // One more than cores: many tests wait for processes and timers.
    maxWorkers: 3,
  },
});
