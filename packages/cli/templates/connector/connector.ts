import type { Connector } from "@xmap/contract";
import { DESCRIPTION } from "./description.ts";
import { openSession } from "./session.ts";

/** The name `connector` is what xmap looks for in this file. */
export const connector: Connector = { description: DESCRIPTION, open: openSession };
