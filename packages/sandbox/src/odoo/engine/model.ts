import type { Json, JsonObject } from "../../server/json.ts";
import type { Environment } from "./environment.ts";
import { datetime, type Field, integer, many2one, type Value } from "./field.ts";

/** Values by field name, as a caller or a hook gives them. */
export type Values = { readonly [field: string]: Json };

/** Stored values by field name. */
export type Row = { readonly id: number; values: { [field: string]: Value } };

/** A method that RPC may call; undefined is Python's None. */
export type ModelMethod = {
  /** True for methods that take no record ids as their first argument. */
  readonly onModel?: boolean;
  /** The names of the arguments that may be given by keyword, in their order. */
  readonly parameters?: readonly string[];
  /** For methods that take no record ids: how many of the first parameters must be given. */
  readonly needed?: number;
  /** True when release 14.0 has no such method. */
  readonly since19?: boolean;
  readonly run: (environment: Environment, ids: readonly number[], keywords: JsonObject) => Json | undefined;
};

/** One model: data, and hooks where the data needs behaviour. */
export type Model = {
  readonly name: string;
  readonly label: string;
  readonly fields: { readonly [name: string]: Field };
  /** Fields that the sandbox works with and the release does not have: clients neither see nor use them. */
  readonly hidden?: readonly string[];
  /** The default order of searches, e.g. `date_order desc, id desc`. */
  readonly order?: string;
  /** Rows that describe the database itself; they are there from the first use on. */
  readonly rows?: (models: readonly Model[]) => readonly Row[];
  readonly displayName?: (environment: Environment, id: number) => string;
  /** Fills in values that hang on other values, before a record is made. */
  readonly prepare?: (environment: Environment, values: Values) => Values;
  readonly afterCreate?: (environment: Environment, id: number, values: Values) => void;
  readonly beforeWrite?: (environment: Environment, ids: readonly number[], values: Values) => void;
  readonly afterWrite?: (environment: Environment, id: number, values: Values, before: Row["values"]) => void;
  readonly beforeUnlink?: (environment: Environment, ids: readonly number[]) => void;
  /** Brings records that follow from this one up to date, before its transaction ends. */
  readonly settle?: (environment: Environment, id: number) => void;
  /** Constraints; throws. */
  readonly check?: (environment: Environment, id: number) => void;
  /** Records whose stored computed fields hang on this record. */
  readonly dependants?: (environment: Environment, id: number) => readonly (readonly [model: string, id: number])[];
  readonly methods?: { readonly [name: string]: ModelMethod };
};

const automatic: { readonly [name: string]: Field } = {
  id: integer("ID", { readonly: true }),
  create_date: datetime("Created on", { readonly: true }),
  create_uid: many2one("Created by", "res.users", { readonly: true, onDelete: "clear" }),
  write_date: datetime("Last Updated on", { readonly: true }),
  write_uid: many2one("Last Updated by", "res.users", { readonly: true, onDelete: "clear" }),
};

/** Makes a model, with the fields that every model has. */
export function defineModel(model: Model): Model {
  const displayName: Field = {
    type: "char",
    label: "Display Name",
    readonly: true,
    compute: (environment, id) => environment.displayName(model.name, id),
  };
  return { ...model, fields: { ...automatic, ...model.fields, display_name: displayName } };
}
