import type { Span } from "@xmap/diagnostics";
import type { Field, Type, ValueType } from "../types/type.ts";

/** A name that was looked for in a type: a field that is read, one that is written, an argument of an operation. */
export interface RecordedMember {
  readonly span: Span;
  readonly name: string;
  readonly owner: Type;
  readonly purpose: "read" | "write" | "argument";
}

/** What the checker finds out beside diagnostics, for editors; a project that is only compiled has none. */
export interface Recorder {
  member(member: RecordedMember): void;
  /** A `let` or a step's name, at the place that gives it. */
  named(span: Span, value: ValueType): void;
  /** Required fields that no rule gives, at the place that is reported. */
  missingTargets(span: Span, fields: readonly Field[]): void;
  /** Values without an arm, as they are written; none when only `else` can complete the arms. */
  missingArms(span: Span, values: readonly string[]): void;
}
