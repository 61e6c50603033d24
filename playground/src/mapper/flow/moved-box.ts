import type { FlowBox, FlowPicture, FlowStep } from "./flow-picture.ts";

/** A box that was asked to change its place, in the picture before. */
export interface BoxMove {
  readonly before: FlowPicture;
  readonly box: string;
  readonly by: -1 | 1;
}

/**
 * What the box is called in the picture after its move: steps without a name are counted, so one may have changed its
 * name with its neighbour. Undefined when it is not there.
 */
export function movedBox({ before, box, by }: BoxMove, after: FlowPicture): string | undefined {
  const place = listsOf(before).find(({ boxes }) => boxes.some(({ id }) => id === box));
  if (place === undefined) return undefined;
  const index = place.boxes.findIndex(({ id }) => id === box) + by;
  return listsOf(after).find(({ of }) => of === place.of)?.boxes[index]?.id;
}

interface BoxList {
  /** The step whose braces hold them. */
  readonly of: string;
  readonly boxes: readonly FlowBox[];
}

function listsOf({ triggers, steps }: FlowPicture): readonly BoxList[] {
  return [{ of: "triggers", boxes: triggers }, ...stepLists("steps", steps)];
}

function stepLists(of: string, steps: readonly FlowStep[]): readonly BoxList[] {
  const below = steps.filter(({ isGroup }) => isGroup).flatMap((step) => stepLists(`in ${step.id}`, step.steps));
  return [{ of, boxes: steps }, ...below];
}
