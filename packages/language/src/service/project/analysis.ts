import type { Diagnostic } from "@xmap/diagnostics";
import type { Expression } from "@xmap/grammar";
import type { DeclaredName, VisibleName } from "../../binder/any-symbol.ts";
import type { LoadedFile } from "../../binder/load-files.ts";
import type { WrittenTarget } from "../../checker/written-target.ts";
import type { CheckedFile, EntitySymbol, RulesSymbol } from "../../program.ts";
import type { RecordType, Type, ValueType } from "../../types/type.ts";
import type { RecordedNotes } from "./recorded-notes.ts";
import type { ServiceHost } from "./service-host.ts";

/** One file with everything that is known about it. A file that depends on no changed text keeps its analysis. */
export interface FileAnalysis {
  readonly path: string;
  readonly loaded: LoadedFile;
  readonly declared: ReadonlyMap<string, DeclaredName>;
  readonly visible: ReadonlyMap<string, VisibleName>;
  readonly checked: CheckedFile;
  readonly types: ReadonlyMap<Expression, ValueType>;
  readonly notes: RecordedNotes;
  /** Findings about names and types; those of the parser and of imports are the project's. */
  readonly diagnostics: readonly Diagnostic[];
  /** What the checks of files that import it start from. */
  readonly shared: SharedChecks;
}

export interface SharedChecks {
  readonly entities: readonly (readonly [RecordType, EntitySymbol])[];
  readonly ruleTargets: readonly (readonly [RulesSymbol, readonly WrittenTarget[]])[];
  readonly ruleReads: readonly (readonly [RecordType, Map<string, Type>])[];
}

/** All files at one moment. */
export interface ProjectAnalysis {
  readonly host: ServiceHost;
  /** Imported files first. */
  readonly files: ReadonlyMap<string, FileAnalysis>;
  /** Paths of the files that are compiled together. */
  readonly whole: ReadonlySet<string>;
  /** Findings of the parser, of imports, and of names that two files declare or none uses. */
  readonly diagnostics: readonly Diagnostic[];
}
