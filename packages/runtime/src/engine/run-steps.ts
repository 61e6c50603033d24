import {
  canonicalJson,
  type EachStepModule,
  formatRecordReference,
  hashText,
  type RequireStepModule,
  type StepModule,
  type Value,
  type ValueStepModule,
  type WhenStepModule,
} from "@xmap/contract";
import { gatherAndEvaluate } from "./gather.ts";
import { tell } from "./observer.ts";
import { heed, heedOutcome, pure } from "./problems.ts";
import { journaled, type RunContext } from "./run-context.ts";
import { OutcomeReached, RunAborted } from "./run-signals.ts";
import { callStep } from "./steps/call-step.ts";
import { findStep } from "./steps/find-step.ts";
import { invokeStep } from "./steps/invoke-step.ts";
import { notifyStep } from "./steps/notify-step.ts";
import { readStep } from "./steps/read-step.ts";
import { syncStep } from "./steps/sync-step.ts";
import { Turns } from "./steps/turns.ts";
import { writeStep } from "./steps/write-step.ts";

/** Carries out steps in order; effects are journaled, conditions look at journaled values only. */
export async function runSteps(context: RunContext, steps: readonly StepModule[], prefix: string): Promise<void> {
  for (const step of steps) {
    if (context.isStopping()) throw new RunAborted();
    await runObserved(context, step, prefix);
  }
}

/** One step, told to the observers; the frames say where the run is. */
async function runObserved(context: RunContext, step: StepModule, prefix: string): Promise<void> {
  const { services, run, flow, frames } = context;
  const path = prefix + step.id;
  context.step = path;
  context.binding = step.step === "sync" || step.step === "find" ? step.binding : undefined;
  frames.push({ name: `${flow.name}/${path}`, file: step.file, line: step.line });
  const { observers } = services;
  if (observers.length === 0) {
    await runStep(context, step, prefix);
    frames.pop();
    return;
  }
  const observed = { run, flow: flow.name, step: path, kind: step.step, file: step.file, line: step.line };
  tell(observers, (observer) => observer.stepBegan?.(observed));
  try {
    await runStep(context, step, prefix);
  } catch (error) {
    tell(observers, (observer) => observer.stepEnded?.(observed, error));
    throw error;
  }
  tell(observers, (observer) => observer.stepEnded?.(observed, undefined));
  frames.pop();
}

async function runStep(context: RunContext, step: StepModule, prefix: string): Promise<void> {
  const path = prefix + step.id;
  const effect = (work: () => Promise<Value | undefined>): Promise<Value | undefined> => journaled(context, path, work);
  switch (step.step) {
    case "value":
      assign(context, step.assign, await valueStep(context, step, path));
      return;
    case "read":
      assign(context, step.assign, await effect(() => readStep(context, step)));
      return;
    case "find":
      assign(context, step.assign, await effect(() => findStep(context, step)));
      return;
    case "sync":
      assign(context, step.assign, await effect(() => syncStep(context, step, path)));
      return;
    case "call": {
      const record = await effect(() => callStep(context, step, path));
      assign(context, step.target, record);
      assign(context, step.assign, record);
      return;
    }
    case "invoke":
      assign(context, step.assign, await effect(() => invokeStep(context, step)));
      return;
    case "write":
      assign(context, step.target, await effect(() => writeStep(context, step, path)));
      return;
    case "require":
      return requireStep(context, step);
    case "when":
      return whenStep(context, step, prefix);
    case "each":
      return eachStep(context, step, path);
    case "notify":
      await effect(() => notifyStep(context, step));
      return;
    case "outcome":
      return heedOutcome(
        context,
        pure(context, () => step.outcome(context.state as never)),
      );
  }
}

async function valueStep(context: RunContext, step: ValueStepModule, path: string): Promise<Value | undefined> {
  const evaluate = async (): Promise<Value | undefined> => {
    const { result, problems } = await gatherAndEvaluate(context, {
      name: `${context.flow.name}/${path}`,
      stages: step.lookups.map((stage) => (ask, answers) => stage(context.state as never, ask, answers)),
      evaluate: (answers, report) => step.value(context.state as never, answers, report),
    });
    await heed(context, problems);
    return result;
  };
  // What looks nothing up follows from journaled values and needs no journal of its own.
  return step.lookups.length === 0 ? evaluate() : journaled(context, path, evaluate);
}

async function requireStep(context: RunContext, step: RequireStepModule): Promise<void> {
  if (pure(context, () => step.condition(context.state as never))) return;
  const outcome = pure(context, () => step.otherwise(context.state as never));
  if (outcome.word !== "hold") return heedOutcome(context, outcome);
  const values = pure(context, () => step.shown(context.state as never)).map((value) => value ?? null);
  const shown = hashText(canonicalJson(values));
  const { services, flow, subject } = context;
  const approval = { flow: flow.name, record: formatRecordReference(subject), step: context.step, shown };
  if (await services.store.isApproved(approval)) return;
  const problem = { word: outcome.word, rule: context.step, message: outcome.message };
  throw new OutcomeReached("hold", [problem], context.step, { step: context.step, shown });
}

async function whenStep(context: RunContext, step: WhenStepModule, prefix: string): Promise<void> {
  const { capability, condition } = step;
  if (capability !== undefined) {
    const offered = await journaled(context, `${prefix}${step.id}/offers`, async () => {
      const gate = context.services.gate(capability.system);
      const offers = await gate.call("capabilities", (session) => session.capabilities());
      return offers.includes(capability.name);
    });
    if (offered !== true) return;
  }
  if (condition !== undefined && !pure(context, () => condition(context.state as never))) return;
  await runSteps(context, step.steps, prefix);
}

async function eachStep(context: RunContext, step: EachStepModule, path: string): Promise<void> {
  const members = pure(context, () => step.list(context.state as never));
  const turns = new Turns(context);
  for (const [index, member] of members.entries()) {
    context.state[step.name] = member as Value;
    await turns.take(() => runSteps(context, step.steps, `${path}/${index}/`));
  }
  delete context.state[step.name];
  turns.end();
}

function assign(context: RunContext, name: string | undefined, value: Value | undefined): void {
  if (name !== undefined) context.state[name] = value;
}
