import { rmSync } from "node:fs";
import { join } from "node:path";
import { type Coverable, compileProgram, compileTests, instrumentProgram } from "@xmap/compiler";
import type { CheckedProgram } from "@xmap/language";
import { writeInto } from "./compile-into.ts";
import { runVitest } from "./run-vitest.ts";
import type { TestProject } from "./test-project.ts";
import type { TestRun } from "./test-run.ts";

export interface TestsRun {
  readonly runs: readonly TestRun[];
  /** By probe; empty unless coverage was asked for. */
  readonly coverables: readonly Coverable[];
}

/** Compiles the tests of a checked project into its `.xmap` folder and runs them. */
export async function runTests(
  project: TestProject,
  program: CheckedProgram,
  options: { readonly coverage: boolean },
): Promise<TestsRun> {
  const meant = withTestsOf(program, new Set(project.sources));
  const instrumented = options.coverage ? instrumentProgram(meant) : { program: meant, coverables: [] };
  const modules = compileProgram(instrumented.program, { schemaHash: project.schemaHash, sourceMap: {} });
  const folder = join(project.folder, ".xmap", "test", String(process.pid));
  try {
    writeInto(folder, [...modules, ...compileTests(meant, new Set(project.sources))]);
    const runs = await runVitest(folder);
    return { runs: runs.toSorted(byPlace), coverables: instrumented.coverables };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The program with only the tests of some files; imported ones may have more. */
export function withTestsOf(program: CheckedProgram, sources: ReadonlySet<string>): CheckedProgram {
  const files = program.files.map((file) => (sources.has(file.file.source.path) ? file : { ...file, tests: [] }));
  return { ...program, files };
}

function byPlace(left: TestRun, right: TestRun): number {
  if (left.file !== right.file) return left.file < right.file ? -1 : 1;
  return left.line - right.line;
}
