import type { DataRecord } from "@xmap/contract";

export type AlertKind = "outcome" | "systemDown" | "flowPaused" | "errorRate" | "backlog" | "stuck" | "notRunning";

/** Something that people are told. */
export interface Alert {
  readonly alert: AlertKind;
  /** `repeated` sums up what came after `raised`; `cleared` takes it back. */
  readonly state: "raised" | "repeated" | "cleared";
  /** What it is about, equal in all its states: `system/erp`, `group/3f9a0c77d1e2`. */
  readonly subject: string;
  readonly title: string;
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** As they are written: `team.sales`. */
  readonly channels: readonly string[];
  /** More for machines: `flow`, `system`, `group`, `outcome`, `count`. */
  readonly details: DataRecord;
}

export interface EnvelopeParts {
  readonly id: string;
  readonly installation: string;
  readonly at: number;
}

/** The alert as CloudEvents 1.0 in structured JSON. */
export function alertEnvelope(alert: Alert, { id, installation, at }: EnvelopeParts): DataRecord {
  const { subject, title, text, state, since, details } = alert;
  return {
    specversion: "1.0",
    id,
    source: `urn:xmap:${encodeURIComponent(installation)}`,
    type: "xmap.alert",
    subject,
    time: new Date(at).toISOString(),
    partitionkey: subject,
    datacontenttype: "application/json",
    data: { alert: alert.alert, state, title, text, since: new Date(since).toISOString(), ...details },
  };
}
