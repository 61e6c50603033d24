import type { AnswerSource } from "@xmap/compiler/lineage";
import {
  type BindingModule,
  canonicalJson,
  type DataRecord,
  type EntityModule,
  type LookupModule,
  type Value,
  valueAt,
} from "@xmap/contract";
import type { GivenAnswer } from "./given-answer.ts";
import type { AskedQuestion } from "./run-protocol.ts";

/** Stands for several hits, which is all that a lookup asks about them. */
const SEVERAL: readonly Value[] = [1, 2];

/** Answers a mapping out of what a person has given, and notes every question once, in the order of asking. */
export class GivenAnswers implements AnswerSource {
  readonly #given: Readonly<Record<string, GivenAnswer>>;
  readonly #questions = new Map<string, AskedQuestion>();

  constructor(given: Readonly<Record<string, GivenAnswer>>) {
    this.#given = given;
  }

  get questions(): readonly AskedQuestion[] {
    return [...this.#questions.values()];
  }

  lookup(lookup: LookupModule, key: readonly Value[]): readonly Value[] | undefined {
    const given = this.#ask({
      key: `${lookup.name} ${canonicalJson(key)}`,
      kind: "lookup",
      name: lookup.name,
      subject: key.map((part) => JSON.stringify(part)).join(", "),
      values: key,
      field: undefined,
      ownKey: undefined,
      wanted: keyType(lookup.entity, lookup.result),
    });
    if (given?.kind === "found") return [given.value];
    if (given?.kind === "none") return [];
    return given === undefined ? undefined : SEVERAL;
  }

  reference(binding: BindingModule, record: object, field: string | undefined): Value | undefined {
    const { left, right } = binding;
    const values = left.key.map((part) => valueAt(record as DataRecord, part.field.split(".")) ?? null);
    const key = values.map((value) => value ?? "?");
    const of = `${left.name} ${key.map((part) => (typeof part === "string" ? part : JSON.stringify(part))).join(", ")}`;
    const own = right.key[0]?.field;
    const isKey = field === undefined || field === own;
    const given = this.#ask({
      key: `${binding.name} of ${of}${isKey ? "" : ` ${field}`}`,
      kind: "reference",
      name: binding.name,
      subject: isKey ? of : `${field} of ${of}`,
      values,
      field: isKey ? undefined : field,
      ownKey: own,
      wanted: isKey ? keyType(right, own) : "any",
    });
    if (given === undefined) return undefined;
    return given.kind === "found" ? given.value : null;
  }

  #ask(question: Omit<AskedQuestion, "answered">): GivenAnswer | undefined {
    const { key } = question;
    const answer = Object.hasOwn(this.#given, key) ? this.#given[key] : undefined;
    if (!this.#questions.has(key)) this.#questions.set(key, { ...question, answered: answer !== undefined });
    return answer;
  }
}

function keyType(entity: EntityModule, field: string | undefined): AskedQuestion["wanted"] {
  return entity.key.find((part) => part.field === field)?.type ?? "any";
}
