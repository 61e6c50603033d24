import { EXIT_CODES, type ExitCode } from "@xmap/contract";
import { hasErrors } from "@xmap/diagnostics";
import type { DiagnosticFormat } from "../project/diagnostic-format.ts";
import { loadProject } from "../project/load-project.ts";
import { showDiagnostics, summarize } from "../project/show-diagnostics.ts";

/** `xmap check [path]`: every finding of every file at once; 1 when one of them is an error. */
export function check(path: string, options: { readonly format: DiagnosticFormat }): ExitCode {
  const project = loadProject(path);
  const shown = showDiagnostics(project, options.format);
  if (shown !== "") process.stdout.write(`${shown}\n`);
  if (options.format === "pretty") process.stderr.write(`${summarize(project)}\n`);
  return hasErrors(project.diagnostics) ? EXIT_CODES.findings : EXIT_CODES.fine;
}
