import type { DataRecord, EntitySchema, OperationDescription } from "@xmap/contract";
import type { OdooRecord } from "./odoo-record.ts";

/** Something that a mapping can have done with a record, with its done-when test. */
export interface OdooOperation {
  readonly description: OperationDescription;
  /** Fields that `done` looks at. */
  readonly fields: readonly string[];
  readonly done: (record: DataRecord, given: DataRecord) => boolean;
  /** Does it, or what is left of it after an earlier try whose answer was lost. */
  readonly run: (record: OdooRecord, given: DataRecord) => Promise<void>;
}

export type Operations = Readonly<Record<string, OdooOperation>>;

export const NO_ARGUMENTS: EntitySchema = { type: "object", additionalProperties: false, properties: {} };

interface OperationParts extends Omit<OdooOperation, "description"> {
  readonly description: string;
  readonly doneWhen: string;
  readonly idempotent?: OperationDescription["idempotent"];
  readonly effects?: OperationDescription["effects"];
  readonly reversible?: boolean;
  readonly arguments?: EntitySchema;
}

/** An operation; looked for before it is repeated, without arguments and final unless said otherwise. */
export function operation(parts: OperationParts): OdooOperation {
  const { fields, done, run, description, doneWhen } = parts;
  const { idempotent = "findFirst", effects = [], reversible = false } = parts;
  const given = parts.arguments ?? NO_ARGUMENTS;
  return {
    fields,
    done,
    run,
    description: { description, idempotent, effects, reversible, doneWhen, arguments: given },
  };
}

interface MethodParts extends Omit<OperationParts, "run" | "done" | "fields" | "doneWhen"> {
  readonly method: string;
  /** The record's `state` is one of these afterwards. */
  readonly states: readonly string[];
}

/** A method without arguments that brings a record into a state. */
export function stateOperation({ method, states, ...parts }: MethodParts): OdooOperation {
  return operation({
    ...parts,
    doneWhen: `state is ${states.join(" or ")}`,
    fields: ["state"],
    done: ({ state }) => states.includes(String(state)),
    run: async (record) => {
      await record.call(method);
    },
  });
}

/** The records of a relation that was read with a record. */
export function linesOf(record: DataRecord, name: string): readonly DataRecord[] {
  const lines = record[name];
  return Array.isArray(lines) ? (lines as readonly DataRecord[]) : [];
}

/** A number of a record or an argument; 0 where there is none. */
export function numberOf(value: unknown): number {
  return typeof value === "number" || typeof value === "string" ? Number(value) || 0 : 0;
}

/** Whether two amounts are equal to the tenth of a cent, or two quantities to the thousandth. */
export function isSameNumber(left: unknown, right: unknown): boolean {
  return Math.abs(numberOf(left) - numberOf(right)) < 0.0005;
}
