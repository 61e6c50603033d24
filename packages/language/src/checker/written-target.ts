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
  /** Present when it is written together with others: what they make is one value. */
  readonly piece?: WrittenPiece;
}

/** Fields that one block or one set of rules makes at once. */
interface WrittenPiece {
  /** The block or the inclusion. */
  readonly of: object;
  /** Records at this many names of the path, and below, are made by it alone. */
  readonly depth: number;
}
