/** Shorter lists are gone through faster than an index of them is made. */
const SHORTEST_INDEXED = 24;

type Groups = ReadonlyMap<unknown, readonly object[]>;

/** By list, then by field; records do not change, so an index holds as long as its list is there. */
const indexes = new WeakMap<readonly object[], Map<PropertyKey, Groups>>();

/** The items of a list whose field is equal (`===`) to a value, in their order. */
export function matching<Item extends object, Field extends keyof Item>(
  list: readonly Item[],
  field: Field,
  value: unknown,
): readonly Item[] {
  if (list.length < SHORTEST_INDEXED) return list.filter((item) => item[field] === value);
  const fields = indexes.get(list) ?? new Map<PropertyKey, Groups>();
  indexes.set(list, fields);
  const groups = fields.get(field) ?? groupsOf(list, field);
  fields.set(field, groups);
  // Nothing is equal to what is no number.
  return Number.isNaN(value) ? [] : ((groups.get(value) ?? []) as readonly Item[]);
}

function groupsOf<Item extends object>(list: readonly Item[], field: keyof Item): Groups {
  return Map.groupBy(list, (item) => item[field]);
}
