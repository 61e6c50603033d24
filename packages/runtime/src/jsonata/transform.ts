import { call, type FunctionValue, lambda } from "./callable.ts";
import { forgetIndexes } from "./join-index.ts";
import { jsonCopy } from "./json-text.ts";
import { JsonataError } from "./jsonata-error.ts";
import { put } from "./objects.ts";
import type { Run } from "./run.ts";
import { unwrapped } from "./sequence.ts";

/** The parts of `| pattern | update, remove |`, each a function of its context. */
interface TransformParts {
  readonly at: number;
  readonly pattern: (context: unknown) => unknown;
  readonly update: (context: unknown) => unknown;
  readonly remove?: (context: unknown) => unknown;
  /** `$clone` where the expression has its own. */
  readonly clone?: unknown;
}

/** A function that changes a copy of what it is given. */
export function transform(run: Run, parts: TransformParts): FunctionValue {
  return lambda(null, 1, "<(oa):o>", (input) => (input === undefined ? undefined : changed(run, input, parts)));
}

function changed(run: Run, input: unknown, { at, pattern, update, remove, clone }: TransformParts): unknown {
  const copy = clone === undefined ? jsonCopy(unwrapped(input)) : cloneBy(at, clone, input);
  const matches = pattern(copy);
  if (matches === undefined) return copy;
  for (const match of Array.isArray(matches) ? matches : [matches]) {
    run.tick();
    const fields = update(match);
    if (fields !== undefined) setFields(at, match, fields);
    const names = remove?.(match);
    if (names !== undefined) deleteFields(at, match, names);
    // Indexes of lists within the copy may hold old keys now.
    forgetIndexes(run);
  }
  return copy;
}

function cloneBy(at: number, clone: unknown, input: unknown): unknown {
  if (typeof clone !== "function") throw new JsonataError("T2013", { at });
  return call(at, "clone", null, clone, [input]);
}

function setFields(at: number, match: unknown, fields: unknown): void {
  if (typeof fields !== "object" || fields === null || Array.isArray(fields))
    throw new JsonataError("T2011", { at, value: fields });
  const names = Object.keys(fields);
  if (names.length === 0) return;
  if (typeof match !== "object" || match === null) throw new JsonataError("T2011", { at, value: match });
  for (const name of names) put(match, name, (fields as Record<string, unknown>)[name]);
}

function deleteFields(at: number, match: unknown, names: unknown): void {
  const list: readonly unknown[] = Array.isArray(names) ? names : [names];
  if (list.some((name) => typeof name !== "string")) throw new JsonataError("T2012", { at, value: names });
  if (typeof match !== "object" || match === null) return;
  for (const name of list) delete (match as Record<string, unknown>)[String(name)];
}
