import type { Answers, BindingModule, DirectionModule, LookupModule, Report, StepModule, Value } from "@xmap/contract";

export interface Told {
  readonly word: string;
  readonly rule: string;
  readonly message: string;
}

/** Answers from tables: lookup name → key columns joined with "|" → value; binding name → key. */
export interface Tables {
  readonly lookups: Readonly<Record<string, Readonly<Record<string, Value>>>>;
  readonly references: Readonly<Record<string, Value>>;
}

/** What asks the tables, what has the answers, and what was asked and told so far. */
function answering(tables: Tables) {
  const told: Told[] = [];
  const asked: string[] = [];
  const find = (lookup: LookupModule, rule: string, key: readonly (Value | undefined)[]): Value | undefined => {
    if (key.some((column) => column === undefined || column === null)) return undefined;
    const shown = key.join("|");
    if (!asked.includes(`${lookup.name} ${shown}`)) throw new Error(`${lookup.name} was not asked for ${shown}`);
    const found = tables.lookups[lookup.name]?.[shown];
    if (found !== undefined) return found;
    const answer = lookup.none(...(key as Value[]));
    if ("word" in answer) told.push({ word: answer.word, rule, message: answer.message });
    return "answer" in answer ? answer.answer : "keep" in answer ? "KEPT" : undefined;
  };
  const answers: Answers = {
    lookup: (lookup, rule, ...key) => find(lookup, rule, key),
    lookupEach: (lookup, rule, keys) =>
      (keys ?? []).flatMap((key) => {
        const found = find(lookup, rule, [key]);
        return found === undefined ? [] : [found];
      }),
    reference(of) {
      return asked.includes(`${of.name} record`) ? tables.references[of.name] : undefined;
    },
  };
  const ask = {
    lookup: (lookup: LookupModule, ...key: (Value | undefined)[]) => asked.push(`${lookup.name} ${key.join("|")}`),
    lookupEach: (lookup: LookupModule, keys: readonly Value[] | null | undefined) =>
      (keys ?? []).map((key) => asked.push(`${lookup.name} ${String(key)}`)),
    reference: (of: BindingModule) => asked.push(`${of.name} record`),
  };
  return { told, asked, ask, answers };
}

/** Runs one direction of a binding as the runtime does: stage by stage, then the mapping. */
export function runBinding(binding: DirectionModule, record: object, tables: Tables) {
  const { told, asked, ask, answers } = answering(tables);
  const stages: string[][] = [];
  for (const lookups of binding.lookups as readonly ((...args: unknown[]) => void)[]) {
    const before = asked.length;
    lookups(record, ask, answers);
    stages.push(asked.slice(before));
  }
  told.length = 0;
  const report: Report = { problem: (word, rule, message) => told.push({ word, rule, message }) };
  const map = binding.map as (...args: unknown[]) => Record<string, unknown>;
  return { draft: map(record, answers, report), told, stages };
}

/** Runs the value steps of a flow as the runtime does, over a state that takes them up; gives the last one's value. */
export function runValues(steps: readonly StepModule[], state: Record<string, Value | undefined>, tables: Tables) {
  const { told, ask, answers } = answering(tables);
  const report: Report = { problem: (word, rule, message) => told.push({ word, rule, message }) };
  let value: Value | undefined;
  for (const step of steps) {
    if (step.step !== "value") continue;
    const call = (work: unknown, ...given: readonly unknown[]) => (work as (...args: unknown[]) => unknown)(...given);
    for (const lookups of step.lookups) call(lookups, state, ask, answers);
    value = call(step.value, state, answers, report) as Value | undefined;
    state[step.assign] = value;
  }
  return { value, told };
}
