import type { Emitter, Place } from "./emitter.ts";
import type { Node } from "./node.ts";
import { NOTHING, type Value } from "./value.ts";

type EmitBranch = (emitter: Emitter, node: Node, place: Place) => Value;

/** `test ? then : otherwise`; the branches by a way of their own. */
export function emitCondition(
  emitter: Emitter,
  node: Extract<Node, { kind: "condition" }>,
  place: Place,
  emitBranch: EmitBranch,
): Value {
  const test = emitter.truth(emitter.emit(node.test, place));
  const { otherwise } = node;
  return emitter.choose(
    test,
    () => emitBranch(emitter, node.then, place),
    () => (otherwise === undefined ? NOTHING : emitBranch(emitter, otherwise, place)),
  );
}

/**
 * `value ?? otherwise` and `value ?: otherwise`.
 * @param emitValue may give a value that is not settled; `isSettled` says so
 */
export function emitDefault(
  emitter: Emitter,
  node: Extract<Node, { kind: "default" }>,
  place: Place,
  emitValue: EmitBranch,
  emitBranch: EmitBranch,
  isSettled = true,
): Value {
  const value = emitter.pin(emitValue(emitter, node.value, place));
  const tested = isSettled ? value : emitter.settle(value, false);
  const test = node.operator === "??" ? `${tested.code} !== undefined` : emitter.truth(tested);
  return emitter.choose(
    test,
    () => value,
    () => emitBranch(emitter, node.otherwise, place),
  );
}
