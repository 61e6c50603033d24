import type { AlertKind } from "./alert.ts";

/** Something that is wrong for a time: it begins, and at some time it is over. */
export type Condition = {
  readonly alert: Exclude<AlertKind, "outcome" | "notRunning">;
  readonly subject: string;
  /** The system or flow; empty for what concerns all. */
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** Why, in the words of whoever found it. */
  readonly reason: string;
  /** The class of the failure that began it. */
  readonly failureClass: string | null;
  readonly channels: readonly string[];
};

interface Watched {
  readonly condition: Condition;
  /** When people are told unless it is over by then. */
  readonly raiseAt: number;
  readonly raised: boolean;
  /** Whether this process has seen it itself. */
  readonly confirmed: boolean;
  /** When it counts as over unless it begins again. */
  readonly overAt: number | undefined;
  readonly endedAt: number;
}

export interface DueConditions {
  readonly raised: readonly Condition[];
  readonly cleared: readonly { readonly condition: Condition; readonly endedAt: number }[];
}

/** Tells which conditions people are to be told of: what is short is not told, and only what was told is cleared. */
export class Conditions {
  readonly #watched: Map<string, Watched>;
  readonly #settleMilliseconds: number;

  /** Those that an earlier process has told of; a condition that begins again within the settling time goes on. */
  constructor(told: readonly Condition[], settleMilliseconds: number) {
    this.#settleMilliseconds = settleMilliseconds;
    this.#watched = new Map(
      told.map((condition) => [
        condition.subject,
        { condition, raiseAt: 0, raised: true, confirmed: false, overAt: undefined, endedAt: 0 },
      ]),
    );
  }

  /** `putsOff` lets the time of telling count anew for what is known but not told of. */
  begin(condition: Condition, raiseAt: number, putsOff = false): void {
    const known = this.#watched.get(condition.subject);
    this.#watched.set(condition.subject, {
      condition: known?.condition ?? condition,
      raiseAt: known === undefined || putsOff ? raiseAt : known.raiseAt,
      raised: known?.raised ?? false,
      confirmed: true,
      overAt: undefined,
      endedAt: 0,
    });
  }

  end(subject: string, now: number): void {
    const known = this.#watched.get(subject);
    if (known === undefined || known.overAt !== undefined) return;
    this.#watched.set(subject, { ...known, overAt: now + this.#settleMilliseconds, endedAt: now });
  }

  /** Nobody asks for it any more. */
  forget(subject: string): void {
    this.#watched.delete(subject);
  }

  /** What an earlier process has told of and this one has not seen. */
  unconfirmed(): readonly Condition[] {
    return [...this.#watched.values()]
      .filter(({ confirmed, overAt }) => !confirmed && overAt === undefined)
      .map(({ condition }) => condition);
  }

  /** Takes out what is to be told now. */
  due(now: number): DueConditions {
    const raised: Condition[] = [];
    const cleared: { condition: Condition; endedAt: number }[] = [];
    for (const [subject, watched] of this.#watched) {
      const { condition, overAt, endedAt } = watched;
      if (overAt !== undefined) {
        if (overAt > now) continue;
        this.#watched.delete(subject);
        if (watched.raised) cleared.push({ condition, endedAt });
      } else if (!watched.raised && watched.raiseAt <= now) {
        this.#watched.set(subject, { ...watched, raised: true });
        raised.push(condition);
      }
    }
    return { raised, cleared };
  }

  /** When `due` has something to say next; Infinity for never. */
  nextAt(): number {
    const times = [...this.#watched.values()].map(({ overAt, raised, raiseAt }) => {
      if (overAt !== undefined) return overAt;
      return raised ? Number.POSITIVE_INFINITY : raiseAt;
    });
    return Math.min(Number.POSITIVE_INFINITY, ...times);
  }

  /** Those that were told of and not cleared. */
  told(): readonly Condition[] {
    return [...this.#watched.values()].filter(({ raised }) => raised).map(({ condition }) => condition);
  }
}
