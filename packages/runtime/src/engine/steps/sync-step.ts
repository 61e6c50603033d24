import {
  type BindingModule,
  type ConnectorSession,
  type CrossReference,
  createWriteKey,
  type DataRecord,
  formatRecordReference,
  type RecordReference,
  type Snapshot,
  type SyncStepModule,
  sameValue,
  type Value,
} from "@xmap/contract";
import { crossReferenceOf, hashOfKey, isSearchable, keyMatch, type LinkParts } from "../cross-references.ts";
import { fieldAt, nest, sameField } from "../field-values.ts";
import { gatherAndEvaluate } from "../gather.ts";
import { lineKey, settleLines } from "../lines.ts";
import {
  isEmptyPatch,
  linePatches,
  linesAt,
  mergeUnsettled,
  planCreate,
  planUpdate,
  type RecordPatch,
  unsettledOf,
  type WantedRecord,
  wantedRecord,
} from "../patch.ts";
import { heed, heedOutcome, pure } from "../problems.ts";
import { readRecord } from "../read-record.ts";
import { describeReference, referenceOf } from "../record-keys.ts";
import { createRecord, endUnwritten, searchByKey, severalFound } from "../references.ts";
import { auditChange, put, type RunContext, type WrittenField } from "../run-context.ts";
import type { StoreChange } from "../store.ts";

/** One sync under way. */
interface Sync {
  readonly context: RunContext;
  readonly binding: BindingModule;
  readonly path: string;
  readonly left: RecordReference;
  readonly wanted: WantedRecord;
  readonly link: Omit<LinkParts, "right" | "state">;
}

/** Makes the right record what the binding says: finds or creates it, sends only what changed, remembers link and base. */
export async function syncStep(context: RunContext, step: SyncStepModule, path: string): Promise<Value | undefined> {
  const { binding } = step;
  const record = pure(context, () => step.record(context.state as never));
  if (record === undefined || record === null) return undefined;
  const left = referenceOf(binding.left, record);
  if (left === undefined) {
    await heedOutcome(context, { word: "reject", message: `the ${binding.left.name} to sync has no key` });
    return undefined;
  }
  const { result: draft, problems } = await gatherAndEvaluate(context, {
    name: binding.name,
    stages: binding.lookups.map((stage) => (ask, answers) => stage(record as never, ask, answers)),
    evaluate: (answers, report) => binding.map(record as never, answers, report),
  });
  await heed(context, problems);
  const wanted = wantedRecord(binding, draft ?? {});
  const match = keyMatch(binding, wanted.leaves);
  const keyHash = hashOfKey(match);
  const { links, locks } = context.services;
  return locks.run(`${binding.link}\n${keyHash}`, async () => {
    const before = await links.crossReference(binding.link, formatRecordReference(left));
    const link = { binding, left, cardinality: "one" as const, keyHash, before };
    const sync: Sync = { context, binding, path, left, wanted, link };
    if (before?.right !== undefined && before.state !== "pending") return syncLinked(sync, before, before.right);
    return syncUnlinked(sync, match, before);
  });
}

async function syncLinked(sync: Sync, before: CrossReference, right: RecordReference): Promise<Value | undefined> {
  const { context, binding } = sync;
  const current = await readRecord(context, binding.right, right);
  if (current !== undefined && before.state !== "tombstone") return update(sync, right, current, false);
  if (before.state === "confirmed") {
    const reference = crossReferenceOf(context, { ...sync.link, right, state: "broken" });
    await context.services.store.write([{ change: "crossReference", reference }]);
  }
  const message = `${describeReference(right)} of ${describeReference(sync.left)} was deleted in ${right.system}`;
  await heedOutcome(context, { word: "hold", message });
  return undefined;
}

async function syncUnlinked(
  sync: Sync,
  match: DataRecord,
  before: CrossReference | undefined,
): Promise<Value | undefined> {
  const { context, binding } = sync;
  if (!isSearchable(match as Record<string, Value>)) {
    const message = `${binding.right.name} cannot be found: ${binding.key.join(", ")} has no value`;
    await heed(context, [{ word: "reject", rule: binding.name, message }]);
  }
  if (isUpserted(sync)) {
    const upserted = await upsert(sync, match);
    if (upserted !== undefined) return upserted;
  }
  const found = await searchByKey(context, binding, match);
  if (found.length > 1) await heed(context, [severalFound(binding, found)]);
  const right = found[0] === undefined ? undefined : referenceOf(binding.right, found[0]);
  if (right === undefined) return create(sync);
  await refuseTaken(sync, right);
  const current = await readRecord(context, binding.right, right);
  // A claim of ours that was never confirmed: the answer of the create was lost.
  const ours = before?.state === "pending";
  if (ours) context.written = true;
  return current === undefined ? create(sync) : update(sync, right, current, ours);
}

