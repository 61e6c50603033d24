import type { Emitter, Place } from "./emitter.ts";
import type { Group, Node, Pair } from "./node.ts";
import { fieldCode, textCode } from "./text-code.ts";
import { computed, stable, type Value } from "./value.ts";

const RESERVED: ReadonlySet<string> = new Set(["_jsonata_lambda", "_jsonata_function"]);

/** The keys of pairs, when all of them are different texts. */
function plainKeys(pairs: readonly Pair[]): readonly string[] | undefined {
  const keys: string[] = [];
  for (const { key } of pairs) {
    if (key.kind !== "literal" || typeof key.value !== "string" || isDecorated(key)) return undefined;
    if (keys.includes(key.value) || RESERVED.has(key.value)) return undefined;
    keys.push(key.value);
  }
  return keys;
}

function isDecorated(node: Node): boolean {
  return node.predicates !== undefined || node.group !== undefined;
}

/** `{ key: value }`: an object of the context, or of its members together when it is an array. */
export function emitObject(emitter: Emitter, pairs: readonly Pair[], at: number, place: Place): Value {
  if (pairs.length === 0) return computed("{}", "plain");
  const keys = plainKeys(pairs);
  if (keys === undefined) return emitGroup(emitter, { pairs, at }, emitter.call("itemsToGroup", place.context), place);
  const needsContext = pairs.some(({ value }) => value.kind !== "literal" && value.kind !== "object");
  if (!needsContext) return emitFields(emitter, keys, pairs, place);
  const context = emitter.writer.name("context");
  emitter.writer.line(`const ${context} = ${emitter.call("constructorContext", place.context)};`);
  return emitFields(emitter, keys, pairs, { ...place, context });
}

function emitFields(emitter: Emitter, keys: readonly string[], pairs: readonly Pair[], place: Place): Value {
  const { writer } = emitter;
  const object = writer.name("object");
  writer.line(`const ${object}${emitter.annotation("Record<string, unknown>")} = {};`);
  for (const [index, pair] of pairs.entries()) {
    const value = emitter.emit(pair.value, place);
    const isDefined = value.type === "boolean" || value.type === "text" || value.type === "plain";
    const pinned = isDefined ? value : emitter.pin(value);
    const set = setField(emitter, object, keys[index] ?? "", pinned.code);
    writer.line(isDefined ? set : `if (${pinned.code} !== undefined) ${set}`);
  }
  return stable(object, "plain");
}

function setField(emitter: Emitter, object: string, name: string, code: string): string {
  if (name === "__proto__") return `${emitter.call("put", object, textCode(name), code)};`;
  return `${fieldCode(object, name)} = ${code};`;
}

/** A group over items: code of an array. */
export function emitGroup(emitter: Emitter, { pairs, at }: Group, items: string, place: Place): Value {
  const keys = plainKeys(pairs);
  if (pairs.length === 0) return computed("{}", "plain");
  if (keys !== undefined) {
    const context = emitter.writer.name("context");
    emitter.writer.line(`const ${context} = ${emitter.call("appendAll", items)};`);
    return emitFields(emitter, keys, pairs, { ...place, context });
  }
  const pinned = emitter.pin(computed(items), "items");
  const functions = (part: "key" | "value"): string =>
    `[${pairs.map((pair) => emitFunctionOf(emitter, pair[part], place)).join(", ")}]`;
  const given = ["run", emitter.at({ at }), pinned.code, functions("key"), functions("value")];
  return computed(emitter.call("groupBy", ...given), "plain");
}

/** An expression as a function of its context; its name. */
export function emitFunctionOf(emitter: Emitter, node: Node, place: Place): string {
  const { writer } = emitter;
  const name = writer.name("of");
  const context = writer.name("context");
  const { lines, result } = emitter.apart(() => emitter.emit(node, { ...place, context }));
  lines.push(`return ${result.code};`);
  writer.block(`const ${name} = (${context}${emitter.annotation()})${emitter.annotation()} =>`, lines, ";");
  return name;
}
