import { EXIT_CODES } from "@xmap/contract";
import type { CheckedProgram } from "@xmap/language";
import { CommandError } from "../project/command-error.ts";
import { type LoadedProject, loadProject } from "../project/load-project.ts";
import { showDiagnostics, summarize } from "../project/show-diagnostics.ts";

/** A project without errors. */
export interface CheckedProject extends LoadedProject {
  readonly program: CheckedProgram;
}

/** Loads and checks; errors of the mappings are shown, and end the command with 1. */
export function checkedProject(path: string): CheckedProject {
  const project = loadProject(path);
  const { program } = project;
  if (program !== undefined) return { ...project, program };
  throw new CommandError(`${showDiagnostics(project, "pretty")}\n\n${summarize(project)}`, EXIT_CODES.findings);
}
