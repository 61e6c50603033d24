import { rmSync } from "node:fs";
import { join } from "node:path";
import { CompileError, type Mutant, mutantsOf, mutatedText, reachOf } from "@xmap/compiler";
import { type CheckedProgram, checkProject, type ProjectHost } from "@xmap/language";
import { buildsOf } from "../../project/build-folder.ts";
import { withTestsOf } from "../run-tests.ts";
import type { TestProject } from "../test-project.ts";
import { loadTests } from "./run-plan.ts";

export interface MutationResult {
  readonly survivors: readonly Mutant[];
  readonly killed: number;
  /** Mutants that do not compile tell nothing. */
  readonly invalid: number;
}

type Verdict = "killed" | "survived" | "invalid";

/** Findings about tests: a mutant under which a test is no longer right is noticed. */
const TEST_CODES: ReadonlySet<string> = new Set(["wrong-expectation", "wrong-answer", "unanswered-lookup"]);

/** Changes the tested mappings one by one and runs the tests that go through the change, all in this process. */
export async function runMutants(
  project: TestProject,
  program: CheckedProgram,
  onProgress: (done: number, all: number) => void,
): Promise<MutationResult> {
  const meant = withTestsOf(program, new Set(project.sources));
  const mutants = mutantsOf(meant);
  const reach = meant.files.flatMap((file) => file.tests.map((test) => ({ file, names: reachOf(test) })));
  const host = rememberingHost(project.host);
  const folder = join(buildsOf(project.folder), `mutants-${process.pid}`);
  const survivors: Mutant[] = [];
  let invalid = 0;
  try {
    for (const [index, mutant] of mutants.entries()) {
      onProgress(index, mutants.length);
      const relevant = reach.flatMap(({ names }, number) => (names.has(mutant.declaration) ? [number] : []));
      const verdict = await judge(mutant, relevant, project.sources, host, join(folder, String(index)));
      if (verdict === "survived") survivors.push(mutant);
      if (verdict === "invalid") invalid += 1;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  onProgress(mutants.length, mutants.length);
  return { survivors, killed: mutants.length - invalid - survivors.length, invalid };
}

async function judge(
  mutant: Mutant,
  relevant: readonly number[],
  sources: readonly string[],
  host: ProjectHost,
  folder: string,
): Promise<Verdict> {
  const mutated: ProjectHost = {
    ...host,
    readFile(path) {
      const text = host.readFile(path);
      return path === mutant.file && text !== undefined ? mutatedText(text, mutant) : text;
    },
  };
  const { program, diagnostics } = checkProject(sources, mutated);
  if (program === undefined) {
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    return errors.every(({ code }) => TEST_CODES.has(code)) ? "killed" : "invalid";
  }
  try {
    const { plans, run } = await loadTests(withTestsOf(program, new Set(sources)), folder);
    for (const number of relevant) {
      const plan = plans[number];
      if (plan !== undefined && !(await run(plan)).passed) return "killed";
    }
    return "survived";
  } catch (error) {
    if (error instanceof CompileError) return "invalid";
    // A mapping that throws is noticed.
    return "killed";
  }
}

/** Only the mutated file differs from one check to the next. */
function rememberingHost(host: ProjectHost): ProjectHost {
  return {
    readFile: remembering((path) => host.readFile(path)),
    readSchema: remembering((system, resource) => host.readSchema(system, resource)),
    listSchemas: remembering((system) => host.listSchemas(system)),
    readDescription: remembering((system) => host.readDescription(system)),
  };
}

function remembering<Parameters extends readonly string[], Result>(
  read: (...parameters: Parameters) => Result,
): (...parameters: Parameters) => Result {
  const known = new Map<string, Result>();
  return (...parameters) => {
    const key = JSON.stringify(parameters);
    const before = known.get(key);
    if (before !== undefined || known.has(key)) return before as Result;
    const result = read(...parameters);
    known.set(key, result);
    return result;
  };
}
