import { Project } from "ts-morph";
import { CompileError } from "./compile-error.ts";
import type { GeneratedFile } from "./compile-text.ts";

/** Reads generated files as TypeScript does; throws a CompileError for one that it cannot read. */
export function checkSyntax(files: readonly Pick<GeneratedFile, "path" | "text">[]): void {
  const project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    compilerOptions: { allowJs: true, noLib: true, noResolve: true },
  });
  for (const { path, text } of files) project.createSourceFile(path, text);
  const [problem] = project.getProgram().getSyntacticDiagnostics();
  if (problem === undefined) return;
  const message = problem.getMessageText();
  const text = typeof message === "string" ? message : message.getMessageText();
  throw new CompileError(`${problem.getSourceFile()?.getBaseName() ?? "a file"} was generated wrongly: ${text}`);
}
