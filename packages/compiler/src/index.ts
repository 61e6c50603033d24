export { CompileError } from "./compile-error.ts";
export { type CompileOptions, compileProgram, type GeneratedFile } from "./compile-program.ts";
