import type { DataRecord, OperationDescription } from "@xmap/contract";

export interface ItemOperation {
  readonly description: OperationDescription;
  /** What follows the record's address. */
  readonly path: string;
  /** The fields that `done` looks at. */
  readonly fields: readonly string[];
  /** True when there is nothing left to do, whoever has done it. */
  readonly done: (record: DataRecord) => boolean;
}

/** Operations by name. */
export const OPERATIONS: Readonly<Record<string, ItemOperation>> = {
  release: {
    description: {
      description: "Releases an item for sale.",
      idempotent: "findFirst",
      effects: ["movesStock"],
      reversible: false,
      doneWhen: "status is released",
      arguments: { type: "object", additionalProperties: false, properties: {} },
    },
    path: "release",
    fields: ["status"],
    done: ({ status }) => status === "released",
  },
};
