export { ndjsonConnector } from "./connector.ts";
