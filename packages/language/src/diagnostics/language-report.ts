import type { Report } from "@xmap/diagnostics";
import type { languageDiagnostics } from "./language-diagnostics.ts";

type WithoutFile<Value> = Value extends unknown ? Omit<Value, "file"> : never;

/** What a check says; the file is added by the context that it stands in. */
export type LanguageReport = WithoutFile<Report<typeof languageDiagnostics.table>>;
