import type { SeededRandom } from "@xmap/sandbox";
import type { Agenda } from "./agenda.ts";
import type { World } from "./world.ts";

const HOUR = 3_600_000;

export interface TimetableParts {
  readonly world: World;
  readonly agenda: Agenda;
  readonly random: SeededRandom;
  /** 1: people take hours and days; less: so much faster. */
  readonly pace: number;
}

/** When people get round to what they are to do. */
export class Timetable {
  readonly #parts: TimetableParts;

  constructor(parts: TimetableParts) {
    this.#parts = parts;
  }

  /** Plans an act between so many hours from now. */
  later(fromHours: number, toHours: number, act: () => void): void {
    const { agenda, random, world, pace } = this.#parts;
    const hours = fromHours + random.fraction() * (toHours - fromHours);
    agenda.at(world.clock.now() + Math.max(60_000, hours * HOUR * pace), act);
  }
}
