import {
  type BindingModule,
  commitTo,
  type DataRecord,
  type EventEnvelope,
  type FlowModule,
  type Problem,
  type RecordReference,
  type SourceFrame,
  type Value,
} from "@xmap/contract";
import type { ResolvedReference } from "./answer-book.ts";
import { createSalt } from "./audit-salt.ts";
import { RunAborted } from "./run-signals.ts";
import type { Services } from "./services.ts";
import type { AuditEntry, RunProgress, StoreChange } from "./store.ts";

/** One attempt of one run. */
export interface RunContext {
  readonly services: Services;
  readonly run: string;
  /** The row that the run works on. */
  readonly work: number;
  readonly flow: FlowModule;
  readonly mappingHash: string;
  readonly subject: RecordReference;
  readonly event: EventEnvelope;
  /** The whole subject, from systems that can only push. */
  readonly content: DataRecord | undefined;
  /** Results by step path, as far as an earlier process came. */
  readonly journal: Map<string, Value | undefined>;
  /** What the flow's functions get: the subject and what steps have named. */
  readonly state: Record<string, unknown>;
  /** Reference requests that this attempt has carried out. */
  readonly references: Map<string, Promise<ResolvedReference>>;
  /** Carries a reference request out. */
  readonly refer: (context: RunContext, binding: BindingModule, record: object) => Promise<ResolvedReference>;
  readonly isStopping: () => boolean;
  /** What the row is to say once anything is journaled. */
  readonly progress: () => RunProgress;
  /** Changes that become durable before the next effect begins, or with the end of the run. */
  pending: StoreChange[];
  /** Whether the store's journal holds anything of this attempt. */
  journaled: boolean;
  /** True once this run has changed a system. */
  written: boolean;
  /** What was left out because a customer would be told, in words. */
  readonly muted: string[];
  /** Why turns of an `each` were left. */
  readonly skipped: Problem[];
  /** The step under way, for reports. */
  step: string;
  /** The steps around and at the place under way, outermost first. */
  readonly frames: SourceFrame[];
  /** The binding under way, whose rules problems may name. */
  binding: BindingModule | undefined;
}

type JournaledResult = { readonly value?: Value; readonly wrote: boolean; readonly muted?: readonly string[] };

/** Carries an effect out once in a run: a journaled result is answered, a new one is durable before the next effect. */
export async function journaled(
  context: RunContext,
  path: string,
  work: () => Promise<Value | undefined>,
): Promise<Value | undefined> {
  const known = context.journal.get(path) as JournaledResult | undefined;
  if (known !== undefined) {
    context.written ||= known.wrote;
    context.muted.push(...(known.muted ?? []));
    return known.value;
  }
  if (context.isStopping()) throw new RunAborted();
  await flush(context);
  const mutedBefore = context.muted.length;
  const value = await work();
  const muted = context.muted.slice(mutedBefore);
  const result: JournaledResult = {
    ...(value === undefined ? {} : { value }),
    wrote: context.written,
    ...(muted.length === 0 ? {} : { muted }),
  };
  context.pending.push({ change: "journal", work: context.work, step: path, result });
  context.journal.set(path, result);
  return value;
}

/** Makes what the steps so far have left durable. */
export async function flush(context: RunContext): Promise<void> {
  if (context.pending.length === 0) return;
  const changes = context.pending;
  context.pending = [];
  if (!context.journaled) {
    context.journaled = true;
    changes.push({ change: "progress", work: context.work, progress: context.progress() });
  }
  try {
    await context.services.store.write(changes);
  } finally {
    context.services.links.letGo(changes);
  }
}

/** Leaves changes to become durable before the next effect begins; other runs see them already. */
export function put(context: RunContext, changes: readonly StoreChange[]): void {
  context.pending.push(...changes);
  context.services.links.hold(changes);
}

/** What is pending but for the journal, which an ended attempt needs no longer. */
export function withoutJournal(changes: readonly StoreChange[]): readonly StoreChange[] {
  return changes.filter(({ change }) => change !== "journal");
}

export interface WrittenRecord {
  readonly step: string;
  /** Text of the written record's reference. */
  readonly target: string;
  readonly operation: string;
  readonly fields: readonly WrittenField[];
}

export interface WrittenField {
  readonly rule: string;
  readonly path: string;
  readonly before: Value | undefined;
  readonly after: Value | undefined;
}

/** The audit record of a write; the store chains it. */
export function auditChange(context: RunContext, written: WrittenRecord): StoreChange {
  const { clock, random } = context.services;
  const salt = createSalt(random);
  const entry: AuditEntry = {
    at: clock.now(),
    actor: `flow:${context.flow.name}`,
    origin: context.event.xmaporigin,
    event: context.event.id,
    run: context.run,
    step: written.step,
    mappingHash: context.mappingHash,
    target: written.target,
    operation: written.operation,
    fields: written.fields.map(({ rule, path, before, after }) => ({
      rule,
      path,
      commitmentBefore: commitTo(before, salt, path),
      commitmentAfter: commitTo(after, salt, path),
    })),
    salt,
  };
  return { change: "audit", entry };
}
