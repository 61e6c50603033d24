export type { Product } from "./catalog.ts";
export { signWebhook, type WebhookCounts, type WebhookDisorder, type WebhookTarget } from "./companion-webhook.ts";
export type { Address, ShownOrder, Surcharge } from "./order.ts";
export type {
  AddressInput,
  ItemInput,
  OrderChange,
  OrderInput,
  SurchargeInput,
  TransactionInput,
} from "./order-input.ts";
export type { XCartKeys } from "./route.ts";
export {
  type Announcement,
  startXCartSandbox,
  type XCartSandbox,
  type XCartSandboxOptions,
} from "./start-xcart-sandbox.ts";
export type { Mail } from "./store.ts";
