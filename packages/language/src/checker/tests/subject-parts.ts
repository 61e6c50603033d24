import type { Answer, Arm, Expression, LookupDeclaration, Outcome } from "@xmap/grammar";
import { visitNodes } from "@xmap/grammar";
import type {
  BindingSymbol,
  CheckedBlock,
  CheckedItem,
  CheckedLet,
  CheckedStep,
  CheckedValue,
  EntitySymbol,
  FlowSymbol,
  LookupSymbol,
  ResolvedVia,
} from "../../program.ts";

/** A value of a binding or flow, with the targets that it goes into: `order_line.product_id`. */
export interface PlacedValue {
  readonly target: string;
  readonly value: CheckedValue;
  /** The `let`s that it can see. */
  readonly lets: readonly CheckedLet[];
}

/** What a binding or flow asks and can come to, with what it includes and carries out. */
export interface SubjectParts {
  readonly lookups: Set<LookupSymbol>;
  readonly bindings: Set<BindingSymbol>;
  readonly entities: Set<EntitySymbol>;
  /** As `system.invocation`. */
  readonly invocations: Set<string>;
  readonly outcomes: Set<Outcome["word"]>;
  readonly values: PlacedValue[];
}

/** Looks through a binding or flow; of the bindings that a flow carries out, too. */
export function partsOfSubject(subject: BindingSymbol | FlowSymbol): SubjectParts {
  const parts: SubjectParts = {
    lookups: new Set(),
    bindings: new Set(),
    entities: new Set(),
    invocations: new Set(),
    // A value that cannot be converted rejects, several hits hold.
    outcomes: new Set(["reject", "hold"]),
    values: [],
  };
  if (subject.kind === "binding") addDirection(subject, parts);
  else {
    parts.entities.add(subject.entity);
    addSteps(subject.steps, parts);
  }
  return parts;
}

/** The lookups and bindings that a value goes through, by its own `via` and by the `let`s that it names. */
export function viasOf({ value, lets }: PlacedValue): readonly ResolvedVia[] {
  const found: ResolvedVia[] = value.via === undefined ? [] : [value.via];
  const names = new Set(value.expressions.flatMap(variablesOf));
  for (const [index, declared] of lets.entries()) {
    if (!names.has(declared.name)) continue;
    found.push(...viasOf({ target: "", value: declared.value, lets: lets.slice(0, index) }));
  }
  return found;
}

function variablesOf(expression: Expression): readonly string[] {
  const names: string[] = [];
  visitNodes(expression, (node) => {
    if (node.kind === "VariableExpression") names.push(node.name);
  });
  return names;
}

function addDirection({ guards, block }: Pick<BindingSymbol, "guards" | "block">, parts: SubjectParts): void {
  for (const guard of guards) parts.outcomes.add(guard.outcome.word);
  addBlock(block, [], [], parts);
}

function addBlock(
  block: CheckedBlock,
  path: readonly string[],
  outer: readonly CheckedLet[],
  parts: SubjectParts,
): void {
  for (const { value } of block.lets) addValue(value, parts);
  addItems(block.items, path, [...outer, ...block.lets], parts);
}

function addItems(
  items: readonly CheckedItem[],
  path: readonly string[],
  lets: readonly CheckedLet[],
  parts: SubjectParts,
): void {
  for (const item of items) {
    switch (item.kind) {
      case "rule":
        addValue(item.value, parts);
        parts.values.push({ target: [...path, ...item.target.path].join("."), value: item.value, lets });
        break;
      case "nested":
        addBlock(item.block, [...path, ...(item.target?.path ?? [])], lets, parts);
        break;
      case "lines":
        addBlock(item.block, [...path, ...item.target.path], lets, parts);
        break;
      case "include":
        addBlock(item.rules.block, path, [], parts);
        break;
    }
  }
}

function addSteps(steps: readonly CheckedStep[], parts: SubjectParts): void {
  for (const step of steps) {
    switch (step.kind) {
      case "value":
        addValue(step.value, parts);
        break;
      case "read":
        parts.entities.add(step.entity);
        break;
      case "find":
        if (step.outcome !== undefined) parts.outcomes.add(step.outcome.word);
        addBound(step.binding, parts);
        break;
      case "sync":
        addBound(step.binding, parts);
        addDirection((step.side === "right" ? step.binding.reverse : undefined) ?? step.binding, parts);
        break;
      case "call":
        parts.entities.add(step.entity);
        break;
      case "invoke":
        parts.invocations.add(`${step.system.name}.${step.invocation}`);
        break;
      case "write":
        parts.entities.add(step.entity);
        for (const { value } of step.lets) addValue(value, parts);
        addItems(step.items, [step.target], step.lets, parts);
        break;
      case "require":
      case "outcome":
        parts.outcomes.add(step.outcome.word);
        break;
      case "when":
      case "each":
        addSteps(step.steps, parts);
        break;
      case "notify":
        break;
    }
  }
}

function addBound(binding: BindingSymbol, parts: SubjectParts): void {
  parts.bindings.add(binding);
  parts.entities.add(binding.left);
  parts.entities.add(binding.right);
}

function addValue({ via }: CheckedValue, parts: SubjectParts): void {
  switch (via?.kind) {
    case undefined:
      return;
    case "binding":
      parts.bindings.add(via.binding);
      return;
    case "lookup": {
      const { lookup, otherwise } = via;
      parts.lookups.add(lookup);
      addOutcomes(otherwise === undefined ? lookupAnswers(lookup.declaration) : [otherwise], parts);
      return;
    }
    case "map":
      addArms(via.map.arms, via.otherwise, parts);
      return;
    case "arms":
      addArms(via.arms, via.otherwise, parts);
  }
}

function lookupAnswers({ items }: LookupDeclaration): readonly Answer[] {
  return items.flatMap((item) => (item.kind === "MissItem" ? [item.answer] : []));
}

function addArms(arms: readonly Arm[], otherwise: Answer | undefined, parts: SubjectParts): void {
  addOutcomes([...arms.map((arm) => arm.answer), ...(otherwise === undefined ? [] : [otherwise])], parts);
}

function addOutcomes(answers: readonly Answer[], parts: SubjectParts): void {
  for (const answer of answers) if (answer.kind === "Outcome") parts.outcomes.add(answer.word);
}
