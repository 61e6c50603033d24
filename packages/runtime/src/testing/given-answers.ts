import {
  type BindingModule,
  canonicalJson,
  type DataRecord,
  type EntityModule,
  type LookupModule,
  type Value,
} from "@xmap/contract";
import type { ResolvedReference } from "../engine/answer-book.ts";
import { lookupIdentity } from "../engine/lookup-cache.ts";
import { referenceOf } from "../engine/record-keys.ts";
import type { DeclaredAnswers, DeclaredArm, DeclaredInvocation } from "./declared-test.ts";

/** Goes on in the place of an answer that the test does not give; the test fails by it unless it expects an outcome. */
const STAND_IN = 0;

/** What a test answers, and what was asked beside it. */
export class GivenAnswers {
  readonly unanswered = new Set<string>();
  readonly #lookups = new Map<string, readonly DeclaredArm[]>();
  readonly #bindings = new Map<string, readonly DeclaredArm[]>();
  readonly #entities = new Map<string, readonly DeclaredArm[]>();
  readonly #invocations = new Map<string, DeclaredInvocation & { readonly arms: readonly DeclaredArm[] }>();

  constructor(answers: readonly DeclaredAnswers[]) {
    for (const { of, arms } of answers) {
      if ("invocation" in of) this.#addInvocation(of, arms);
      else if ("columns" in of) add(this.#lookups, lookupIdentity(of), arms);
      else if ("map" in of) add(this.#bindings, of.name, arms);
      else add(this.#entities, entityName(of), arms);
    }
  }

  /** The hits of a lookup: one, or none where the test says so. */
  hits(lookup: LookupModule, key: readonly Value[]): readonly Value[] {
    const arm = armFor(this.#lookups.get(lookupIdentity(lookup)), key) ?? this.#backwards(lookup, key);
    if (arm === undefined) {
      this.unanswered.add(`${lookup.name} of ${key.map((part) => JSON.stringify(part)).join(", ")}`);
      return [STAND_IN];
    }
    return arm.answer === undefined ? [] : [arm.answer];
  }

  /** The way back of a two-way lookup is told by the answers of the way there. */
  #backwards(lookup: LookupModule, [asked]: readonly Value[]): DeclaredArm | undefined {
    const [column, another] = lookup.columns;
    if (column === undefined || another !== undefined || asked === undefined) return undefined;
    const there = this.#lookups.get(lookupIdentity({ ...lookup, columns: [lookup.result], result: column }));
    const arm = there?.find(({ key, answer }) => key !== undefined && String(answer) === String(asked));
    const [answer] = arm?.key ?? [];
    if (answer !== undefined) return { answer };
    return there?.find(({ key, answer: other }) => key === undefined && other === undefined);
  }

  /** What a system answers to a call. */
  invoked(system: string, invocation: string, given: DataRecord): Value {
    const known = this.#invocations.get(`${system}.${invocation}`);
    const key = (known?.parameters ?? []).map((name) => given[name] ?? null);
    const answer = armFor(known?.arms, key)?.answer;
    if (answer !== undefined) return answer;
    this.unanswered.add(`${system}.${invocation} of ${JSON.stringify(given)}`);
    return STAND_IN;
  }

  #addInvocation(of: DeclaredInvocation, arms: readonly DeclaredArm[]): void {
    const name = `${of.system}.${of.invocation}`;
    this.#invocations.set(name, { ...of, arms: [...(this.#invocations.get(name)?.arms ?? []), ...arms] });
  }

  /** Whether the test answers in the place of a binding. */
  answers(binding: BindingModule): boolean {
    return this.#bindings.has(binding.name);
  }

  /** What a binding answers for a record of an entity; undefined when the test does not say it. */
  bound(binding: BindingModule, entity: EntityModule, record: object): DeclaredArm | undefined {
    const key = referenceOf(entity, record)?.key ?? [];
    const arm = armFor(this.#bindings.get(binding.name), key);
    if (arm === undefined) this.unanswered.add(`${binding.name} of ${entity.name} ${key.join("/")}`);
    return arm;
  }

  /** The reference that a binding of another record stands for. */
  reference(binding: BindingModule, record: object): ResolvedReference {
    const answer = this.bound(binding, binding.left, record)?.answer ?? STAND_IN;
    if (typeof answer !== "object" || answer === null || Array.isArray(answer))
      return { key: [String(answer)], record: undefined, problems: [] };
    const referred = answer as DataRecord;
    const key = referenceOf(binding.right, referred)?.key ?? [String(STAND_IN)];
    return { key, record: referred, problems: [] };
  }

  /** A record of an entity; null where the test says that there is none, undefined where it says nothing. */
  record(entity: Pick<EntityModule, "system" | "resource">, key: readonly string[]): DataRecord | null | undefined {
    const arm = armFor(this.#entities.get(entityName(entity)), key);
    if (arm === undefined) return undefined;
    return arm.answer === undefined ? null : (arm.answer as DataRecord);
  }

  /** The records of an entity that have a key of their own. */
  records({ system, resource }: Pick<EntityModule, "system" | "resource">): readonly (readonly [string, DataRecord])[] {
    const arms = this.#entities.get(entityName({ system, resource })) ?? [];
    return arms.flatMap(({ key, answer }): (readonly [string, DataRecord])[] =>
      key === undefined || answer === undefined ? [] : [[key.map(String).join(","), answer as DataRecord]],
    );
  }
}

function entityName({ system, resource }: Pick<EntityModule, "system" | "resource">): string {
  return JSON.stringify([system, resource]);
}

function add(table: Map<string, readonly DeclaredArm[]>, name: string, arms: readonly DeclaredArm[]): void {
  table.set(name, [...(table.get(name) ?? []), ...arms]);
}

function armFor(arms: readonly DeclaredArm[] | undefined, key: readonly Value[]): DeclaredArm | undefined {
  const asked = canonicalJson(key.map(String));
  const named = arms?.find((arm) => arm.key !== undefined && canonicalJson(arm.key.map(String)) === asked);
  return named ?? arms?.find((arm) => arm.key === undefined);
}
