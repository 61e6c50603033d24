import type { CheckedBlock, CheckedItem, CheckedValue, LookupSymbol, Type } from "@xmap/language";

/** The fields by which a lookup searches and answers, with the type that JSON has them in. */
export interface LookupTypes {
  readonly system: string;
  readonly resource: string;
  readonly fields: Readonly<Record<string, "string" | "number" | "boolean">>;
}

/** The fields of all lookups of some blocks, by the entity that they search. */
export function lookupTypesOf(blocks: readonly CheckedBlock[]): readonly LookupTypes[] {
  const found = new Map<string, { system: string; resource: string; fields: Record<string, LookupField> }>();
  const add = ({ entity, columns, result }: LookupSymbol): void => {
    const name = `${entity.system.name}\n${entity.resource}`;
    const types = found.get(name) ?? { system: entity.system.name, resource: entity.resource, fields: {} };
    found.set(name, types);
    for (const { path, value } of [...columns, result]) types.fields[path] = lookupField(value.type);
  };
  for (const value of blocks.flatMap(valuesOf)) if (value.via?.kind === "lookup") add(value.via.lookup);
  return [...found.values()];
}

type LookupField = LookupTypes["fields"][string];

/** The values of rules and `let`s in a block, and in blocks in it. */
export function valuesOf({ lets, items }: CheckedBlock): readonly CheckedValue[] {
  return [...lets.map(({ value }) => value), ...items.flatMap(valuesOfItem)];
}

function valuesOfItem(item: CheckedItem): readonly CheckedValue[] {
  if (item.kind === "rule") return [item.value];
  return valuesOf(item.kind === "include" ? item.rules.block : item.block);
}

function lookupField(type: Type): LookupField {
  switch (type.kind) {
    case "list":
      return lookupField(type.item);
    case "number":
    case "decimal":
    case "money":
      return "number";
    case "boolean":
      return "boolean";
    case "reference":
      return type.base === "integer" ? "number" : "string";
    case "enumeration":
      return typeof type.values[0] === "number" ? "number" : "string";
    default:
      return "string";
  }
}
