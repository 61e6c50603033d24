export { acumaticaConnector } from "./connector.ts";
