import type { Emitter, Place } from "./emitter.ts";
import type { CallNode, Node } from "./node.ts";
import { textCode } from "./text-code.ts";
import { stable, type Value } from "./value.ts";

/** An equality of an item's field with something that is the same for every item. */
interface Join {
  /** The names that lead to the field, joined by line ends. */
  readonly path: string;
  readonly value: Node;
}

/** Functions that give the same for the same arguments and fail for the same ones. */
const PURE: ReadonlySet<string> = new Set([
  "abs",
  "ceil",
  "floor",
  "lowercase",
  "number",
  "string",
  "trim",
  "uppercase",
]);

/** The list that a filter goes through: for an equality, a long list is narrowed down by an index. */
export function emitNarrowing(emitter: Emitter, value: Value, condition: Node, place: Place): string {
  const { writer } = emitter;
  const list = writer.name("list");
  const join = joinIn(condition, undefined, emitter, place);
  if (join === undefined) {
    writer.line(`const ${list} = ${emitter.call("listOf", value.code)};`);
    return list;
  }
  writer.line(`let ${list} = ${emitter.call("listOf", value.code)};`);
  emitCandidates(emitter, list, join, place);
  return list;
}

/** The list of `$filter(list, function($v){ $v.id = … })`, narrowed down in the same way. */
export function emitNarrowedFilter(emitter: Emitter, { given }: CallNode, place: Place): Value | undefined {
  const [list, callback] = given;
  if (list === undefined || callback?.kind !== "lambda" || given.length !== 2) return undefined;
  const [parameter] = callback.parameters;
  if (callback.parameters.length !== 1 || parameter === undefined || callback.signature !== undefined) return undefined;
  const join = joinIn(callback.body, parameter, emitter, place);
  if (join === undefined) return undefined;
  const name = emitter.writer.name("list");
  const { code } = emitter.emit(list, place);
  emitter.writer.line(`let ${name}${emitter.annotation()} = ${code};`);
  emitCandidates(emitter, name, join, place);
  return stable(name);
}

function emitCandidates(emitter: Emitter, list: string, { path, value }: Join, place: Place): void {
  const { lines, result } = emitter.apart(() => emitter.emit(value, place));
  lines.push(`${list} = ${emitter.call("candidates", "run", list, textCode(path), result.code)};`);
  emitter.writer.block(`if (${emitter.call("isLong", list)})`, lines);
}

/** The equality that a condition begins with. `item`: the variable of an item; without it, the context is the item. */
function joinIn(condition: Node, item: string | undefined, emitter: Emitter, place: Place): Join | undefined {
  if (condition.kind !== "binary" || condition.predicates !== undefined || condition.group !== undefined)
    return undefined;
  if (condition.operator === "and") return joinIn(condition.left, item, emitter, place);
  if (condition.operator !== "=") return undefined;
  for (const [field, value] of [
    [condition.left, condition.right],
    [condition.right, condition.left],
  ] as const) {
    const path = pathOfItem(field, item);
    if (path !== undefined && isSameForAll(value, item, emitter, place)) return { path, value };
  }
  return undefined;
}

function isPlainStep(node: Node): boolean {
  return (
    node.stages === undefined && node.predicates === undefined && node.isTuple !== true && node.keepsArray !== true
  );
}

function pathOfItem(node: Node, item: string | undefined): string | undefined {
  if (node.kind !== "path" || node.group !== undefined || node.keepsList || !node.steps.every(isPlainStep))
    return undefined;
  const [first, ...others] = node.steps;
  const steps = item === undefined ? node.steps : others;
  if (item !== undefined && !(first?.kind === "variable" && first.name === item)) return undefined;
  const names = steps.map((step) => (step.kind === "name" ? step.name : undefined));
  if (names.length === 0 || names.some((name) => name === undefined || name.includes("\n"))) return undefined;
  return names.join("\n");
}

function isSameForAll(node: Node, item: string | undefined, emitter: Emitter, place: Place): boolean {
  const isSame = (part: Node): boolean => isSameForAll(part, item, emitter, place);
  if (!isPlainStep(node) || node.group !== undefined) return false;
  switch (node.kind) {
    case "literal":
      return true;
    case "variable":
      return node.name === "" ? item !== undefined : node.name !== item;
    case "path": {
      const [first, ...others] = node.steps;
      if (first === undefined || !others.every((step) => step.kind === "name" && isPlainStep(step))) return false;
      return first.kind === "name"
        ? item !== undefined && isPlainStep(first)
        : first.kind === "variable" && isSame(first);
    }
    case "binary":
      return isSame(node.left) && isSame(node.right);
    case "call":
      return (
        node.callee.kind === "variable" &&
        PURE.has(node.callee.name) &&
        emitter.isCertainlyBuiltIn(node.callee.name, place.scope) &&
        !node.isPartial &&
        node.given.length === 1 &&
        node.given.every(isSame)
      );
    default:
      return false;
  }
}
