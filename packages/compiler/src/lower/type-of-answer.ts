import type { Type, ValueType } from "@xmap/language";
import type { TypeCode, TypeMember } from "../ir/type-code.ts";
import { union } from "../ir/type-code.ts";
import { typeCodeOf, withNothing } from "./type-of-value.ts";

/** The TypeScript type of a value that no declaration names, its records written out. */
export function answerTypeCode({ type, mayBeAbsent, mayBeNull }: ValueType): TypeCode {
  return withNothing(writtenOut(type), mayBeAbsent, mayBeNull);
}

function writtenOut(type: Type): TypeCode {
  switch (type.kind) {
    case "record": {
      const members = [...type.fields.values()].map(
        ({ name, value }): TypeMember => ({
          name,
          optional: value.mayBeAbsent,
          type: answerTypeCode(value),
          documentation: undefined,
        }),
      );
      return { kind: "record", members };
    }
    case "list":
      return {
        kind: "list",
        item: answerTypeCode({ ...type, type: type.item, mayBeAbsent: false, mayBeNull: type.holdsNull === true }),
      };
    case "union":
      return union(...type.members.map(writtenOut));
    default:
      return typeCodeOf(type);
  }
}

/** The type at a path of names, through lists: of a list its elements. */
export function typeAt(type: Type, path: readonly string[]): Type {
  const item = type.kind === "list" ? type.item : type;
  const [name, ...further] = path;
  if (name === undefined) return item;
  const field = item.kind === "record" ? item.fields.get(name)?.value.type : undefined;
  return field === undefined ? { kind: "unknown" } : typeAt(field, further);
}
