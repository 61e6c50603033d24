/** What people and customers are to do, by its time. */
export class Agenda {
  readonly #acts = new Map<number, (() => void)[]>();
  #count = 0;

  /** Plans an act for a minute of the simulated time, milliseconds since 1970. */
  at(time: number, act: () => void): void {
    const minute = Math.ceil(time / 60_000);
    const acts = this.#acts.get(minute);
    if (acts === undefined) this.#acts.set(minute, [act]);
    else acts.push(act);
    this.#count += 1;
  }

  /** How many acts are still to come. */
  get left(): number {
    return this.#count;
  }

  /** Does what is due at a minute. */
  run(time: number): number {
    const minute = Math.ceil(time / 60_000);
    const acts = this.#acts.get(minute) ?? [];
    this.#acts.delete(minute);
    this.#count -= acts.length;
    for (const act of acts) act();
    return acts.length;
  }
}
