import type { Field, RecordType, Type } from "../types/type.ts";

/** The field at a path of names, going through records and lists of records; undefined when there is none. */
export function fieldAt(record: RecordType, path: readonly string[]): Field | undefined {
  let current: Type = record;
  let field: Field | undefined;
  for (const name of path) {
    const inside: Type = current.kind === "list" ? current.item : current;
    if (inside.kind !== "record") return undefined;
    field = inside.fields.get(name);
    if (field === undefined) return undefined;
    current = field.value.type;
  }
  return field;
}

/** The same record with another type for the field at a path; unchanged when there is no such field. */
export function replaceField(record: RecordType, path: readonly string[], change: (type: Type) => Type): RecordType {
  const [name, ...rest] = path;
  const field = name === undefined ? undefined : record.fields.get(name);
  if (name === undefined || field === undefined) return record;
  const within = (type: Type): Type => {
    if (type.kind === "list") return { ...type, item: within(type.item) };
    if (rest.length === 0) return change(type);
    return type.kind === "record" ? replaceField(type, rest, change) : type;
  };
  const fields = new Map(record.fields);
  fields.set(name, { ...field, value: { ...field.value, type: within(field.value.type) } });
  return { ...record, fields };
}
