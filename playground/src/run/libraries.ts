import * as runtime from "@xmap/runtime";
import * as jsonata from "@xmap/runtime/jsonata";

/** What a linked program is started with: all that compiled mappings import beside each other. */
export const LIBRARIES = {
  "@xmap/runtime": runtime,
  "@xmap/runtime/jsonata": jsonata,
};

export type Libraries = typeof LIBRARIES;
