import { type DataRecord, Failure, formatRecordReference, type Problem, type RunOutcome } from "@xmap/contract";
import { isForRemoved } from "./module-registry.ts";
import { pure } from "./problems.ts";
import { readRecord } from "./read-record.ts";
import { keyRecord } from "./record-keys.ts";
import { journaled, put, type RunContext } from "./run-context.ts";
import { OutcomeReached } from "./run-signals.ts";
import { runSteps } from "./run-steps.ts";

/** How a run came to its end by itself. */
export interface RunResult {
  readonly outcome: Exclude<RunOutcome, "dead" | "superseded" | "discarded">;
  readonly step: string;
  readonly problems: readonly Problem[];
  /** What a person may approve of a hold. */
  readonly approvable: { readonly step: string; readonly shown: string } | undefined;
}

/** Reads the subject again and carries the flow's steps out; rejects with a Failure, or RunAborted when the engine stops. */
export async function runFlow(context: RunContext): Promise<RunResult> {
  const { flow, subject } = context;
  try {
    context.step = "subject";
    // What was pushed lies with the event already; only what a person has edited stands in the journal.
    const record =
      context.content !== undefined && !context.journal.has("subject")
        ? context.content
        : await journaled(context, "subject", () => readSubject(context));
    const forRemoved = isForRemoved(flow);
    // A record that is there again is not removed, and one that is gone has not changed.
    if (forRemoved !== (record === undefined)) return ended("skipped", "subject");
    context.state[flow.subject.name] = record ?? keyRecord(flow.subject.entity, subject.key);
    const where = flow.where;
    if (where !== undefined && !pure(context, () => where(context.state as never))) return ended("skipped", "where");
    await runSteps(context, flow.steps, "");
    if (forRemoved) await buryLinks(context);
    // What a dry run has written is a copy.
    if (context.written && !context.services.readsOnly) return ended("delivered", context.step);
    if (context.skipped.length === 0) return ended("unchanged", context.step);
    return { ...ended("skipped", context.step), problems: context.skipped };
  } catch (error) {
    if (error instanceof OutcomeReached) return resultOf(context, error);
    throw error;
  }
}

/** The subject as it is now, or as a back-fill has just listed it. */
function readSubject({ services, flow, event, subject }: RunContext): Promise<DataRecord | undefined> {
  const listed = event.xmaporigin === "backfill" ? services.prefetched?.take(flow.name, event.subject) : undefined;
  return listed === undefined ? readRecord({ services }, flow.subject.entity, subject) : Promise.resolve(listed);
}

/** The links of a record that is gone stay as tombstones: nothing is ever made in its place. */
async function buryLinks(context: RunContext): Promise<void> {
  const { store } = context.services;
  const references = await store.crossReferences({ record: formatRecordReference(context.subject) });
  put(
    context,
    references.map((reference) => ({ change: "crossReference", reference: { ...reference, state: "tombstone" } })),
  );
}

function ended(outcome: RunResult["outcome"], step: string): RunResult {
  return { outcome, step, problems: [], approvable: undefined };
}

function resultOf(context: RunContext, { word, problems, step, approvable }: OutcomeReached): RunResult {
  switch (word) {
    case "hold":
      return { outcome: "held", step, problems, approvable };
    case "reject":
      return { outcome: "rejected", step, problems, approvable };
    case "fail": {
      const { system } = context.subject;
      const message = problems.map((problem) => problem.message).join("; ");
      throw new Failure({ class: "Transient", system, operation: step, message, effect: "none" });
    }
    default:
      // Skipping what is left does not undo what was written.
      return { outcome: context.written ? "delivered" : "skipped", step, problems, approvable };
  }
}
