import {
  type BindingModule,
  type CreateRequest,
  createWriteKey,
  type DataRecord,
  formatRecordReference,
  LINKED_BY_HAND,
  mayBecome,
  type Problem,
  type RecordReference,
  worstWord,
} from "@xmap/contract";
import type { ResolvedReference } from "./answer-book.ts";
import { crossReferenceOf, hashOfKey, isSearchable, keyMatch, lockOf, targetLockOf } from "./cross-references.ts";
import { leavesOf, nest, presentValues } from "./field-values.ts";
import { describeReference, referenceFromKey, referenceOf } from "./record-keys.ts";
import { auditChange, type RunContext } from "./run-context.ts";
import { OutcomeReached } from "./run-signals.ts";
import { isReadOnly } from "./services.ts";
import { evaluateBinding } from "./steps/evaluate-binding.ts";

/** Finds the record that a binding makes of `record`, by cross-reference, else by key, else creates it; never updates it. */
export function resolveReference(
  context: RunContext,
  binding: BindingModule,
  record: object,
): Promise<ResolvedReference> {
  const left = referenceOf(binding.left, record);
  if (left === undefined) {
    const message = `the ${binding.left.name} that ${binding.name} starts from has no key`;
    return Promise.resolve(unresolved([{ word: "reject", rule: binding.name, message }]));
  }
  const name = `${binding.name} of ${formatRecordReference(left)}`;
  const known = context.references.get(name);
  if (known !== undefined) return known;
  const resolving =
    binding.linkedFrom === undefined
      ? resolve(context, binding, left, record)
      : resolveLinked(context, binding, left, binding.linkedFrom);
  context.references.set(name, resolving);
  return resolving;
}

/** The record that one whose key is given is linked to; it is found and never made. */
async function resolveLinked(
  context: RunContext,
  binding: BindingModule,
  given: RecordReference,
  from: "left" | "right",
): Promise<ResolvedReference> {
  const { links } = context.services;
  const text = formatRecordReference(given);
  const known =
    from === "left"
      ? [await links.crossReference(binding.link, text)]
      : await links.crossReferencesTo(binding.link, text);
  const confirmed = known.filter((one) => one?.state === "confirmed");
  const [found, another] = confirmed.map((one) => (from === "left" ? one?.right : one?.left));
  if (found !== undefined && another === undefined) return { key: found.key, record: undefined, problems: [] };
  const what = found === undefined ? `is not linked by ${binding.link} yet` : `is linked with several records`;
  return unresolved([{ word: "hold", rule: binding.name, message: `${describeReference(given)} ${what}` }]);
}

