import type { Span } from "@xmap/diagnostics";
import type { Expression } from "@xmap/grammar";
import type { LanguageReport } from "../diagnostics/language-report.ts";
import type { FunctionSignature } from "../functions/function-signature.ts";
import type { RecordType, Type, ValueType } from "../types/type.ts";
import type { Recorder } from "./recorder.ts";
import type { Scope } from "./scope.ts";

/** What the inference of one file's expressions shares. */
export interface ExpressionContext {
  report(report: LanguageReport): void;
  /** The source text of a span, for messages and fixes. */
  textOf(span: Span): string;
  /** The file's path, for fixes. */
  readonly path: string;
  readonly types: Map<Expression, ValueType>;
  readonly functions: ReadonlyMap<string, FunctionSignature>;
  /** Fields that expressions have read of a record, with the types they have there. */
  readonly reads: Map<RecordType, Map<string, Type>>;
  readonly recorder: Recorder | undefined;
  /** The type of an expression; it is kept in `types`. `using` reports elsewhere. */
  infer(expression: Expression, scope: Scope, using?: ExpressionContext): ValueType;
}
