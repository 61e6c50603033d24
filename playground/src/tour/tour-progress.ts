import type { PlaygroundState } from "../state/playground-state.ts";
import { TOUR_STEPS } from "./tour-steps.ts";

/** How far somebody is in the tour. */
export interface TourProgress {
  readonly isOpen: boolean;
  /** Ids of the steps that were done. */
  readonly done: readonly string[];
}

export const NO_PROGRESS: TourProgress = { isOpen: false, done: [] };

const KEPT = "xmap.playground.tour";

/** The progress of the last visit. */
export function keptProgress(): TourProgress {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? "null");
    return readProgress(kept) ?? NO_PROGRESS;
  } catch {
    return NO_PROGRESS;
  }
}

export function keepProgress(progress: TourProgress): void {
  try {
    localStorage.setItem(KEPT, JSON.stringify(progress));
  } catch {
    // A browser that keeps nothing begins the tour again at the next visit.
  }
}

function readProgress(kept: unknown): TourProgress | undefined {
  if (typeof kept !== "object" || kept === null || !("isOpen" in kept) || !("done" in kept)) return undefined;
  const { isOpen, done } = kept;
  if (typeof isOpen !== "boolean" || !Array.isArray(done)) return undefined;
  return { isOpen, done: TOUR_STEPS.map(({ id }) => id).filter((id) => done.includes(id)) };
}

/** The step that is next; undefined when all are done. */
export function currentStep({ done }: TourProgress) {
  return TOUR_STEPS.find(({ id }) => !done.includes(id));
}

/** The progress with all steps, one after the other, that what is there shows to be done. */
export function advanced(progress: TourProgress, state: PlaygroundState): TourProgress {
  let now = progress;
  for (let step = currentStep(now); step?.isDone(state) === true; step = currentStep(now))
    now = { ...now, done: [...now.done, step.id] };
  return now;
}
