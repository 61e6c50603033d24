import { formatRecordReference, parseRecordReference, type RecordReference } from "./record-reference.ts";

export const EVENT_ORIGINS = ["webhook", "poll", "schedule", "manual", "backfill", "replay", "echo"] as const;
export type EventOrigin = (typeof EVENT_ORIGINS)[number];

/** A hint that a record may have changed: CloudEvents 1.0 in structured JSON. The record itself is read again. */
export interface EventEnvelope {
  readonly specversion: "1.0";
  readonly id: string;
  /** `urn:xmap:<installation>:<system>` */
  readonly source: string;
  readonly type: "xmap.record.changed" | "xmap.record.removed" | "xmap.alert";
  /** The record reference's text. */
  readonly subject: string;
  /** ISO instant, UTC. */
  readonly time: string;
  readonly partitionkey: string;
  readonly datacontenttype: "application/json";
  readonly traceparent?: string;
  readonly xmaporigin: EventOrigin;
  readonly xmaphint?: string;
}

export interface EventParts {
  readonly id: string;
  readonly installation: string;
  readonly record: RecordReference;
  readonly at: Date;
  readonly origin: EventOrigin;
  readonly removed?: boolean;
  readonly hint?: string;
  readonly traceparent?: string;
}

/** The envelope of a change of one record. */
export function createEvent(parts: EventParts): EventEnvelope {
  const subject = formatRecordReference(parts.record);
  return {
    specversion: "1.0",
    id: parts.id,
    source: `urn:xmap:${encodeURIComponent(parts.installation)}:${encodeURIComponent(parts.record.system)}`,
    type: parts.removed === true ? "xmap.record.removed" : "xmap.record.changed",
    subject,
    time: parts.at.toISOString(),
    partitionkey: subject,
    datacontenttype: "application/json",
    xmaporigin: parts.origin,
    ...(parts.hint === undefined ? {} : { xmaphint: parts.hint }),
    ...(parts.traceparent === undefined ? {} : { traceparent: parts.traceparent }),
  };
}

/** The record that an event points at; throws a RangeError when its subject is not a record reference. */
export function eventRecord(event: EventEnvelope): RecordReference {
  return parseRecordReference(event.subject);
}