/** Holds when the right record is linked with another left one. */
async function refuseTaken({ context, binding, left }: Sync, right: RecordReference): Promise<void> {
  const others = await context.services.links.crossReferencesTo(binding.link, formatRecordReference(right));
  const other = others.find((one) => formatRecordReference(one.left) !== formatRecordReference(left));
  if (other === undefined || other.cardinality !== "one") return;
  const message = `${describeReference(right)} belongs to ${describeReference(other.left)} already`;
  await heed(context, [{ word: "hold", rule: binding.name, message }]);
}

/** Whether the system itself may find or create: only where no field is meant for the creation alone. */
function isUpserted({ context, binding }: Sync): boolean {
  const { session } = context.services.gate(binding.right.system);
  const hasOnce = binding.once.length > 0 || binding.lines.some((list) => list.once.length > 0);
  return session.upsert !== undefined && !hasOnce;
}

/** One request that finds or creates by key; undefined when the system does not take this resource like that. */
async function upsert(sync: Sync, match: DataRecord): Promise<DataRecord | undefined> {
  const { context, binding, path, left, wanted } = sync;
  const { installation, readsOnly } = context.services;
  if (readsOnly) endUnwritten(context, `create or change ${binding.right.name} for ${describeReference(left)}`);
  const patch = planCreate(binding, wanted);
  const { resource, system, name } = binding.right;
  const parts = { installation, flow: context.flow.name, record: left, step: path };
  const request = {
    resource,
    key: Object.keys(match),
    values: nest(patch.values),
    lines: linePatches(patch),
    writeKey: createWriteKey({ ...parts, target: name }),
  };
  const current = await context.services
    .gate(system)
    .call(`upsert ${name}`, async (session) => session.upsert?.(request));
  const right = current === undefined ? undefined : referenceOf(binding.right, current);
  if (current === undefined || right === undefined) return undefined;
  context.written = true;
  await refuseTaken(sync, right);
  rememberWritten(sync, right, patch, { current, before: undefined, snapshot: undefined }, "upsert");
  return current;
}

async function create(sync: Sync): Promise<Value | undefined> {
  const { context, binding, path, left, wanted } = sync;
  const patch = planCreate(binding, wanted);
  const { store } = context.services;
  const right = await createRecord(context, {
    binding,
    left,
    path,
    claim: async () => {
      const reference = crossReferenceOf(context, { ...sync.link, right: undefined, state: "pending" });
      const begun = beginning(sync, undefined, patch, true);
      await store.write([
        { change: "crossReference", reference },
        { change: "snapshot", snapshot: begun },
      ]);
    },
    create: (session: ConnectorSession, writeKey) =>
      session.create({
        resource: binding.right.resource,
        values: nest(patch.values),
        lines: linePatches(patch),
        writeKey,
      }),
  });
  // The link is durable before anything else can fail: without it a crash would have to search again.
  const reference = crossReferenceOf(context, { ...sync.link, right, state: "confirmed" });
  await store.write([{ change: "crossReference", reference }]);
  return settle(sync, right, patch, { record: undefined, snapshot: undefined }, "create");
}

async function update(
  sync: Sync,
  right: RecordReference,
  current: DataRecord,
  ours: boolean,
): Promise<Value | undefined> {
  const { context, binding, path, left, wanted } = sync;
  const { links, store, installation } = context.services;
  const snapshot = await links.snapshot(binding.link, formatRecordReference(left));
  const patch = planUpdate(binding, wanted, snapshot, current, ours);
  if (isEmptyPatch(patch)) {
    const after = snapshotOf(sync, patch, current, snapshot);
    if (!isSameBase(snapshot, after) || snapshot?.unsettled !== undefined || sync.link.before?.state !== "confirmed")
      put(context, remember(sync, right, after));
    return current;
  }
  if (context.services.readsOnly)
    endUnwritten(context, `update ${describeReference(right)}: ${Object.keys(patch.values).join(", ")}`);
  const parts = { installation, flow: context.flow.name, record: left, step: path };
  const writeKey = createWriteKey({ ...parts, target: formatRecordReference(right) });
  const { resource, system, name } = binding.right;
  const request = { resource, key: right.key, values: nest(patch.values), lines: linePatches(patch), writeKey };
  // When its answer is lost, the next try must know what this one may have done.
  await store.write([{ change: "snapshot", snapshot: beginning(sync, snapshot, patch, false) }]);
  await context.services.gate(system).call(`update ${name}`, (session) => session.update(request));
  context.written = true;
  return settle(sync, right, patch, { record: current, snapshot }, "update");
}

