/** Stamps are told in whole seconds. */
const SECOND = 1_000;

/** Something with a stamp and a key, in a list without an order. */
export interface StampedRow {
  /** Milliseconds since 1970, of a whole second; undefined for rows that were never stamped. */
  readonly stamp: number | undefined;
  /** Tells rows of one stamp apart. */
  readonly key: string;
}

/** Stamps from `from` on and below `to`, in milliseconds; undefined is without a bound. */
export interface TimeWindow {
  readonly from: number | undefined;
  readonly to: number | undefined;
}

/** Asks for rows of a window: at most `limit` of them, whichever; all when it is undefined. */
export type AskRows<Row extends StampedRow> = (
  window: TimeWindow,
  limit: number | undefined,
) => Promise<readonly Row[]>;

/** Where paging stands: before this stamp everything is told, and of this stamp what comes up to `after`. */
export interface WindowPlace {
  readonly from: number | undefined;
  readonly after?: string;
}

export interface WindowPage<Row extends StampedRow> {
  readonly window: TimeWindow;
  readonly rows: readonly Row[];
  /** Undefined when nothing comes after. */
  readonly next: WindowPlace | undefined;
}

/**
 * The next rows by time, of a system that neither sorts nor counts: asks for one row too many, and for a shorter window
 * as long as it gets it, down to a single second, whose rows are then read whole and paged by key. Rows that get a newer
 * stamp meanwhile come once more in a later window; none is missed.
 */
export async function nextRows<Row extends StampedRow>(
  ask: AskRows<Row>,
  place: WindowPlace,
  limit: number,
): Promise<WindowPage<Row>> {
  const { from, after } = place;
  if (from !== undefined && after !== undefined) return tiedRows(ask, from, after, limit);
  let to: number | undefined;
  for (;;) {
    const window = { from, to };
    const rows = await ask(window, limit + 1);
    if (rows.length <= limit) return { window, rows, next: to === undefined ? undefined : { from: to } };
    const stamps = rows
      .flatMap(({ stamp }) => (stamp === undefined ? [] : [stamp]))
      .sort((left, right) => left - right);
    const shorter = earlierEnd(stamps, from);
    if (shorter === undefined) return tiedRows(ask, stamps[0] ?? 0, "", limit);
    to = shorter;
  }
}

/** The middle of the stamps, or the first that is after the window's beginning; undefined when there is none. */
function earlierEnd(stamps: readonly number[], from: number | undefined): number | undefined {
  const isLater = (stamp: number | undefined): stamp is number =>
    stamp !== undefined && (from === undefined || stamp > from);
  const middle = stamps[Math.floor(stamps.length / 2)];
  return isLater(middle) ? middle : stamps.find(isLater);
}

async function tiedRows<Row extends StampedRow>(
  ask: AskRows<Row>,
  stamp: number,
  after: string,
  limit: number,
): Promise<WindowPage<Row>> {
  const window = { from: stamp, to: stamp + SECOND };
  const all = [...(await ask(window, undefined))].sort(byKey).filter(({ key }) => after === "" || key > after);
  const rows = all.slice(0, limit);
  const last = rows.at(-1);
  const next = all.length > limit && last !== undefined ? { from: stamp, after: last.key } : { from: stamp + SECOND };
  return { window, rows, next };
}

function byKey(left: StampedRow, right: StampedRow): number {
  return left.key < right.key ? -1 : left.key > right.key ? 1 : 0;
}
