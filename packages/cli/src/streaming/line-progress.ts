import type { Clock } from "@xmap/contract";
import type { LineCounts } from "./map-lines.ts";

const EVERY_MILLISECONDS = 250;

/** Counts lines, and says on a terminal how far it is. */
export class LineProgress {
  readonly #clock: Clock;
  readonly #show: ((text: string) => void) | undefined;
  readonly #started: number;
  #shownAt: number;
  #counts = { mapped: 0, skipped: 0, bad: 0, warnings: 0 };

  /** Without `show` it only counts. */
  constructor(clock: Clock, show: ((text: string) => void) | undefined) {
    this.#clock = clock;
    this.#show = show;
    this.#started = clock.now();
    this.#shownAt = this.#started;
  }

  get counts(): LineCounts {
    return this.#counts;
  }

  add({ mapped, skipped, bad, warnings }: LineCounts): void {
    const before = this.#counts;
    this.#counts = {
      mapped: before.mapped + mapped,
      skipped: before.skipped + skipped,
      bad: before.bad + bad,
      warnings: before.warnings + warnings,
    };
    const now = this.#clock.now();
    if (this.#show === undefined || now - this.#shownAt < EVERY_MILLISECONDS) return;
    this.#shownAt = now;
    this.#show(`\r\u001b[K${this.#text(now)}`);
  }

  /** The last word: "1,200 mapped, 3 skipped, 2 bad". */
  summary(): string {
    const { mapped, skipped, bad, warnings } = this.#counts;
    const warned = warnings === 0 ? "" : `, ${number(warnings)} warnings`;
    const line = `${number(mapped)} mapped, ${number(skipped)} skipped, ${number(bad)} bad${warned}`;
    return this.#show === undefined ? line : `\r\u001b[K${line}`;
  }

  #text(now: number): string {
    const { mapped, skipped, bad } = this.#counts;
    const lines = mapped + skipped + bad;
    const perSecond = Math.round((lines * 1000) / Math.max(1, now - this.#started));
    return `${number(lines)} lines, ${number(perSecond)} a second, ${number(bad)} bad`;
  }
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}
