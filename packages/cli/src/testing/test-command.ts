import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { EXIT_CODES, type ExitCode } from "@xmap/contract";
import type { CheckedProgram } from "@xmap/language";
import { SYSTEM_CLOCK } from "@xmap/runtime/node";
import { watchProject } from "../development/watch-project.ts";
import { CommandError } from "../project/command-error.ts";
import { readConfiguration } from "../project/configuration-file.ts";
import { showDiagnostics, summarize } from "../project/show-diagnostics.ts";
import { stopAsked } from "../run/stop-asked.ts";
import { runMutants } from "./mutation/run-mutants.ts";
import { mutationAsJson, scoreOf, showMutation } from "./mutation/show-mutation.ts";
import { coveredItems } from "./rule-coverage/covered-items.ts";
import { lcovText } from "./rule-coverage/lcov.ts";
import { coverageAsJson, showCoverage } from "./rule-coverage/show-coverage.ts";
import { runTests } from "./run-tests.ts";
import { runsAsJson, showRuns } from "./show-runs.ts";
import { loadTestProject, type TestProject } from "./test-project.ts";

export interface TestCommandOptions {
  /** Its folder; undefined: the project that the first path is in. */
  readonly project?: string;
  readonly watch: boolean;
  readonly coverage: boolean;
  readonly mutate: boolean;
  /** The lowest mutation score that is good enough, in percent. */
  readonly minimum?: number;
  readonly json: boolean;
}

/** Checks, compiles and runs the tests at the paths; 1 when one fails or what is asked of them beside that. */
export async function testCommand(paths: readonly string[], options: TestCommandOptions): Promise<ExitCode> {
  if (options.minimum !== undefined && !options.mutate)
    throw new CommandError("--minimum is the lowest mutation score: it goes with --mutate.");
  if (options.watch && options.mutate)
    throw new CommandError("--mutate runs the tests hundreds of times: leave --watch out.");
  return options.watch ? watchTests(paths, options) : testOnce(paths, options);
}

async function testOnce(paths: readonly string[], options: TestCommandOptions): Promise<ExitCode> {
  const project = loadTestProject(projectPlace(paths, options), paths);
  const shown = showDiagnostics(project, "pretty");
  if (shown !== "") process.stderr.write(`${shown}\n\n`);
  const { program } = project;
  if (program === undefined) {
    process.stderr.write(`${summarize(project)}\n`);
    return EXIT_CODES.findings;
  }
  const { runs, coverables } = await runTests(project, program, options);
  const { folder } = project;
  if (runs.length === 0) process.stderr.write("There are no tests here: see `test` in the language reference.\n");
  process.stdout.write(options.json ? runsAsJson(runs, folder) : `${showRuns(runs, folder)}\n`);
  if (options.coverage) {
    const items = coveredItems(coverables, runs);
    process.stdout.write(options.json ? coverageAsJson(items, folder) : `\n${showCoverage(items, folder)}\n`);
    writeLcov(join("coverage", "lcov.info"), lcovText(items, folder));
  }
  if (runs.some(({ passed }) => !passed)) {
    if (options.mutate) process.stderr.write("Mutants say nothing while a test fails; mend it first.\n");
    return EXIT_CODES.findings;
  }
  return options.mutate ? mutate(project, program, options) : EXIT_CODES.fine;
}

function projectPlace([first]: readonly string[], { project }: TestCommandOptions): string {
  return project ?? first ?? ".";
}

async function mutate(project: TestProject, program: CheckedProgram, options: TestCommandOptions): Promise<ExitCode> {
  const result = await runMutants(project, program, tellProgress);
  const { folder } = project;
  process.stdout.write(options.json ? mutationAsJson(result, folder) : `\n${showMutation(result, folder)}\n`);
  return scoreOf(result) < (options.minimum ?? 0) ? EXIT_CODES.findings : EXIT_CODES.fine;
}

const TOLD_EVERY = 10;

function tellProgress(done: number, all: number): void {
  if (!process.stderr.isTTY) return;
  if (done === all) process.stderr.write("\r\u001b[K");
  else if (done % TOLD_EVERY === 0) process.stderr.write(`\rmutant ${done} of ${all}`);
}

function writeLcov(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Runs the tests after every change until it is stopped; answers how they went last. */
async function watchTests(paths: readonly string[], options: TestCommandOptions): Promise<ExitCode> {
  const { folder } = readConfiguration(projectPlace(paths, options));
  const watch = watchProject({ folder, clock: SYSTEM_CLOCK });
  void stopAsked().then(watch.stop);
  let last = await testOnce(paths, options);
  while (await watch.next()) last = await testOnce(paths, options).catch(tellError);
  return last;
}

/** A mistake of xmap.json is mended while the tests are watched. */
function tellError(error: unknown): ExitCode {
  if (!(error instanceof CommandError)) throw error;
  process.stderr.write(`${error.message}\n`);
  return error.exitCode;
}
