import { GIVES_SEQUENCES, takesNoContext } from "./built-ins.ts";
import { emitNarrowedFilter } from "./emit-join.ts";
import type { Emitter, Place } from "./emitter.ts";
import type { CallNode, Node } from "./node.ts";
import { textCode } from "./text-code.ts";
import { computed, raw, type Value } from "./value.ts";

/** `callee(arguments)`; `first` comes before the arguments when the call stands after `~>`. */
export function emitCall(emitter: Emitter, node: CallNode, place: Place, first?: Value): Value {
  if (node.isPartial) return emitPartial(emitter, node, place);
  const direct = emitDirectCall(emitter, node, place, first, false);
  if (direct !== undefined) return direct;
  if (node.callee.kind === "path") return emitNamedCall(emitter, node, place, first);
  const [callee, ...given] = emitter.inOrder([
    () => emitCallee(emitter, node, place),
    ...node.given.map((argument) => () => emitArgument(emitter, argument, place)),
  ]);
  const token = node.callee.kind === "variable" ? textCode(node.callee.name) : "undefined";
  const all = first === undefined ? given : [first, ...given];
  const list = `[${all.map(({ code }) => code).join(", ")}]`;
  return raw(emitter.call("call", emitter.at(node), token, place.context, callee?.code ?? "undefined", list));
}

export function emitCallee(emitter: Emitter, node: CallNode, place: Place): Value {
  return emitter.emit(node.callee, place);
}

/** An argument: a function loses the context of the place where it stands. */
function emitArgument(emitter: Emitter, argument: Node, place: Place): Value {
  const value = emitter.emit(argument, place);
  if (value.type !== "unknown" || !mayBeFunction(argument)) return value;
  return computed(emitter.call("asArgument", value.code));
}

function mayBeFunction(node: Node): boolean {
  switch (node.kind) {
    case "binary":
    case "range":
    case "negate":
    case "wildcard":
    case "regex":
      return false;
    case "path":
      return node.steps.some(({ kind }) => kind !== "name");
    default:
      return true;
  }
}

/** A call of a built-in function that nothing hides. `isTail`: as the last call of a function. */
export function emitDirectCall(
  emitter: Emitter,
  node: CallNode,
  place: Place,
  first: Value | undefined,
  isTail: boolean,
): Value | undefined {
  const { callee, given } = node;
  if (callee.kind !== "variable" || callee.predicates !== undefined || callee.group !== undefined) return undefined;
  const { name } = callee;
  if (!emitter.isCertainlyBuiltIn(name, place.scope)) return undefined;
  const count = given.length + (first === undefined ? 0 : 1);
  if (isTail && !takesNoContext(name, count)) return undefined;
  emitter.builtIns.add(name);
  if (name === "eval" && count > 0 && count <= 2) return emitEval(emitter, node, place, first);
  const narrowed = name === "filter" && first === undefined ? emitNarrowedFilter(emitter, node, place) : undefined;
  const values = emitter.inOrder(
    given.map(
      (argument, index) => () =>
        narrowed !== undefined && index === 0 ? narrowed : emitArgument(emitter, argument, place),
    ),
  );
  const all = first === undefined ? values : [first, ...values];
  const inlined = emitInline(emitter, name, all);
  if (inlined !== undefined) return inlined;
  const native = emitter.native(name);
  const list = `[${all.map(({ code }) => code).join(", ")}]`;
  const code = emitter.call("callNative", "run", emitter.at(node), native, place.context, list);
  return GIVES_SEQUENCES.has(name) ? raw(code) : computed(code);
}

/** Functions of one argument of any type that need no look at it. */
function emitInline(emitter: Emitter, name: string, given: readonly Value[]): Value | undefined {
  const [value] = given;
  if (value === undefined || given.length !== 1) return undefined;
  switch (name) {
    case "exists":
      return computed(`(${value.code} !== undefined)`, "boolean");
    case "not":
      return value.type === "boolean" ? computed(`!${value.code}`, "boolean") : undefined;
    case "boolean":
      return computed(emitter.call("booleanOf", value.code), "condition");
    default:
      return undefined;
  }
}

