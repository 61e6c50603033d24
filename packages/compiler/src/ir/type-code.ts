import type { ExportedName } from "./code.ts";

/** A TypeScript type. */
export type TypeCode =
  | { readonly kind: "keyword"; readonly text: string }
  | { readonly kind: "literal"; readonly value: string | number | boolean }
  | { readonly kind: "exported"; readonly exported: ExportedName }
  /** A type of the runtime, with type arguments. */
  | { readonly kind: "helper"; readonly name: string; readonly arguments: readonly TypeCode[] }
  | { readonly kind: "list"; readonly item: TypeCode }
  | { readonly kind: "union"; readonly members: readonly TypeCode[] }
  | { readonly kind: "intersection"; readonly members: readonly TypeCode[] }
  /** The type of what stands in a field of another type or in the elements of a list. */
  | { readonly kind: "part"; readonly of: TypeCode; readonly path: readonly TypeStep[] }
  | { readonly kind: "record"; readonly members: readonly TypeMember[] };

/** A field by its name, the elements of a list, or what is there without null and undefined. */
export type TypeStep = { readonly field: string } | "elements" | "present";

/** A readonly member of an interface or record type. */
export interface TypeMember {
  readonly name: string;
  readonly optional: boolean;
  readonly type: TypeCode;
  readonly documentation: string | undefined;
}

export function keyword(text: string): TypeCode {
  return { kind: "keyword", text };
}
export const UNDEFINED_TYPE: TypeCode = keyword("undefined");
export const NULL_TYPE: TypeCode = keyword("null");

export function helperType(name: string, ...args: readonly TypeCode[]): TypeCode {
  return { kind: "helper", name, arguments: args };
}

/** A union without doubles; a single member stands for itself, null and undefined stand last. */
export function union(...members: readonly TypeCode[]): TypeCode {
  const distinct = new Map<string, TypeCode>();
  for (const member of members.flatMap((each) => (each.kind === "union" ? each.members : [each])))
    distinct.set(JSON.stringify(member), member);
  const weight = (type: TypeCode) => (type === UNDEFINED_TYPE ? 2 : type === NULL_TYPE ? 1 : 0);
  const sorted = [...distinct.values()].sort((left, right) => weight(left) - weight(right));
  if (sorted.length === 0) return keyword("never");
  const [only] = sorted;
  return only !== undefined && sorted.length === 1 ? only : { kind: "union", members: sorted };
}
