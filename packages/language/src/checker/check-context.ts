import type { EntitySchema } from "@xmap/contract";
import type { Diagnostic } from "@xmap/diagnostics";
import type { Expression, XmapFile } from "@xmap/grammar";
import type { DeclaredName, VisibleName } from "../binder/any-symbol.ts";
import { languageDiagnostics } from "../diagnostics/language-diagnostics.ts";
import type { LanguageReport } from "../diagnostics/language-report.ts";
import type { ExpressionContext } from "../expressions/expression-context.ts";
import { inferExpression } from "../expressions/infer.ts";
import type { Recorder } from "../expressions/recorder.ts";
import type { FunctionSignature } from "../functions/function-signature.ts";
import { functionTable } from "../functions/function-table.ts";
import type { ProjectHost } from "../host.ts";
import type { EntitySymbol, RulesSymbol } from "../program.ts";
import type { RecordType, ValueType } from "../types/type.ts";
import type { WrittenTarget } from "./written-target.ts";

/** What the checks of all files share. */
export interface ProjectChecks {
  readonly host: ProjectHost;
  readonly diagnostics: Diagnostic[];
  /** Findings of files that are not checked along with these, and of earlier phases. */
  readonly otherFindings: readonly Diagnostic[];
  readonly types: Map<Expression, ValueType>;
  readonly functions: ReadonlyMap<string, FunctionSignature>;
  readonly reads: ExpressionContext["reads"];
  /** The entity that a record type is the whole record of. */
  readonly entities: Map<RecordType, EntitySymbol>;
  /** Sets of rules that are declared and not checked yet; the function checks one. */
  readonly pendingRules: Map<RulesSymbol, () => void>;
  /** What a set of rules writes, for the bindings that include it. */
  readonly ruleTargets: Map<RulesSymbol, readonly WrittenTarget[]>;
  /** Schemas that were read, by system and resource: what types do not keep of them is looked up here. */
  readonly schemas: Map<string, EntitySchema | undefined>;
  /** For editors only. */
  readonly recorder: Recorder | undefined;
}

/** What the checks of one file share. */
export interface CheckContext extends ExpressionContext {
  readonly project: ProjectChecks;
  readonly file: XmapFile;
  readonly names: ReadonlyMap<string, VisibleName>;
}

/** The shared state of a check over a host's files. */
export function createProjectChecks(host: ProjectHost, diagnostics: Diagnostic[], recorder?: Recorder): ProjectChecks {
  const types = new Map<Expression, ValueType>();
  return {
    host,
    diagnostics,
    otherFindings: [],
    types,
    functions: functionTable(),
    reads: new Map(),
    entities: new Map(),
    pendingRules: new Map(),
    ruleTargets: new Map(),
    schemas: new Map(),
    recorder,
  };
}

/** Nothing is known of a value because something in it is wrong, which has been said. */
function followsFromError({ code, file, span }: Diagnostic, before: readonly Diagnostic[]): boolean {
  if (code !== "unknown-value") return false;
  const isInside = (other: Diagnostic["span"]) => span.start <= other.start && other.end <= span.end;
  return before.some((other) => other.severity === "error" && other.file === file && isInside(other.span));
}

/** The context of one file's checks. */
export function createCheckContext(
  project: ProjectChecks,
  path: string,
  file: XmapFile,
  names: ReadonlyMap<string, VisibleName>,
): CheckContext {
  const context: CheckContext = {
    project,
    path,
    file,
    names,
    types: project.types,
    functions: project.functions,
    reads: project.reads,
    recorder: project.recorder,
    report: (report: LanguageReport) => {
      const diagnostic = languageDiagnostics.create({ ...report, file: path });
      if (!followsFromError(diagnostic, project.diagnostics)) project.diagnostics.push(diagnostic);
    },
    textOf: (span) => file.source.text.slice(span.start, span.end).replace(/\s+/g, " ").trim(),
    infer: (expression, scope, using = context) => {
      const value = inferExpression(expression, scope, using);
      project.types.set(expression, value);
      return value;
    },
  };
  return context;
}

/** The declared name that a declaration of this file stands under; undefined for the second of a name. */
export function declaredNameOf(
  context: CheckContext,
  name: { readonly name: string; readonly span: DeclaredName["span"] },
): DeclaredName | undefined {
  const declared = context.names.get(name.name)?.declared;
  return declared?.file === context.path && declared.span.start === name.span.start ? declared : undefined;
}
