export type { TenantSettings } from "./business/settings.ts";
export type { GenericInquiry } from "./odata/generic-inquiry.ts";
export type { PushCounts, PushDefinition } from "./push-notifications.ts";
export type { AcumaticaSeed } from "./seed.ts";
export {
  type AcumaticaSandbox,
  type AcumaticaSandboxOptions,
  startAcumaticaSandbox,
} from "./start-acumatica-sandbox.ts";
export type { OrderShipment } from "./warehouse-work.ts";
export type { OAuthClient } from "./web/oauth.ts";
export type { OperationPace } from "./web/operations.ts";
export type { AcumaticaUser } from "./web/session.ts";
export type { License } from "./web/throttle.ts";
