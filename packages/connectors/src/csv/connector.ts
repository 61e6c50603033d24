import type { Connector } from "@xmap/contract";
import { CSV_DESCRIPTION } from "./description.ts";
import { openCsvSession } from "./session.ts";

/** Tables in CSV files. Option: folder. */
export const csvConnector: Connector = { description: CSV_DESCRIPTION, open: openCsvSession };
