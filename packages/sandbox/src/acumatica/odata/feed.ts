import type { FieldType } from "../contract/schema.ts";
import type { Scalar } from "../record/row.ts";

/** A row of a feed. */
export type FeedRow = { readonly [column: string]: Scalar };

/** Data that is published over OData, read-only. */
export type Feed = {
  readonly name: string;
  readonly columns: ReadonlyMap<string, FieldType>;
  /** Columns that identify a row; none for a generic inquiry. */
  readonly keys: readonly string[];
  /** Parameters by name with the column that each narrows. */
  readonly parameters: { readonly [name: string]: string };
  /** Rows of details by name, for `$expand` on DAC feeds. */
  readonly collections: ReadonlyMap<string, string>;
  rows(): readonly FeedRow[];
};
