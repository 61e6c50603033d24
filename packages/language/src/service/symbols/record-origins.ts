import type { EntitySymbol } from "../../program.ts";
import { itemOf } from "../../types/classify.ts";
import type { RecordType } from "../../types/type.ts";
import type { ProjectAnalysis } from "../project/analysis.ts";

/** Where a record type lies in an entity's record; an empty path is the whole record. */
export interface RecordOrigin {
  readonly entity: EntitySymbol;
  readonly path: readonly string[];
}

export type RecordOrigins = ReadonlyMap<RecordType, RecordOrigin>;

const placesOf = new WeakMap<RecordType, readonly (readonly [RecordType, readonly string[]])[]>();
const originsOf = new WeakMap<ProjectAnalysis, RecordOrigins>();

function placesIn(root: RecordType): readonly (readonly [RecordType, readonly string[]])[] {
  const before = placesOf.get(root);
  if (before !== undefined) return before;
  const places: (readonly [RecordType, readonly string[]])[] = [];
  const pending: (readonly [RecordType, readonly string[]])[] = [[root, []]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [record, path] = next;
    places.push(next);
    for (const field of record.fields.values()) {
      const inside = itemOf(field.value.type);
      if (inside.kind === "record") pending.push([inside, [...path, field.name]]);
    }
  }
  placesOf.set(root, places);
  return places;
}

/** The entity that each record type of a project is part of. */
export function recordOrigins(project: ProjectAnalysis): RecordOrigins {
  const before = originsOf.get(project);
  if (before !== undefined) return before;
  const origins = new Map<RecordType, RecordOrigin>();
  for (const file of project.files.values()) {
    for (const [root, entity] of file.shared.entities) {
      for (const [record, path] of placesIn(root)) if (!origins.has(record)) origins.set(record, { entity, path });
    }
  }
  originsOf.set(project, origins);
  return origins;
}
