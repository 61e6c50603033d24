import {
  type AcceptedHint,
  createEvent,
  createEventId,
  type DataRecord,
  type EventOrigin,
  formatRecordReference,
  type RecordReference,
  valueAt,
} from "@xmap/contract";
import type { FlowTrigger, ModuleRegistry } from "./module-registry.ts";
import { readRecord } from "./read-record.ts";
import { referenceFromKey } from "./record-keys.ts";
import type { Services } from "./services.ts";

/** A record of a system that may have changed, or may be gone. */
export interface ChangeHint {
  readonly system: string;
  readonly resource: string;
  readonly key: readonly string[];
  /** True when it is gone. */
  readonly removed?: boolean;
  readonly origin: EventOrigin;
  /** The sender's own event id; undefined makes a new one. */
  readonly event?: string;
  /** Fields that are known already. */
  readonly record?: DataRecord;
  /** The whole record, from systems that can only push. */
  readonly content?: DataRecord;
  /** The trace that the change belongs to, as W3C Trace Context. */
  readonly traceparent?: string;
}

/** The events that a change means for the flows that watch it; none when it belongs to no subject. */
export async function hintsOf(
  services: Services,
  registry: ModuleRegistry,
  change: ChangeHint,
): Promise<readonly AcceptedHint[]> {
  const { removed = false } = change;
  const hints: AcceptedHint[] = [];
  for (const flowTrigger of registry.triggersOn(removed ? "removal" : "change", change.system, change.resource)) {
    for (const record of await subjectsOf(services, flowTrigger, change)) {
      const { clock, random, installation } = services;
      const id = change.event ?? createEventId(clock.now(), random.bytes(10));
      const at = new Date(clock.now());
      const hint = `${change.system}/${change.resource}/${change.key.join(",")}`;
      const { origin, traceparent } = change;
      const trace = traceparent === undefined ? {} : { traceparent };
      const event = createEvent({ id, installation, record, at, origin, removed, hint, ...trace });
      const isSubject = flowTrigger.trigger.via === undefined && flowTrigger.trigger.at === undefined;
      const content = isSubject && change.content !== undefined ? { content: change.content } : {};
      hints.push({
        flow: flowTrigger.flow.name,
        event,
        ...content,
        ...(change.event === undefined ? { fresh: true } : {}),
      });
    }
  }
  return hints;
}

async function subjectsOf(
  services: Services,
  { flow, trigger }: FlowTrigger,
  change: ChangeHint,
): Promise<readonly RecordReference[]> {
  const subject = flow.subject.entity;
  const changed = referenceFromKey(trigger.entity, change.key);
  if (changed === undefined) return [];
  if (trigger.via !== undefined) {
    const links = await services.links.crossReferencesTo(trigger.via.link, formatRecordReference(changed));
    return links.filter((link) => link.state === "confirmed").map((link) => link.left);
  }
  if (trigger.at === undefined) return [{ ...changed, entity: subject.name }];
  const path = trigger.at.split(".");
  const known = valueAt(change.record, path);
  const field = known === undefined ? valueAt(await readRecord({ services }, trigger.entity, changed), path) : known;
  const reference = referenceFromKey(subject, [field]);
  return reference === undefined ? [] : [reference];
}
