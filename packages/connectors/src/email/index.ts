export { emailConnector } from "./connector.ts";
