export { OdooError } from "./engine/odoo-error.ts";
export type { OdooSeed, OdooUser, ProductSeed, SeededIds } from "./seed.ts";
export { type OdooSandbox, type OdooSandboxOptions, startOdooSandbox } from "./start-odoo-sandbox.ts";
export type { ShipmentRequest } from "./warehouse-work.ts";
