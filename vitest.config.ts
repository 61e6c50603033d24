import { defineConfig } from "vitest/config";

const conditions = ["@xmap/source", "module", "node", "development|production"];

/** These hold no state between tests, and their files share the modules of a process: loading takes longer than testing. */
const STATELESS = ["language", "compiler", "diagnostics", "contract"].map(
  (name) => `packages/${name}/{src,test}/**/*.test.ts`,
);

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
