export { csvConnector } from "./csv/connector.ts";
export { odooConnector } from "./odoo/connector.ts";
export { xcartConnector } from "./xcart/connector.ts";
