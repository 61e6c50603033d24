import type { Clock } from "@xmap/contract";

const ON_TERMINAL_EVERY = 250;
const IN_LOG_EVERY = 5_000;
const BAR_WIDTH = 30;

export interface FillCounts {
  /** Records that were listed so far. */
  readonly read: number;
  /** Records to be run, and how many of those runs have ended. */
  readonly accepted: number;
  readonly ended: number;
  /** True when all records are listed, so that the total is known. */
  readonly isComplete: boolean;
}

/** Says how far a back-fill is: a line that is written over on a terminal, a line now and then elsewhere. */
export class FillProgress {
  readonly #clock: Clock;
  readonly #name: string;
  readonly #write: (text: string) => void;
  readonly #isTerminal: boolean;
  readonly #startedAt: number;
  #shownAt: number;

  constructor(clock: Clock, name: string, write: (text: string) => void, isTerminal: boolean) {
    this.#clock = clock;
    this.#name = name;
    this.#write = write;
    this.#isTerminal = isTerminal;
    this.#startedAt = clock.now();
    this.#shownAt = this.#startedAt;
  }

  show(counts: FillCounts): void {
    const now = this.#clock.now();
    if (now - this.#shownAt < (this.#isTerminal ? ON_TERMINAL_EVERY : IN_LOG_EVERY)) return;
    this.#shownAt = now;
    const text = this.#text(counts, now);
    this.#write(this.#isTerminal ? `\r\u001b[K${text}` : `${text}\n`);
  }

  /** Leaves the line that was written over. */
  end(): void {
    if (this.#isTerminal) this.#write("\r\u001b[K");
  }

  #text({ read, accepted, ended, isComplete }: FillCounts, now: number): string {
    const perSecond = Math.round((ended * 1_000) / Math.max(1, now - this.#startedAt));
    const rate = `${number(perSecond)} a second`;
    if (!isComplete) return `${this.#name}: ${number(read)} read, ${number(ended)} done, ${rate}`;
    const share = accepted === 0 ? 1 : Math.min(1, ended / accepted);
    const bar = "█".repeat(Math.round(share * BAR_WIDTH)).padEnd(BAR_WIDTH, "░");
    return `${this.#name}: ${bar} ${number(ended)} of ${number(accepted)}, ${rate}`;
  }
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}
