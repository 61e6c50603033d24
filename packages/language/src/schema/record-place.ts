/** Where a record stands in its entity: its name for people and the path of the fields that lead to it. */
export interface RecordPlace {
  readonly name: string;
  readonly path: readonly string[];
}
