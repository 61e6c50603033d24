import { Failure } from "@xmap/contract";
import { LOGIN_LIMIT } from "../errors/errors.ts";
import type { Seat } from "./seat.ts";

/**
 * A few sign-ins that are shared. Requests of one session wait for each other in Acumatica anyway, and an action blocks
 * its form for its session, so a seat is used by one caller at a time.
 */
export class SeatPool {
  readonly #open: () => Seat;
  readonly #idle: Seat[] = [];
  readonly #taken = new Set<Seat>();
  readonly #waiting: ((seat: Seat) => void)[] = [];
  #limit: number;
  #isClosed = false;

  constructor(open: () => Seat, limit: number) {
    this.#open = open;
    this.#limit = limit;
  }

  /** Runs the work with a seat that is signed in, and nobody else uses it meanwhile. */
  async use<Result>(work: (seat: Seat) => Promise<Result>): Promise<Result> {
    for (;;) {
      const seat = await this.#take();
      try {
        await seat.signIn();
      } catch (thrown) {
        if (this.#isFull(thrown)) {
          this.#drop(seat);
          continue;
        }
        await this.#give(seat);
        throw thrown;
      }
      try {
        return await work(seat);
      } finally {
        await this.#give(seat);
      }
    }
  }

  /** Signs out; seats in use follow when their work has ended. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#idle.splice(0).map((seat) => seat.leave()));
  }

  /** Others of ours sit already where the licence lets nobody else in: their seats are shared. */
  #isFull(thrown: unknown): boolean {
    if (!(thrown instanceof Failure) || thrown.details.name !== LOGIN_LIMIT) return false;
    return [...this.#taken, ...this.#idle].some((seat) => seat.isSignedIn);
  }

  async #take(): Promise<Seat> {
    const known = this.#idle.find((seat) => seat.isSignedIn) ?? this.#idle[0];
    if (known !== undefined) {
      this.#idle.splice(this.#idle.indexOf(known), 1);
      this.#taken.add(known);
      return known;
    }
    if (this.#taken.size < this.#limit) {
      const seat = this.#open();
      this.#taken.add(seat);
      return seat;
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async #give(seat: Seat): Promise<void> {
    const next = this.#waiting.shift();
    if (next !== undefined) {
      next(seat);
      return;
    }
    this.#taken.delete(seat);
    if (this.#isClosed) await seat.leave();
    else this.#idle.push(seat);
  }

  #drop(seat: Seat): void {
    this.#taken.delete(seat);
    this.#limit = Math.max(1, this.#taken.size + this.#idle.length);
  }
}
