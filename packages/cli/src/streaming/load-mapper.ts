import { answersFromTable } from "@xmap/compiler/text-output";
import type { MappingModule } from "@xmap/contract";
import { LineMapper } from "./map-lines.ts";
import type { TextPlans } from "./text-plans.ts";

/** What every thread does. */
export interface MappingTask {
  /** File URL of the compiled module. */
  readonly module: string;
  /** File URL of the binding's text plans. */
  readonly plans: string;
  readonly binding: string;
  /** The content of the answers file. */
  readonly answers: unknown;
}

/** Loads what a task needs; throws when it cannot be mapped. */
export async function loadMapper(task: MappingTask): Promise<LineMapper> {
  const { bindings } = (await import(task.module)) as MappingModule;
  const plans = (await import(task.plans)) as TextPlans;
  const binding = bindings[task.binding];
  const answers = answersFromTable(task.answers);
  if (binding === undefined || answers.kind === "refused") throw new TypeError(`${task.binding} cannot be mapped`);
  return new LineMapper(binding, answers.answers, plans);
}
