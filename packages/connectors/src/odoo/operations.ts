import type { DataRecord, OperationDescription } from "@xmap/contract";

/** A method of a model that a mapping can call, with its done-when test. */
export interface OdooOperation {
  readonly description: OperationDescription;
  /** Fields that `done` looks at. */
  readonly fields: readonly string[];
  readonly done: (record: DataRecord) => boolean;
}

const NO_ARGUMENTS = { type: "object", additionalProperties: false, properties: {} } as const;

/** Operations by model and method. */
export const ODOO_OPERATIONS: Readonly<Record<string, Readonly<Record<string, OdooOperation>>>> = {
  "sale.order": {
    action_confirm: {
      description: {
        description: "Makes a quotation a sale, which reserves the stock and replaces its date with now.",
        idempotent: "findFirst",
        effects: ["movesStock"],
        reversible: true,
        doneWhen: "state is sale",
        arguments: NO_ARGUMENTS,
      },
      fields: ["state"],
      done: (record) => record.state === "sale",
    },
    action_cancel: {
      description: {
        description: "Cancels the sale and its open deliveries.",
        idempotent: "natural",
        effects: ["movesStock"],
        reversible: true,
        doneWhen: "state is cancel",
        arguments: NO_ARGUMENTS,
      },
      fields: ["state"],
      done: (record) => record.state === "cancel",
    },
  },
};
