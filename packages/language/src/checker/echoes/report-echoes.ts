import type { Diagnostic } from "@xmap/diagnostics";
import { languageDiagnostics } from "../../diagnostics/language-diagnostics.ts";
import type { FlowSymbol } from "../../program.ts";
import { type Influence, influencesOf, isSameEntity } from "./influences.ts";
import type { FieldPlace } from "./reads.ts";

const LONGEST = 5;

/** Reports fields that flows compute from each other in a circle, so that each change makes the next one. */
export function reportEchoes(flows: readonly FlowSymbol[], diagnostics: Diagnostic[]): void {
  const all = partsOfCircles(flows.flatMap(influencesOf));
  const readers = Map.groupBy(all, ({ from }) => fieldName(from));
  const reported = new Set<string>();
  for (const start of all) {
    const name = `${start.file} ${start.span.start}`;
    const circle = start.changes && !reported.has(name) ? circleFrom(start, readers) : undefined;
    if (circle === undefined) continue;
    reported.add(name);
    const { from, to, span, file } = start;
    const chain = circle.map(({ flow }) => flow.name);
    const flowsOfCircle = [...chain, chain[0] ?? ""].filter((one, index, list) => one !== list[index - 1]);
    const values = { target: placeText(to), source: placeText(from), flows: flowsOfCircle.join(" → ") };
    diagnostics.push(languageDiagnostics.create({ code: "echo-cycle", file, span, values }));
  }
}

/** Without those that no way can lead through again: most flows make no circle, and then none is left. */
function partsOfCircles(influences: readonly Influence[]): readonly Influence[] {
  let left = influences;
  for (;;) {
    const written = new Set(left.map(({ to }) => fieldName(to)));
    const read = new Set(left.map(({ from }) => fieldName(from)));
    const kept = left.filter(({ from, to }) => written.has(fieldName(from)) && read.has(fieldName(to)));
    if (kept.length === left.length) return kept;
    left = kept;
  }
}

/** The shortest way from a write back to what it was computed from. */
function circleFrom(
  start: Influence,
  readers: ReadonlyMap<string, readonly Influence[]>,
): readonly Influence[] | undefined {
  const ways: (readonly Influence[])[] = [[start]];
  const seen = new Set<Influence>([start]);
  for (const way of ways) {
    const last = way.at(-1);
    if (last === undefined || way.length >= LONGEST) continue;
    for (const next of readers.get(fieldName(last.to)) ?? []) {
      if (seen.has(next) || !overlap(last.to, next.from)) continue;
      seen.add(next);
      const longer = [...way, next];
      if (overlap(next.to, start.from) && !isOneTwoWayBinding(longer)) return longer;
      ways.push(longer);
    }
  }
  return undefined;
}

/** The two directions of one binding undo each other; that is checked by its laws. */
function isOneTwoWayBinding(way: readonly Influence[]): boolean {
  const [first] = way;
  return first?.binding?.reverse !== undefined && way.every(({ binding }) => binding === first.binding);
}

/** The same field, or one of them inside of the other. */
function overlap(left: FieldPlace, right: FieldPlace): boolean {
  if (!isSameEntity(left.entity, right.entity)) return false;
  return `${left.path}.`.startsWith(`${right.path}.`) || `${right.path}.`.startsWith(`${left.path}.`);
}

/** The field of the whole record that a place lies in. */
function fieldName({ entity: { system, resource }, path }: FieldPlace): string {
  return `${system.name} ${resource} ${path.split(".")[0]}`;
}

function placeText({ entity, path }: FieldPlace): string {
  return `${entity.name}.${path}`;
}