/** Reads back what was written and remembers it. */
async function settle(
  sync: Sync,
  right: RecordReference,
  patch: RecordPatch,
  before: { readonly record: DataRecord | undefined; readonly snapshot: Snapshot | undefined },
  operation: string,
): Promise<Value | undefined> {
  const { context, binding } = sync;
  const current = await readRecord(context, binding.right, right);
  if (current === undefined) {
    await heedOutcome(context, { word: "hold", message: `${describeReference(right)} was deleted in ${right.system}` });
    return undefined;
  }
  rememberWritten(sync, right, patch, { current, before: before.record, snapshot: before.snapshot }, operation);
  return current;
}

/** Link, base and audit record of a write, durable before the next effect. */
function rememberWritten(
  sync: Sync,
  right: RecordReference,
  patch: RecordPatch,
  read: {
    readonly current: DataRecord;
    readonly before: DataRecord | undefined;
    readonly snapshot: Snapshot | undefined;
  },
  operation: string,
): void {
  const { context, path: step } = sync;
  const target = formatRecordReference(right);
  const fields = writtenFields(sync, patch, read.before);
  const changes = remember(sync, right, snapshotOf(sync, patch, read.current, read.snapshot));
  put(context, [...changes, auditChange(context, { step, target, operation, fields })]);
}

/** Whether a new snapshot says nothing new of what was sent. */
function isSameBase(before: Snapshot | undefined, after: Snapshot): boolean {
  return before !== undefined && sameValue(before.sent, after.sent) && sameValue(identities(before), identities(after));
}

function identities({ lines }: Snapshot): Value {
  return Object.entries(lines).map(([field, sent]) => [field, ...Object.keys(sent).sort()]);
}

function remember(sync: Sync, right: RecordReference, snapshot: Snapshot): readonly StoreChange[] {
  const reference = crossReferenceOf(sync.context, { ...sync.link, right, state: "confirmed" });
  return [
    { change: "crossReference", reference },
    { change: "snapshot", snapshot },
  ];
}

/** The base as it is until the result of a write is seen. */
function beginning(sync: Sync, before: Snapshot | undefined, patch: RecordPatch, creates: boolean): Snapshot {
  const { context, binding, left } = sync;
  const { link } = binding;
  const { mappingHash } = context;
  const empty = { link, left: formatRecordReference(left), sent: patch.sent, seen: {}, lines: {}, otherLines: {} };
  const earlier = before?.unsettled;
  const now = unsettledOf(patch, creates);
  const unsettled = earlier === undefined ? now : mergeUnsettled(earlier, now);
  return { ...empty, ...before, mappingHash, unsettled };
}

/** The base of the next sync: what was sent, and where the record was read back with something else. */
function snapshotOf(sync: Sync, patch: RecordPatch, current: DataRecord, before: Snapshot | undefined): Snapshot {
  const { context, binding, left } = sync;
  const { sent } = patch;
  const seen: Record<string, Value> = {};
  for (const [path, value] of Object.entries(sent)) {
    const found = fieldAt(current, path) ?? null;
    if (!sameField(found, value)) seen[path] = found;
  }
  const lines = { ...before?.lines };
  const otherLines: Record<string, readonly string[]> = {};
  for (const list of binding.lines) {
    const there = linesAt(current, list.field);
    const plan = patch.lines[list.field];
    if (plan !== undefined) lines[list.field] = settleLines(list, plan, there);
    const ours = new Set(Object.values(lines[list.field] ?? {}).map(({ key }) => key));
    otherLines[list.field] = there.map(lineKey).filter((key) => !ours.has(key));
  }
  const { link } = binding;
  const { mappingHash } = context;
  return { link, left: formatRecordReference(left), sent, seen, lines, otherLines, mappingHash };
}

function writtenFields({ binding }: Sync, patch: RecordPatch, before: DataRecord | undefined): readonly WrittenField[] {
  const ruleOf = (path: string): string => binding.rules.find((rule) => rule.target === path)?.id ?? binding.name;
  const fields = Object.entries(patch.values).map(([path, after]) => {
    return { rule: ruleOf(path), path, before: fieldAt(before, path), after };
  });
  const lines = Object.entries(linePatches(patch)).map(([path, { add, change, remove }]) => {
    return { rule: ruleOf(path), path, before: undefined, after: JSON.stringify([add, change, remove]) };
  });
  return [...fields, ...lines];
}
