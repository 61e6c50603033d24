import { emitGroup } from "./emit-construct.ts";
import { emitStepValue } from "./emit-path.ts";
import { emitSort } from "./emit-sort.ts";
import type { Emitter, Place } from "./emitter.ts";
import type { FilterStage, Group, Node, PathNode, SortNode } from "./node.ts";
import type { Scope } from "./scope.ts";
import { textCode } from "./text-code.ts";
import { computed, raw, type Value } from "./value.ts";

/** The variables that a path has bound so far; their values stand in tuples, beside the item under `@`. */
type Bound = ReadonlySet<string>;

/** Reads a variable out of a tuple. The prefix keeps names such as `__proto__` harmless. */
function fieldOf(tuple: string, name: string): string {
  return `${tuple}[${textCode(`$${name}`)}]`;
}

/** The steps of a path from the first one that binds a variable. `state`: what the steps before have left. */
export function emitTuples(
  emitter: Emitter,
  path: PathNode,
  from: number,
  state: Value | undefined,
  place: Place,
): Value {
  const { group } = path;
  if (group === undefined || state === undefined) return emitTupleSteps(emitter, path, from, state, place);
  // A group over nothing has one undefined item, unless a variable was bound before.
  const before = emitter.pin(state, "state");
  return emitter.choose(
    `${emitter.call("itemsOf", before.code)}.length === 0`,
    () => emitGroup(emitter, group, "[undefined]", place),
    () => emitTupleSteps(emitter, path, from, before, place),
  );
}

function emitTupleSteps(emitter: Emitter, path: PathNode, from: number, state: Value | undefined, place: Place): Value {
  let bound: Bound = new Set();
  let tuples: string | undefined;
  for (const step of path.steps.slice(from)) {
    if (step.kind === "sort") tuples = emitSortedTuples(emitter, step, tuples, state, bound, place);
    else tuples = emitTupleStep(emitter, step, tuples, itemsBefore(emitter, step, state, place), bound, place);
    bound = new Set([...bound, ...namesOf(step)]);
    for (const stage of step.stages ?? []) {
      if (stage.kind === "filter") tuples = emitTupleFilter(emitter, tuples, stage, bound, place);
      else {
        emitIndex(emitter, tuples, stage.variable);
        bound = new Set([...bound, stage.variable]);
      }
    }
  }
  if (path.group !== undefined) return emitTupleGroup(emitter, path.group, tuples ?? "[]", bound, place);
  if (path.isTuple === true) return raw(tuples ?? "[]", true);
  return computed(emitter.call("endTuples", tuples ?? "[]", String(path.keepsList || path.keepsArray === true)));
}

/** The items that the first step with a variable goes through. */
function itemsBefore(emitter: Emitter, step: Node, state: Value | undefined, place: Place): string {
  if (state !== undefined) return emitter.call("itemsOf", state.code);
  return step.kind === "variable" ? `[${place.context}]` : emitter.call("listOf", place.context);
}

/** The variables that a step binds itself, or that come out of a path in parentheses. */
function namesOf(step: Node): readonly string[] {
  const names: string[] = [];
  if (step.focus !== undefined) names.push(step.focus);
  if (step.index !== undefined) names.push(step.index);
  if (step.ancestor !== undefined) names.push(step.ancestor.label);
  return [...names, ...(streamedNames(step) ?? [])];
}

/** The variables of a path in parentheses that hands its tuples on; undefined when it hands on plain values. */
function streamedNames(node: Node): readonly string[] | undefined {
  if (node.kind === "block") {
    const last = node.expressions.at(-1);
    return last === undefined || node.isTuple !== true ? undefined : streamedNames(last);
  }
  if (node.kind !== "path" || node.isTuple !== true || node.group !== undefined) return undefined;
  const stages = node.steps.flatMap((step) => step.stages ?? []);
  const indexes = stages.flatMap((stage) => (stage.kind === "index" ? [stage.variable] : []));
  return node.steps.some((step) => step.isTuple === true) ? [...node.steps.flatMap(namesOf), ...indexes] : undefined;
}

function openTuple(emitter: Emitter, tuple: string, bound: Bound, node: readonly Node[], place: Place): Scope {
  const scope = emitter.openScope(place.scope, node);
  for (const name of bound) scope.define(name, fieldOf(tuple, name), !emitter.isAssigned(name));
  return scope;
}

function emitTupleStep(
  emitter: Emitter,
  step: Node,
  tuples: string | undefined,
  items: string,
  bound: Bound,
  place: Place,
): string {
  const { writer } = emitter;
  const made = writer.name("tuples");
  writer.line(`const ${made} = ${emitter.call("newTuples")};`);
  const tuple = writer.name("tuple");
  const item = writer.name("item");
  const isFirst = tuples === undefined;
  const { lines } = emitter.apart(() => {
    writer.line("run.tick();");
    if (!isFirst) writer.line(`const ${item} = ${tuple}["@"];`);
    const scope = openTuple(emitter, tuple, isFirst ? new Set() : bound, [step], place);
    const value = emitter.pin(emitStepValue(emitter, step, { context: item, scope }));
    emitter.closeScope(scope);
    emitMembers(emitter, step, { value: value.code, made, item, tuple: isFirst ? undefined : tuple, bound });
  });
  writer.block(`for (const ${isFirst ? item : tuple} of ${tuples ?? items})`, lines);
  return made;
}

interface Members {
  readonly value: string;
  readonly made: string;
  readonly item: string;
  readonly tuple: string | undefined;
  readonly bound: Bound;
}

