export { webhookConnector } from "./connector.ts";
