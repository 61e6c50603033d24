import type { CallExpression, Expression } from "@xmap/grammar";
import type { ExpressionContext } from "../expressions/expression-context.ts";
import type { Scope } from "../expressions/scope.ts";
import type { ValueType } from "../types/type.ts";

/** What a parameter takes; `list` also takes one value, as JSONata does. */
export type ParameterKind =
  | "any"
  | "text"
  | "number"
  | "boolean"
  | "record"
  | "list"
  | "numbers"
  | "plainNumbers"
  /** A number or money. */
  | "amount"
  | "texts"
  | "records"
  | "function"
  /** Text, or a regular expression. */
  | "pattern"
  /** Text, or a function of a match. */
  | "replacement";

export interface Parameter {
  readonly name: string;
  readonly takes: ParameterKind;
  readonly optional?: boolean;
  /** JSON null is welcome, where JSONata would refuse it. */
  readonly nullable?: boolean;
  /** `$` stands for it when all parameters but it are given. */
  readonly orContext?: boolean;
}

/** An argument as written with its type. */
export interface Argument {
  readonly expression: Expression;
  readonly value: ValueType;
}

/** Where a call stands. */
export interface CallPlace {
  readonly call: CallExpression;
  readonly scope: Scope;
  readonly context: ExpressionContext;
}

/** A function of the expression language: one entry of the table that checks, completion and documentation share. */
export interface FunctionSignature {
  readonly name: string;
  readonly documentation: string;
  readonly parameters: readonly Parameter[];
  /** The last parameter can be given again and again. */
  readonly repeats?: boolean;
  readonly result: (given: readonly Argument[], place: CallPlace) => ValueType;
}
