import type { DataRecord, EntitySchema, OperationDescription, OperationEffect } from "@xmap/contract";

/** An action that a mapping can call, with its done-when test. */
export interface AcumaticaOperation {
  readonly description: OperationDescription;
  /** The action's name in the endpoint, or the fields that are written instead of calling one. */
  readonly action: string | { readonly write: DataRecord };
  /** Fields that `done` looks at. */
  readonly fields: readonly string[];
  readonly done: (record: DataRecord, given: DataRecord) => boolean;
}

export type Operations = Readonly<Record<string, AcumaticaOperation>>;

const NO_ARGUMENTS: EntitySchema = { type: "object", additionalProperties: false, properties: {} };

interface StatusOperation {
  readonly action: string;
  readonly description: string;
  /** The action is done when the record has one of these. */
  readonly statuses: readonly string[];
  readonly effects?: readonly OperationEffect[];
  readonly reversible?: boolean;
}

/** An action that brings a record into a status. */
export function statusOperation({
  action,
  description,
  statuses,
  effects = [],
  reversible = false,
}: StatusOperation): AcumaticaOperation {
  return {
    action,
    description: {
      description,
      idempotent: "findFirst",
      effects,
      reversible,
      doneWhen: `Status is ${statuses.join(" or ")}`,
      arguments: NO_ARGUMENTS,
    },
    fields: ["Status"],
    done: (record) => statuses.includes(String(record.Status)),
  };
}

interface FieldOperation {
  readonly action: AcumaticaOperation["action"];
  readonly description: string;
  readonly doneWhen: string;
  readonly fields: readonly string[];
  readonly done: AcumaticaOperation["done"];
  readonly idempotent?: OperationDescription["idempotent"];
  readonly effects?: readonly OperationEffect[];
  readonly reversible?: boolean;
  readonly arguments?: EntitySchema;
}

/** An action with a test of its own. */
export function operation(parts: FieldOperation): AcumaticaOperation {
  const { action, fields, done, description, doneWhen } = parts;
  return {
    action,
    fields,
    done,
    description: {
      description,
      idempotent: parts.idempotent ?? "findFirst",
      effects: parts.effects ?? [],
      reversible: parts.reversible ?? false,
      doneWhen,
      arguments: parts.arguments ?? NO_ARGUMENTS,
    },
  };
}

/** The lines of a list that was read with a record. */
export function linesIn(record: DataRecord, name: string): readonly DataRecord[] {
  const lines = record[name];
  return Array.isArray(lines) ? (lines as readonly DataRecord[]) : [];
}

/** A number of a record; 0 where it has none. */
export function numberIn(record: DataRecord, name: string): number {
  const value = record[name];
  return typeof value === "number" || typeof value === "string" ? Number(value) || 0 : 0;
}
