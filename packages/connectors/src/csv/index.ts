export { csvConnector } from "./connector.ts";
