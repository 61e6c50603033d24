import {
  createWriteKey,
  type DataRecord,
  formatRecordReference,
  type RecordReference,
  type SideBase,
  type Snapshot,
  type Value,
} from "@xmap/contract";
import { fieldAt, nest } from "../../field-values.ts";
import { isEmptyPatch, linePatches, linesAt, planCreate, planUpdate, type RecordPatch } from "../../patch.ts";
import { heedOutcome } from "../../problems.ts";
import { readRecord } from "../../read-record.ts";
import { describeReference, referenceOf } from "../../record-keys.ts";
import { createRecord, endUnwritten } from "../../references.ts";
import { auditChange, put, type WrittenField } from "../../run-context.ts";
import type { PlannedWrite } from "../../safety/write-guard.ts";
import { isReadOnly } from "../../services.ts";
import { baseOf, beginning, isSameBase, remember } from "./base.ts";
import { baseIn, linkChange, refuseTaken, snapshotOfPair, withBase } from "./link-of.ts";
import type { Sync } from "./sync.ts";

/** One request that finds or creates by key; undefined when the system does not take this resource like that. */
export async function upsert(sync: Sync, match: DataRecord): Promise<DataRecord | undefined> {
  const { context, binding, path, source, wanted } = sync;
  const { installation } = context.services;
  if (isReadOnly(context.services, binding.right.system))
    endUnwritten(context, `create or change ${binding.right.name} for ${describeReference(source)}`);
  const patch = planCreate(binding, wanted);
  const { resource, system, name } = binding.right;
  const parts = { installation, flow: context.flow.name, record: source, step: path };
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
  const target = current === undefined ? undefined : referenceOf(binding.right, current);
  if (current === undefined || target === undefined) return undefined;
  context.written = true;
  await refuseTaken(sync, target);
  rememberWritten(sync, target, patch, { current, before: undefined, snapshot: undefined, base: undefined }, "upsert");
  return current;
}

/** Makes the target, with a claim before and a cross-reference after. */
export async function create(sync: Sync): Promise<Value | undefined> {
  const { context, binding, path, source: left, wanted } = sync;
  const patch = planCreate(binding, wanted);
  const { store } = context.services;
  const target = await createRecord(context, {
    binding,
    left,
    path,
    claim: async () => {
      if (sync.backwards) return;
      const snapshot = withBase(sync, left, beginning(undefined, patch, true), undefined);
      await store.write([...linkChange(sync, undefined, "pending"), { change: "snapshot", snapshot }]);
    },
    values: nest(patch.values),
    lines: linePatches(patch),
  });
  // The link is durable before anything else can fail: without it a crash would have to search again.
  await store.write(linkChange(sync, target, "confirmed"));
  return settle(sync, target, patch, { before: undefined, snapshot: undefined, base: undefined }, "create");
}

/** Sends what differs from what was sent before, and reads it back. */
export async function update(
  sync: Sync,
  target: RecordReference,
  current: DataRecord,
  ours: boolean,
): Promise<Value | undefined> {
  const snapshot = await snapshotOfPair(sync, target);
  return updateFrom(sync, target, current, { snapshot, base: baseIn(sync, snapshot), ours });
}

/** The same from a given base. */
export async function updateFrom(
  sync: Sync,
  target: RecordReference,
  current: DataRecord,
  { snapshot, base, ours }: UpdateStart,
): Promise<Value | undefined> {
  const { context, binding, path, source, wanted } = sync;
  const { store, installation } = context.services;
  const patch = planUpdate(binding, wanted, base, current, ours);
  const { guard } = context.services;
  const readsOnly = isReadOnly(context.services, target.system);
  if (!readsOnly) await guard?.pass(plannedWrite(sync, target, current, patch));
  if (isEmptyPatch(patch)) {
    const after = baseOf(sync, patch, current, base);
    const known = baseIn(sync, snapshot);
    if (!isSameBase(known, after) || known?.unsettled !== undefined || sync.before?.state !== "confirmed")
      put(context, remember(sync, target, after, snapshot));
    return current;
  }
  if (readsOnly) endUnwritten(context, `update ${describeReference(target)}: ${Object.keys(patch.values).join(", ")}`);
  const parts = { installation, flow: context.flow.name, record: source, step: path };
  const writeKey = createWriteKey({ ...parts, target: formatRecordReference(target) });
  const { resource, system, name } = binding.right;
  const request = { resource, key: target.key, values: nest(patch.values), lines: linePatches(patch), writeKey };
  // When its answer is lost, the next try must know what this one may have done.
  const begun = withBase(sync, target, beginning(base, patch, false), snapshot);
  await store.write([{ change: "snapshot", snapshot: begun }]);
  await context.services.gate(system).call(`update ${name}`, (session) => session.update(request));
  context.written = true;
  return settle(sync, target, patch, { before: current, snapshot, base }, "update");
}

interface UpdateStart {
  readonly snapshot: Snapshot | undefined;
  /** What the target is held to have been sent. */
  readonly base: SideBase | undefined;
  readonly ours: boolean;
}

interface BeforeWrite {
  readonly before: DataRecord | undefined;
  readonly snapshot: Snapshot | undefined;
  readonly base: SideBase | undefined;
}

/** Reads back what was written and remembers it. */
async function settle(
  sync: Sync,
  target: RecordReference,
  patch: RecordPatch,
  before: BeforeWrite,
  operation: string,
): Promise<Value | undefined> {
  const { context, binding } = sync;
  const current = await readRecord(context, binding.right, target);
  if (current === undefined) {
    const message = `${describeReference(target)} was deleted in ${target.system}`;
    await heedOutcome(context, { word: "hold", message });
    return undefined;
  }
  rememberWritten(sync, target, patch, { ...before, current }, operation);
  return current;
}

/** Link, base and audit record of a write, durable before the next effect. */
function rememberWritten(
  sync: Sync,
  target: RecordReference,
  patch: RecordPatch,
  { current, before, snapshot, base }: BeforeWrite & { readonly current: DataRecord },
  operation: string,
): void {
  const { context, path: step } = sync;
  const fields = writtenFields(sync, patch, before);
  const changes = remember(sync, target, baseOf(sync, patch, current, base), snapshot);
  const written = { step, target: formatRecordReference(target), operation, fields };
  put(context, [...changes, auditChange(context, written)]);
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

function plannedWrite(
  { context, path: step }: Sync,
  target: RecordReference,
  current: DataRecord,
  patch: RecordPatch,
): PlannedWrite {
  const clearedLists = Object.entries(linePatches(patch)).flatMap(([field, { add, remove }]) => {
    const count = linesAt(current, field).length;
    return count > 0 && add.length === 0 && remove.length === count ? [field] : [];
  });
  return { flow: context.flow.name, step, target, current, values: patch.values, clearedLists };
}
