import {
  type BindingModule,
  commitTo,
  type EventEnvelope,
  type FlowModule,
  type RecordReference,
  type Value,
} from "@xmap/contract";
import type { ResolvedReference } from "./answer-book.ts";
import { RunAborted } from "./run-signals.ts";
import type { Services } from "./services.ts";
import type { AuditEntry, StoreChange } from "./store.ts";

/** One attempt of one run. */
export interface RunContext {
  readonly services: Services;
  readonly run: string;
  readonly flow: FlowModule;
  readonly mappingHash: string;
  readonly subject: RecordReference;
  readonly event: EventEnvelope;
  /** Results by step path, as far as an earlier process came. */
  readonly journal: Map<string, Value | undefined>;
  /** What the flow's functions get: the subject and what steps have named. */
  readonly state: Record<string, unknown>;
  /** Reference requests that this attempt has carried out. */
  readonly references: Map<string, Promise<ResolvedReference>>;
  /** Carries a reference request out. */
  readonly refer: (context: RunContext, binding: BindingModule, record: object) => Promise<ResolvedReference>;
  readonly isStopping: () => boolean;
  /** True once this run has changed a system. */
  written: boolean;
  /** The step under way, for reports. */
  step: string;
}

/** Carries an effect out once in a run: a journaled result is answered, a new one is durable before the next step. */
export async function journaled(
  context: RunContext,
  path: string,
  work: () => Promise<Value | undefined>,
): Promise<Value | undefined> {
  const known = context.journal.get(path) as { readonly value?: Value; readonly wrote: boolean } | undefined;
  if (known !== undefined) {
    context.written ||= known.wrote;
    return known.value;
  }
  if (context.isStopping()) throw new RunAborted();
  const value = await work();
  const result = { ...(value === undefined ? {} : { value }), wrote: context.written };
  await context.services.store.write([{ change: "journal", run: context.run, step: path, result }]);
  context.journal.set(path, result);
  return value;
}

export interface WrittenField {
  readonly step: string;
  readonly rule: string;
  /** Text of the written record's reference. */
  readonly target: string;
  readonly path: string;
  readonly operation: string;
  readonly before: Value | undefined;
  readonly after: Value | undefined;
}

/** Audit records of written fields; the store chains them. */
export function auditChanges(context: RunContext, fields: readonly WrittenField[]): readonly StoreChange[] {
  const { clock, random } = context.services;
  return fields.map(({ step, rule, target, path, operation, before, after }) => {
    const salt = Array.from(random.bytes(16), (byte) => byte.toString(16).padStart(2, "0")).join("");
    const entry: AuditEntry = {
      at: clock.now(),
      actor: `flow:${context.flow.name}`,
      origin: context.event.xmaporigin,
      event: context.event.id,
      run: context.run,
      step,
      mappingHash: context.mappingHash,
      rule,
      target,
      path,
      operation,
      commitmentBefore: commitTo(before, salt),
      commitmentAfter: commitTo(after, salt),
      salt,
    };
    return { change: "audit", entry };
  });
}
