import { pathsAbove } from "../model/field-path.ts";
import type { PictureLine, Side } from "../model/mapping-picture.ts";
import type { VisibleRow } from "./visible-rows.ts";

const LONGEST_LABEL = 20;

/** What of a tree is in view. */
export interface TreeWindow {
  /** Places of its rows by their paths. */
  readonly indexes: ReadonlyMap<string, number>;
  readonly scrollTop: number;
}

/** An end of a line: how far down, and whether its row is out of view. */
export interface LineEnd {
  readonly y: number;
  readonly isOut: "above" | "below" | undefined;
}

/** A line as it is drawn, from the left tree to the right one. */
export interface LineShape {
  readonly line: PictureLine;
  /** Ends at its sources; none for a constant. */
  readonly sources: readonly LineEnd[];
  /** Ends at fields that only decide. */
  readonly conditions: readonly LineEnd[];
  readonly target: LineEnd;
}

/** How many ends of lines are out of view at one side. */
export interface OutOfView {
  readonly above: number;
  readonly below: number;
}

export interface LineShapes {
  readonly shapes: readonly LineShape[];
  readonly out: Readonly<Record<Side, OutOfView>>;
}

/**
 * The lines that have an end in view. Ends lead to the middle of their row, to that of the nearest row around a field
 * whose own is folded away, and to the edge for rows out of view, which are counted.
 */
export function lineShapes(
  lines: readonly PictureLine[],
  windows: Readonly<Record<Side, TreeWindow>>,
  height: number,
  rowHeight: number,
): LineShapes {
  const out = { left: { above: 0, below: 0 }, right: { above: 0, below: 0 } };
  const endOf = (side: Side, path: string): LineEnd | undefined => {
    const index = nearestRow(windows[side].indexes, path);
    if (index === undefined) return undefined;
    const y = index * rowHeight + rowHeight / 2 - windows[side].scrollTop;
    if (y < 0) return { y: 0, isOut: "above" };
    return y > height ? { y: height, isOut: "below" } : { y, isOut: undefined };
  };
  const count = (side: Side, end: LineEnd): void => {
    if (end.isOut !== undefined) out[side][end.isOut] += 1;
  };
  const shapes: LineShape[] = [];
  for (const line of lines) {
    const { sourceSide } = line;
    const targetSide = sourceSide === "left" ? "right" : "left";
    const target = endOf(targetSide, line.target);
    if (target === undefined) continue;
    const ends = (paths: readonly string[]) => distinct(paths.flatMap((path) => endOf(sourceSide, path) ?? []));
    const sources = ends(line.sources);
    const conditions = ends(line.conditions.filter((path) => !line.sources.includes(path)));
    count(targetSide, target);
    for (const end of sources) count(sourceSide, end);
    if ([target, ...sources].every(({ isOut }) => isOut !== undefined)) continue;
    shapes.push({ line, sources, conditions, target });
  }
  return { shapes, out };
}

/** Places of rows by their paths. */
export function rowIndexes(rows: readonly VisibleRow[]): ReadonlyMap<string, number> {
  return new Map(rows.map(({ field }, index) => [field.path, index]));
}

function nearestRow(indexes: ReadonlyMap<string, number>, path: string): number | undefined {
  const own = indexes.get(path);
  if (own !== undefined) return own;
  for (const above of pathsAbove(path)) {
    const index = indexes.get(above);
    if (index !== undefined) return index;
  }
  return undefined;
}

function distinct(ends: readonly LineEnd[]): readonly LineEnd[] {
  return ends.filter((end, index) => ends.findIndex(({ y }) => y === end.y) === index);
}

/** A curve across the gap between the trees, as the `d` of an SVG path. */
export function curve(fromX: number, fromY: number, toX: number, toY: number): string {
  const middle = (fromX + toX) / 2;
  return `M${fromX} ${fromY}C${middle} ${fromY} ${middle} ${toY} ${toX} ${toY}`;
}

/** What a line says of itself in its place: where it goes through, that it is computed, or that it has a condition. */
export function lineLabel({
  via,
  isComputed,
  condition,
  sources,
  sourceText,
  kind,
  by,
  key,
  once,
}: PictureLine): string {
  const parts: string[] = [];
  if (sources.length === 0) parts.push(sourceText);
  else if (isComputed) parts.push("ƒ");
  if (kind === "each") parts.push(`each ${by.join(", ")}`);
  if (via !== undefined) parts.push(via.kind === "arms" ? "map" : via.name);
  if (condition !== undefined) parts.push("when");
  if (once) parts.push("once");
  if (key) parts.push("key");
  const label = parts.join(" ").replace(/\s+/g, " ");
  return label.length > LONGEST_LABEL ? `${label.slice(0, LONGEST_LABEL - 1)}…` : label;
}
