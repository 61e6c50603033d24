import {
  createWriteKey,
  type DataRecord,
  formatRecordReference,
  KEEP,
  type RecordReference,
  type Value,
  valueAt,
  type WriteStepModule,
} from "@xmap/contract";
import { type Leaves, leavesOf, nest, sameField } from "../field-values.ts";
import { gatherAndEvaluate } from "../gather.ts";
import { isMuted } from "../going-live/muting.ts";
import { heed, heedOutcome } from "../problems.ts";
import { readRecord } from "../read-record.ts";
import { describeReference, referenceOf } from "../record-keys.ts";
import { endUnwritten } from "../references.ts";
import { auditChange, put, type RunContext } from "../run-context.ts";
import { isReadOnly } from "../services.ts";

/** Sets fields of a record that differ from what it holds now; answers the newest record. */
export async function writeStep(context: RunContext, step: WriteStepModule, path: string): Promise<Value | undefined> {
  const { entity } = step;
  const target = context.state[step.target];
  const reference = typeof target === "object" && target !== null ? referenceOf(entity, target) : undefined;
  if (reference === undefined) {
    await heedOutcome(context, { word: "reject", message: `${step.target} is no ${entity.name} to write` });
    return undefined;
  }
  const { result: draft, problems } = await gatherAndEvaluate(context, {
    name: path,
    stages: step.lookups.map((stage) => (ask, answers) => stage(context.state as never, ask, answers)),
    evaluate: (answers, report) => step.map(context.state as never, answers, report),
  });
  await heed(context, problems);
  const leaves = withWholeLists(leavesOf(draft ?? {}));
  // Another flow may write the same record: looking and writing belong together.
  return context.services.locks.run(formatRecordReference(reference), () =>
    setFields(context, step, path, reference, leaves),
  );
}

async function setFields(
  context: RunContext,
  { entity, mailsCustomer = [] }: WriteStepModule,
  path: string,
  reference: RecordReference,
  leaves: Leaves,
): Promise<Value | undefined> {
  const current = await readRecord(context, entity, reference, [...leaves.keys()]);
  if (current === undefined) {
    const message = `${describeReference(reference)} was deleted in ${entity.system}`;
    await heedOutcome(context, { word: "hold", message });
    return undefined;
  }
  const values: Record<string, Value> = {};
  for (const [field, value] of leaves) {
    if (value === KEEP || value === undefined || isThere(value, fieldOf(current, field))) continue;
    const effect = { step: path, target: formatRecordReference(reference), name: field, value };
    if (mailsCustomer.includes(field) && (await isMuted(context, effect))) continue;
    values[field] = value;
  }
  const fields = Object.keys(values);
  const { guard } = context.services;
  const readsOnly = isReadOnly(context.services, reference.system);
  const planned = { flow: context.flow.name, step: path, target: reference, current, values, clearedLists: [] };
  if (!readsOnly) await guard?.pass(planned);
  if (fields.length === 0) return current;
  if (readsOnly) endUnwritten(context, `write ${fields.join(", ")} of ${describeReference(reference)}`);
  const writeKey = createWriteKey({
    installation: context.services.installation,
    flow: context.flow.name,
    record: context.subject,
    step: path,
    target: formatRecordReference(reference),
  });
  const request = { resource: entity.resource, key: reference.key, values: nest(values), lines: {}, writeKey };
  await context.services.gate(entity.system).call(`update ${entity.name}`, (session) => session.update(request));
  context.written = true;
  const after = await readRecord(context, entity, reference, [...leaves.keys()]);
  const written = formatRecordReference(reference);
  const audited = fields.map((field) => ({
    rule: path,
    path: field,
    before: fieldOf(current, field),
    after: values[field],
  }));
  put(context, [auditChange(context, { step: path, target: written, operation: "update", fields: audited })]);
  return after ?? current;
}

function fieldOf(record: DataRecord, field: string): Value | undefined {
  return valueAt(record, field.split("."));
}

/** Lines of a list that is set as a whole need no identities: what is in them is sent. */
function withWholeLists(leaves: Leaves): Leaves {
  return new Map(
    [...leaves].map(([field, value]) => [field, Array.isArray(value) ? value.map(valuesOfLine) : value] as const),
  );
}

function valuesOfLine(element: Value): Value {
  const isLine = isRecord(element) && typeof element.identity === "string" && isRecord(element.values);
  return isLine ? (element.values ?? null) : element;
}

/** Whether a field holds the value; lines of a list may hold more than what is written. */
function isThere(wanted: Value, current: Value | undefined): boolean {
  if (sameField(wanted, current)) return true;
  if (!Array.isArray(wanted) || !Array.isArray(current) || wanted.length !== current.length) return false;
  return wanted.every((line: Value, index) => isRecord(line) && holds(current[index], line));
}

function holds(current: Value | undefined, wanted: DataRecord): boolean {
  return isRecord(current) && Object.entries(wanted).every(([field, value]) => sameField(value, current[field]));
}

function isRecord(value: Value | undefined): value is DataRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
