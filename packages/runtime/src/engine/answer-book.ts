import {
  type Answers,
  type Ask,
  type BindingModule,
  canonicalJson,
  type DataRecord,
  formatRecordReference,
  KEEP,
  type Keep,
  type LookupModule,
  type Problem,
  type Report,
  type Value,
  valueAt,
} from "@xmap/contract";
import { lookupIdentity } from "./lookup-cache.ts";
import { keyValue, referenceOf } from "./record-keys.ts";

/** A field of a referred record was asked for that has not been read yet. */
export class RecordNeeded extends Error {
  override readonly name = "RecordNeeded";
  readonly reference: string;

  constructor(reference: string) {
    super(`the record of ${reference} is needed`);
    this.reference = reference;
  }
}

/** A reference request's answer: the right record's key, undefined when it could not be found or made. */
export interface AnsweredReference {
  readonly binding: BindingModule;
  readonly key: readonly string[] | undefined;
  record: DataRecord | undefined;
}

/** What a reference request came to. */
export interface ResolvedReference {
  /** The right record's key; undefined when a problem stood in the way. */
  readonly key: readonly string[] | undefined;
  readonly record: DataRecord | undefined;
  readonly problems: readonly Problem[];
}

/** What a binding asked, and what came back. */
export class AnswerBook {
  readonly lookups = new Map<string, readonly Value[]>();
  readonly references = new Map<string, AnsweredReference>();

  hits(lookup: LookupModule, key: readonly Value[]): readonly Value[] | undefined {
    return this.lookups.get(lookupName(lookup, key));
  }

  putHits(lookup: LookupModule, key: readonly Value[], hits: readonly Value[]): void {
    this.lookups.set(lookupName(lookup, key), hits);
  }
}

/** Collects what a stage asks for; what has no value is not asked for. */
export class Questions implements Ask {
  readonly lookups = new Map<string, { readonly lookup: LookupModule; readonly key: readonly Value[] }>();
  readonly references = new Map<string, { readonly binding: BindingModule; readonly record: object }>();

  lookup(lookup: LookupModule, ...key: (Value | undefined)[]): void {
    const full = fullKey(key);
    if (full !== undefined) this.lookups.set(lookupName(lookup, full), { lookup, key: full });
  }

  lookupEach(lookup: LookupModule, keys: readonly Value[] | null | undefined): void {
    for (const key of keys ?? []) this.lookup(lookup, key);
  }

  reference(binding: BindingModule, record: object | null | undefined): void {
    const name = record ? referenceName(binding, record) : undefined;
    if (record && name !== undefined) this.references.set(name, { binding, record });
  }
}

/** Answers a mapping out of the book; misses go to the list of problems, once for each rule and message. */
export class BookAnswers implements Answers, Report {
  readonly problems: Problem[] = [];
  readonly #book: AnswerBook;
  readonly #missed = new Set<string>();

  constructor(book: AnswerBook) {
    this.#book = book;
  }

  lookup(lookup: LookupModule, rule: string, ...key: (Value | undefined)[]): Value | Keep | undefined {
    const full = fullKey(key);
    const hits = full === undefined ? undefined : this.#book.hits(lookup, full);
    if (full === undefined || hits === undefined) return undefined;
    if (hits.length === 1) return hits[0];
    const answer = hits.length === 0 ? lookup.none(...full) : lookup.many(...full);
    if ("keep" in answer) return KEEP;
    if ("answer" in answer) return answer.answer;
    this.#add(answer.word, rule, answer.message);
    this.#missed.add(rule);
    return undefined;
  }

  lookupEach(lookup: LookupModule, rule: string, keys: readonly Value[] | null | undefined): Value[] {
    const found = (keys ?? []).map((key) => this.lookup(lookup, rule, key));
    return found.filter((value): value is Value => value !== undefined && value !== KEEP);
  }

  reference(binding: BindingModule, record: object | null | undefined, field?: string): Value | undefined {
    const name = record ? referenceName(binding, record) : undefined;
    const answered = name === undefined ? undefined : this.#book.references.get(name);
    if (name === undefined || answered === undefined) return undefined;
    // The run ends on the reference's own problem; a stand-in keeps the mapping from adding a second one.
    if (answered.key === undefined) return keyValue(binding.right, ["0"]);
    if (field === undefined || field === binding.right.key[0]?.field) return keyValue(binding.right, answered.key);
    if (answered.record === undefined) throw new RecordNeeded(name);
    return valueAt(answered.record, field.split("."));
  }

  problem(word: Problem["word"], rule: string, message: string): void {
    // A rule that missed has no value; that is said already.
    if (!this.#missed.has(rule)) this.#add(word, rule, message);
  }

  #add(word: Problem["word"], rule: string, message: string): void {
    if (!this.problems.some((known) => known.rule === rule && known.message === message))
      this.problems.push({ word, rule, message });
  }
}

/** Names a reference request: binding and left record. */
export function referenceName(binding: BindingModule, record: object): string | undefined {
  const left = referenceOf(binding.left, record);
  return left === undefined ? undefined : `${binding.name} of ${formatRecordReference(left)}`;
}

function lookupName(lookup: LookupModule, key: readonly Value[]): string {
  return `${lookupIdentity(lookup)}\n${canonicalJson(key)}`;
}

function fullKey(key: readonly (Value | undefined)[]): readonly Value[] | undefined {
  const full = key.filter((part): part is Value => part !== undefined && part !== null);
  return full.length === key.length ? full : undefined;
}
