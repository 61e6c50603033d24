export {
  type AcumaticaSandbox,
  type AcumaticaSandboxOptions,
  startAcumaticaSandbox,
} from "./acumatica/start-acumatica-sandbox.ts";
export { type OdooSandbox, type OdooSandboxOptions, startOdooSandbox } from "./odoo/start-odoo-sandbox.ts";
export type { CounterValues } from "./server/counters.ts";
export type { Fault, FaultKind, FaultMatch } from "./server/fault.ts";
export { type FaultPlan, type PlannedFault, parseFaultPlan } from "./server/fault-plan.ts";
export type { JournalEntry } from "./server/journal.ts";
export type { RateLimit } from "./server/rate-limit.ts";
export type { SandboxServerOptions } from "./server/sandbox-server.ts";
export { createSeededRandom, type SeededRandom } from "./server/seeded-random.ts";
export { startXCartSandbox, type XCartSandbox, type XCartSandboxOptions } from "./xcart/start-xcart-sandbox.ts";
