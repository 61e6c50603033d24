export { odooConnector } from "./connector.ts";
