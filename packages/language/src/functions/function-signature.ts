import type { Expression } from "@xmap/grammar";
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
  | "texts";

export interface Parameter {
  readonly name: string;
  readonly takes: ParameterKind;
  readonly optional?: boolean;
  /** JSON null is welcome, where JSONata would refuse it. */
  readonly nullable?: boolean;
}

/** An argument as written with its type. */
export interface Argument {
  readonly expression: Expression;
  readonly value: ValueType;
}

/** A function of the expression language: one entry of the table that checks, completion and documentation share. */
export interface FunctionSignature {
  readonly name: string;
  readonly documentation: string;
  readonly parameters: readonly Parameter[];
  readonly result: (given: readonly Argument[]) => ValueType;
}
