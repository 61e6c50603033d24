import { emitGroup } from "./emit-construct.ts";
import { emitFilter } from "./emit-filter.ts";
import { emitSort } from "./emit-sort.ts";
import { emitTuples } from "./emit-tuples.ts";
import type { Emitter, Place } from "./emitter.ts";
import type { Node, PathNode } from "./node.ts";
import { textCode } from "./text-code.ts";
import { computed, type Value } from "./value.ts";

/** A path: its steps one after the other, each over the items that the one before has left. */
export function emitPath(emitter: Emitter, node: PathNode, place: Place): Value {
  return emitter.settle(emitSteps(emitter, node, place), false);
}

/** Whether one item stays an array. */
function keepsOne(path: PathNode): boolean {
  return path.keepsList || path.keepsArray === true;
}

function emitSteps(emitter: Emitter, node: PathNode, place: Place): Value {
  const [first] = node.steps;
  const firstTuple = node.steps.findIndex((step) => step.isTuple === true);
  if (first?.isConstructed === true && node.steps.length > 1) return emitConstructedFirst(emitter, node, place);
  let state: Value | undefined;
  for (const [index, step] of node.steps.entries()) {
    if (index === firstTuple) return emitTuples(emitter, node, index, state, place);
    const isLast = index === node.steps.length - 1;
    const value = emitStep(emitter, node, step, isLast, state, place);
    if (isLast) return value;
    state = value;
  }
  throw new TypeError("A path has steps.");
}

/** `[a, b].c`: the constructor's members are the items; an empty one is the result. */
function emitConstructedFirst(emitter: Emitter, node: PathNode, place: Place): Value {
  const [first, ...others] = node.steps;
  if (first === undefined) throw new TypeError("A path has steps.");
  const context = emitter.writer.name("context");
  emitter.writer.line(`const ${context} = ${emitter.call("asSequence", place.context)};`);
  const list = emitter.pin(emitter.emit(first, { ...place, context }), "list");
  // A variable bound to the constructor itself is lost, as in JSONata; the steps after it bind theirs.
  const firstTuple =
    first.isTuple === true ? 1 : node.steps.findIndex((step, index) => index > 0 && step.isTuple === true);
  const emitRest = (): Value => {
    let state: Value = computed(emitter.call("membersOf", list.code));
    for (const [index, step] of others.entries()) {
      if (index + 1 === firstTuple) return emitTuples(emitter, node, index + 1, state, place);
      const isLast = index === others.length - 1;
      const value = emitStep(emitter, node, step, isLast, state, place);
      if (isLast) return value;
      state = value;
    }
    return state;
  };
  const empty =
    node.group === undefined && node.keepsList ? emitter.call("endList", `[${list.code}]`, "true") : list.code;
  if (node.group !== undefined || first.isTuple === true) return emitRest();
  // Sorting leaves what is no list as it is.
  const isSorted = others.length === 1 && others[0]?.kind === "sort";
  const test = emitter.call("hasNoMembers", list.code) + (isSorted ? ` || !Array.isArray(${list.code})` : "");
  return emitter.choose(test, () => computed(empty), emitRest);
}

/** One step. The first one has no state yet; the last one gives the path's value. */
function emitStep(
  emitter: Emitter,
  path: PathNode,
  step: Node,
  isLast: boolean,
  state: Value | undefined,
  place: Place,
): Value {
  if (step.kind === "sort") return emitSortStep(emitter, path, step, isLast, state, place);
  const isPlainName = step.kind === "name" && step.stages === undefined && step.predicates === undefined;
  const needsGroup = isLast && path.group !== undefined;
  if (isPlainName && step.keepsArray !== true && !needsGroup) {
    const given = [state?.code ?? place.context, textCode(step.name)];
    if (!isLast) return computed(emitter.call("step", ...given));
    if (!keepsOne(path)) return computed(emitter.call("lastStep", ...given));
    return computed(emitter.call("lastStepList", ...given, String(path.keepsList)));
  }
  const results = emitResults(emitter, step, state, place);
  return finish(emitter, path, results, isLast, place);
}

function finish(emitter: Emitter, path: PathNode, results: string, isLast: boolean, place: Place): Value {
  if (!isLast) return computed(emitter.call("flatten", results));
  if (path.group !== undefined) return emitGroup(emitter, path.group, emitter.call("groupItems", results), place);
  if (!keepsOne(path)) return computed(emitter.call("end", results));
  return computed(emitter.call("endList", results, String(path.keepsList)));
}

/** The results of a step, one for each item that gives any. */
function emitResults(emitter: Emitter, step: Node, state: Value | undefined, place: Place): string {
  const { writer } = emitter;
  const isAbsolute = state === undefined && step.kind === "variable";
  const results = writer.name("results");
  const list = emitter.annotation("unknown[]");
  const emitOne = (context: string): Value => {
    let value = emitStepValue(emitter, step, { ...place, context });
    for (const stage of step.stages ?? [])
      if (stage.kind === "filter") value = emitFilter(emitter, value, stage.condition, { ...place, context });
    return value;
  };
  if (isAbsolute) {
    const value = emitter.pin(emitOne(place.context));
    writer.line(`const ${results}${list} = ${value.code} === undefined ? [] : [${value.code}];`);
    return results;
  }
  const items = state === undefined ? emitter.call("listOf", place.context) : emitter.call("itemsOf", state.code);
  writer.line(`const ${results}${list} = [];`);
  const item = writer.name("item");
  const { lines } = emitter.apart(() => {
    writer.line("run.tick();");
    const value = emitOne(item);
    const isDefined = value.type === "plain" || value.type === "text" || value.type === "boolean";
    const pinned = isDefined || step.stages !== undefined ? value : emitter.pin(value);
    const push = `${results}.push(${pinned.code});`;
    writer.line(isDefined || step.stages !== undefined ? push : `if (${pinned.code} !== undefined) ${push}`);
  });
  writer.block(`for (const ${item} of ${items})`, lines);
  return results;
}

/** The value of a step for one item, before its filters. */
export function emitStepValue(emitter: Emitter, step: Node, place: Place): Value {
  if (step.kind !== "name" || step.predicates !== undefined) return emitter.emit(step, place);
  const helper = step.keepsArray === true ? "settledList" : "settled";
  return computed(emitter.call(helper, emitter.call("lookup", place.context, textCode(step.name))));
}

function emitSortStep(
  emitter: Emitter,
  path: PathNode,
  step: Extract<Node, { kind: "sort" }>,
  isLast: boolean,
  state: Value | undefined,
  place: Place,
): Value {
  const items = emitter.call("itemsOf", state?.code ?? place.context);
  // One item stays the list that was constructed.
  const isConstructed = path.steps[0]?.isConstructed === true && path.steps[1] === step && step.stages === undefined;
  let sorted: Value = computed(emitSort(emitter, step, items, (item) => ({ ...place, context: item })));
  let isFiltered = false;
  for (const stage of step.stages ?? []) {
    if (stage.kind !== "filter") continue;
    sorted = emitFilter(emitter, sorted, stage.condition, place);
    isFiltered = true;
  }
  if (!isLast) return isFiltered || !sorted.isStable ? emitter.pin(sorted, "sorted") : sorted;
  if (path.group !== undefined) return emitGroup(emitter, path.group, emitter.call("itemsToGroup", sorted.code), place);
  return computed(emitter.call("endSorted", sorted.code, String(keepsOne(path)), String(isConstructed)));
}
