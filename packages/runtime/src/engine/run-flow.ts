import { Failure, type Problem, type RunOutcome } from "@xmap/contract";
import { pure } from "./problems.ts";
import { readRecord } from "./read-record.ts";
import { journaled, type RunContext } from "./run-context.ts";
import { OutcomeReached } from "./run-signals.ts";
import { runSteps } from "./run-steps.ts";

/** How a run came to its end by itself. */
export interface RunResult {
  readonly outcome: Exclude<RunOutcome, "dead" | "superseded" | "discarded">;
  readonly step: string;
  readonly problems: readonly Problem[];
}

/** Reads the subject again and carries the flow's steps out; rejects with a Failure, or RunAborted when the engine stops. */
export async function runFlow(context: RunContext): Promise<RunResult> {
  const { flow, subject } = context;
  try {
    context.step = "subject";
    const record = await journaled(context, "subject", () => readRecord(context, flow.subject.entity, subject));
    if (record === undefined) return { outcome: "skipped", step: "subject", problems: [] };
    context.state[flow.subject.name] = record;
    const where = flow.where;
    if (where !== undefined && !pure(context, () => where(context.state as never)))
      return { outcome: "skipped", step: "where", problems: [] };
    await runSteps(context, flow.steps, "");
    return { outcome: context.written ? "delivered" : "unchanged", step: context.step, problems: [] };
  } catch (error) {
    if (error instanceof OutcomeReached) return resultOf(context, error);
    throw error;
  }
}

function resultOf(context: RunContext, { word, problems, step }: OutcomeReached): RunResult {
  switch (word) {
    case "hold":
      return { outcome: "held", step, problems };
    case "reject":
      return { outcome: "rejected", step, problems };
    case "fail": {
      const { system } = context.subject;
      const message = problems.map((problem) => problem.message).join("; ");
      throw new Failure({ class: "Transient", system, operation: step, message, effect: "none" });
    }
    default:
      // Skipping what is left does not undo what was written.
      return { outcome: context.written ? "delivered" : "skipped", step, problems };
  }
}
