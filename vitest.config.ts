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
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
