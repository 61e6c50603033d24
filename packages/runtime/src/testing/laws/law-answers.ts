import {
  type Answers,
  type BindingModule,
  canonicalJson,
  type Keep,
  type LookupModule,
  type OutcomeWord,
  type Problem,
  type Report,
  type Value,
} from "@xmap/contract";
import { keyValue, referenceOf } from "../../engine/record-keys.ts";

/** The fields that lookups of an entity search by and answer, with their types in JSON. */
export interface LookupTypes {
  readonly system: string;
  readonly resource: string;
  readonly fields: Readonly<Record<string, "string" | "number" | "boolean">>;
}

const FIRST_NUMBER = 1_000;

/** Answers that are the same in both directions: what was never asked is made up and remembered. */
export class LawAnswers implements Answers, Report {
  readonly problems: Problem[] = [];
  readonly #types: readonly LookupTypes[];
  /** Rows of looked-up entities, by system and resource. */
  readonly #rows = new Map<string, Map<string, Value>[]>();
  /** Keys of linked records, left by right. */
  readonly #links = new Map<string, { readonly left: string; readonly right: string }[]>();
  #next = FIRST_NUMBER;

  constructor(types: readonly LookupTypes[]) {
    this.#types = types;
  }

  lookup(
    { entity, columns, result }: LookupModule,
    _rule: string,
    ...key: (Value | undefined)[]
  ): Value | Keep | undefined {
    if (key.some((part) => part === undefined || part === null)) return undefined;
    const name = `${entity.system}\n${entity.resource}`;
    const rows = this.#rows.get(name) ?? [];
    this.#rows.set(name, rows);
    const asked = columns.map((column, index) => [column, key[index] ?? null] as const);
    const known = rows.find((row) => asked.every(([column, value]) => sameText(row.get(column), value)));
    const row = known ?? new Map(asked);
    if (known === undefined) rows.push(row);
    const answer = row.get(result) ?? this.#madeUp(entity.system, entity.resource, result);
    row.set(result, answer);
    return answer;
  }

  lookupEach(lookup: LookupModule, rule: string, keys: readonly Value[] | null | undefined): Value[] {
    return (keys ?? []).flatMap((key): Value[] => {
      const answer = this.lookup(lookup, rule, key);
      return answer === undefined || typeof answer === "symbol" ? [] : [answer];
    });
  }

  reference(binding: BindingModule, record: object | null | undefined, field?: string): Value | undefined {
    const { link, linkedFrom, left, right } = binding;
    const from = linkedFrom ?? "left";
    const given = record ? referenceOf(left, record)?.key.join(",") : undefined;
    if (given === undefined) return undefined;
    const links = this.#links.get(link) ?? [];
    this.#links.set(link, links);
    const known = links.find((one) => one[from] === given);
    const other = known?.[from === "left" ? "right" : "left"] ?? String(this.#next++);
    if (known === undefined)
      links.push(from === "left" ? { left: given, right: other } : { left: other, right: given });
    const key = keyValue(right, other.split(","));
    return field === undefined || field === right.key[0]?.field ? key : `${field} of ${other}`;
  }

  problem(word: OutcomeWord, rule: string, message: string): void {
    this.problems.push({ word, rule, message });
  }

  #madeUp(system: string, resource: string, field: string): Value {
    const types = this.#types.find((one) => one.system === system && one.resource === resource)?.fields;
    const number = this.#next++;
    return types?.[field] === "number" ? number : `${field} ${number}`;
  }
}

function sameText(left: Value | undefined, right: Value): boolean {
  return left !== undefined && canonicalJson(left) === canonicalJson(right);
}

/** Whether what was said about a record keeps it from going over. */
export function stops({ problems }: LawAnswers): boolean {
  return problems.some(({ word }) => word !== "warn");
}
