export { checkProject, type ProjectCheck } from "./check-project.ts";
export { languageDiagnostics } from "./diagnostics/language-diagnostics.ts";
export { formatDiagnostics } from "./format/format-diagnostics.ts";
export { formatSource } from "./format/format-source.ts";
export type { ProjectHost } from "./host.ts";
export type * from "./program.ts";
export type * from "./types/type.ts";
export { typeToText } from "./types/type-to-text.ts";