/** A tuple for each member of a step's value. */
function emitMembers(emitter: Emitter, step: Node, { value, made, item, tuple, bound }: Members): void {
  const { writer } = emitter;
  const isStream = streamedNames(step) !== undefined;
  const member = writer.name("member");
  const index = writer.name("index");
  const fields = new Map<string, string>();
  for (const name of tuple === undefined ? [] : bound) fields.set(name, fieldOf(tuple ?? "", name));
  if (step.focus !== undefined) fields.set(step.focus, member);
  if (step.index !== undefined) fields.set(step.index, index);
  if (step.ancestor !== undefined) fields.set(step.ancestor.label, item);
  const rest = [...fields].map(([name, code]) => `${textCode(`$${name}`)}: ${code}`);
  const context = step.focus === undefined ? member : item;
  const made1 = isStream
    ? `{ ${[...(tuple === undefined ? [] : [`...${tuple}`]), `...${emitter.tuple(member)}`].join(", ")} }`
    : `{ ${[`"@": ${context}`, ...rest].join(", ")} }`;
  const members = writer.name("members");
  writer.line(`const ${members} = ${emitter.call("itemsOf", value)};`);
  const { lines } = emitter.apart(() => {
    writer.line(`const ${member} = ${members}[${index}];`);
    writer.line(`${made}.push(${made1});`);
  });
  writer.block(`for (let ${index} = 0; ${index} < ${members}.length; ${index} += 1)`, lines);
}

function emitSortedTuples(
  emitter: Emitter,
  step: SortNode,
  tuples: string | undefined,
  state: Value | undefined,
  bound: Bound,
  place: Place,
): string {
  const { writer } = emitter;
  if (tuples === undefined) {
    const items = emitter.call("itemsOf", state?.code ?? place.context);
    const sorted = emitSort(emitter, step, items, (item) => ({ ...place, context: item }));
    const made = writer.name("tuples");
    writer.line(`const ${made} = ${emitter.call("numberedTuples", sorted, textCode(`$${step.index ?? ""}`))};`);
    return made;
  }
  const placeOf = (tuple: string): Place => {
    const item = writer.name("item");
    writer.line(`const ${item} = ${tuple}["@"];`);
    return { context: item, scope: openTuple(emitter, tuple, bound, [], place) };
  };
  const sorted = emitSort(emitter, step, tuples, placeOf, emitter.tupleType);
  const made = writer.name("tuples");
  writer.line(`const ${made} = ${emitter.call("asTuples", sorted)};`);
  return made;
}

function emitTupleFilter(
  emitter: Emitter,
  tuples: string,
  { condition }: FilterStage,
  bound: Bound,
  place: Place,
): string {
  const { writer } = emitter;
  const kept = writer.name("tuples");
  if (condition.kind === "literal" && typeof condition.value === "number" && condition.predicates === undefined) {
    writer.line(`const ${kept} = ${emitter.call("tupleAt", tuples, condition.value)};`);
    return kept;
  }
  writer.line(`const ${kept} = ${emitter.call("newTuples")};`);
  const [index, count, tuple, item] = ["index", "count", "tuple", "item"].map((hint) => writer.name(hint));
  const { lines } = emitter.apart(() => {
    writer.line("run.tick();");
    writer.line(`const ${tuple} = ${emitter.tuple(`${tuples}[${index}]`)};`);
    writer.line(`const ${item} = ${tuple}["@"];`);
    const scope = openTuple(emitter, tuple ?? "", bound, [condition], place);
    const value = emitter.emit(condition, { context: item ?? "", scope });
    if (value.type === "boolean" || value.type === "condition")
      writer.line(`if (${value.code}) ${kept}.push(${tuple});`);
    else {
      const selections = emitter.call("selections", value.code, index ?? "", `${tuples}.length`);
      writer.line(`for (let ${count} = ${selections}; ${count} > 0; ${count} -= 1) ${kept}.push(${tuple});`);
    }
    emitter.closeScope(scope);
  });
  writer.block(`for (let ${index} = 0; ${index} < ${tuples}.length; ${index} += 1)`, lines);
  return kept;
}

/** `#$i` after a filter: numbers the tuples that are left. */
function emitIndex(emitter: Emitter, tuples: string, variable: string): void {
  const index = emitter.writer.name("index");
  const number = `${emitter.tuple(`${tuples}[${index}]`)}[${textCode(`$${variable}`)}] = ${index};`;
  emitter.writer.line(`for (let ${index} = 0; ${index} < ${tuples}.length; ${index} += 1) ${number}`);
}

function emitTupleGroup(emitter: Emitter, { pairs, at }: Group, tuples: string, bound: Bound, place: Place): Value {
  const { writer } = emitter;
  const functionOf = (node: Node): string => {
    const name = writer.name("of");
    const tuple = writer.name("tuple");
    const { lines } = emitter.apart(() => {
      const item = writer.name("item");
      writer.line(`const ${item} = ${tuple}["@"];`);
      const scope = openTuple(emitter, tuple, bound, [node], place);
      const { code } = emitter.emit(node, { context: item, scope });
      writer.line(`return ${code};`);
      emitter.closeScope(scope);
    });
    const parameter = `${tuple}${emitter.annotation(emitter.tupleType)}`;
    writer.block(`const ${name} = (${parameter})${emitter.annotation()} =>`, lines, ";");
    return name;
  };
  const keys = `[${pairs.map(({ key }) => functionOf(key)).join(", ")}]`;
  const values = `[${pairs.map(({ value }) => functionOf(value)).join(", ")}]`;
  return computed(emitter.call("groupTuples", "run", emitter.at({ at }), tuples, keys, values), "plain");
}
