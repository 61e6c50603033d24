import { type Clock, canonicalJson, type Value } from "@xmap/contract";

/** When the same field written again and again is taken for two systems that undo each other's work. */
export interface PingPongSettings {
  readonly writes: number;
  readonly withinMilliseconds: number;
}

export const USUAL_PING_PONG: PingPongSettings = { writes: 6, withinMilliseconds: 600_000 };

/** Fields that are remembered; the ones not written for longest are forgotten first. */
const MOST_FIELDS = 20_000;

interface Written {
  readonly at: number;
  readonly value: string;
}

/** Remembers what was lately written to each field of each record, in memory. */
export class PingPong {
  readonly #settings: PingPongSettings;
  readonly #clock: Clock;
  readonly #fields = new Map<string, readonly Written[]>();

  constructor(settings: PingPongSettings, clock: Clock) {
    this.#settings = settings;
    this.#clock = clock;
  }

  /** Notes that a value is about to be written; answers the values that go back and forth, and counts anew then. */
  write(record: string, field: string, value: Value): readonly string[] | undefined {
    const name = `${record}\n${field}`;
    const at = this.#clock.now();
    const { writes, withinMilliseconds } = this.#settings;
    const recent = (this.#fields.get(name) ?? []).filter((one) => one.at > at - withinMilliseconds);
    const all = [...recent, { at, value: canonicalJson(value) }];
    const values = [...new Set(all.map((one) => one.value))];
    this.#fields.delete(name);
    if (all.length >= writes && values.length <= all.length / 2) return values;
    this.#fields.set(name, all);
    if (this.#fields.size > MOST_FIELDS) {
      const [oldest] = this.#fields.keys();
      if (oldest !== undefined) this.#fields.delete(oldest);
    }
    return undefined;
  }
}
