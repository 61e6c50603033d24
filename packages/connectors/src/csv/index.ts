export { csvConnector } from "./connector.ts";
export { parseCsv } from "./parse-csv.ts";
