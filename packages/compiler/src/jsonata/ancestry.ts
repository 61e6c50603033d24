import type { Node, PathNode, Slot } from "./node.ts";
import { SyntaxProblem } from "./syntax-problem.ts";

/** Parents that a node asks for, itself included when it is a `%`. */
function soughtBy(node: Node): Slot[] | undefined {
  if (node.kind !== "parent") return node.seeks;
  const slots = node.seeks ?? [];
  slots.push(node.slot);
  return slots;
}

/** What a part asks for is asked for by the whole. */
export function passOn(whole: Node, part: Node): void {
  const slots = soughtBy(part);
  if (slots === undefined) return;
  if (whole.seeks === undefined) whole.seeks = slots;
  else if (whole.seeks !== slots) whole.seeks.push(...slots);
}

/** Goes one step back for a `%`; the step that it ends at keeps the parent under the slot's label. */
export function seekParent(node: Node, slot: Slot): void {
  switch (node.kind) {
    case "name":
    case "wildcard":
      slot.level -= 1;
      if (slot.level > 0) return;
      if (node.ancestor !== undefined) slot.label = node.ancestor.label;
      node.ancestor = slot;
      node.isTuple = true;
      return;
    case "parent":
      slot.level += 1;
      return;
    case "block": {
      const last = node.expressions.at(-1);
      if (last === undefined) return;
      node.isTuple = true;
      seekParent(last, slot);
      return;
    }
    case "path":
      node.isTuple = true;
      for (let at = node.steps.length - 1; at >= 0; at -= 1) {
        const step = node.steps[at];
        if (step === undefined || (at < node.steps.length - 1 && slot.level <= 0)) return;
        seekParent(step, slot);
      }
      return;
    default:
      throw new SyntaxProblem("S0217", node.at, node.kind);
  }
}

/** Finds the parents that the last step of a path asks for among the steps before it. */
export function resolveLastStep(path: PathNode): void {
  const last = path.steps.at(-1);
  if (last === undefined) return;
  for (const slot of soughtBy(last) ?? []) {
    let at = path.steps.length - 2;
    while (slot.level > 0) {
      let step = path.steps[at];
      if (step === undefined) {
        path.seeks ??= [];
        path.seeks.push(slot);
        break;
      }
      at -= 1;
      // Neighbouring steps that bind a variable share one context.
      while (at >= 0 && step.focus !== undefined && path.steps[at]?.focus !== undefined) {
        step = path.steps[at] ?? step;
        at -= 1;
      }
      seekParent(step, slot);
    }
  }
}

/** Parents that a filter asks for: its own step's parent is level 1. */
export function resolveFilter(step: Node, condition: Node): void {
  const { seeks } = condition;
  if (seeks === undefined) return;
  for (const slot of seeks) {
    if (slot.level === 1) seekParent(step, slot);
    else slot.level -= 1;
  }
  passOn(step, condition);
}
