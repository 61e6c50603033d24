import {
  type ConnectorSession,
  createWriteKey,
  type DataRecord,
  formatRecordReference,
  type RecordReference,
  type Snapshot,
  type Value,
} from "@xmap/contract";
import { crossReferenceOf } from "../../cross-references.ts";
import { fieldAt, nest } from "../../field-values.ts";
import { isEmptyPatch, linePatches, planCreate, planUpdate, type RecordPatch } from "../../patch.ts";
import { heedOutcome } from "../../problems.ts";
import { readRecord } from "../../read-record.ts";
import { describeReference, referenceOf } from "../../record-keys.ts";
import { createRecord, endUnwritten } from "../../references.ts";
import { auditChange, put, type WrittenField } from "../../run-context.ts";
import { beginning, isSameBase, remember, snapshotOf } from "./base.ts";
import { refuseTaken } from "./refuse-taken.ts";
import type { Sync } from "./sync.ts";

/** One request that finds or creates by key; undefined when the system does not take this resource like that. */
export async function upsert(sync: Sync, match: DataRecord): Promise<DataRecord | undefined> {
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

/** Makes the right record, with a claim before and a cross-reference after. */
export async function create(sync: Sync): Promise<Value | undefined> {
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

/** Sends what differs and reads it back. `ours`: a create of ours whose answer was lost made the record. */
export async function update(
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
