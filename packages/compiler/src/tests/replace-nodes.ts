/** An object graph with some objects in the place of others: what leads to them is copied, the rest is shared. */
export function replaceNodes<Graph extends object>(graph: Graph, replacements: ReadonlyMap<object, object>): Graph {
  const parents = parentsOf(graph);
  const changed = reaching(replacements.keys(), parents);
  const copies = new Map<object, object>(replacements);
  const copyOf = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    return changed.has(value) || replacements.has(value) ? copies.get(value) : value;
  };
  for (const original of changed) if (!copies.has(original)) copies.set(original, emptyLike(original));
  for (const original of changed) {
    const copy = copies.get(original);
    if (copy === undefined || replacements.has(original)) continue;
    if (Array.isArray(original)) (copy as unknown[]).push(...original.map(copyOf));
    else if (original instanceof Map)
      for (const [key, value] of original) (copy as typeof original).set(copyOf(key), copyOf(value));
    else if (original instanceof Set) for (const value of original) (copy as typeof original).add(copyOf(value));
    else for (const [name, value] of Object.entries(original)) (copy as Record<string, unknown>)[name] = copyOf(value);
  }
  return (copies.get(graph) ?? graph) as Graph;
}

function emptyLike(original: object): object {
  if (Array.isArray(original)) return [];
  if (original instanceof Map) return new Map();
  if (original instanceof Set) return new Set();
  return Object.create(Object.getPrototypeOf(original) as object | null) as object;
}

function parentsOf(graph: object): ReadonlyMap<object, readonly object[]> {
  const parents = new Map<object, object[]>([[graph, []]]);
  const pending = [graph];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const child of membersOf(next)) {
      if (typeof child !== "object" || child === null) continue;
      const known = parents.get(child);
      if (known !== undefined) {
        known.push(next);
        continue;
      }
      parents.set(child, [next]);
      pending.push(child);
    }
  }
  return parents;
}

function membersOf(value: object): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (value instanceof Map) return [...value.keys(), ...value.values()];
  return value instanceof Set ? [...value] : Object.values(value);
}

/** Everything from which one of the objects is reached. */
function reaching(objects: Iterable<object>, parents: ReadonlyMap<object, readonly object[]>): ReadonlySet<object> {
  const found = new Set<object>();
  const pending = [...objects];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const parent of parents.get(next) ?? []) {
      if (found.has(parent)) continue;
      found.add(parent);
      pending.push(parent);
    }
  }
  return found;
}
