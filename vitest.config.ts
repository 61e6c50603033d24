import { defineConfig } from "vitest/config";

const conditions = ["@xmap/source", "module", "node", "development|production"];

/**
 * These change nothing of their process, such as its variables or streams, so that their files can share the modules of one:
 * loading takes longer than testing.
 */
const STATELESS = [
  "packages/{compiler,connectors,contract,diagnostics,language,runtime,sandbox}/{src,test}/**/*.test.ts",
  "grammar/{src,test}/**/*.test.ts",
  "test/{changes,integrations,language,scenarios}/**/*.test.ts",
];

const shared = {
  // Tests run on the TypeScript sources of every package, without a build step.
  resolve: { conditions },
  ssr: { resolve: { conditions } },
};

const timing = {
  // Patience costs a test that passes nothing, and a busy machine is no mistake of the project's.
  testTimeout: 120_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 60_000 } },
};

export default defineConfig({
  ...shared,
  test: {
    tags: [{ name: "long", description: "Takes so long that `npm run test:long` runs it, and `npm test` does not." }],
    // More than cores: many tests wait for processes and timers.
    maxWorkers: 4,
    projects: [
      { ...shared, test: { ...timing, name: "stateless", include: STATELESS, isolate: false } },
      {
        ...shared,
        test: {
          ...timing,
          name: "isolated",
          include: [
            "packages/*/{src,test}/**/*.test.ts",
            "grammar/{src,test}/**/*.test.ts",
            "test/**/*.test.ts",
            "playground/test/**/*.test.ts",
          ],
          exclude: STATELESS,
        },
      },
    ],
  },
});
