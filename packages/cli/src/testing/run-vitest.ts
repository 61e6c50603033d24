import { fileURLToPath } from "node:url";
import type { TestReport } from "@xmap/runtime/testing";
import type { Reporter, TestCase, TestModule } from "vitest/node";
import { startVitest } from "vitest/node";
import type { TestRun } from "./test-run.ts";

/** Runs the test files below a folder with vitest, which this command brings; answers how each test went, in order. */
export async function runVitest(folder: string): Promise<readonly TestRun[]> {
  const runs: TestRun[] = [];
  const reporter: Reporter = {
    onTestRunEnd(modules, unhandled) {
      for (const module of modules) runs.push(...runsOf(module));
      for (const error of unhandled) runs.push(broken("the tests", error.message));
    },
  };
  const vitest = await startVitest(
    "test",
    [],
    {
      root: folder,
      config: false,
      include: ["**/*.test.ts"],
      reporters: [reporter],
      watch: false,
      passWithNoTests: true,
      pool: "threads",
      maxWorkers: 2,
    },
    { plugins: [{ name: "xmap", enforce: "pre", resolveId: resolveOwn }], logLevel: "silent", clearScreen: false },
  );
  await vitest.close();
  return runs;
}

/** Generated files lie in the user's project, which need not have the packages that this command brings. */
function resolveOwn(specifier: string): string | undefined {
  return specifier.startsWith("@xmap/") ? fileURLToPath(import.meta.resolve(specifier)) : undefined;
}

function runsOf(module: TestModule): readonly TestRun[] {
  const failures = module.errors().map((error) => broken(module.relativeModuleId, error.message));
  return [...failures, ...[...module.children.allTests()].map(runOf)];
}

function runOf(test: TestCase): TestRun {
  const { state, errors } = test.result();
  const { xmap } = test.meta() as { readonly xmap?: TestReport };
  const [file = "", line = "0"] = xmap?.place.split(/:(?=\d+$)/) ?? [];
  return {
    title: test.name,
    file,
    line: Number(line),
    passed: state === "passed",
    result: xmap?.result,
    coverage: xmap?.coverage,
    error: xmap === undefined ? errors?.map(({ message }) => message).join("\n") : undefined,
    milliseconds: test.diagnostic()?.duration ?? 0,
  };
}

function broken(what: string, message: string): TestRun {
  return {
    title: what,
    file: "",
    line: 0,
    passed: false,
    result: undefined,
    coverage: undefined,
    error: message,
    milliseconds: 0,
  };
}
