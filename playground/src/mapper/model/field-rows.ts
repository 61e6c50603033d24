import { type Field, type RecordType, type Type, typeToText } from "@xmap/language";
import { joinPath } from "./field-path.ts";
import type { TreeField } from "./mapping-picture.ts";

/** Deeper fields and further ones have no rows; rules over them are lines to the nearest row. */
const DEEPEST = 10;
const MOST_ROWS = 20_000;

/** The record whose fields stand below a field: the value's own, or that of a list's items. */
export function recordOf(type: Type): RecordType | undefined {
  if (type.kind === "record") return type;
  return type.kind === "list" ? recordOf(type.item) : undefined;
}

function kindOf(type: Type): TreeField["kind"] {
  if (type.kind === "list") return "list";
  return type.kind === "record" ? "record" : "value";
}

/** All fields of a record as rows, each before the fields below it; the first row is the record. */
export function fieldRows(entity: string, record: RecordType, documentation: string | undefined): readonly TreeField[] {
  const rows: TreeField[] = [
    {
      path: "",
      name: entity,
      depth: 0,
      type: "record",
      kind: "record",
      hasFields: record.fields.size > 0,
      required: false,
      readOnly: false,
      documentation,
    },
  ];
  const add = (fields: Iterable<Field>, above: string, depth: number): void => {
    for (const field of fields) {
      if (rows.length >= MOST_ROWS) return;
      const { name, value } = field;
      const path = above === "" ? joinPath([name]) : `${above}.${joinPath([name])}`;
      const inner = depth < DEEPEST ? recordOf(value.type) : undefined;
      rows.push({
        path,
        name,
        depth,
        type: typeToText(value),
        kind: kindOf(value.type),
        hasFields: inner !== undefined && inner.fields.size > 0,
        required: field.required,
        readOnly: field.readOnly,
        documentation: field.description,
      });
      if (inner !== undefined) add(inner.fields.values(), path, depth + 1);
    }
  };
  add(record.fields.values(), "", 1);
  return rows;
}
