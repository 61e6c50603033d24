import { type BindingModule, type DataRecord, type Value, valueAt } from "@xmap/contract";
import type { AnswerSource } from "./answer-source.ts";

/** The key that answers for every other one. */
const ANY = "*";

export type AnswerTableResult =
  | { readonly kind: "answers"; readonly answers: AnswerSource; readonly names: readonly string[] }
  | { readonly kind: "refused"; readonly message: string };

/**
 * Answers from a JSON object: by the name of a lookup or binding, key → answer. Keys of several columns nest, in the
 * order of the columns; `"*"` stands for every other key; one plain answer instead of an object is that of every key.
 * null: nothing is found. A list: several are found. A binding's answer is the record's key, or the record.
 */
export function answersFromTable(table: unknown): AnswerTableResult {
  if (typeof table !== "object" || table === null || Array.isArray(table))
    return {
      kind: "refused",
      message: 'Answers are an object by the names of lookups and bindings: { "ProductId": { "TSH-1": 41 } }.',
    };
  const byName = table as Readonly<Record<string, Value>>;
  const given = (name: string): Value | undefined => (Object.hasOwn(byName, name) ? byName[name] : undefined);
  return {
    kind: "answers",
    names: Object.keys(byName),
    answers: {
      lookup(lookup, key) {
        const found = find(given(lookup.name), key);
        if (found === undefined) return undefined;
        if (found === null) return [];
        return Array.isArray(found) ? (found as readonly Value[]) : [found];
      },
      reference: (binding, record, field) => referenceIn(given(binding.name), binding, record, field),
    },
  };
}

/** What an answers table has under a name for a key: a binding's answer, as it is written. */
export function answerIn(table: unknown, name: string, key: readonly Value[]): Value | undefined {
  const byName = table as Readonly<Record<string, Value>>;
  return Object.hasOwn(byName, name) ? find(byName[name], key) : undefined;
}

/** The records that an answers table has of an entity, by the texts of their keys. */
export function recordsIn(table: unknown, entity: string): Readonly<Record<string, Value>> {
  const byName = table as Readonly<Record<string, Value>>;
  const records = Object.hasOwn(byName, entity) ? byName[entity] : undefined;
  return isRecord(records) ? (records as Readonly<Record<string, Value>>) : {};
}

function referenceIn(
  answers: Value | undefined,
  binding: BindingModule,
  record: object,
  field: string | undefined,
): Value | undefined {
  const key = referenceKey(binding, record);
  const own = binding.right.key[0]?.field ?? "id";
  const found = isRecord(answers) && Object.hasOwn(answers, own) ? answers : find(answers, key);
  if (found === undefined || found === null) return found;
  if (isRecord(found)) return valueAt(found, (field ?? own).split("."));
  return field === undefined || field === own ? found : undefined;
}

/** Goes down one object for each part of the key. */
function find(answers: Value | undefined, key: readonly Value[]): Value | undefined {
  let found = answers;
  for (const part of key) {
    if (!isRecord(found)) return found;
    const name = typeof part === "string" ? part : JSON.stringify(part);
    found = Object.hasOwn(found, name) ? found[name] : Object.hasOwn(found, ANY) ? found[ANY] : undefined;
  }
  return found;
}

function isRecord(value: Value | undefined): value is DataRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a table may be asked, for messages: `CountryId("DE")`. */
export function questionText(name: string, key: readonly Value[]): string {
  return `${name}(${key.map((part) => JSON.stringify(part)).join(", ")})`;
}

/** The key of a record by which a reference is asked. */
export function referenceKey(binding: BindingModule, record: object): readonly Value[] {
  return binding.left.key.map((part) => valueAt(record as DataRecord, part.field.split(".")) ?? null);
}
