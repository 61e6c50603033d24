export { describeConnectorConformance } from "./connector-conformance.ts";
export { FAILURE_TABLE } from "./failure-table.ts";
export { describeNotifyConformance, type NotifySubject, type RunningReceiver } from "./notify-conformance.ts";
export { type ConnectorSubject, type FailureSubject, type Key, notOffered, type Stage } from "./subject.ts";
export type { StageClock } from "./suite-clock.ts";
export type { WireAnswer, WireRequest } from "./wire.ts";
