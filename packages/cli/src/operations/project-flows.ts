import type { FlowModule } from "@xmap/contract";
import { loadProject } from "../project/load-project.ts";
import { loadModules } from "../run/load-modules.ts";

/** The flows that the project declares; throws a CommandError when it does not compile. */
export async function projectFlows(path: string): Promise<readonly FlowModule[]> {
  const modules = await loadModules(loadProject(path));
  return modules.flatMap((module) => Object.values(module.flows));
}
