import type { EntitySchema, SchemaType } from "@xmap/contract";
import { isJsonObject, type JsonObject, jsonKind, memberOf, objectMember, textMember } from "../json-object.ts";
import { pointTo } from "../json-schema/pointer.ts";
import { failedReading, SCHEMA_DIALECT, type SchemaProblem, type SchemaReading } from "../schema-source.ts";

/** The `fields_get` answers of other models, for lines that are told as records. */
export type RelatedFields = (model: string) => unknown;

/**
 * A model of Odoo from what its `fields_get` answers, as Odoo's connector delivers the records: every field is there,
 * what is not set is null, booleans and numbers are always set, many2one fields are the other record's id. Lines, which
 * are models named after their owner (`sale.order.line` in `sale.order`), are told as records where their fields are known.
 */
export function readOdooFields(model: string, answer: unknown, related: RelatedFields): SchemaReading {
  const fields = fieldsOf(answer);
  if (fields === undefined) {
    return failedReading({
      place: "#",
      message: `the file holds ${jsonKind(answer)} instead of what fields_get answers`,
      help: 'save the answer of `fields_get`: { "name": { "type": "char", … }, … }',
    });
  }
  const problems: SchemaProblem[] = [];
  const record = new ModelReader(model, fields, related, problems).read();
  if (problems.length > 0) return failedReading(...problems);
  return { schema: { $schema: SCHEMA_DIALECT, title: model, ...record }, problems: [] };
}

/** Whether a JSON value looks like what `fields_get` answers. */
export function isOdooFields(value: unknown): boolean {
  const fields = Object.values(fieldsOf(value) ?? {});
  return (
    fields.length > 0 &&
    fields.every(
      (field) =>
        isJsonObject(field) && Object.hasOwn(FIELD_TYPES, textMember(field, "type") ?? "") && "string" in field,
    )
  );
}

/** The fields by name; the answer may still be in its JSON-RPC envelope. */
function fieldsOf(answer: unknown): JsonObject | undefined {
  if (!isJsonObject(answer)) return undefined;
  return Object.hasOwn(answer, "jsonrpc") ? objectMember(answer, "result") : answer;
}

/** How a value is delivered; `null` when the field can be unset. */
interface FieldForm {
  readonly type?: SchemaType;
  readonly format?: string;
  readonly unset: "null" | "never";
}

const FIELD_TYPES: Readonly<Record<string, FieldForm>> = {
  char: { type: "string", unset: "null" },
  text: { type: "string", unset: "null" },
  html: { type: "string", format: "html", unset: "null" },
  selection: { type: "string", unset: "null" },
  boolean: { type: "boolean", unset: "never" },
  integer: { type: "integer", unset: "never" },
  float: { type: "number", unset: "never" },
  monetary: { type: "number", unset: "never" },
  date: { type: "string", format: "date", unset: "null" },
  datetime: { type: "string", format: "date-time", unset: "null" },
  binary: { type: "string", format: "byte", unset: "null" },
  many2one: { type: "integer", unset: "null" },
  many2one_reference: { type: "integer", unset: "null" },
  reference: { type: "string", unset: "null" },
  one2many: { type: "array", unset: "never" },
  many2many: { type: "array", unset: "never" },
  json: { unset: "null" },
  properties: { type: "array", unset: "null" },
  properties_definition: { type: "array", unset: "null" },
};

class ModelReader {
  readonly #model: string;
  readonly #fields: JsonObject;
  readonly #related: RelatedFields | undefined;
  readonly #problems: SchemaProblem[];

  /** Without `related`, lines are lists of ids. */
  constructor(model: string, fields: JsonObject, related: RelatedFields | undefined, problems: SchemaProblem[]) {
    this.#model = model;
    this.#fields = fields;
    this.#related = related;
    this.#problems = problems;
  }

