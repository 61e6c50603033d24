import {
  type Answers,
  type Ask,
  type DataRecord,
  Failure,
  type LookupModule,
  type Problem,
  type Report,
  type Value,
} from "@xmap/contract";
import { MappingError } from "../values/mapping-error.ts";
import { duringRun } from "../values/run-start.ts";
import { type AnswerBook, AnswerBook as Book, BookAnswers, Questions, RecordNeeded } from "./answer-book.ts";
import { differentAnswers, lookupIdentity } from "./lookup-cache.ts";
import type { RunContext } from "./run-context.ts";
import { RunAborted } from "./run-signals.ts";
import { startOf } from "./run-start.ts";

/** A pure part of a mapping: the stages that ask, and the function over the answers. */
export interface Evaluation<Result> {
  /** Named in problems that no rule is known for. */
  readonly name: string;
  readonly stages: readonly ((ask: Ask, answers: Answers) => void)[];
  /** Says which values are not of the types that the others take for granted. */
  readonly validate?: (report: Report) => void;
  readonly evaluate: (answers: Answers, report: Report) => Result;
}

export interface Evaluated<Result> {
  /** Undefined when the mapping could not be finished; a problem says why. */
  readonly result: Result | undefined;
  readonly problems: readonly Problem[];
}

/** Asks stage by stage, each lookup once for all its keys, then evaluates; collects all problems. */
export async function gatherAndEvaluate<Result>(
  context: RunContext,
  { name, stages, validate, evaluate }: Evaluation<Result>,
): Promise<Evaluated<Result>> {
  const book = new Book();
  const problems: Problem[] = [];
  const wrongValues = (): readonly Problem[] => {
    const found = new BookAnswers(book);
    validate?.(found);
    return found.problems;
  };
  for (const stage of stages) {
    const questions = new Questions();
    const asked = attempt(name, context, () => stage(questions, new BookAnswers(book)));
    if (asked.problem !== undefined) {
      const wrong = wrongValues();
      addProblems(problems, wrong.length > 0 ? wrong : [asked.problem]);
      return { result: undefined, problems };
    }
    await answerLookups(context, book, questions);
    for (const [reference, { binding, record }] of questions.references) {
      if (book.references.has(reference)) continue;
      const resolved = await context.refer(context, binding, record);
      addProblems(problems, resolved.problems);
      book.references.set(reference, { binding, key: resolved.key, record: resolved.record });
    }
  }
  for (;;) {
    const answers = new BookAnswers(book);
    try {
      addProblems(problems, wrongValues());
      const isSound = problems.every(({ word }) => word === "warn");
      const evaluated = attempt(name, context, () => evaluate(answers, answers));
      addProblems(problems, answers.problems);
      // Rules may take for granted what types say, and those behind a guard what it asks for.
      if (evaluated.problem !== undefined && isSound && !answers.problems.some(isFailedGuard))
        addProblems(problems, [evaluated.problem]);
      return { result: evaluated.result, problems };
    } catch (error) {
      if (!(error instanceof RecordNeeded)) throw error;
      await readReference(context, book, error.reference);
    }
  }
}

/** Calls a compiled function; what it throws is a problem of the record, never of the engine. */
export function attempt<Result>(
  name: string,
  context: RunContext,
  work: () => Result,
):
  | { readonly result: Result; readonly problem?: undefined }
  | { readonly result: undefined; readonly problem: Problem } {
  try {
    return { result: duringRun(startOf(context), work) };
  } catch (error) {
    if (error instanceof RecordNeeded || error instanceof Failure || error instanceof RunAborted) throw error;
    const rule = error instanceof MappingError ? (error.rule ?? name) : name;
    const message = error instanceof Error ? error.message : String(error);
    return { result: undefined, problem: { word: "reject", rule, message } };
  }
}

/** A `require` of a binding that ends the record. */
function isFailedGuard({ word, rule }: Problem): boolean {
  return word !== "warn" && /\/require\/\d+$/.test(rule);
}

async function answerLookups(context: RunContext, book: AnswerBook, questions: Questions): Promise<void> {
  const groups = new Map<string, { lookup: LookupModule; keys: (readonly Value[])[] }>();
  for (const { lookup, key } of questions.lookups.values()) {
    if (book.hits(lookup, key) !== undefined) continue;
    const cached = context.services.lookups.get(lookup, key);
    if (cached !== undefined) {
      book.putHits(lookup, key, cached);
      continue;
    }
    const identity = lookupIdentity(lookup);
    const group = groups.get(identity) ?? { lookup, keys: [] };
    group.keys.push(key);
    groups.set(identity, group);
  }
  await settleAll(
    [...groups.values()].map(async ({ lookup, keys }) => {
      const { entity, columns, result } = lookup;
      const gate = context.services.gate(entity.system);
      const request = { resource: entity.resource, columns, result, keys };
      const answers =
        lookup.indexMilliseconds === undefined
          ? await gate.joined.lookup(`lookup ${lookup.name}`, request)
          : await context.services.indexes.hits(lookup, keys);
      for (const [index, key] of keys.entries()) {
        const hits = differentAnswers(answers[index] ?? []);
        book.putHits(lookup, key, hits);
        context.services.lookups.put(lookup, key, hits);
      }
    }),
  );
}

/** Waits for all before it fails, so that nothing runs on behind a run that has ended. */
async function settleAll(work: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(work)).find((result) => result.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}

async function readReference(context: RunContext, book: AnswerBook, name: string): Promise<void> {
  const answered = book.references.get(name);
  if (answered?.key === undefined) return;
  const { binding, key } = answered;
  const { resource, fields, joins, system } = binding.right;
  const gate = context.services.gate(system);
  const record = await gate.joined.read(`read ${binding.right.name}`, { resource, key, fields, joins });
  const empty: DataRecord = {};
  answered.record = record ?? empty;
}

function addProblems(problems: Problem[], more: readonly Problem[]): void {
  for (const problem of more) {
    if (!problems.some((known) => known.rule === problem.rule && known.message === problem.message))
      problems.push(problem);
  }
}
