import "./native-hash.ts";

export type { AlertMemory } from "../engine/alerts/alert-memory.ts";
export { type AlertOptions, type Alerts, createAlerts } from "../engine/alerts/create-alerts.ts";
export type { ChangeHint } from "../engine/changes.ts";
export { checkNames, VanishedNamesError } from "../engine/check-names.ts";
export { checkPins, PinMismatchError } from "../engine/check-pins.ts";
export type { ComparisonReport, RecordDifference } from "../engine/comparison/compare.ts";
export type { FigureFields } from "../engine/comparison/finance-figures.ts";
export { EmbeddedEngine, type EngineOptions } from "../engine/embedded-engine.ts";
export type { BackFillProgress } from "../engine/going-live/back-fill.ts";
export type { BaselineFinding, BaselineReport } from "../engine/going-live/baseline.ts";
export { type LinkingBinding, linkingBindings, subjectBindings } from "../engine/going-live/binding-roles.ts";
export { mutedMetricOf } from "../engine/going-live/muting.ts";
export { type Logger, SILENT_LOGGER } from "../engine/logger.ts";
export { type RetentionPeriods, USUAL_RETENTION } from "../engine/maintenance.ts";
export type { ObservedCall, ObservedPause, ObservedRun, ObservedStep, Observer } from "../engine/observer.ts";
export { StoreOperations } from "../engine/operations.ts";
export type { RunEnd } from "../engine/run-end.ts";
export { USUAL_FUSE } from "../engine/safety/mass-change-fuse.ts";
export { USUAL_PING_PONG } from "../engine/safety/ping-pong.ts";
export type { SafetySettings } from "../engine/safety/write-guard.ts";
export type { AcceptedEvent, Store, StoreChange, StoredWork, StoreState } from "../engine/store.ts";
export { ControlUnreachableError, connectControl } from "./control/connect-control.ts";
export { controlPathOf } from "./control/control-path.ts";
export { type ControlServer, startControlServer } from "./control/control-server.ts";
export { createMetrics, type Metrics } from "./observability/metrics.ts";
export { Readiness } from "./observability/readiness.ts";
export { createTracing } from "./observability/tracing.ts";
export { type AuditReport, verifyAudit } from "./observability/verify-audit.ts";
export { type PersonalData, PersonFinder } from "./privacy/find-person.ts";
export type { PersonName } from "./privacy/person-name.ts";
export { privateLogger } from "./privacy/private-logger.ts";
export {
  backupFolderOf,
  backupNameOf,
  backupStore,
  backupsIn,
  removeOldBackups,
} from "./store/backup-store.ts";
export { type Migration, SCHEMA_VERSION } from "./store/migrations.ts";
export { type StoreOptions, StoreRefusedError } from "./store/open-database.ts";
export { AuditReader } from "./store/read-audit.ts";
export { planRestore, type RestoreOptions, type RestorePlan, restoreStore } from "./store/restore-store.ts";
export { SqliteStore } from "./store/sqlite-store.ts";
export { openToRead, type StoreFile } from "./store/store-file.ts";
export { syncsSlowly } from "./store/sync-speed.ts";
export { SYSTEM_CLOCK, SYSTEM_RANDOM } from "./system-ports.ts";
export { startWebhookServer, type WebhookServer, type WebhookServerOptions } from "./webhook-server.ts";
