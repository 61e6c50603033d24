import { emitBlock } from "./emit-block.ts";
import { emitApply, emitCall } from "./emit-call.ts";
import { emitCondition, emitDefault } from "./emit-condition.ts";
import { emitGroup, emitObject } from "./emit-construct.ts";
import { emitFilter } from "./emit-filter.ts";
import { emitLambda } from "./emit-lambda.ts";
import { emitBinary } from "./emit-operator.ts";
import { emitPath } from "./emit-path.ts";
import { emitTransform } from "./emit-transform.ts";
import type { Emitter, Place } from "./emitter.ts";
import type { Node } from "./node.ts";
import { literalCode, textCode } from "./text-code.ts";
import { computed, NOTHING, raw, stable, type Value } from "./value.ts";

/** The value of an expression with what follows it: filters, a group, `[]`. */
export function emitNode(emitter: Emitter, node: Node, place: Place): Value {
  if (node.kind === "path") return emitPath(emitter, node, place);
  let value = emitBare(emitter, node, place);
  for (const { condition } of node.predicates ?? []) value = emitFilter(emitter, value, condition, place);
  if (node.group !== undefined) value = emitGroup(emitter, node.group, emitter.call("itemsToGroup", value.code), place);
  return emitter.settle(value, node.keepsArray === true);
}

function emitBare(emitter: Emitter, node: Exclude<Node, { kind: "path" }>, place: Place): Value {
  switch (node.kind) {
    case "literal":
      if (typeof node.value === "boolean") return stable(String(node.value), "boolean");
      return stable(literalCode(node.value), typeof node.value === "string" ? "text" : "plain");
    case "name":
      return raw(emitter.call("lookup", place.context, textCode(node.name)));
    case "variable":
      return emitter.variable(node.name, place);
    case "parent":
      return emitter.variable(node.slot.label, place);
    case "wildcard":
      return { ...computed(emitter.call("wildcard", place.context)), isRaw: node.keepsArray === true };
    case "descendants":
      return computed(emitter.call("descendants", place.context));
    case "regex": {
      const given = ["run", emitter.at(node), textCode(node.pattern), textCode(node.flags)];
      return computed(emitter.call("regularExpression", ...given), "plain");
    }
    case "open":
      return stable(emitter.use("OPEN"));
    case "array":
      return emitArray(emitter, node, place);
    case "object":
      return emitObject(emitter, node.pairs, node.at, place);
    case "block":
      return emitBlock(emitter, node, place, emitNode);
    case "negate": {
      const operand = emitter.emit(node.operand, place);
      return computed(emitter.call("negate", emitter.at(node), operand.code));
    }
    case "condition":
      return emitCondition(emitter, node, place, emitNode);
    case "default":
      return emitDefault(emitter, node, place, emitNode, emitNode);
    case "bind":
      return emitBind(emitter, node, place);
    case "binary":
      return emitBinary(emitter, node, place);
    case "call":
      return emitCall(emitter, node, place);
    case "apply":
      return emitApply(emitter, node, place);
    case "lambda":
      return emitLambda(emitter, node, place);
    case "transform":
      return emitTransform(emitter, node, place);
    default:
      return NOTHING;
  }
}

function emitBind(emitter: Emitter, node: Extract<Node, { kind: "bind" }>, place: Place): Value {
  const own = node.value.kind === "lambda" ? place.scope.get(node.name) : undefined;
  const isStraight = place.scope.level === emitter.level;
  if (own?.isConstant && isStraight && !own.isDeclared && !own.isReadEarly && node.value.predicates === undefined) {
    // A function is called after its assignment at the earliest, so it can name itself.
    own.code = emitter.writer.name(node.name);
    own.isDeclared = true;
    own.isAssigned = true;
    const { code } = emitter.emit(node.value, place);
    emitter.writer.line(`const ${own.code} = ${code};`);
    return stable(own.code);
  }
  return emitter.assign(node.name, emitter.emit(node.value, place), place);
}

function emitArray(emitter: Emitter, node: Extract<Node, { kind: "array" }>, place: Place): Value {
  const { writer } = emitter;
  const isPlain = node.items.every(
    ({ kind, predicates, group }) =>
      (kind === "array" || kind === "object" || kind === "literal") && predicates === undefined && group === undefined,
  );
  if (isPlain && node.isConstructed !== true) {
    const items = emitter.emitAll(node.items, place);
    return computed(`[${items.map(({ code }) => code).join(", ")}]`, "plain");
  }
  const list = writer.name("list");
  const start = node.isConstructed === true ? emitter.call("constructed") : "[]";
  writer.line(`const ${list}${emitter.annotation("unknown[]")} = ${start};`);
  for (const item of node.items) {
    if (item.kind === "range") {
      const [from, to] = emitter.emitAll([item.from, item.to], place);
      if (from === undefined || to === undefined) continue;
      writer.line(`${emitter.call("addRange", emitter.at(item), list, from.code, to.code)};`);
      continue;
    }
    const value = emitter.emit(item, place);
    const isOne = value.type !== "unknown" && value.type !== "condition";
    if (isOne && (value.type !== "plain" || item.kind === "array" || item.kind === "object" || item.kind === "literal"))
      writer.line(`${list}.push(${value.code});`);
    else if (item.kind === "array") writer.line(`${emitter.call("addOne", list, value.code)};`);
    else writer.line(`${emitter.call("addAll", list, value.code)};`);
  }
  return stable(list, "plain");
}