/** `$eval`: a text that stands there is part of the code, another one is compiled when it is known. */
function emitEval(emitter: Emitter, node: CallNode, place: Place, first: Value | undefined): Value {
  const { writer } = emitter;
  const at = emitter.at(node);
  const isWritten = node.text !== undefined && first === undefined;
  const [text, focus] = emitter.inOrder(
    (first === undefined ? [] : [() => first]).concat(
      node.given.map((argument) => () => emitter.emit(argument, place)),
    ),
  );
  let { context } = place;
  if (focus !== undefined) {
    context = writer.name("context");
    writer.line(`const ${context} = ${emitter.call("focusOr", focus.code, place.context)};`);
  }
  if (!isWritten || node.text === undefined) {
    const given = ["run", at, text?.code ?? "undefined", context, visibleVariables(emitter, place)];
    return raw(emitter.call("evaluateText", ...given));
  }
  const written = node.text;
  if (written.kind === "refused")
    return computed(emitter.call("unreadable", at, textCode(written.code), textCode(written.message)));
  const outer = emitter.fixedAt;
  emitter.fixedAt = at;
  const { lines, result } = emitter.apart(() => emitter.emit(written.node, { ...place, context }));
  emitter.fixedAt = outer;
  lines.push(`return ${result.code};`);
  const name = writer.name("text");
  writer.block(`const ${name} = () =>`, lines, ";");
  return raw(emitter.call("evaluated", name));
}

/** An object of the variables that can be seen at a place, over those that come from outside. */
function visibleVariables(emitter: Emitter, place: Place): string {
  const names = new Set<string>();
  for (let scope: Place["scope"] | undefined = place.scope; scope !== undefined; scope = scope.parent)
    for (const name of scope.names()) names.add(name);
  const fields = [...names].map((name) => `[${textCode(name)}]: ${emitter.variable(name, place).code}`);
  return `{ ${["...bindings", ...fields].join(", ")} }`;
}

/** A call by a name without `$`: mostly a function that lost its `$`. */
function emitNamedCall(emitter: Emitter, node: CallNode, place: Place, first: Value | undefined): Value {
  const { writer } = emitter;
  const step = node.callee.kind === "path" ? node.callee.steps[0] : undefined;
  const name = step?.kind === "name" || step?.kind === "variable" ? step.name : "";
  const callee = emitter.pin(emitter.emit(node.callee, place));
  const variable = name === "" ? "undefined" : emitter.variable(name, place).code;
  const makeArguments = writer.name("given");
  const { lines, result } = emitter.apart(() =>
    emitter.inOrder(node.given.map((argument) => () => emitArgument(emitter, argument, place))),
  );
  const all = first === undefined ? result : [first, ...result];
  lines.push(`return [${all.map(({ code }) => code).join(", ")}];`);
  writer.block(`const ${makeArguments} = () =>`, lines, ";");
  const given = [emitter.at(node), textCode(name), place.context, callee.code, variable, makeArguments];
  return raw(emitter.call("callNamed", ...given));
}

/** `f(?, 2)` */
function emitPartial(emitter: Emitter, node: CallNode, place: Place): Value {
  const values = emitter.inOrder([
    ...node.given.map((argument) => () => emitter.emit(argument, place)),
    () => emitCallee(emitter, node, place),
  ]);
  const callee = values.at(-1);
  const given = `[${values
    .slice(0, -1)
    .map(({ code }) => code)
    .join(", ")}]`;
  const at = emitter.at(node);
  if (node.callee.kind === "path") {
    const step = node.callee.steps[0];
    const name = step?.kind === "name" ? step.name : "";
    const variable = emitter.variable(name, place).code;
    return computed(emitter.call("partialNamed", at, textCode(name), callee?.code ?? "", variable, given));
  }
  const token = node.callee.kind === "variable" ? textCode(node.callee.name) : "undefined";
  return computed(emitter.call("partial", at, token, callee?.code ?? "", given));
}

/** `value ~> f`: a call gets the value as its first argument, a function is called with it. */
export function emitApply(emitter: Emitter, node: Extract<Node, { kind: "apply" }>, place: Place): Value {
  const { right } = node;
  if (right.kind === "call" && !right.isPartial) {
    const left = emitter.pin(emitter.emit(node.left, place));
    return emitCall(emitter, right, place, left);
  }
  const [left, callee] = emitter.emitAll([node.left, right], place);
  return raw(emitter.call("applyTo", emitter.at(node), left?.code ?? "undefined", callee?.code ?? "undefined"));
}
