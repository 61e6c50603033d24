import type { Emitter, Place } from "./emitter.ts";
import type { BlockNode, Node } from "./node.ts";
import { NOTHING, type Value } from "./value.ts";

/** The expressions of a block; the last one by a way of its own. */
export function emitBlock(
  emitter: Emitter,
  { expressions }: BlockNode,
  place: Place,
  emitLast: (emitter: Emitter, node: Node, place: Place) => Value,
): Value {
  const last = expressions.at(-1);
  if (last === undefined) return NOTHING;
  const scope = emitter.openScope(place.scope, expressions);
  const inner = { ...place, scope };
  for (const expression of expressions.slice(0, -1)) {
    const { code, isStable } = emitter.emit(expression, inner);
    if (!isStable) emitter.writer.line(`${code};`);
  }
  const value = emitLast(emitter, last, inner);
  emitter.closeScope(scope);
  return value;
}
