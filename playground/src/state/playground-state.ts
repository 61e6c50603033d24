import type { Diagnostic } from "@xmap/diagnostics";
import type { SchemaFileProblem } from "@xmap/language/schemas";
import type { WorkspaceSymbol } from "@xmap/language/service";
import type { TestResult } from "@xmap/runtime/laws";
import type { DiskState } from "../disk/disk-sync.ts";
import type { Example } from "../project/example.ts";
import type { BindingChoice, Work } from "../project/work.ts";
import type { RunEnd } from "../run/run-client.ts";
import type { SampleFault } from "../sample/sample-protocol.ts";
import type { FollowedValue } from "../trace/follow-trace.ts";
import type { CompiledBinding, CompileResult } from "../worker/compile-binding.ts";

/** What is known of the sample's text. */
export type SampleState =
  /** There is no binding to give one to. */
  | { readonly kind: "none" }
  | { readonly kind: "broken"; readonly message: string }
  | { readonly kind: "read"; readonly faults: readonly SampleFault[] };

/** How the trial of a binding's laws stands. */
export type LawState = { readonly kind: "running" } | Exclude<RunEnd<TestResult>, { readonly kind: "superseded" }>;

/** Everything that the page shows. */
export interface PlaygroundState {
  readonly examples: readonly Example[];
  readonly work: Work;
  /** Counts the projects that were opened: texts of the same path may be others. */
  readonly opening: number;
  /** Undefined until the first ones have come. */
  readonly diagnostics: readonly Diagnostic[] | undefined;
  /** What is wrong with schema files. */
  readonly schemaProblems: readonly SchemaFileProblem[];
  /** Every binding that the project declares. */
  readonly bindings: readonly BindingChoice[];
  /** Every name that the project declares. */
  readonly symbols: readonly WorkspaceSymbol[];
  /** The last state of the chosen binding that compiled. */
  readonly compiled: CompiledBinding | undefined;
  /** Why the newest text is not what `compiled` was made of; undefined when it is. */
  readonly compileProblem: Exclude<CompileResult, CompiledBinding> | undefined;
  readonly sample: SampleState;
  readonly run: RunEnd | undefined;
  /** What is known of the laws of a two-way binding, and of which compiled one. */
  readonly laws: { readonly of: CompiledBinding; readonly state: LawState } | undefined;
  /** The value whose way through the mapping is shown. */
  readonly followed: FollowedValue | undefined;
  /** How the work stands to the folder on disk that it came from; undefined where there is none. */
  readonly disk: DiskState | undefined;
  /** Said to everybody, screen readers included. */
  readonly notice: string;
}
