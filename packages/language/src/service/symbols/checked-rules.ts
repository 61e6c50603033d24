import type { Span } from "@xmap/diagnostics";
import type {
  CheckedBlock,
  CheckedItem,
  CheckedLet,
  CheckedLines,
  CheckedRule,
  CheckedStep,
  TwoWayRule,
} from "../../program.ts";
import type { FileAnalysis } from "../project/analysis.ts";

/** A rule or `let` with where it stands in the checked tree. */
interface Found {
  readonly rules: CheckedRule[];
  readonly lets: CheckedLet[];
  readonly lines: CheckedLines[];
}

const known = new WeakMap<FileAnalysis, Found>();

function addItems(items: readonly CheckedItem[], found: Found): void {
  for (const item of items) {
    if (item.kind === "rule") found.rules.push(item);
    else if (item.kind !== "include") addBlock(item.block, found);
    if (item.kind === "lines") found.lines.push(item);
  }
}

function addBlock(block: CheckedBlock, found: Found): void {
  for (const entry of block.lets) {
    // A `let` of both directions is one; one that stands for a field of a condition is not written at all.
    const { span, name } = entry.declaration;
    const isWritten = span.start < name.span.start;
    if (isWritten && !found.lets.some(({ declaration }) => declaration === entry.declaration)) found.lets.push(entry);
  }
  addItems(block.items, found);
}

function addSteps(steps: readonly CheckedStep[], found: Found): void {
  for (const step of steps) {
    if (step.kind === "write") {
      found.lets.push(...step.lets);
      addItems(step.items, found);
    } else if (step.kind === "when" || step.kind === "each") addSteps(step.steps, found);
  }
}

function findIn(file: FileAnalysis): Found {
  const before = known.get(file);
  if (before !== undefined) return before;
  const found: Found = { rules: [], lets: [], lines: [] };
  for (const { block, reverse } of [...file.checked.bindings, ...file.checked.rules]) {
    addBlock(block, found);
    if (reverse !== undefined) addBlock(reverse.block, found);
  }
  for (const flow of file.checked.flows) addSteps(flow.steps, found);
  known.set(file, found);
  return found;
}

/** Every rule of a file that was understood and writes one field. */
export function checkedRules(file: FileAnalysis): readonly CheckedRule[] {
  return findIn(file).rules;
}

/** Every `let` of a file that was understood. */
export function checkedLets(file: FileAnalysis): readonly CheckedLet[] {
  return findIn(file).lets;
}

/** Every rule of a file that was understood and fills a list. */
export function checkedLines(file: FileAnalysis): readonly CheckedLines[] {
  return findIn(file).lines;
}

/** The two-way rule that stands at a place, the innermost one. */
export function twoWayRuleAt(file: FileAnalysis, span: Span): TwoWayRule | undefined {
  const rules = [
    ...file.checked.rules.flatMap(({ twoWay }) => twoWay),
    ...file.checked.bindings.flatMap(({ reverse }) => reverse?.twoWay ?? []),
  ];
  return rules.findLast(({ declaration, forward }) => {
    const isInside = declaration.span.start <= span.start && span.end <= declaration.span.end;
    return isInside && forward.kind === "rule";
  });
}
