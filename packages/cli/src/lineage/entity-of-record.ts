import type { EntitySymbol } from "@xmap/language";

/** The entities that a record looks like most: by the fields that it has, less those that the entity does not know. */
export function entitiesLike(record: object, entities: readonly EntitySymbol[]): readonly EntitySymbol[] {
  const scores = entities.map((entity) => likeness(record, entity));
  const best = Math.max(...scores);
  return best <= 0 ? [] : entities.filter((_, index) => scores[index] === best);
}

function likeness(record: object, { type }: EntitySymbol): number {
  const names = Object.keys(record);
  const known = names.filter((name) => type.fields.has(name)).length;
  const missing = [...type.fields.values()].filter(
    (field) => !field.value.mayBeAbsent && !Object.hasOwn(record, field.name),
  ).length;
  return known - (names.length - known) - missing / (type.fields.size + 1);
}
