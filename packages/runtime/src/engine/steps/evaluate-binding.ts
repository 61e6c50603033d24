import type { BindingModule } from "@xmap/contract";
import { type Evaluated, gatherAndEvaluate } from "../gather.ts";
import type { RunContext } from "../run-context.ts";

/** The wanted record of a binding's right side, with everything that it asks. */
export function evaluateBinding(
  context: RunContext,
  binding: BindingModule,
  record: object,
): Promise<Evaluated<object>> {
  return gatherAndEvaluate(context, {
    name: binding.name,
    stages: binding.lookups.map((stage) => (ask, answers) => stage(record as never, ask, answers)),
    validate: (report) => binding.validate?.(record as never, report),
    evaluate: (answers, report) => binding.map(record as never, answers, report),
  });
}
