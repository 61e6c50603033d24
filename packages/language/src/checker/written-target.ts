import type { Span } from "@xmap/diagnostics";
import type { Field } from "../types/type.ts";

/** A field that a rule writes, from the record that its block writes into. */
export interface WrittenTarget {
  readonly path: readonly string[];
  readonly field: Field;
  readonly span: Span;
  readonly file: string;
  readonly conditional: boolean;
  readonly key: boolean;
  /** Lines may come from several rules. */
  readonly lines: boolean;
}
