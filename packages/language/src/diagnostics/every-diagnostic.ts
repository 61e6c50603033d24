import type { DiagnosticTable } from "@xmap/diagnostics";
import { grammarDiagnostics } from "@xmap/grammar";
import { formatDiagnostics } from "../format/format-diagnostics.ts";
import { languageDiagnostics } from "./language-diagnostics.ts";

/** Every code that a file can be given: of the parser, the checker and the formatter. */
export const DIAGNOSTICS: DiagnosticTable = {
  ...grammarDiagnostics.table,
  ...languageDiagnostics.table,
  ...formatDiagnostics.table,
};
