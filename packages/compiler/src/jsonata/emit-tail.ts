import { emitBlock } from "./emit-block.ts";
import { emitCall, emitCallee, emitDirectCall } from "./emit-call.ts";
import { emitCondition, emitDefault } from "./emit-condition.ts";
import type { Emitter, Place } from "./emitter.ts";
import type { CallNode, Node } from "./node.ts";
import { textCode } from "./text-code.ts";
import { computed, type Value } from "./value.ts";

interface Tail {
  readonly value: Value;
  /** Whether the value may be a call that is still to be carried out. */
  readonly endsInCall: boolean;
}

/** The body of a function: a call at its end is handed to the caller, so that recursion needs no stack. */
export function emitTail(emitter: Emitter, body: Node, place: Place): Tail {
  let endsInCall = false;
  const emitEnd = (_emitter: Emitter, node: Node, at: Place): Value => {
    if (node.predicates !== undefined) return emitter.emit(node, at);
    switch (node.kind) {
      case "call": {
        if (node.isPartial) return emitter.emit(node, at);
        const direct = emitDirectCall(emitter, node, at, undefined, true);
        if (direct !== undefined) return direct;
        endsInCall = true;
        return emitTailCall(emitter, node, at);
      }
      case "condition":
        return node.group === undefined ? emitCondition(emitter, node, at, emitEnd) : emitter.emit(node, at);
      case "default":
        if (node.group !== undefined) return emitter.emit(node, at);
        return isWholeCall(node.value)
          ? emitDefault(emitter, node, at, emitUnsettled, emitEnd, false)
          : emitDefault(emitter, node, at, emitAsUsual, emitEnd);
      case "block":
        return node.group === undefined && node.keepsArray !== true
          ? emitBlock(emitter, node, at, emitEnd)
          : emitter.emit(node, at);
      default:
        return emitter.emit(node, at);
    }
  };
  const value = emitEnd(emitter, body, place);
  return { value, endsInCall };
}

function isWholeCall(node: Node): node is CallNode {
  return node.kind === "call" && node.predicates === undefined && !node.isPartial;
}

/** A call hands on what it gets. */
function emitUnsettled(emitter: Emitter, node: Node, place: Place): Value {
  return isWholeCall(node) ? emitCall(emitter, node, place) : emitter.emit(node, place);
}

function emitAsUsual(emitter: Emitter, node: Node, place: Place): Value {
  return emitter.emit(node, place);
}

function emitTailCall(emitter: Emitter, node: CallNode, place: Place): Value {
  if (node.callee.kind === "path") return emitCall(emitter, node, place);
  const [callee, ...given] = emitter.inOrder([
    () => emitCallee(emitter, node, place),
    ...node.given.map((argument) => () => emitter.emit(argument, place)),
  ]);
  const token = node.callee.kind === "variable" ? textCode(node.callee.name) : "undefined";
  const list = `[${given.map(({ code }) => code).join(", ")}]`;
  return computed(`new ${emitter.use("TailCall")}(${emitter.at(node)}, ${token}, ${callee?.code}, ${list})`);
}
