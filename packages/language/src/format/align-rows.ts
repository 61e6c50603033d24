import type { Columns, Row } from "./document.ts";
import { flatText } from "./flat-text.ts";

/** The longest line that is not broken where it can be. */
export const LINE_LENGTH = 120;
/** A longer left side does not push its neighbours' arrows out. */
const WIDEST_LEFT = 64;
/** Nor does a longer line their comments. */
const WIDEST_COMMENTED = 90;
const MODIFIER_GAP = "  ";
/** Between a statement and the comment behind it. */
export const COMMENT_GAP = "   ";

interface Cells {
  readonly left: string;
  readonly arrow: Columns["arrow"];
  /** The right side, then the modifiers. */
  readonly others: readonly string[];
}

/**
 * The lines of neighbouring rules and arms with their arrows and modifiers in columns; undefined for rows without
 * columns and for those that do not fit on a line. A column is as wide as the widest of its cells that others follow.
 */
export function alignColumns(rows: readonly Row[], indentation: number): readonly (string | undefined)[] {
  const lines: (string | undefined)[] = rows.map(() => undefined);
  for (const run of runsOf(rows)) {
    // What is broken over lines moves no column, or it would move none the next time.
    const cells = run.map(({ columns }) => {
      const cell = cellsOf(columns);
      return cell !== undefined && indentation + aloneText(cell).length <= LINE_LENGTH ? cell : undefined;
    });
    const counted = cells.filter((cell) => cell !== undefined && cell.left.length <= WIDEST_LEFT) as readonly Cells[];
    const leftWidth = Math.max(0, ...counted.map(({ left }) => left.length));
    const isTwoWay = counted.some(({ arrow }) => arrow === "<->");
    const widths = widthsOf(counted.map(({ others }) => others));
    run.forEach(({ index }, at) => {
      const cell = cells[at];
      if (cell === undefined) return;
      const arrow = isTwoWay ? padArrow(cell.arrow) : cell.arrow;
      const aligned = `${cell.left.padEnd(leftWidth)} ${arrow} ${pad(cell.others, widths)}`;
      const isAligned = cell.left.length <= WIDEST_LEFT && indentation + aligned.length <= LINE_LENGTH;
      lines[index] = " ".repeat(indentation) + (isAligned ? aligned : aloneText(cell));
    });
  }
  return lines;
}

/** A line that heeds no column. */
function aloneText({ left, arrow, others }: Cells): string {
  return `${left} ${arrow} ${others.join(MODIFIER_GAP)}`;
}

interface Member {
  readonly index: number;
  readonly columns: Columns;
}

/** Rows with columns that nothing but comments stands between. */
function runsOf(rows: readonly Row[]): readonly (readonly Member[])[] {
  const runs: Member[][] = [];
  let run: Member[] = [];
  rows.forEach(({ columns, isComment, blankBefore }, index) => {
    if (blankBefore || (columns === undefined && !isComment)) {
      runs.push(run);
      run = [];
    }
    if (columns !== undefined) run.push({ index, columns });
  });
  return [...runs, run];
}

function cellsOf({ left, arrow, right, modifiers }: Columns): Cells | undefined {
  const leftText = flatText(left);
  const others: string[] = [];
  for (const document of [right, ...modifiers]) {
    const text = flatText(document);
    if (text === undefined) return undefined;
    others.push(text);
  }
  return leftText === undefined ? undefined : { left: leftText, arrow, others };
}

function widthsOf(table: readonly (readonly string[])[]): readonly number[] {
  const widths: number[] = [];
  for (const cells of table) {
    cells.slice(0, -1).forEach((cell, at) => {
      widths[at] = Math.max(widths[at] ?? 0, cell.length);
    });
  }
  return widths;
}

/** All but the last cell as wide as their columns. */
function pad(cells: readonly string[], widths: readonly number[]): string {
  return cells.map((cell, at) => (at === cells.length - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join(MODIFIER_GAP);
}

/** Shafts stand under one another. */
function padArrow(arrow: Columns["arrow"]): string {
  if (arrow === "<->") return arrow;
  return arrow === "->" ? " ->" : "<- ";
}

/** The rows' lines with the comments behind them; comments on lines that follow one another are aligned. */
export function alignComments(rows: readonly Row[], texts: readonly string[]): readonly string[] {
  const ends = texts.map((text) => text.length - text.lastIndexOf("\n") - 1);
  const columns: number[] = [];
  let start = 0;
  for (let at = 0; at <= rows.length; at += 1) {
    const row = rows[at];
    const followsCommented = at > start && rows[at - 1]?.comment !== "" && row?.blankBefore === false;
    if (followsCommented && row.comment !== "" && !(texts[at] ?? "").includes("\n")) continue;
    const widths = ends.slice(start, at).filter((end) => end <= WIDEST_COMMENTED);
    for (let member = start; member < at; member += 1) columns[member] = Math.max(0, ...widths);
    start = at;
  }
  return texts.map((text, at) => {
    const comment = rows[at]?.comment ?? "";
    if (comment === "") return text;
    const missing = Math.max(0, (columns[at] ?? 0) - (ends[at] ?? 0));
    return `${text}${" ".repeat(missing)}${COMMENT_GAP}${comment}`;
  });
}
