import type { LambdaExpression } from "@xmap/grammar";
import type { EntitySymbol, Type } from "@xmap/language";
import type { LiteralValue, SourceField, SourceRole, ViaLineage } from "./lineage.ts";
import { appendName } from "./path-text.ts";

/** Where a value stands in a source record; steps of a path go on from here. */
export interface RecordPlace {
  readonly record: string | undefined;
  readonly entity: string;
  /** "" for the whole record. */
  readonly path: string;
  readonly type: Type;
  readonly list: string | undefined;
  /** The record around it, for JSONata's `%`. */
  readonly parent: RecordPlace | undefined;
}

/** What a value was made from. */
export interface Origin {
  readonly places: readonly RecordPlace[];
  /** Fields that it was computed from or chosen by. */
  readonly made: readonly SourceField[];
  readonly literals: readonly LiteralValue[];
  readonly via: readonly ViaLineage[];
  /** Of an object with known fields: what each was made from. */
  readonly members: ReadonlyMap<string, Origin> | undefined;
  /** Of a function: its text, and the variables around it. */
  readonly closure: { readonly lambda: LambdaExpression; readonly scope: OriginScope } | undefined;
}

/** What `$`, `$$` and `$name` were made from. */
export interface OriginScope {
  readonly context: Origin;
  readonly root: Origin;
  readonly variables: ReadonlyMap<string, Origin>;
  /** How many functions are being applied. */
  readonly depth: number;
}

export const NOTHING: Origin = {
  places: [],
  made: [],
  literals: [],
  via: [],
  members: undefined,
  closure: undefined,
};

/** The whole record of an entity. */
export function wholeRecord(entity: EntitySymbol, record: string | undefined): Origin {
  const place: RecordPlace = {
    record,
    entity: entity.name,
    path: "",
    type: entity.type,
    list: undefined,
    parent: undefined,
  };
  return { ...NOTHING, places: [place] };
}

export function literalOrigin(value: LiteralValue): Origin {
  return { ...NOTHING, literals: [value] };
}

/** One of several values, or all of them in a list. */
export function anyOf(...origins: readonly Origin[]): Origin {
  const given = origins.filter((origin) => origin !== NOTHING);
  const [only] = given;
  if (given.length <= 1) return only ?? NOTHING;
  return {
    places: unique(given.flatMap((origin) => origin.places)),
    made: unique(given.flatMap((origin) => origin.made)),
    literals: unique(given.flatMap((origin) => origin.literals)),
    via: unique(given.flatMap((origin) => origin.via)),
    members: mergeMembers(given),
    closure: given.find((origin) => origin.closure !== undefined)?.closure,
  };
}

/** A new value computed from others. */
export function computedFrom(...origins: readonly Origin[]): Origin {
  return {
    ...NOTHING,
    made: unique(origins.flatMap((origin) => sourcesOf(origin))),
    literals: unique(origins.flatMap((origin) => literalsOf(origin))),
    via: unique(origins.flatMap((origin) => viaOf(origin))),
  };
}

/** The value, chosen by others: their literals are no part of it. */
export function chosenBy(value: Origin, ...conditions: readonly Origin[]): Origin {
  const by = conditions.map((condition) => ({ ...computedFrom(condition), literals: [] }));
  const made = by.flatMap((condition) => condition.made.map((source) => asRole(source, "selection")));
  if (by.every((condition) => condition.made.length + condition.via.length === 0)) return value;
  return {
    ...value,
    made: unique([...value.made, ...made]),
    via: unique([...by.flatMap((condition) => condition.via), ...value.via]),
  };
}

/** The elements of a list, or the value itself. */
export function elementsOf(origin: Origin): Origin {
  return { ...origin, places: origin.places.map(elementOf) };
}

/** A field of each value. */
export function fieldOf(origin: Origin, name: string): Origin {
  const member = origin.members?.get(name);
  if (member !== undefined && origin.places.length === 0) return anyOf(member, { ...origin, members: undefined });
  return {
    ...origin,
    places: origin.places.map((place) => fieldPlace(elementOf(place), name)),
    literals: [],
    members: member?.members,
    closure: undefined,
  };
}

/** The record around each value. */
export function parentOf(origin: Origin): Origin {
  return {
    ...origin,
    places: unique(origin.places.flatMap((place) => (place.parent === undefined ? [] : [place.parent]))),
  };
}

/** Every source field, each once; a value that is also chosen by is named once for each role. */
export function sourcesOf(origin: Origin): readonly SourceField[] {
  const places = origin.places.map(
    ({ record, entity, path, list }): SourceField => ({
      record,
      entity,
      path: path === "" ? "$" : path,
      role: "value",
      list,
    }),
  );
  const members = [...(origin.members?.values() ?? [])].flatMap((member) => sourcesOf(member));
  return unique([...places, ...members, ...origin.made]);
}

export function literalsOf(origin: Origin): readonly LiteralValue[] {
  const members = [...(origin.members?.values() ?? [])].flatMap((member) => literalsOf(member));
  return unique([...origin.literals, ...members]);
}

export function viaOf(origin: Origin): readonly ViaLineage[] {
  const members = [...(origin.members?.values() ?? [])].flatMap((member) => viaOf(member));
  return unique([...origin.via, ...members]);
}

/** The same sources with another role; what only chose stays so when the others are values. */
export function asRole(source: SourceField, role: SourceRole): SourceField {
  return { ...source, role };
}

/** Equal things once, in the order in which they came. */
export function unique<Item>(items: readonly Item[]): readonly Item[] {
  const found = new Map<string, Item>();
  for (const item of items) {
    const key = JSON.stringify(item, (name, value: unknown) => (name === "type" || name === "parent" ? 0 : value));
    if (!found.has(key)) found.set(key, item);
  }
  return [...found.values()];
}

function elementOf(place: RecordPlace): RecordPlace {
  if (place.type.kind !== "list") return place;
  return { ...place, path: `${place.path}[]`, type: place.type.item };
}

function fieldPlace(record: RecordPlace, name: string): RecordPlace {
  const { type } = record;
  const field = type.kind === "record" ? type.fields.get(name)?.value.type : undefined;
  const path = appendName(record.path, name);
  return { ...record, path, type: field ?? { kind: "unknown" }, parent: record };
}

function mergeMembers(origins: readonly Origin[]): ReadonlyMap<string, Origin> | undefined {
  const names = new Set(origins.flatMap((origin) => [...(origin.members?.keys() ?? [])]));
  if (names.size === 0) return undefined;
  return new Map(
    [...names].map((name) => [name, anyOf(...origins.map((origin) => origin.members?.get(name) ?? NOTHING))]),
  );
}
