import type { RecordType, Type } from "@xmap/language";
import type { TypeCode, TypeMember, TypeStep } from "../ir/type-code.ts";
import { keyword, union } from "../ir/type-code.ts";
import type { FlowOwner } from "./flow-owner.ts";
import type { Lowered } from "./lowered.ts";
import { isWrittenOut } from "./shape-code.ts";
import { answerTypeCode, typeAt } from "./type-of-answer.ts";
import { typeCodeOf, typeCodeOfLowered, withNothing } from "./type-of-value.ts";
import type { Origin } from "./usage.ts";

const PRESENT = { mayBeAbsent: false, mayBeNull: false } as const;

/** The type of a value that a step names: its records have that of where they come from, or of what they are made of. */
export function namedType(owner: FlowOwner, value: Lowered): TypeCode {
  const { type } = value;
  const item = type.kind === "list" ? type.item : type;
  const record = item.kind === "record" && !value.loose ? recordType(owner, item, value.origins) : undefined;
  if (record === undefined) return typeCodeOfLowered(value);
  const whole: TypeCode =
    type.kind === "list" ? { kind: "list", item: withNothing(record, false, value.itemNull) } : record;
  return withNothing(whole, value.absent, value.null);
}

function recordType(owner: FlowOwner, type: RecordType, origins: readonly Origin[]): TypeCode | undefined {
  if (isWrittenOut(type)) return madeType(type);
  const parts = origins.map((origin) => partType(owner, origin));
  const known = parts.flatMap((part) => (part === undefined ? [] : [part]));
  return known.length === 0 || known.length < parts.length ? undefined : union(...known);
}

/** A record that an expression has made. What may be a list or one value in it is not read by its type. */
function madeType(type: Type): TypeCode {
  if (type.kind === "list")
    return type.sequence
      ? keyword("unknown")
      : { kind: "list", item: withNothing(madeType(type.item), false, type.holdsNull === true) };
  if (type.kind !== "record" || !isWrittenOut(type)) return typeCodeOf(type);
  const members = [...type.fields.values()].map(
    ({ name, value }): TypeMember => ({
      name,
      optional: value.mayBeAbsent,
      type: withNothing(madeType(value.type), value.mayBeAbsent, value.mayBeNull),
      documentation: undefined,
    }),
  );
  return { kind: "record", members };
}

/** The type of what stands at a place, of a list its elements; undefined where that is not known. */
function partType({ context, answers }: FlowOwner, origin: Origin): TypeCode | undefined {
  const answered = answers.get(origin.usage);
  if (answered !== undefined) return answerTypeCode({ ...PRESENT, type: typeAt(answered.answer.type, origin.path) });
  const entity = [...context.usages].find(([, usage]) => usage === origin.usage)?.[0];
  if (entity === undefined) return undefined;
  const path: TypeStep[] = [];
  let type: Type = entity.type;
  for (const name of origin.path) {
    const field: Type | undefined = type.kind === "record" ? type.fields.get(name)?.value.type : undefined;
    if (field === undefined) return undefined;
    path.push({ field: name });
    if (field.kind === "list") path.push("elements");
    type = field.kind === "list" ? field.item : field;
  }
  const of: TypeCode = { kind: "exported", exported: context.nameOf(entity, "type") };
  if (path.length === 0) return of;
  return { kind: "part", of, path: path.at(-1) === "elements" ? path : [...path, "present"] };
}
