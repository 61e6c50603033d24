import type { ReadPlan, WritePlan } from "@xmap/runtime/text";

/** What a module of `compileTextPlans` exports. */
export interface TextPlans {
  /** Undefined: records are read whole. */
  readonly readPlan: ReadPlan | undefined;
  /** Undefined: nothing is known of the drafts. */
  readonly writePlan: WritePlan | undefined;
}
