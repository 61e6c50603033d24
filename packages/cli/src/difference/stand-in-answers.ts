import { type AnswerSource, questionText } from "@xmap/compiler/lineage";
import { type DataRecord, type Value, valueAt } from "@xmap/contract";

/** Answers from a source, and what it does not answer stands for itself: another key or lookup is another value. */
export class StandInAnswers implements AnswerSource {
  readonly #source: AnswerSource;
  /** How many questions had to be stood in for. */
  stoodIn = 0;

  constructor(source: AnswerSource) {
    this.#source = source;
  }

  lookup(...[lookup, key]: Parameters<AnswerSource["lookup"]>): readonly Value[] {
    const found = this.#source.lookup(lookup, key);
    if (found !== undefined) return found;
    this.stoodIn += 1;
    return [questionText(lookup.name, key)];
  }

  reference(...[binding, record, field]: Parameters<AnswerSource["reference"]>): Value {
    const found = this.#source.reference(binding, record, field);
    if (found !== undefined) return found;
    this.stoodIn += 1;
    const key = binding.left.key.map((part) => valueAt(record as DataRecord, part.field.split(".")) ?? null);
    return `${questionText(binding.name, key)}${field === undefined ? "" : `.${field}`}`;
  }
}
