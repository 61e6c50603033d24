export { xcartConnector } from "./connector.ts";
