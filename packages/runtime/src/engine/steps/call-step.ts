import {
  type CallStepModule,
  createWriteKey,
  type DataRecord,
  ensureFailure,
  Failure,
  formatRecordReference,
  type RecordReference,
  type Value,
} from "@xmap/contract";
import { isMuted } from "../going-live/muting.ts";
import { heedOutcome, pure } from "../problems.ts";
import { readRecord } from "../read-record.ts";
import { describeReference, referenceOf } from "../record-keys.ts";
import { endUnwritten } from "../references.ts";
import { auditChange, put, type RunContext } from "../run-context.ts";
import { isReadOnly } from "../services.ts";

/** Carries a named operation out unless it is done: test, act, test again, also after an error. */
export async function callStep(context: RunContext, step: CallStepModule, path: string): Promise<Value | undefined> {
  const { entity, operation } = step;
  const target = context.state[step.target];
  const reference = typeof target === "object" && target !== null ? referenceOf(entity, target) : undefined;
  if (reference === undefined) {
    await heedOutcome(context, {
      word: "reject",
      message: `${step.target} is no ${entity.name} to call ${operation} on`,
    });
    return undefined;
  }
  // Another flow may call the same operation: testing and acting belong together.
  return context.services.locks.run(formatRecordReference(reference), () => carryOut(context, step, path, reference));
}

async function carryOut(
  context: RunContext,
  step: CallStepModule,
  path: string,
  reference: RecordReference,
): Promise<Value | undefined> {
  const { entity, operation } = step;
  const gate = context.services.gate(entity.system);
  const given = pure(context, () => step.arguments(context.state as never));
  const fields = gate.session.operationFields(entity.resource, operation);
  const isDone = (record: DataRecord): boolean =>
    gate.session.operationDone({ resource: entity.resource, operation, record, arguments: given });

  const before = await read(context, step, reference, fields);
  if (before === undefined || isDone(before)) return before;
  const effect = { step: path, target: formatRecordReference(reference), name: operation, value: given };
  if (step.mailsCustomer === true && (await isMuted(context, effect))) return before;
  if (isReadOnly(context.services, entity.system))
    endUnwritten(context, `call ${operation} on ${describeReference(reference)}`);
  await context.services.guard?.enter(entity.system);
  const failure = await operate(context, step, path, reference, given);
  const after = await read(context, step, reference, fields);
  if (after === undefined) return undefined;
  if (!isDone(after)) throw failure ?? undone(step, reference);
  context.written = true;
  const target = formatRecordReference(reference);
  const called = [{ rule: context.step, path: operation, before: undefined, after: given }];
  put(context, [auditChange(context, { step: path, target, operation: "call", fields: called })]);
  return after;
}

/** Acts once; answers the failure when only a look at the record can tell what it did. */
async function operate(
  context: RunContext,
  { entity, operation }: CallStepModule,
  path: string,
  reference: RecordReference,
  given: DataRecord,
): Promise<Failure | undefined> {
  const writeKey = createWriteKey({
    installation: context.services.installation,
    flow: context.flow.name,
    record: context.subject,
    step: path,
    target: `${formatRecordReference(reference)}.${operation}`,
  });
  const request = { resource: entity.resource, key: reference.key, operation, arguments: given, writeKey };
  try {
    await context.services.gate(entity.system).call(operation, (session) => session.operate(request));
    return undefined;
  } catch (error) {
    const failure = ensureFailure(error, entity.system, operation);
    const { class: kind, effect, scope } = failure.details;
    const needsLook = effect !== "none" || kind === "BusinessRule" || kind === "Conflict";
    if (!needsLook || scope === "system") throw failure;
    return failure;
  }
}

async function read(
  context: RunContext,
  { entity }: CallStepModule,
  reference: RecordReference,
  fields: readonly string[],
): Promise<DataRecord | undefined> {
  const record = await readRecord(context, entity, reference, fields);
  if (record === undefined)
    await heedOutcome(context, {
      word: "hold",
      message: `${describeReference(reference)} was deleted in ${entity.system}`,
    });
  return record;
}

function undone({ entity, operation }: CallStepModule, reference: RecordReference): Failure {
  const message = `${operation} on ${describeReference(reference)} answered, but it is not done`;
  return new Failure({ class: "Unknown", system: entity.system, operation, message, effect: "none" });
}
