import type { Connector } from "@xmap/contract";
import { CSV_DESCRIPTION } from "./description.ts";
import { openCsvSession } from "./session.ts";

/** Tables in CSV files. Options: folder, delimiter, keys, guardFormulas. */
export const csvConnector: Connector = { description: CSV_DESCRIPTION, open: openCsvSession };
