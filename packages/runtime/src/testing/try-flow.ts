import {
  type DataRecord,
  Failure,
  type FlowModule,
  type Problem,
  type StepModule,
  type Value,
  type WhenStepModule,
} from "@xmap/contract";
import type { ObservedStep, Observer } from "../engine/observer.ts";
import { referenceOf } from "../engine/record-keys.ts";
import { type RunResult, runFlow } from "../engine/run-flow.ts";
import { OutcomeReached } from "../engine/run-signals.ts";
import { allSteps } from "./all-steps.ts";
import { answeredStep } from "./answered-steps.ts";
import type { FlowEffect } from "./flow-effect.ts";
import { openSystems } from "./run-flow-test.ts";
import { createTestRun, type TestRun } from "./test-context.ts";
import { TrialAnswers, type TrialSource } from "./trial-answers.ts";

/** How a flow goes for a record, without any system being asked or changed. */
export interface FlowTrial {
  readonly outcome: RunResult["outcome"] | "failed";
  readonly problems: readonly Problem[];
  /** Those that were begun, in order; the steps of a `when` or `each` come behind it. */
  readonly steps: readonly TriedStep[];
  /** Questions that nobody answers, and for which something stood in. */
  readonly unanswered: readonly string[];
}

export interface TriedStep {
  readonly step: string;
  readonly kind: StepModule["step"];
  readonly file: string;
  readonly line: number;
  /** The outcome that it came to; undefined when the flow goes on. */
  readonly stopped: string | undefined;
  /** Whether the condition of a `require` or `when` holds; undefined for steps without one. */
  readonly condition: boolean | undefined;
  /** What it names, or the record that it changes. */
  readonly name: string | undefined;
  /** What that holds afterwards; of a `require` the values that it looks at. */
  readonly value: Value | undefined;
  readonly effects: readonly FlowEffect[];
}

/**
 * Carries a flow's steps out over one record, with the engine's own steps and systems in memory: what is read or found
 * comes from `source`, and everything that is written there too. Rejects with a RangeError when the record has no key.
 */
export async function tryFlow(flow: FlowModule, record: DataRecord, source: TrialSource): Promise<FlowTrial> {
  const { entity } = flow.subject;
  const subject = referenceOf(entity, record);
  if (subject === undefined) throw new RangeError(`the ${entity.name} has no key`);
  const answers = new TrialAnswers(source);
  const watch = new StepWatch(flow);
  const begun: { run?: TestRun } = {};
  const system = (name: string) => {
    if (begun.run === undefined) throw new TypeError("the run has not begun");
    return begun.run.system(name);
  };
  const steps = mapSteps(flow.steps, (step) =>
    step.step === "find" ? answeredStep(step, { answers, system }) : watch.watched(step),
  );
  const run = createTestRun({ ...flow, steps }, subject, answers, [watch]);
  begun.run = run;
  run.system(entity.system).put(entity.resource, subject.key.join(","), record);
  openSystems(run, flow);
  watch.follow(run);
  const ended = await endOf(run);
  return { ...ended, steps: watch.steps, unanswered: [...answers.unanswered] };
}

async function endOf({ context }: TestRun): Promise<Pick<FlowTrial, "outcome" | "problems">> {
  try {
    const { outcome, problems } = await runFlow(context);
    return { outcome, problems };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { outcome: "failed", problems: [{ word: "fail", rule: context.step, message: error.message }] };
  }
}

function mapSteps(steps: readonly StepModule[], change: (step: StepModule) => StepModule): readonly StepModule[] {
  return steps.map((step) => {
    const changed = change(step);
    return "steps" in changed ? { ...changed, steps: mapSteps(changed.steps, change) } : changed;
  });
}

type StepUnderWay = { -readonly [Name in keyof TriedStep]: TriedStep[Name] };

/** Notes the steps of a run with what each of them does. */
class StepWatch implements Observer {
  readonly steps: StepUnderWay[] = [];
  readonly #open: StepUnderWay[] = [];
  readonly #written: readonly StepModule[];
  #run: TestRun | undefined;
  #effects = 0;

  constructor({ steps }: FlowModule) {
    this.#written = allSteps(steps);
  }

  follow(run: TestRun): void {
    this.#run = run;
  }

  /** The step, its condition noted when it is asked. */
  watched(step: StepModule): StepModule {
    if (step.step === "require") {
      return {
        ...step,
        condition: (state) => {
          const looked = this.#open.at(-1);
          if (looked !== undefined) looked.value = step.shown(state).map((value) => value ?? null);
          return this.#note(step.condition(state));
        },
      };
    }
    return step.step === "when" && step.condition !== undefined ? this.#watchedWhen(step, step.condition) : step;
  }

  #watchedWhen(step: WhenStepModule, condition: NonNullable<WhenStepModule["condition"]>): WhenStepModule {
    return { ...step, condition: (state) => this.#note(condition(state)) };
  }

  #note(holds: boolean): boolean {
    const step = this.#open.at(-1);
    if (step !== undefined) step.condition = holds;
    return holds;
  }

  stepBegan({ step, file, line, kind }: ObservedStep): void {
    const written = this.#stepAt(step);
    const begun: StepUnderWay = {
      step,
      kind: written?.step ?? (kind as StepModule["step"]),
      file,
      line,
      stopped: undefined,
      condition: undefined,
      name: written === undefined ? undefined : nameOf(written),
      value: undefined,
      effects: [],
    };
    this.#takeEffects();
    this.steps.push(begun);
    this.#open.push(begun);
  }

  stepEnded(_step: ObservedStep, failure: unknown): void {
    const own = this.#takeEffects();
    const step = this.#open.pop();
    if (step === undefined) return;
    step.effects = [...step.effects, ...own];
    if (failure !== undefined) step.stopped = failure instanceof OutcomeReached ? failure.word : "fail";
    else if (step.name !== undefined) step.value = this.#run?.context.state[step.name] as Value | undefined;
  }

  /** The step of a path: its id, behind the paths and positions of the `each` around it. */
  #stepAt(path: string): StepModule | undefined {
    const fitting = this.#written.filter(({ id }) => path === id || path.endsWith(`/${id}`));
    return fitting.toSorted((left, right) => right.id.length - left.id.length)[0];
  }

  /** What was done since the last look; of a step in another one it is that step's own. */
  #takeEffects(): readonly FlowEffect[] {
    const all = this.#run?.effects ?? [];
    const fresh = all.slice(this.#effects);
    this.#effects = all.length;
    return fresh;
  }
}

function nameOf(step: StepModule): string | undefined {
  switch (step.step) {
    case "call":
    case "write":
      return step.target;
    case "value":
    case "read":
    case "find":
    case "sync":
    case "invoke":
      return step.assign;
    default:
      return undefined;
  }
}
