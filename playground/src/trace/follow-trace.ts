import type { RecordTrace, TracedField, TracedInput, TracedQuestion, TracedRule } from "@xmap/compiler/lineage";

/** What of a trace the page needs. */
export type RunTrace = Pick<RecordTrace, "fields" | "inputs">;

/** A value that somebody wants to follow: where an output comes from, or what an input goes into. */
export interface FollowedValue {
  readonly side: "input" | "output";
  /** `phones[0].kind` */
  readonly path: string;
}

/** What a followed value is connected with. */
export interface Following {
  readonly followed: FollowedValue;
  /** Fields of the output that are the value, or that it goes into. */
  readonly fields: readonly TracedField[];
  /** Paths of the input that take part. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly rules: readonly TracedRule[];
  readonly questions: readonly TracedQuestion[];
}

/** Follows a value through a trace; without fields when nothing has written or read it. */
export function follow(trace: RunTrace, followed: FollowedValue): Following {
  const fields = followed.side === "output" ? fieldsAt(trace.fields, followed.path) : fieldsFrom(trace, followed.path);
  const inputs = followed.side === "input" ? inputsAt(trace.inputs, followed.path).map(({ path }) => path) : undefined;
  return {
    followed,
    fields,
    inputs: inputs ?? distinct(fields.flatMap(({ from }) => from.map(({ path }) => path))),
    outputs: fields.map(({ target }) => target),
    rules: distinctBy(
      fields.flatMap(({ rules }) => rules),
      ({ rule }) => rule,
    ),
    questions: distinctBy(
      fields.flatMap(({ questions }) => questions),
      (question) => JSON.stringify([question.name, question.key, question.field]),
    ),
  };
}

function fieldsFrom({ fields, inputs }: RunTrace, path: string): readonly TracedField[] {
  const reached = new Set(inputsAt(inputs, path).flatMap(({ outputs }) => outputs));
  return fields.filter(({ target }) => reached.has(target));
}

function fieldsAt(fields: readonly TracedField[], path: string): readonly TracedField[] {
  return nearest(fields, path, ({ target }) => target);
}

/** What was read at a place: the value itself, what is in it, or what it is in. The record as a whole is `$`. */
function inputsAt(inputs: readonly TracedInput[], path: string): readonly TracedInput[] {
  return nearest(inputs, path, (input) => (input.path === "$" ? "" : input.path));
}

/** Items at the very path, else those below it, else those of the innermost value around it. */
function nearest<Item>(items: readonly Item[], path: string, pathOf: (item: Item) => string): readonly Item[] {
  const exact = items.filter((item) => pathOf(item) === path);
  if (exact.length > 0) return exact;
  const below = items.filter((item) => isBelow(pathOf(item), path));
  if (below.length > 0) return below;
  const around = items.filter((item) => isBelow(path, pathOf(item)));
  const longest = Math.max(...around.map((item) => pathOf(item).length));
  return around.filter((item) => pathOf(item).length === longest);
}

function isBelow(path: string, above: string): boolean {
  return above === "" || path.startsWith(`${above}.`) || path.startsWith(`${above}[`);
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

function distinctBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}
