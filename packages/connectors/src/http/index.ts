export { httpConnector } from "./connector.ts";
