export { grammarDiagnostics } from "./diagnostics.ts";
export type { ParsedFile } from "./parser/file-reader.ts";
export { parseExpression, parseFile } from "./parser/parse-file.ts";
export { printExpression } from "./print/print-expression.ts";
export { printFile } from "./print/print-file.ts";
export { CHILD_KEYS, childrenOf, type SyntaxNode, visitNodes } from "./tree/child-keys.ts";
export type * from "./tree/declarations.ts";
export type * from "./tree/expressions.ts";
export type * from "./tree/steps.ts";
