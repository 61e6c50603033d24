export { slackConnector } from "./connector.ts";
