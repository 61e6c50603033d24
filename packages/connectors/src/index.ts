export { acumaticaConnector } from "./acumatica/connector.ts";
export { csvConnector } from "./csv/connector.ts";
export { emailConnector } from "./email/connector.ts";
export { odooConnector } from "./odoo/connector.ts";
export { slackConnector } from "./slack/connector.ts";
export { webhookConnector } from "./webhook/connector.ts";
export { xcartConnector } from "./xcart/connector.ts";
