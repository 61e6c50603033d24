import { basename } from "node:path";
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
    kind: xmap?.kind ?? "test",
    title: test.name,
    file,
    line: Number(line),
    passed: state === "passed",
    result: xmap?.result,
    coverage: xmap?.coverage,
    error: xmap === undefined ? errors?.map(errorText).join("\n") : undefined,
    milliseconds: test.diagnostic()?.duration ?? 0,
  };
}

type TestError = NonNullable<ReturnType<TestCase["result"]>["errors"]>[number];

/** What went wrong, and where in a mapping when it was in one. */
function errorText({ message, stacks }: TestError): string {
  const frame = stacks?.find(({ file }) => file.endsWith(".xmap"));
  return frame === undefined ? message : `${message} (${basename(frame.file)}:${frame.line}:${frame.column})`;
}

function broken(what: string, message: string): TestRun {
  return {
    kind: "test",
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
