import type { Span } from "@xmap/diagnostics";
import type { Via } from "@xmap/grammar";
import type { BindingSymbol, CheckedValue } from "../../program.ts";
import type { CheckContext } from "../check-context.ts";
import { blocksOf } from "./visit-rules.ts";

interface Need {
  readonly binding: BindingSymbol;
  readonly span: Span | undefined;
}

function needOf(value: CheckedValue, via: Via | undefined): Need[] {
  return value.via?.kind === "binding" ? [{ binding: value.via.binding, span: via?.target.span }] : [];
}

/** The bindings whose record is made before one's own. */
function needsOf({ block, reverse }: BindingSymbol): readonly Need[] {
  const blocks = [...blocksOf(block), ...(reverse === undefined ? [] : blocksOf(reverse.block))];
  return blocks.flatMap(({ lets, items }) => [
    ...lets.flatMap(({ value, declaration }) => needOf(value, declaration.value.via)),
    ...items.flatMap((item) => (item.kind === "rule" ? needOf(item.value, item.declaration.via) : [])),
  ]);
}

/** The way from a binding back to itself, the nearest first. */
function circleOf(start: BindingSymbol): readonly Need[] | undefined {
  const ways: (readonly Need[])[] = needsOf(start).map((need) => [need]);
  const seen = new Set<BindingSymbol>();
  for (const way of ways) {
    const last = way.at(-1);
    if (last === undefined || seen.has(last.binding)) continue;
    if (last.binding === start) return way;
    seen.add(last.binding);
    for (const need of needsOf(last.binding)) ways.push([...way, need]);
  }
  return undefined;
}

/** No record is needed to make itself. A circle is reported once, at the first of its bindings in the file. */
export function checkPrerequisiteCycles(bindings: readonly BindingSymbol[], context: CheckContext): void {
  const reported = new Set<BindingSymbol>();
  for (const binding of bindings) {
    if (reported.has(binding)) continue;
    const circle = circleOf(binding);
    if (circle === undefined) continue;
    for (const need of circle) reported.add(need.binding);
    const chain = [binding, ...circle.map((need) => need.binding)].map(({ name }) => name).join(" → ");
    const [first] = circle;
    const span = first?.span ?? binding.declaration.name.span;
    context.report({ code: "prerequisite-cycle", span, values: { chain } });
  }
}
