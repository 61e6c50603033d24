/** A part of a diagram. Lengths are in pixels; the line through it enters at the left at height `above` and leaves at the right there. */
export interface Shape {
  readonly width: number;
  /** What it takes above its line. */
  readonly above: number;
  readonly below: number;
  /** The SVG of the part whose line begins at a point. */
  draw(x: number, y: number): string;
}

const LETTER_WIDTH = 8.5;
const BOX_HEIGHT = 26;
const PADDING = 10;
const GAP = 12;
const BEND = 10;
const ROW_GAP = 10;
const WIDEST_ROW = 860;

export function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"]/g, (letter) => entities[letter] ?? letter);
}

function path(commands: string): string {
  return `<path d="${commands}"/>`;
}
function horizontal(x: number, y: number, length: number): string {
  return length > 0 ? path(`M${x} ${y}h${length}`) : "";
}

/** A text in a box: round for what is typed, square for the name of a rule, which may lead there, dashed for words. */
export function box(text: string, look: "terminal" | "reference" | "prose", target?: string): Shape {
  const width = Math.ceil([...text].length * LETTER_WIDTH + 2 * PADDING);
  const draw = (x: number, y: number): string => {
    const round = look === "terminal" ? BOX_HEIGHT / 2 : 0;
    const drawn =
      `<rect class="${look}" x="${x}" y="${y - BOX_HEIGHT / 2}" width="${width}" height="${BOX_HEIGHT}" rx="${round}"/>` +
      `<text x="${x + width / 2}" y="${y + 5}">${escapeHtml(text)}</text>`;
    return target === undefined ? drawn : `<a href="#${target}">${drawn}</a>`;
  };
  return { width, above: BOX_HEIGHT / 2, below: BOX_HEIGHT / 2, draw };
}

/** A bare line. */
export function nothing(): Shape {
  return { width: 0, above: 0, below: 0, draw: () => "" };
}

/** One after the other on one line. */
export function row(shapes: readonly Shape[]): Shape {
  const width = shapes.reduce((sum, shape) => sum + shape.width, GAP * (shapes.length - 1));
  return {
    width,
    above: Math.max(0, ...shapes.map(({ above }) => above)),
    below: Math.max(0, ...shapes.map(({ below }) => below)),
    draw: (x, y) => {
      let drawn = "";
      let at = x;
      for (const [index, shape] of shapes.entries()) {
        if (index > 0) drawn += horizontal(at, y, GAP);
        if (index > 0) at += GAP;
        drawn += shape.draw(at, y);
        at += shape.width;
      }
      return drawn;
    },
  };
}

/** One after the other; what would become too wide goes on in further rows. */
export function sequence(shapes: readonly Shape[]): Shape {
  const rows: Shape[][] = [];
  let width = WIDEST_ROW;
  for (const shape of shapes) {
    if (width + GAP + shape.width > WIDEST_ROW) {
      rows.push([]);
      width = 0;
    }
    rows.at(-1)?.push(shape);
    width += GAP + shape.width;
  }
  const [only, ...others] = rows.map(row);
  if (only === undefined) return nothing();
  return others.length === 0 ? only : stack([only, ...others]);
}

/** Rows below each other, the end of each led back to the beginning of the next and that of the last up again. */
function stack(rows: readonly Shape[]): Shape {
  const offsets = offsetsOf(rows, 2 * ROW_GAP);
  const inner = Math.max(...rows.map(({ width }) => width));
  const width = inner + 5 * BEND;
  const last = offsets.at(-1) ?? 0;
  return {
    width,
    above: rows[0]?.above ?? 0,
    below: last + (rows.at(-1)?.below ?? 0),
    draw: (x, y) => {
      const start = x + 2 * BEND;
      let drawn = horizontal(x, y, 2 * BEND);
      for (const [index, shape] of rows.entries()) {
        const line = y + (offsets[index] ?? 0);
        drawn += shape.draw(start, line);
        const end = start + shape.width;
        const next = offsets[index + 1];
        if (next === undefined) {
          drawn += path(`M${end} ${line}H${x + width - BEND}V${y}h${BEND}`);
          continue;
        }
        const following = rows[index + 1];
        const turn = y + next - (following?.above ?? 0) - ROW_GAP;
        const right = start + inner + BEND;
        drawn += path(`M${end} ${line}H${right}V${turn}H${x + BEND}V${y + next}H${start}`);
      }
      return drawn;
    },
  };
}

/** How far below the first line the others run. */
function offsetsOf(rows: readonly Shape[], gap: number): number[] {
  const offsets = [0];
  for (let index = 1; index < rows.length; index += 1) {
    const before = rows[index - 1];
    offsets.push((offsets[index - 1] ?? 0) + (before?.below ?? 0) + gap + (rows[index]?.above ?? 0));
  }
  return offsets;
}

/** One of several, the first on the line and the others below. */
export function choice(shapes: readonly Shape[]): Shape {
  const offsets = offsetsOf(shapes, ROW_GAP);
  const inner = Math.max(...shapes.map(({ width }) => width));
  const width = inner + 4 * BEND;
  return {
    width,
    above: shapes[0]?.above ?? 0,
    below: Math.max(shapes[0]?.below ?? 0, (offsets.at(-1) ?? 0) + (shapes.at(-1)?.below ?? 0)),
    draw: (x, y) => {
      const end = x + width;
      let drawn = "";
      for (const [index, shape] of shapes.entries()) {
        const line = y + (offsets[index] ?? 0);
        const start = x + 2 * BEND;
        const rest = end - 2 * BEND - start - shape.width;
        drawn += shape.draw(start, line) + horizontal(start + shape.width, line, rest);
        drawn +=
          index === 0
            ? horizontal(x, y, 2 * BEND) + horizontal(end - 2 * BEND, y, 2 * BEND)
            : path(`M${x} ${y}q${BEND} 0 ${BEND} ${BEND}V${line - BEND}q0 ${BEND} ${BEND} ${BEND}`) +
              path(`M${end - 2 * BEND} ${line}q${BEND} 0 ${BEND} ${-BEND}V${y + BEND}q0 ${-BEND} ${BEND} ${-BEND}`);
      }
      return drawn;
    },
  };
}

/** A part, and a way back below it through what separates two of it. */
export function loop(item: Shape, separator: Shape): Shape {
  const inner = Math.max(item.width, separator.width);
  const width = inner + 4 * BEND;
  const offset = Math.max(item.below + ROW_GAP + separator.above, 2 * BEND);
  return {
    width,
    above: item.above,
    below: Math.max(item.below, offset + separator.below),
    draw: (x, y) => {
      const [start, end] = [x + 2 * BEND, x + width - 2 * BEND];
      const back = y + offset;
      const middle = start + (inner - separator.width) / 2;
      return (
        horizontal(x, y, 2 * BEND) +
        item.draw(start, y) +
        horizontal(start + item.width, y, x + width - start - item.width) +
        path(
          `M${end} ${y}q${BEND} 0 ${BEND} ${BEND}V${back - BEND}q0 ${BEND} ${-BEND} ${BEND}H${middle + separator.width}`,
        ) +
        separator.draw(middle, back) +
        path(`M${middle} ${back}H${start}q${-BEND} 0 ${-BEND} ${-BEND}V${y + BEND}q0 ${-BEND} ${BEND} ${-BEND}`)
      );
    },
  };
}
