export { CompileError } from "./compile-error.ts";
export { type CompileOptions, compileProgram, type GeneratedFile } from "./compile-program.ts";
export { compileExpression } from "./jsonata/compile-expression.ts";
export { loadFor, textCompiler } from "./jsonata/evaluate-expression.ts";