  read(): EntitySchema {
    const properties: [string, EntitySchema][] = [];
    for (const [name, field] of Object.entries(this.#fields)) {
      const type = textMember(field, "type");
      const form = type !== undefined && Object.hasOwn(FIELD_TYPES, type) ? FIELD_TYPES[type] : undefined;
      if (isJsonObject(field) && form !== undefined) properties.push([name, this.#field(field, form)]);
      else this.#problems.push(unknownField(this.#model, name, type));
    }
    return {
      type: "object",
      properties: Object.fromEntries(properties),
      required: properties.map(([name]) => name),
    };
  }

  #field(field: JsonObject, form: FieldForm): EntitySchema {
    const help = textMember(field, "help");
    const label = textMember(field, "string");
    return {
      ...(label === undefined ? {} : { title: label }),
      ...(help === undefined ? {} : { description: help }),
      ...this.#value(field, form),
      ...(field.readonly === true ? { readOnly: true } : {}),
      ...(field.required === true ? {} : { "x-xmap-defaulted": true }),
      ...(field.searchable === true || (field.searchable === undefined && field.store !== false)
        ? { "x-xmap-searchable": true }
        : {}),
    };
  }

  #value(field: JsonObject, form: FieldForm): EntitySchema {
    const mayBeNull = form.unset === "null" && field.required !== true;
    const type = form.type === undefined ? {} : { type: mayBeNull ? ([form.type, "null"] as const) : form.type };
    const format = form.format === undefined ? {} : { format: form.format };
    const plain: EntitySchema = { ...type, ...format };
    switch (textMember(field, "type")) {
      case "char":
        return { ...plain, ...maxLengthOf(field) };
      case "selection":
        return { ...plain, ...choices(field.selection, mayBeNull) };
      case "float":
        return { ...plain, ...digitsOf(field) };
      case "monetary":
        return { ...plain, ...this.#currencyOf(field) };
      case "many2one":
        return { ...plain, ...referenceTo(field) };
      case "one2many":
      case "many2many":
        return { ...plain, items: this.#items(field) };
      default:
        return plain;
    }
  }

  #currencyOf(field: JsonObject): EntitySchema {
    const currency = textMember(field, "currency_field");
    return currency === undefined || memberOf(this.#fields, currency) === undefined ? {} : { "x-xmap-money": currency };
  }

  #items(field: JsonObject): EntitySchema {
    const relation = textMember(field, "relation") ?? "";
    const inverse = textMember(field, "relation_field");
    const isLine = textMember(field, "type") === "one2many" && relation.startsWith(`${this.#model}.`);
    const fields = isLine ? fieldsOf(this.#related?.(relation)) : undefined;
    if (fields === undefined) return { type: "integer", ...referenceTo(field) };
    const record = new ModelReader(relation, fields, undefined, this.#problems).read();
    const owner = inverse === undefined ? undefined : record.properties?.[inverse];
    if (inverse === undefined || owner === undefined) return record;
    return { ...record, properties: { ...record.properties, [inverse]: { ...owner, "x-xmap-defaulted": true } } };
  }
}

function unknownField(model: string, name: string, type: string | undefined): SchemaProblem {
  const found = type === undefined ? "no type" : `the type ${type}, which is not known`;
  return {
    place: pointTo("#", name),
    message: `the field ${name} of ${model} has ${found}`,
    help: `the types of Odoo are ${Object.keys(FIELD_TYPES).join(", ")}`,
  };
}

function maxLengthOf({ size }: JsonObject): EntitySchema {
  return typeof size === "number" && size > 0 ? { maxLength: size } : {};
}

/** `[16, 2]` are two digits after the point; 0, false and absent say nothing of them. */
function digitsOf({ digits }: JsonObject): EntitySchema {
  const scale: unknown = Array.isArray(digits) ? digits[1] : undefined;
  return typeof scale === "number" && scale >= 0 ? { "x-xmap-decimal": scale } : {};
}

function referenceTo(field: JsonObject): EntitySchema {
  const relation = textMember(field, "relation");
  return relation === undefined ? {} : { "x-xmap-reference": relation };
}

/** More choices than these are a list of the world, such as time zones, that no mapping spells out. */
const MOST_CHOICES = 60;

/** The choices with their labels; a selection without any is open, as its module fills it at run time. */
function choices(selection: unknown, mayBeNull: boolean): EntitySchema {
  const pairs = (Array.isArray(selection) ? selection : []).filter(
    (pair): pair is readonly [string, unknown] => Array.isArray(pair) && typeof pair[0] === "string",
  );
  if (pairs.length === 0 || pairs.length > MOST_CHOICES) return {};
  const values = pairs.map(([value]) => value);
  const labels = pairs.flatMap(([value, label]) => (typeof label === "string" ? [[value, label] as const] : []));
  return {
    enum: mayBeNull ? [...values, null] : values,
    ...(labels.length === 0 ? {} : { "x-xmap-labels": Object.fromEntries(labels) }),
  };
}
