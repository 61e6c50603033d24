import type { RecordType } from "@xmap/language";
import type { ExportedName } from "../ir/code.ts";
import type { InterfaceIr } from "../ir/module.ts";
import type { TypeCode, TypeMember } from "../ir/type-code.ts";
import { keyword } from "../ir/type-code.ts";
import { pascalCase } from "./names.ts";
import { valueTypeCode } from "./type-of-value.ts";
import type { Usage } from "./usage.ts";
import { usedPaths } from "./usage.ts";

interface UsedFields {
  readonly fields: Map<string, UsedFields>;
}

export interface InterfaceRequest {
  readonly type: RecordType;
  readonly usage: Usage;
  readonly exported: ExportedName;
  readonly documentation: string | undefined;
  readonly declareName: (wanted: string) => ExportedName;
}

/** The interface of a record with the fields that are read, and those of the records in it; nested ones come first. */
export function lowerInterfaces(request: InterfaceRequest): readonly InterfaceIr[] {
  const root: UsedFields = { fields: new Map() };
  for (const path of usedPaths(request.usage.read)) {
    let level = root;
    for (const name of path) {
      const next = level.fields.get(name) ?? { fields: new Map() };
      level.fields.set(name, next);
      level = next;
    }
  }
  const interfaces: InterfaceIr[] = [];
  addInterface(request.type, root, request.exported, request.documentation, request, interfaces);
  return interfaces;
}

function addInterface(
  type: RecordType,
  used: UsedFields,
  exported: ExportedName,
  documentation: string | undefined,
  request: InterfaceRequest,
  interfaces: InterfaceIr[],
): void {
  const members: TypeMember[] = [];
  for (const [name, field] of type.fields) {
    const inner = used.fields.get(name);
    if (inner === undefined) continue;
    const record = (): TypeCode => {
      const { type: fieldType } = field.value;
      const nested = fieldType.kind === "list" ? fieldType.item : fieldType;
      if (nested.kind !== "record" || inner.fields.size === 0) return keyword("object");
      const nestedName = request.declareName(pascalCase(nested.name === "" ? `${exported.name}_${name}` : nested.name));
      addInterface(nested, inner, nestedName, undefined, request, interfaces);
      return { kind: "exported", exported: nestedName };
    };
    const value = valueTypeCode({ ...field.value, mayBeAbsent: false }, record);
    members.push({ name, optional: field.value.mayBeAbsent, type: value, documentation: field.description });
  }
  interfaces.push({ exported, documentation, bases: [], members });
}
