import type { Environment } from "./environment.ts";

/** A value as stored: a many2one is an id, an x2many a list of ids, null is unset. */
export type Value = string | number | boolean | null | readonly number[];

/** The field types of the sandbox's models. */
export type FieldType =
  | "char"
  | "text"
  | "html"
  | "integer"
  | "float"
  | "monetary"
  | "boolean"
  | "binary"
  | "date"
  | "datetime"
  | "selection"
  | "many2one"
  | "one2many"
  | "many2many"
  | "many2one_reference";

/** What a field may say besides its type and label. */
export type FieldOptions = {
  readonly required?: boolean;
  readonly readonly?: boolean;
  readonly initial?: Value | ((environment: Environment) => Value);
  /** The value worked out; with `stored`, kept in the row and refreshed when something it hangs on changes. */
  readonly compute?: (environment: Environment, id: number) => Value;
  readonly stored?: boolean;
  /** Takes a written value of a computed field. */
  readonly inverse?: (environment: Environment, id: number, value: Value) => void;
  /** Makes searches by equality fast; many2one fields always have it. */
  readonly indexed?: boolean;
  readonly onDelete?: "cascade" | "restrict" | "clear";
  /** The value as clients see it, when that differs. */
  readonly shown?: (environment: Environment, id: number, value: Value) => Value;
  /** For one2many: which of the records on the other side belong to the field. */
  readonly only?: (environment: Environment, id: number) => boolean;
};

/** One field of a model. */
export type Field = FieldOptions & {
  readonly type: FieldType;
  readonly label: string;
  readonly relation?: string;
  /** For one2many: the many2one on the other side. */
  readonly relationField?: string;
  readonly selection?: readonly (readonly [value: string, label: string])[];
};

const plain =
  (type: FieldType) =>
  (label: string, options: FieldOptions = {}): Field => ({ ...options, type, label });

export const char = plain("char");
export const text = plain("text");
export const html = plain("html");
export const integer = plain("integer");
export const float = plain("float");
export const monetary = plain("monetary");
export const boolean = plain("boolean");
export const binary = plain("binary");
export const date = plain("date");
export const datetime = plain("datetime");
export const reference = plain("many2one_reference");

/** A selection; each choice is a value and its label. */
export function selection(
  label: string,
  choices: readonly (readonly [value: string, label: string])[],
  options: FieldOptions = {},
): Field {
  return { ...options, type: "selection", label, selection: choices };
}

/** A link to one record. */
export function many2one(label: string, relation: string, options: FieldOptions = {}): Field {
  return { ...options, type: "many2one", label, relation };
}

/** The records on the other side of a many2one. */
export function one2many(label: string, relation: string, relationField: string, options: FieldOptions = {}): Field {
  return { ...options, type: "one2many", label, relation, relationField };
}

/** Links to several records. */
export function many2many(label: string, relation: string, options: FieldOptions = {}): Field {
  return { ...options, type: "many2many", label, relation };
}

/** A field of the record of `target` behind the many2one `link` of `model`, read and written through it. */
export function delegated(model: string, link: string, target: string, name: string, field: Field): Field {
  const { required: _required, initial: _initial, ...rest } = field;
  return {
    ...rest,
    stored: false,
    compute: (environment, id) => {
      const linked = environment.link(model, id, link);
      return linked === undefined ? null : environment.get(target, linked, name);
    },
    inverse: (environment, id, value) => {
      const linked = environment.link(model, id, link);
      if (linked !== undefined) {
        environment.write(target, [linked], { [name]: value });
      }
    },
  };
}

/** True when the field has a place in the row. */
export function isStored(field: Field): boolean {
  return field.type !== "one2many" && (field.compute === undefined || field.stored === true);
}
