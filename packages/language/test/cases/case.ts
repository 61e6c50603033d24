import type { languageDiagnostics } from "../../src/diagnostics/language-diagnostics.ts";

/** A source with marked places, each of which gets this one finding and no other of its severity. */
export interface DiagnosticCase {
  readonly code: keyof typeof languageDiagnostics.table;
  readonly message: string;
  readonly source: string;
  readonly help?: string;
  /** Further files of the project. */
  readonly more?: Readonly<Record<string, string>>;
}
