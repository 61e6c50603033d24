import type { CheckedProgram } from "@xmap/language";
import { checkSyntax } from "./check-syntax.ts";
import { type CompileOptions, compileText, type GeneratedFile } from "./compile-text.ts";
import { compileSchemas } from "./validate/compile-schemas.ts";

/**
 * One TypeScript or JavaScript file for each `.xmap` file, its syntax checked. Equal programs give equal bytes. Throws a
 * CompileError for what is not translated.
 */
export function compileProgram(program: CheckedProgram, options: CompileOptions): readonly GeneratedFile[] {
  const files = compileText(program, { compileSchemas, ...options });
  checkSyntax(files);
  return files;
}
