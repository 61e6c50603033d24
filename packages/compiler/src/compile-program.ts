import { hashText } from "@xmap/contract";
import type { CheckedProgram } from "@xmap/language";
import { IndentationText, Project, QuoteKind } from "ts-morph";
import { CompileError } from "./compile-error.ts";
import { emitModule } from "./emit/emit-module.ts";
import { lowerProgram } from "./lower/program.ts";

export interface GeneratedFile {
  /** With forward slashes, beside where the source stands: `xcart-odoo/orders.ts`. */
  readonly path: string;
  readonly text: string;
  /** Path of the `.xmap` file. */
  readonly sourceFile: string;
}

export interface CompileOptions {
  /** Of the schemas and descriptions that the program was checked against; with the sources it makes the modules' hash. */
  readonly schemaHash: string;
}

/** One TypeScript file for each `.xmap` file. Equal programs give equal bytes. Throws a CompileError for what is not translated. */
export function compileProgram(program: CheckedProgram, options: CompileOptions): readonly GeneratedFile[] {
  const project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    compilerOptions: { noLib: true, noResolve: true },
    manipulationSettings: { indentationText: IndentationText.TwoSpaces, quoteKind: QuoteKind.Double },
  });
  const imports = new Map(program.files.map((file) => [file.file.source.path, file.imports]));
  const texts = new Map(program.files.map((file) => [file.file.source.path, file.file.source.text]));
  const files = lowerProgram(program).map((module): GeneratedFile => {
    const path = module.file.replace(/\.xmap$/, ".ts");
    const sourceFiles = [module.file, ...reached(module.file, imports)].sort();
    const hash = hashText(JSON.stringify([options.schemaHash, ...sourceFiles.map((each) => [each, texts.get(each)])]));
    const statements = emitModule(module, hash, sourceFiles);
    const file = project.createSourceFile(path, { statements: [`${statements.join("\n\n")}\n`] });
    return { path, text: file.getFullText(), sourceFile: module.file };
  });
  const [problem] = project.getProgram().getSyntacticDiagnostics();
  if (problem !== undefined) {
    const message = problem.getMessageText();
    const text = typeof message === "string" ? message : message.getMessageText();
    throw new CompileError(`${problem.getSourceFile()?.getBaseName() ?? "a file"} was generated wrongly: ${text}`);
  }
  return files;
}

function reached(file: string, imports: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const found = new Set<string>();
  const visit = (path: string): void => {
    for (const next of imports.get(path) ?? []) {
      if (next === file || found.has(next)) continue;
      found.add(next);
      visit(next);
    }
  };
  visit(file);
  return [...found];
}
