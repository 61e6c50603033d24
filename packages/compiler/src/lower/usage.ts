/** Which fields of an entity, or of what a `rules` block is given, a program reads and writes. Paths are dotted. */
export interface Usage {
  readonly read: Set<string>;
  readonly written: Set<string>;
}

export function createUsage(): Usage {
  return { read: new Set(), written: new Set() };
}

/** A place in a record: the record itself has an empty path. */
export interface Origin {
  readonly usage: Usage;
  readonly path: readonly string[];
}

export function originField(origin: Origin, name: string): Origin {
  return { usage: origin.usage, path: [...origin.path, name] };
}

export function markRead(origins: readonly Origin[]): void {
  for (const origin of origins) if (origin.path.length > 0) origin.usage.read.add(JSON.stringify(origin.path));
}

export function markWritten(usage: Usage, path: readonly string[]): void {
  usage.written.add(JSON.stringify(path));
}

/** The paths of a set. */
export function usedPaths(paths: ReadonlySet<string>): readonly (readonly string[])[] {
  return [...paths].map((path) => JSON.parse(path) as string[]);
}

/** Dotted paths in order, without those that a longer one includes. */
export function leafPaths(sets: readonly ReadonlySet<string>[]): readonly string[] {
  const dotted = new Set(sets.flatMap((set) => usedPaths(set)).map((path) => path.join(".")));
  const all = [...dotted].sort();
  return all.filter((path) => !all.some((other) => other.startsWith(`${path}.`)));
}
