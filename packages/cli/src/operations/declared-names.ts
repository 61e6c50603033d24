import type { PauseTarget } from "@xmap/contract";
import { didYouMean } from "@xmap/diagnostics";
import { CommandError } from "../project/command-error.ts";
import { loadProject } from "../project/load-project.ts";

/** Refuses a name that the project does not declare; a project that does not compile leaves the question open. */
export function checkDeclared(path: string, target: PauseTarget): void {
  const files = loadProject(path).program?.files;
  if (files === undefined) return;
  const [kind, name] = "flow" in target ? (["flow", target.flow] as const) : (["system", target.system] as const);
  const known = files.flatMap(({ flows, systems }) => (kind === "flow" ? flows : systems).map((symbol) => symbol.name));
  if (known.includes(name)) return;
  const help = didYouMean(name, known) ?? `there are: ${known.join(", ")}`;
  throw new CommandError(`There is no ${kind} "${name}": ${help}`);
}
