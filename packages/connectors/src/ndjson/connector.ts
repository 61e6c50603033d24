import type { Connector } from "@xmap/contract";
import { openFileSession } from "../files/file-session.ts";
import { NDJSON_DESCRIPTION } from "./description.ts";
import { NDJSON_FORMAT } from "./ndjson-format.ts";

/** Files with one JSON record a line. Options: folder, keys. */
export const ndjsonConnector: Connector = {
  description: NDJSON_DESCRIPTION,
  open: (settings) =>
    openFileSession(settings, {
      format: NDJSON_FORMAT,
      usualKey: () => ["id"],
      holdsLines: true,
      called: "NDJSON files",
    }),
};
