import type { BindingSymbol, CheckedBlock, CheckedItem, CheckedStep, CheckedTest, CheckedValue } from "@xmap/language";
import { bothDirections } from "../both-directions.ts";

/** The declarations that a test goes through, by name: its subject and what that includes, maps through and carries out. */
export function reachOf({ subject }: CheckedTest): ReadonlySet<string> {
  const names = new Set<string>();
  if (subject.kind === "binding") addBinding(subject, names);
  else {
    names.add(subject.name);
    addSteps(subject.steps, names);
  }
  return names;
}

function addBinding(binding: BindingSymbol, names: Set<string>): void {
  if (names.has(binding.name)) return;
  names.add(binding.name);
  for (const { block } of bothDirections(binding)) addBlock(block, names);
}

function addBlock({ lets, items }: CheckedBlock, names: Set<string>): void {
  for (const { value } of lets) addValue(value, names);
  addItems(items, names);
}

function addItems(items: readonly CheckedItem[], names: Set<string>): void {
  for (const item of items) {
    switch (item.kind) {
      case "rule":
        addValue(item.value, names);
        break;
      case "nested":
      case "lines":
        addBlock(item.block, names);
        break;
      case "include":
        names.add(item.rules.name);
        addBlock(item.rules.block, names);
        break;
    }
  }
}

function addValue({ via }: CheckedValue, names: Set<string>): void {
  if (via?.kind === "map") names.add(via.map.name);
}

function addSteps(steps: readonly CheckedStep[], names: Set<string>): void {
  for (const step of steps) {
    if (step.kind === "value") addValue(step.value, names);
    if (step.kind === "sync") addBinding(step.binding, names);
    if (step.kind === "write") {
      for (const { value } of step.lets) addValue(value, names);
      addItems(step.items, names);
    }
    if (step.kind === "when" || step.kind === "each") addSteps(step.steps, names);
  }
}
