import type { MappingModule } from "@xmap/contract";
import type { EmbeddedEngine } from "@xmap/runtime/node";
import { CommandError } from "../project/command-error.ts";
import { loadProject } from "../project/load-project.ts";
import { showDiagnostics, summarize } from "../project/show-diagnostics.ts";
import { loadModules } from "../run/load-modules.ts";

export interface ReloadParts {
  readonly path: string;
  readonly engine: Pick<EmbeddedEngine, "load">;
  /** What the engine runs now. */
  readonly modules: readonly MappingModule[];
  /** What the command line changes of every module. */
  readonly adjust: (modules: readonly MappingModule[]) => readonly MappingModule[];
  readonly tell: (text: string) => void;
}

/** Compiles the project and hands it to the engine; says what is wrong and changes nothing when it cannot. Answers what runs now. */
export async function reload({ path, engine, modules, adjust, tell }: ReloadParts): Promise<readonly MappingModule[]> {
  try {
    const project = loadProject(path);
    if (project.program === undefined) {
      tell(`${showDiagnostics(project, "pretty")}\n\n${summarize(project)}; the mapping from before goes on.`);
      return modules;
    }
    const fresh = await loadModules(project);
    if (hashesOf(fresh) === hashesOf(modules)) return modules;
    engine.load(adjust(fresh));
    tell(`Reloaded.${describeGone(modules, fresh)}`);
    return fresh;
  } catch (error) {
    if (error instanceof CommandError) tell(`${error.message}\nThe mapping from before goes on.`);
    else if (error instanceof RangeError)
      tell(`${error.message}. The mapping from before goes on; start xmap dev again for a new system.`);
    else throw error;
    return modules;
  }
}

function hashesOf(modules: readonly MappingModule[]): string {
  return modules.map(({ id, hash }) => `${id} ${hash}`).join("\n");
}

function describeGone(before: readonly MappingModule[], after: readonly MappingModule[]): string {
  const flowsOf = (modules: readonly MappingModule[]): string[] => modules.flatMap(({ flows }) => Object.keys(flows));
  const left = new Set(flowsOf(after));
  const gone = flowsOf(before).filter((flow) => !left.has(flow));
  return gone.length === 0
    ? ""
    : ` ${gone.join(", ")} is declared no longer and goes on until xmap dev is started again.`;
}
