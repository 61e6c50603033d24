import type { BindingModule, DataRecord, EntityModule, LookupModule, Value } from "@xmap/contract";
import type { ResolvedReference } from "../engine/answer-book.ts";
import { referenceOf } from "../engine/record-keys.ts";
import type { DeclaredArm } from "./declared-test.ts";
import { GivenAnswers } from "./given-answers.ts";

/** Where a flow that is tried out has its answers from. Undefined: nobody has said, the question is open. */
export interface TrialSource {
  /** What is found for a key: nothing, one value, or several. */
  lookup(lookup: LookupModule, key: readonly Value[]): readonly Value[] | undefined;
  /** Whether references through a binding are answered, instead of being found or made. */
  refersBy(binding: BindingModule): boolean;
  /** The record that a binding has for the one of this key, or its key; null when there is none. */
  bound(binding: BindingModule, key: readonly string[]): Value | undefined;
  /** What a system answers to a call. */
  invoked?(system: string, invocation: string, given: DataRecord): Value | undefined;
  /** The records of an entity by their keys' texts; null: there is none of that key. */
  records(entity: Pick<EntityModule, "system" | "resource">): Readonly<Record<string, Value>>;
}

/** Goes on in the place of an answer that nobody gives. */
const STAND_IN = 0;

/** A source's answers in the form in which tests have theirs. */
export class TrialAnswers extends GivenAnswers {
  readonly #source: TrialSource;

  constructor(source: TrialSource) {
    super([]);
    this.#source = source;
  }

  override hits(lookup: LookupModule, key: readonly Value[]): readonly Value[] {
    const found = this.#source.lookup(lookup, key);
    if (found !== undefined) return found;
    this.unanswered.add(`${lookup.name}(${key.map((part) => JSON.stringify(part)).join(", ")})`);
    return [STAND_IN];
  }

  override invoked(system: string, invocation: string, given: DataRecord): Value {
    const answer = this.#source.invoked?.(system, invocation, given);
    if (answer !== undefined) return answer;
    this.unanswered.add(`${system}.${invocation}(${JSON.stringify(given)})`);
    return STAND_IN;
  }

  override answers(binding: BindingModule): boolean {
    return this.#source.refersBy(binding);
  }

  override bound(binding: BindingModule, entity: EntityModule, record: object): DeclaredArm | undefined {
    const key = referenceOf(entity, record)?.key ?? [];
    const answer = this.#source.bound(binding, key);
    if (answer === undefined) {
      this.unanswered.add(`${binding.name}(${key.join(", ")})`);
      return undefined;
    }
    return answer === null ? {} : { answer };
  }

  override reference(binding: BindingModule, record: object): ResolvedReference {
    const answer = this.bound(binding, binding.left, record)?.answer ?? STAND_IN;
    if (typeof answer !== "object" || answer === null || Array.isArray(answer))
      return { key: [String(answer)], record: undefined, problems: [] };
    const referred = answer as DataRecord;
    return { key: referenceOf(binding.right, referred)?.key ?? [String(STAND_IN)], record: referred, problems: [] };
  }

  override record(
    entity: Pick<EntityModule, "system" | "resource">,
    key: readonly string[],
  ): DataRecord | null | undefined {
    const records = this.#source.records(entity);
    const found = records[key.join(",")] ?? records["*"];
    return isRecord(found) ? found : found === null ? null : undefined;
  }

  override records(entity: Pick<EntityModule, "system" | "resource">): readonly (readonly [string, DataRecord])[] {
    return Object.entries(this.#source.records(entity)).flatMap(([key, record]): (readonly [string, DataRecord])[] =>
      isRecord(record) && key !== "*" ? [[key, record]] : [],
    );
  }
}

function isRecord(value: Value | undefined): value is DataRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
