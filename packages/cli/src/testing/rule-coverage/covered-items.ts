import type { Coverable } from "@xmap/compiler";
import type { TestRun } from "../test-run.ts";

/** A rule, arm, condition or step with the number of tests that went through it. */
export interface CoveredItem {
  readonly kind: "rule" | "arm" | "condition" | "step";
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly tests: number;
  /** Tests in which a condition held, and in which it did not. */
  readonly branches: { readonly held: number; readonly failed: number } | undefined;
}

/** Whether tests went through it, and through both sides of a condition. */
export function isCovered({ tests, branches }: CoveredItem): boolean {
  return tests > 0 && (branches === undefined || (branches.held > 0 && branches.failed > 0));
}

/** What the tests went through, in the order of files and lines. */
export function coveredItems(coverables: readonly Coverable[], runs: readonly TestRun[]): readonly CoveredItem[] {
  const probes = runs.map(({ coverage }) => new Map((coverage?.probes ?? []).map((one) => [one.probe, one] as const)));
  const steps = runs.map(({ coverage }) => new Set(coverage?.steps ?? []));
  const arms = new Map<string, CoveredItem>();
  const items = coverables.map((coverable, number): CoveredItem => {
    const { kind, file, line, text } = coverable;
    const place = { file, line, text };
    if (kind === "step")
      return { kind, ...place, tests: count(steps, (seen) => seen.has(`${file}:${line}`)), branches: undefined };
    const held = count(probes, (seen) => seen.get(number)?.values.includes("true") === true);
    const failed = count(probes, (seen) => seen.get(number)?.values.includes("false") === true);
    if (kind === "condition")
      return { kind, ...place, tests: count(probes, (seen) => seen.has(number)), branches: { held, failed } };
    addArms(
      coverable,
      probes.map((seen) => seen.get(number)?.values ?? []),
      arms,
    );
    return { kind, ...place, tests: count(probes, (seen) => seen.get(number)?.hasValue === true), branches: undefined };
  });
  return [...items, ...arms.values()].toSorted(byPlace);
}

/** The arms that a rule's values went through; several rules may share a map. */
function addArms(
  { arms }: Coverable,
  valuesByTest: readonly (readonly string[])[],
  found: Map<string, CoveredItem>,
): void {
  if (arms === undefined) return;
  const named = new Set(arms.arms.flatMap(({ patterns }) => patterns));
  for (const { line, text, patterns } of arms.arms) {
    const fits = (value: string): boolean => (patterns.length === 0 ? !named.has(value) : patterns.includes(value));
    const name = `${arms.file}:${line}:${text}`;
    const before = found.get(name)?.tests ?? 0;
    const tests = before + count(valuesByTest, (values) => values.some(fits));
    found.set(name, { kind: "arm", file: arms.file, line, text, tests, branches: undefined });
  }
}

function count<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  return items.filter(holds).length;
}

function byPlace(left: CoveredItem, right: CoveredItem): number {
  if (left.file !== right.file) return left.file < right.file ? -1 : 1;
  return left.line - right.line;
}
