import type { GeneratedFile } from "@xmap/compiler";
import type { FileUses } from "@xmap/compiler/text";
import type { Diagnostic } from "@xmap/diagnostics";

/** What a build keeps of one source. */
export interface SourceState {
  readonly path: string;
  /** Of its text. */
  readonly hash: string;
  /** Project paths that it imports. */
  readonly imports: readonly string[];
  /** Of the systems and entities that it declares: these decide which schemas are read. */
  readonly schemas: string;
  readonly uses: FileUses;
  readonly output: GeneratedFile;
  readonly diagnostics: readonly Diagnostic[];
}

/** A build without errors: what the next one starts from. */
export interface BuildState {
  readonly schemaHash: string;
  /** The sources that were asked for; the others are imported by them. */
  readonly listed: readonly string[];
  /** Hashes of what was read beside sources and schemas, such as the records of tests. */
  readonly otherFiles: Readonly<Record<string, string>>;
  readonly sources: ReadonlyMap<string, SourceState>;
}
