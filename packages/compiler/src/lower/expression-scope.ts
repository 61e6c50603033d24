import type { SourceText, Span } from "@xmap/diagnostics";
import type { Expression } from "@xmap/grammar";
import type { ValueType } from "@xmap/language";
import { CompileError } from "../compile-error.ts";
import type { Lowered } from "./lowered.ts";
import type { NameScope } from "./names.ts";

/** Where an expression stands. */
export interface ExpressionScope {
  /** `$` */
  readonly context: Lowered;
  /** `$$` */
  readonly root: Lowered;
  /** Fields of the context that stand for values of their own: the names of a flow. */
  readonly contextFields: ReadonlyMap<string, Lowered>;
  /** `$name` */
  readonly variables: ReadonlyMap<string, Lowered>;
  readonly names: NameScope;
  /** The rule that run-time errors name. */
  readonly rule: string;
  readonly source: SourceText;
  /** What the checker has found out of an expression. */
  readonly typeOf: (expression: Expression) => ValueType;
  readonly lower: (expression: Expression, scope: ExpressionScope) => Lowered;
}

/** Stops at a construct that has no translation. */
export function refuse(scope: ExpressionScope, span: Span, message: string): never {
  throw new CompileError(message, span, scope.source);
}

/** The scope inside a step, filter or list: with another context. */
export function withContext(scope: ExpressionScope, context: Lowered, names: NameScope): ExpressionScope {
  return { ...scope, context, contextFields: new Map(), names };
}
