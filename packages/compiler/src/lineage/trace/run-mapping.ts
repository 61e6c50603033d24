import { type OutcomeWord, type Problem, worstWord } from "@xmap/contract";
import type { AnswerSource } from "./answer-source.ts";
import { type AskedQuestion, RecordedAnswers } from "./recorded-answers.ts";

/** One direction of a compiled binding. */
export interface CompiledMapping {
  readonly map: (record: never, answers: never, report: never) => object;
}

/** What one run of a mapping came to. */
export interface MappingRun {
  /** As the mapping made it; undefined when it could not be finished. */
  readonly draft: object | undefined;
  readonly problems: readonly Problem[];
  /** The outcome that stands in the way; undefined when the record can be written. */
  readonly outcome: Exclude<OutcomeWord, "warn"> | undefined;
  readonly asked: readonly AskedQuestion[];
}

/** Runs a mapping over a record; what it throws is a problem of the record. `name` is told when no rule is known. */
export function runMapping(
  mapping: CompiledMapping,
  name: string,
  record: object,
  answers: AnswerSource,
  onAsk?: (question: AskedQuestion) => void,
): MappingRun {
  const recorded = new RecordedAnswers(answers, onAsk);
  const map = mapping.map as (record: object, answers: RecordedAnswers, report: RecordedAnswers) => object;
  try {
    const draft = map(record, recorded, recorded);
    return { draft, problems: recorded.problems, outcome: blockingWord(recorded.problems), asked: recorded.asked };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const problems: readonly Problem[] = [
      ...recorded.problems,
      { word: "reject", rule: ruleOf(error) ?? name, message },
    ];
    return { draft: undefined, problems, outcome: blockingWord(problems), asked: recorded.asked };
  }
}

function blockingWord(problems: readonly Problem[]): MappingRun["outcome"] {
  const word = worstWord(problems);
  return word === "warn" ? undefined : word;
}

/** Errors of compiled code name their rule where they know it. */
function ruleOf(error: unknown): string | undefined {
  return error instanceof Error && "rule" in error && typeof error.rule === "string" ? error.rule : undefined;
}
