import { emitFunctionOf } from "./emit-construct.ts";
import type { Emitter, Place } from "./emitter.ts";
import type { Node } from "./node.ts";
import { computed, type Value } from "./value.ts";

/** `| pattern | update, remove |`: a function. */
export function emitTransform(emitter: Emitter, node: Extract<Node, { kind: "transform" }>, place: Place): Value {
  const parts = [
    `at: ${emitter.at(node)}`,
    `pattern: ${emitFunctionOf(emitter, node.pattern, place)}`,
    `update: ${emitFunctionOf(emitter, node.update, place)}`,
  ];
  if (node.remove !== undefined) parts.push(`remove: ${emitFunctionOf(emitter, node.remove, place)}`);
  if (!emitter.isCertainlyBuiltIn("clone", place.scope)) {
    parts.push(`clone: ${emitter.variable("clone", place).code}`);
  }
  return { ...computed(emitter.call("transform", "run", `{ ${parts.join(", ")} }`)), isRaw: false };
}
