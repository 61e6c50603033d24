import type { SeededRandom } from "@xmap/sandbox";
import type { Json } from "./mangling-proxy.ts";

/** One thing that is wrong with a record: where, and what is done there. */
export interface Mutation {
  /** `items.0.amount` */
  readonly path: readonly string[];
  readonly name: string;
  /** Undefined takes the member away. */
  readonly change: (value: Json) => Json | undefined;
}

type Change = readonly [name: string, change: Mutation["change"], fits?: (value: Json) => boolean];

const isText = (value: Json): boolean => typeof value === "string";
const isNumber = (value: Json): boolean => typeof value === "number";
const isList = (value: Json): boolean => Array.isArray(value);

const CHANGES: readonly Change[] = [
  ["missing", () => undefined],
  ["null", () => null],
  ["a text", () => "not this"],
  ["a number", () => 42],
  ["a flag", () => true],
  ["a record", () => ({ unexpected: "record" })],
  ["a list", () => ["unexpected"]],
  ["empty", (value) => (Array.isArray(value) ? [] : "")],
  ["an unknown code", () => "ZZZ", isText],
  ["an emoji", (value) => `${value} 🧰👩🏽‍🔧`, isText],
  ["markup", () => "<script>alert(1)</script>\u0000\u202e'; DROP TABLE--", isText],
  ["very long", () => "long ".repeat(4_000), isText],
  ["half a character", () => "\ud83d", isText],
  ["negative", (value) => -Number(value) || -1, isNumber],
  ["zero", () => 0, isNumber],
  ["huge", () => 9.9e17, isNumber],
  ["beyond all numbers", () => 1.7e308, isNumber],
  ["a fraction", (value) => Number(value) + 0.123456789, isNumber],
  ["a number as text", (value) => String(value), isNumber],
  ["doubled", (value) => (Array.isArray(value) ? [...value, ...value] : value), isList],
  ["holes", (value) => (Array.isArray(value) ? [null, ...value] : value), isList],
];

/** Draws a place in a record and what goes wrong there; the places of `spared` stay as they are. */
export function drawMutation(random: SeededRandom, record: Json, spared: readonly string[]): Mutation {
  const path = random.pick(pathsOf(record).filter(([first = ""]) => !spared.includes(first)));
  const value = path.reduce<Json>((at, name) => memberOf(at, name), record);
  const [name, change] = random.pick(CHANGES.filter(([, , fits]) => fits === undefined || fits(value)));
  return { path, name, change };
}

/** The record as the mutation leaves it; as it was where it has no such place. */
export function mutated(record: Json, { path: [first, ...rest], change }: Mutation): Json {
  if (first === undefined || typeof record !== "object" || record === null) return record;
  if (Array.isArray(record)) {
    const list = record as readonly Json[];
    return list.flatMap((each, index) => (String(index) === first ? present(inner(each, rest, change)) : [each]));
  }
  if (!Object.hasOwn(record, first)) return record;
  const { [first]: value = null, ...others } = record as Readonly<Record<string, Json>>;
  const changed = inner(value, rest, change);
  return changed === undefined ? others : { ...others, [first]: changed };
}

function inner(value: Json, path: readonly string[], change: Mutation["change"]): Json | undefined {
  return path.length === 0 ? change(value) : mutated(value, { path, name: "", change });
}

function present(value: Json | undefined): readonly Json[] {
  return value === undefined ? [] : [value];
}

/** Every place in a record, lists and members of lists included. */
function pathsOf(record: Json): readonly (readonly string[])[] {
  if (typeof record !== "object" || record === null) return [];
  return Object.entries(record).flatMap(([name, value]) => [[name], ...pathsOf(value).map((path) => [name, ...path])]);
}

function memberOf(record: Json, name: string): Json {
  const member: unknown = typeof record === "object" && record !== null ? Reflect.get(record, name) : null;
  return (member ?? null) as Json;
}