async function resolve(
  context: RunContext,
  binding: BindingModule,
  left: RecordReference,
  record: object,
): Promise<ResolvedReference> {
  const { result: draft, problems } = await evaluateBinding(context, binding, record);
  const word = worstWord(problems);
  if (draft === undefined || (word !== undefined && word !== "warn")) return unresolved(problems);

  const leaves = leavesOf(draft);
  const match = keyMatch(binding, leaves);
  if (!isSearchable(match)) {
    const message = `${binding.right.name} cannot be found: ${binding.key.join(", ")} has no value`;
    return unresolved([...problems, { word: "reject", rule: binding.name, message }]);
  }
  const keyHash = hashOfKey(match);
  const { store, links, locks } = context.services;
  const findOrMake = async (): Promise<ResolvedReference> => {
    const before = await links.crossReference(binding.link, formatRecordReference(left));
    const holds = before?.keyHash === keyHash || before?.keyHash === LINKED_BY_HAND;
    if (before?.state === "confirmed" && holds && before.right !== undefined)
      return { key: before.right.key, record: undefined, problems };

    const found = await searchByKey(context, binding, match);
    if (found.length > 1) return unresolved([...problems, severalFound(binding, match, found)]);
    const parts = { binding, left, cardinality: "many" as const, keyHash, before };
    const [one] = found;
    if (one !== undefined) {
      const right = referenceOf(binding.right, one);
      if (right === undefined) throw new RangeError(`${binding.right.name} was found without its key`);
      if (before?.state === "pending") context.written = true;
      const reference = crossReferenceOf(context, { ...parts, right, state: "confirmed" });
      await store.write([{ change: "crossReference", reference }]);
      return { key: right.key, record: undefined, problems };
    }
    // The claim lies on disk before the record is made: after a crash the key is searched for before a second create.
    const claim = crossReferenceOf(context, { ...parts, right: undefined, state: "pending" });
    const values = presentValues(leaves);
    const right = await createRecord(context, {
      binding,
      left,
      path: `${context.step}/${binding.name}`,
      claim: async () => {
        if (before === undefined || mayBecome(before.state, "pending"))
          await store.write([{ change: "crossReference", reference: claim }]);
      },
      values: nest(values),
      lines: {},
    });
    const reference = crossReferenceOf(context, { ...parts, right, state: "confirmed" });
    const target = formatRecordReference(right);
    const fields = Object.entries(values).map(([path, after]) => {
      const rule = binding.rules.find((one) => one.target === path)?.id ?? binding.name;
      return { rule, path, before: undefined, after };
    });
    const audit = auditChange(context, { step: context.step, target, operation: "create", fields });
    await store.write([{ change: "crossReference", reference }, audit]);
    return { key: right.key, record: undefined, problems };
  };
  return locks.run(lockOf(binding, match), () => locks.run(targetLockOf(binding, match), findOrMake));
}

/** Records that fit the key values, a few at most. */
export function searchByKey(
  context: RunContext,
  binding: BindingModule,
  match: DataRecord,
): Promise<readonly DataRecord[]> {
  const { system, resource, key } = binding.right;
  const fields = [...new Set([...key.map(({ field }) => field), ...binding.key])];
  const gate = context.services.gate(system);
  return gate.joined.search(`search ${binding.right.name}`, { resource, match, fields, limit: 5 });
}

/** The hold that names all candidates. */
export function severalFound(binding: BindingModule, match: DataRecord, found: readonly DataRecord[]): Problem {
  const candidates = found.map((record) => referenceOf(binding.right, record)?.key.join("/") ?? "?").join(", ");
  const fields = binding.key.join(", ");
  const message = `several ${binding.right.name} records fit by ${fields}: ${candidates}`;
  return { word: "hold", rule: binding.name, message, cause: lockOf(binding, match) };
}

export interface Creation {
  readonly binding: BindingModule;
  readonly left: RecordReference;
  readonly path: string;
  readonly claim: () => Promise<void>;
  readonly values: DataRecord;
  readonly lines: CreateRequest["lines"];
}

/** Claims, creates, and answers the new record's reference; an engine that only reads ends the run instead. */
export async function createRecord(context: RunContext, creation: Creation): Promise<RecordReference> {
  const { binding, left, path, claim, values, lines } = creation;
  const { right } = binding;
  if (isReadOnly(context.services, right.system))
    endUnwritten(context, `create ${right.name} for ${describeReference(left)}`);
  await context.services.guard?.enter(right.system);
  await claim();
  const writeKey = createWriteKey({
    installation: context.services.installation,
    flow: context.flow.name,
    record: left,
    step: path,
    target: right.name,
  });
  const gate = context.services.gate(right.system);
  const key = await gate.joined.create(`create ${right.name}`, { resource: right.resource, values, lines, writeKey });
  context.written = true;
  const reference = referenceFromKey(right, key);
  if (reference === undefined) throw new RangeError(`${right.system} answered no key for the new ${right.name}`);
  return reference;
}

/** Ends a run of an engine that only reads: what would be written goes to the log. */
export function endUnwritten(context: RunContext, what: string): never {
  context.services.logger.info({ flow: context.flow.name, run: context.run }, `would ${what}`);
  throw new OutcomeReached("skip", [{ word: "skip", rule: context.step, message: `would ${what}` }], context.step);
}

function unresolved(problems: readonly Problem[]): ResolvedReference {
  return { key: undefined, record: undefined, problems };
}
