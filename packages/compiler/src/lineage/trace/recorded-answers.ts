import {
  type Answers,
  type BindingModule,
  KEEP,
  type Keep,
  type LookupModule,
  type Problem,
  type Report,
  type Value,
} from "@xmap/contract";
import type { AnswerSource } from "./answer-source.ts";
import { referenceKey } from "./answer-table.ts";

/** One question that a mapping put while it ran. */
export interface AskedQuestion {
  readonly kind: "lookup" | "reference";
  /** Of the lookup or binding. */
  readonly name: string;
  /** Undefined for references, which do not say it. */
  readonly rule: string | undefined;
  readonly key: readonly Value[];
  /** Of the referred record, when not its key. */
  readonly field: string | undefined;
  /** What was found; undefined when nobody has answered. */
  readonly found: readonly Value[] | undefined;
  /** What the mapping got: after a miss what the lookup says for it. */
  readonly answer: Value | Keep | undefined;
}

/** Answers a mapping from a source, and writes down what it asks and reports. */
export class RecordedAnswers implements Answers, Report {
  readonly asked: AskedQuestion[] = [];
  readonly problems: Problem[] = [];
  readonly #source: AnswerSource;
  readonly #onAsk: (question: AskedQuestion) => void;
  /** Rules whose value is missing for a reason that is told already. */
  readonly #missed = new Set<string>();

  constructor(source: AnswerSource, onAsk: (question: AskedQuestion) => void = () => undefined) {
    this.#source = source;
    this.#onAsk = onAsk;
  }

  lookup(lookup: LookupModule, rule: string, ...key: (Value | undefined)[]): Value | Keep | undefined {
    const full = key.filter((part): part is Value => part !== undefined && part !== null);
    // What has no value is not asked for.
    if (full.length < key.length) return undefined;
    const found = this.#source.lookup(lookup, full);
    const answer = found === undefined ? undefined : this.#answerOf(lookup, rule, full, found);
    if (answer === undefined) this.#missed.add(rule);
    this.#note({ kind: "lookup", name: lookup.name, rule, key: full, field: undefined, found, answer });
    return answer;
  }

  lookupEach(lookup: LookupModule, rule: string, keys: readonly Value[] | null | undefined): Value[] {
    const found = (keys ?? []).map((key) => this.lookup(lookup, rule, key));
    return found.filter((value): value is Value => value !== undefined && value !== KEEP);
  }

  reference(binding: BindingModule, record: object | null | undefined, field?: string): Value | undefined {
    if (!record) return undefined;
    const value = this.#source.reference(binding, record, field);
    if (value === null && field === undefined)
      this.#add("hold", binding.name, `${binding.name} has no record for this one`);
    const found = value === undefined ? undefined : value === null ? [] : [value];
    const key = referenceKey(binding, record);
    this.#note({ kind: "reference", name: binding.name, rule: undefined, key, field, found, answer: value });
    return value ?? undefined;
  }

  problem(word: Problem["word"], rule: string, message: string): void {
    if (!this.#missed.has(rule)) this.#add(word, rule, message);
  }

  #answerOf(lookup: LookupModule, rule: string, key: readonly Value[], found: readonly Value[]) {
    if (found.length === 1) return found[0];
    const instead = found.length === 0 ? lookup.none(...key) : lookup.many(...key);
    if ("keep" in instead) return KEEP;
    if ("answer" in instead) return instead.answer;
    this.#add(instead.word, rule, instead.message);
    return undefined;
  }

  #note(question: AskedQuestion): void {
    this.asked.push(question);
    this.#onAsk(question);
  }

  #add(word: Problem["word"], rule: string, message: string): void {
    if (!this.problems.some((known) => known.rule === rule && known.message === message))
      this.problems.push({ word, rule, message });
  }
}
