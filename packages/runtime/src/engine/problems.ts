import { type OutcomeModule, type Problem, worstWord } from "@xmap/contract";
import { withoutPersonOf } from "../privacy/private-message.ts";
import { attempt } from "./gather.ts";
import { tell } from "./observer.ts";
import { put, type RunContext } from "./run-context.ts";
import { OutcomeReached } from "./run-signals.ts";

/** Ends the run when a problem says so; warnings go to the log and are counted. */
export async function heed(context: RunContext, problems: readonly Problem[]): Promise<void> {
  const word = worstWord(problems);
  if (word === undefined) return;
  const { logger, observers } = context.services;
  for (const { word: severity, rule, message } of problems) {
    if (severity !== "warn") continue;
    const warning = { flow: context.flow.name, run: context.run, rule };
    logger.warn(warning, withoutPersonOf(message, context.state));
    tell(observers, (observer) => observer.warned?.({ ...warning, message }));
    put(context, [{ change: "metric", name: `warnings.${context.flow.name}`, add: 1 }]);
  }
  if (word !== "warn") throw new OutcomeReached(word, problems, context.step);
}

/** Heeds one outcome that a step has come to. */
export function heedOutcome(context: RunContext, { word, message }: OutcomeModule): Promise<void> {
  return heed(context, [{ word, rule: context.step, message }]);
}

/** Calls a compiled function of a step; what it throws rejects the record. */
export function pure<Result>(context: RunContext, work: () => Result): Result {
  const tried = attempt(`${context.flow.name}/${context.step}`, context, work);
  if (tried.problem !== undefined) throw new OutcomeReached("reject", [tried.problem], context.step);
  return tried.result;
}
